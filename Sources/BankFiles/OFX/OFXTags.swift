/// The tags of an OFX file, whichever syntax it has: aggregates open and close, elements have a value.
enum OFXToken {
  case open(ElementName)
  case close(ElementName)
  case value(ElementName, String)
}

/// Where tokens of OFX come from.
enum OFXTags {
  case xml(OFXXMLTags)
  case sgml(SGMLReader)

  /// The next token; nil behind the root element.
  func next() throws(BankFileFault) -> OFXToken? {
    switch self {
    case .xml(let tags): try tags.next()
    case .sgml(let tags): try tags.next()
    }
  }

  /// Where the token read last begins.
  var place: FilePlace {
    switch self {
    case .xml(let tags): tags.place
    case .sgml(let tags): tags.place
    }
  }
}

/// OFX 2: an element without children has a value.
final class OFXXMLTags {
  private let xml: XMLReader
  private var open: [ElementName] = []
  /// Opened last, and nobody knows yet whether it has a value or children.
  private var held: (name: ElementName, place: FilePlace)?
  private(set) var place = FilePlace(line: 1)

  init(_ xml: XMLReader) { self.xml = xml }

  func next() throws(BankFileFault) -> OFXToken? {
    while true {
      switch try xml.next() {
      case .text: continue
      case .start:
        let before = held
        open.append(xml.name)
        held = (xml.name, xml.place)
        if let before {
          place = before.place
          return .open(before.name)
        }
      case .end:
        let name = open.removeLast()
        guard let leaf = held else {
          place = xml.place
          return .close(name)
        }
        held = nil
        place = leaf.place
        return .value(name, String(decoding: xml.textContent, as: UTF8.self))
      case .finished: return nil
      }
    }
  }
}
