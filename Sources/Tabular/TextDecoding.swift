import Glibc

/// Turns the bytes of a file into UTF-8: UTF-8 with or without a byte-order mark, or GB18030 (GB 18030-2005) by iconv(3).
///
/// Which of them it is, the first bytes beyond ASCII decide. What is not valid comes out as a byte that UTF-8 never has, so
/// that the row it stands in is refused.
final class TextDecoding {
  enum Encoding: String {
    case utf8 = "UTF-8"
    case gb18030 = "GB18030"
  }

  private(set) var encoding: Encoding?
  private var isAtStart = true
  private var rest: [UInt8] = []
  private var converter: iconv_t?

  deinit { if let converter { iconv_close(converter) } }

  /// The UTF-8 of the next piece of the file.
  func decode(_ piece: [UInt8], isLast: Bool) -> [UInt8] {
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
      guard bytes.contains(where: { $0 >= 0x80 }) else { return bytes }
      encoding = TextDecoding.looksLikeUTF8(bytes) ? .utf8 : .gb18030
    }
    return encoding == .gb18030 ? convert(bytes, isLast: isLast) : bytes
  }

  /// Whether everything up to a sequence cut off at the end is UTF-8.
  private static func looksLikeUTF8(_ bytes: [UInt8]) -> Bool {
    var end = bytes.count
    for back in 1...4 where back <= bytes.count {
      let byte = bytes[bytes.count - back]
      if byte & 0xC0 == 0x80 { continue }
      let length = byte < 0x80 ? 1 : byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2
      if length > back { end = bytes.count - back }
      break
    }
    return bytes[..<end].withContiguousStorageIfAvailable { String(validating: $0, as: UTF8.self) != nil } ?? false
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
