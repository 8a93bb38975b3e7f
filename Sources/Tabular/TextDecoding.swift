import Glibc

/// Turns the bytes of a file into UTF-8: UTF-8 with or without a byte-order mark, or GB18030 (GB 18030-2005) by iconv(3).
///
/// Which of them it is, the first bytes beyond ASCII decide. What is not valid comes out as a byte that UTF-8 never has, so
/// that the row it stands in is refused.
public final class TextDecoding {
  public enum Encoding: String {
    case utf8 = "UTF-8"
    case gb18030 = "GB18030"
  }

  public private(set) var encoding: Encoding?
  private var isAtStart = true
  private var rest: [UInt8] = []
  private var converter: iconv_t?

  /// - Parameter encoding: where it is known; else the text decides.
  public init(_ encoding: Encoding? = nil) { self.encoding = encoding }

  deinit { if let converter { iconv_close(converter) } }

  /// The UTF-8 of the next piece of the file.
  public func decode(_ piece: [UInt8], isLast: Bool) -> [UInt8] {
    var bytes = rest.isEmpty ? piece : rest + piece
    rest = []
    if isAtStart {
      if bytes.count < 3, !isLast {
        rest = bytes
        return []
      }
      isAtStart = false
      if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
        bytes.removeFirst(3)
        encoding = .utf8
      }
    }
    if encoding == nil {
      guard let first = bytes.firstIndex(where: { $0 >= 0x80 }) else { return bytes }
      guard bytes.count - first >= TextDecoding.evidence || isLast else {
        rest = Array(bytes[first...])
        return Array(bytes[..<first])
      }
      encoding = TextDecoding.guess(bytes[first...].prefix(TextDecoding.evidence))
    }
    return encoding == .gb18030 ? convert(bytes, isLast: isLast) : bytes
  }

  /// Bytes from the first one beyond ASCII on that decide.
  private static let evidence = 4096

  /// UTF-8 where at least as many of its sequences are whole as bytes belong to none: text of GB18030 hardly ever has them,
  /// and a broken byte or two do not make a UTF-8 file something else.
  private static func guess(_ bytes: ArraySlice<UInt8>) -> Encoding {
    var whole = 0
    var stray = 0
    var index = bytes.startIndex
    while index < bytes.endIndex {
      let byte = bytes[index]
      let length = byte < 0x80 ? 1 : byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC2 ? 2 : 0
      let end = index + max(1, length)
      if byte >= 0x80 {
        if end > bytes.endIndex, length > 0 { break }
        if length > 0, String(validating: bytes[index..<end], as: UTF8.self) != nil {
          whole += 1
        } else {
          stray += 1
          index += 1
          continue
        }
      }
      index = end
    }
    return whole >= stray ? .utf8 : .gb18030
  }

  private func convert(_ bytes: [UInt8], isLast: Bool) -> [UInt8] {
    if converter == nil { converter = iconv_open("UTF-8", "GB18030") }
    // Two bytes of GB18030 become three of UTF-8 at most, four become four.
    var output = [UInt8](repeating: 0, count: bytes.count * 2 + 16)
    var input = bytes
    var written = 0
    var used = 0
    input.withUnsafeMutableBytes { source in
      output.withUnsafeMutableBytes { target in
        while used < source.count {
          var from: UnsafeMutablePointer<CChar>? = source.baseAddress!.advanced(by: used).assumingMemoryBound(to: CChar.self)
          var fromLeft = source.count - used
          var to: UnsafeMutablePointer<CChar>? = target.baseAddress!.advanced(by: written).assumingMemoryBound(to: CChar.self)
          var toLeft = target.count - written
          let result = iconv(converter, &from, &fromLeft, &to, &toLeft)
          used = source.count - fromLeft
          written = target.count - toLeft
          guard result == -1 else { break }
          if errno == EINVAL, !isLast { break }
          target[written] = 0xFF
          written += 1
          used += 1
        }
      }
    }
    if used < bytes.count { rest = Array(bytes[used...]) }
    return Array(output[..<written])
  }
}
