import Glibc
import Messages

// The piece of the file in memory, and where in the file it stands.

extension XMLReader {
  /// Whether the token has `count` bytes; reads on as needed.
  func has(_ count: Int) throws(BankFileFault) -> Bool {
    while end - tokenStart < count { guard try fill() else { return false } }
    return true
  }

  /// The offset of `byte` from the token's start.
  func find(_ byte: UInt8, from: Int, orEnd: Bool = false) throws(BankFileFault) -> Int {
    var from = from
    while true {
      if let found = memchr(buffer + tokenStart + from, Int32(byte), end - tokenStart - from) {
        let length = UnsafeRawPointer(found) - UnsafeRawPointer(buffer + tokenStart)
        guard length <= XMLReader.tokenBytesMax else { throw fault(.tooLong(limit: XMLReader.tokenBytesMax)) }
        return length
      }
      from = end - tokenStart
      guard from <= XMLReader.tokenBytesMax else { throw fault(.tooLong(limit: XMLReader.tokenBytesMax)) }
      guard try fill() else {
        if orEnd { return from }
        throw cutOff()
      }
    }
  }

  /// The offset of `bytes` from the token's start.
  func find(_ bytes: [UInt8], from: Int) throws(BankFileFault) -> Int {
    var from = from
    while true {
      let length = try find(bytes[0], from: from)
      guard try has(length + bytes.count) else { throw cutOff() }
      if memcmp(buffer + tokenStart + length, bytes, bytes.count) == 0 { return length }
      from = length + 1
    }
  }

  /// Reads the next piece of the file behind what is still needed; false at its end.
  func fill() throws(BankFileFault) -> Bool {
    guard !isAtEnd else { return false }
    count(upTo: tokenStart)
    if tokenStart > 0 {
      memmove(buffer, buffer + tokenStart, filled - tokenStart)
      position -= tokenStart
      end -= tokenStart
      filled -= tokenStart
      counted = 0
      tokenStart = 0
    }
    let piece: [UInt8]
    do { piece = try source(XMLReader.chunk) } catch {
      throw BankFileFault(.reading(error), at: place(at: end))
    }
    precondition(piece.count <= XMLReader.chunk)
    piece.withUnsafeBufferPointer { if !$0.isEmpty { memcpy(buffer + filled, $0.baseAddress!, $0.count) } }
    filled += piece.count
    isAtEnd = piece.isEmpty
    if isAtStart { try passMark() }
    let before = end
    try validate()
    if end > before { return true }
    return try fill()
  }

  /// Passes over a byte-order mark, and refuses those of other encodings.
  func passMark() throws(BankFileFault) {
    guard filled >= 3 || isAtEnd else { return }
    isAtStart = false
    if filled >= 2, (buffer[0] == 0xFE && buffer[1] == 0xFF) || (buffer[0] == 0xFF && buffer[1] == 0xFE) {
      throw BankFileFault(.unknownEncoding("UTF-16"), at: FilePlace(line: 1, column: 1))
    }
    guard filled >= 3, buffer[0] == 0xEF, buffer[1] == 0xBB, buffer[2] == 0xBF else { return }
    filled -= 3
    memmove(buffer, buffer + 3, filled)
  }

  /// Moves `end` on over what is UTF-8 and allowed in XML; a character that is not whole yet waits for the rest.
  func validate() throws(BankFileFault) {
    guard !isAtStart else { return }
    var index = end
    while index < filled {
      if index + 8 <= filled {
        let word = UnsafeRawPointer(buffer + index).loadUnaligned(as: UInt64.self)
        // No byte beyond ASCII, none below a space: nothing to look at.
        if (word | (word &- 0x2020_2020_2020_2020)) & 0x8080_8080_8080_8080 == 0 {
          index += 8
          continue
        }
      }
      let byte = buffer[index]
      if byte < 0x80 {
        guard byte >= 0x20 || XMLReader.isSpace(byte) else {
          end = index
          throw BankFileFault(
            .malformed(Text(zh: "含有控制字符 \(byte)。", en: "it holds the control character \(byte).")), at: place(at: index))
        }
        index += 1
        continue
      }
      let length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC2 ? 2 : 1
      if index + length > filled, !isAtEnd { break }
      guard length > 1, index + length <= filled,
        String(validating: UnsafeBufferPointer(start: buffer + index, count: length), as: UTF8.self) != nil
      else {
        end = index
        throw BankFileFault(.notText(encoding: "UTF-8"), at: place(at: index))
      }
      index += length
    }
    end = index
  }

  // MARK: Places

  func place(at offset: Int) -> FilePlace {
    count(upTo: offset)
    return FilePlace(line: line, column: column)
  }

  /// Counts lines and columns up to `offset`; one that lies behind what is counted already stays as it is.
  func count(upTo offset: Int) {
    var index = counted
    while index < offset {
      guard let found = memchr(buffer + index, 0x0A, offset - index) else { break }
      index = UnsafeRawPointer(found) - UnsafeRawPointer(buffer) + 1
      line += 1
      column = 1
    }
    while index < offset {
      if buffer[index] & 0xC0 != 0x80 { column += 1 }
      index += 1
    }
    counted = max(counted, offset)
  }
}
