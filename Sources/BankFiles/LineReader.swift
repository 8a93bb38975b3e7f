import Measures
import Messages
import Tabular

/// Lines of a text file in UTF-8 or GB18030, whichever its bytes are, in bounded memory.
final class LineReader {
  /// Longest line in bytes of UTF-8.
  static let lineBytesMax = 65_536

  private let source: ByteSource
  private let decoding: TextDecoding
  private var buffer: [UInt8] = []
  private var position = 0
  private var isAtEnd = false
  private var wasReturn = false
  /// Of the line read last, from 1.
  private(set) var number = 0
  /// The line read last has no line end.
  private(set) var isUnended = false

  init(_ source: @escaping ByteSource, encoding: TextDecoding.Encoding? = nil) {
    self.source = source
    decoding = TextDecoding(encoding)
  }

  /// The next line without its end; nil at the end of the file. Invalid text throws.
  func next() throws(BankFileFault) -> String? {
    var line: [UInt8] = []
    number += 1
    while true {
      guard position < buffer.count else {
        if try fill() { continue }
        isUnended = true
        if line.isEmpty { return nil }
        return try text(line)
      }
      if wasReturn, buffer[position] == UInt8(ascii: "\n") { position += 1 }
      wasReturn = false
      guard let end = buffer[position...].firstIndex(where: { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }) else {
        line += buffer[position...]
        position = buffer.count
        guard line.count <= LineReader.lineBytesMax else { throw BankFileFault(.tooLong(limit: LineReader.lineBytesMax), at: place) }
        continue
      }
      line += buffer[position..<end]
      wasReturn = buffer[end] == UInt8(ascii: "\r")
      position = end + 1
      guard line.count <= LineReader.lineBytesMax else { throw BankFileFault(.tooLong(limit: LineReader.lineBytesMax), at: place) }
      return try text(line)
    }
  }

  var place: FilePlace { FilePlace(line: number) }

  private func text(_ bytes: [UInt8]) throws(BankFileFault) -> String {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw BankFileFault(.notText(encoding: decoding.encoding?.rawValue ?? "UTF-8"), at: place)
    }
    return text
  }

  private func fill() throws(BankFileFault) -> Bool {
    while !isAtEnd {
      let piece: [UInt8]
      do { piece = try source(262_144) } catch { throw BankFileFault(.reading(error), at: place) }
      isAtEnd = piece.isEmpty
      buffer = decoding.decode(piece, isLast: isAtEnd)
      position = 0
      if !buffer.isEmpty { return true }
    }
    return false
  }
}
