import Foundation

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// One element of a document as an XML parser sees it.
struct Element {
  var name: String
  var attributes: [String: String]
  var text = ""
  /// The names of the elements around it, outermost first.
  var path: [String]

  /// A coordinate in hundredths of a pixel.
  func hundredths(_ name: String) throws -> Int64 { try SVGReading.hundredths(attributes[name] ?? "") }
}

struct Unreadable: Error {
  var what: String
}

/// Every element of a well-formed document in the order in which they begin; throws where it is not well-formed.
final class XMLReading: NSObject, XMLParserDelegate {
  private(set) var elements: [Element] = []
  private var open: [Int] = []

  static func elements(of text: String) throws -> [Element] {
    let reading = XMLReading()
    let parser = XMLParser(data: Data(text.utf8))
    parser.delegate = reading
    guard parser.parse() else { throw Unreadable(what: "not well-formed at line \(parser.lineNumber)") }
    return reading.elements
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?, attributes: [String: String]
  ) {
    elements.append(Element(name: name, attributes: attributes, path: open.map { elements[$0].name }))
    open.append(elements.count - 1)
  }

  func parser(_ parser: XMLParser, foundCharacters text: String) {
    if let last = open.last { elements[last].text += text }
  }

  func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) { open.removeLast() }
}

/// A rectangle in hundredths of a pixel.
struct Box: CustomStringConvertible {
  var left: Int64
  var top: Int64
  var right: Int64
  var bottom: Int64
  var name: String

  func overlaps(_ other: Box) -> Bool {
    left < other.right && other.left < right && top < other.bottom && other.top < bottom
  }

  var description: String { "\(name) (\(left), \(top), \(right), \(bottom))" }
}

/// A flow picture as somebody reads it who knows nothing of how it was made.
struct SVGReading {
  struct Band {
    var from: String
    var to: String
    var fen: Int128
    var width: Int64
    /// Of the upper edge, its beginning and its end.
    var start: (x: Int64, y: Int64)
    var end: (x: Int64, y: Int64)
    /// Where it runs level past a column.
    var levels: [Box]
    var points: [(x: Int64, y: Int64)]
  }

  let picture: Box
  private(set) var bars: [String: Box] = [:]
  private(set) var bands: [Band] = []
  private(set) var texts: [Box] = []
  let elements: [Element]

  init(_ svg: String) throws {
    elements = try XMLReading.elements(of: svg)
    let size = (elements[0].attributes["viewBox"] ?? "").split(separator: " ").map(String.init)
    guard size.count == 4 else { throw Unreadable(what: "viewBox") }
    picture = Box(
      left: try Self.hundredths(size[0]), top: try Self.hundredths(size[1]), right: try Self.hundredths(size[2]),
      bottom: try Self.hundredths(size[3]), name: "picture")
    for element in elements {
      switch element.name {
      case "rect":
        guard let node = element.attributes["data-node"] else { continue }
        let (x, y) = (try element.hundredths("x"), try element.hundredths("y"))
        bars[node] = Box(
          left: x, top: y, right: x + (try element.hundredths("width")), bottom: y + (try element.hundredths("height")), name: node)
      case "path": bands.append(try Self.band(element))
      case "text": texts.append(try Self.box(ofText: element))
      default: break
      }
    }
  }

  static func hundredths(_ text: String) throws -> Int64 {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard let whole = parts.first.flatMap({ Int64($0) }), parts.count <= 2 else { throw Unreadable(what: "number \(text)") }
    guard parts.count == 2 else { return whole * 100 }
    guard parts[1].count <= 2, let decimals = Int64(parts[1]) else { throw Unreadable(what: "number \(text)") }
    let fraction = parts[1].count == 1 ? decimals * 10 : decimals
    return whole * 100 + (text.hasPrefix("-") ? -fraction : fraction)
  }

  /// A Chinese character is as wide as high, anything else about 0.6 of that, narrow punctuation 0.3.
  private static func box(ofText element: Element) throws -> Box {
    let (x, y, size) = (try element.hundredths("x"), try element.hundredths("y"), try element.hundredths("font-size"))
    let thousandths = element.text.unicodeScalars.reduce(Int64(0)) { sum, scalar in
      sum + (scalar.value >= 0x2E80 || "·…".unicodeScalars.contains(scalar) ? 1000 : " .,:;'".unicodeScalars.contains(scalar) ? 300 : 600)
    }
    let width = thousandths * size / 1000
    let left = element.attributes["text-anchor"] == "end" ? x - width : x
    return Box(left: left, top: y - size * 88 / 100, right: left + width, bottom: y + size * 12 / 100, name: element.text)
  }

  /// The upper edge up to the command `v`, which is the width.
  private static func band(_ element: Element) throws -> Band {
    let path = element.attributes["d"] ?? ""
    let commands = path.matches(of: /([MCHvZ])([0-9. -]*)/)
    var points: [(x: Int64, y: Int64)] = []
    var level: [(from: Int64, to: Int64, y: Int64)] = []
    var width: Int64?
    var endOfEdge = 0
    for command in commands {
      let numbers = try command.2.split(separator: " ").map { try hundredths(String($0)) }
      switch command.1 {
      case "M", "C": for index in stride(from: 0, to: numbers.count, by: 2) { points.append((numbers[index], numbers[index + 1])) }
      case "H":
        guard let last = points.last else { throw Unreadable(what: path) }
        if width == nil { level.append((last.x, numbers[0], last.y)) }
        points.append((numbers[0], last.y))
      case "v":
        guard let last = points.last, width == nil else { throw Unreadable(what: path) }
        width = numbers[0]
        endOfEdge = points.count - 1
        points.append((last.x, last.y + numbers[0]))
      default: break
      }
    }
    guard let width, let fen = Int128(element.attributes["data-fen"] ?? "") else { throw Unreadable(what: path) }
    let from = element.attributes["data-from"] ?? ""
    return Band(
      from: from, to: element.attributes["data-to"] ?? "", fen: fen, width: width, start: points[0], end: points[endOfEdge],
      levels: level.map { Box(left: $0.from, top: $0.y, right: $0.to, bottom: $0.y + width, name: "band from \(from)") }, points: points)
  }
}
