/// Writes XML: elements with text, escaped.
struct MarkupWriter {
  private(set) var bytes: [UInt8] = []

  mutating func append(_ text: StaticString) {
    bytes.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  /// Text with what markup would take for itself escaped.
  mutating func append(text: String) {
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "&"): append("&amp;")
      case UInt8(ascii: "<"): append("&lt;")
      case UInt8(ascii: ">"): append("&gt;")
      case UInt8(ascii: "\""): append("&quot;")
      default: bytes.append(byte)
      }
    }
  }

  /// `<Nm>text</Nm>`.
  mutating func element(_ name: StaticString, _ text: String) {
    append("<")
    append(name)
    append(">")
    append(text: text)
    append("</")
    append(name)
    append(">")
  }

  /// Nothing where there is no text.
  mutating func optional(_ name: StaticString, _ text: String) { if !text.isEmpty { element(name, text) } }

  mutating func take() -> [UInt8] {
    defer { bytes.removeAll(keepingCapacity: true) }
    return bytes
  }
}
