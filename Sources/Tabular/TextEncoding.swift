import Glibc

/// Turns UTF-8 into another character set by iconv(3), exactly: what the set does not hold is told, never replaced.
public final class TextEncoding {
  private let converter: iconv_t
  /// UTF-8 needs no conversion.
  private let isUTF8: Bool

  /// - Parameter name: as iconv knows it, e.g. `GB18030`.
  /// - Precondition: iconv knows it.
  public init(_ name: String) {
    isUTF8 = name == "UTF-8"
    converter = iconv_open(name, "UTF-8")
    precondition(converter != iconv_t(bitPattern: -1), "iconv knows no \(name)")
  }

  deinit { iconv_close(converter) }

  /// The bytes of `text`; nil where a character is not in the set, which `firstMissing` finds.
  public func encode(_ text: String) -> [UInt8]? {
    if isUTF8 || text.utf8.allSatisfy({ $0 < 0x80 }) { return Array(text.utf8) }
    var input = Array(text.utf8)
    // One byte of UTF-8 never becomes more than two: four bytes stand for two of UTF-8 at least.
    var output = [UInt8](repeating: 0, count: input.count * 2 + 16)
    var left = output.count
    let result = input.withUnsafeMutableBytes { source in
      output.withUnsafeMutableBytes { target in
        var from: UnsafeMutablePointer<CChar>? = source.baseAddress!.assumingMemoryBound(to: CChar.self)
        var fromLeft = source.count
        var to: UnsafeMutablePointer<CChar>? = target.baseAddress!.assumingMemoryBound(to: CChar.self)
        return iconv(converter, &from, &fromLeft, &to, &left)
      }
    }
    guard result == 0 else {
      _ = iconv(converter, nil, nil, nil, nil)
      return nil
    }
    output.removeLast(left)
    return output
  }

  /// The first character of `text` that the set does not hold.
  public func firstMissing(in text: String) -> Character? { text.first { encode(String($0)) == nil } }
}
