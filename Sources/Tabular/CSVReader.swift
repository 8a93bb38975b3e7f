import Glibc

/// Reads delimited text (RFC 4180) row by row, in bounded memory whatever the file's size.
///
/// Line ends may be LF, CRLF, CR or mixed; blank lines are passed over. A field holds no line break, so that a row that was
/// cut off inside quotes never swallows the rows behind it. A fault is of its row alone: the next call reads on.
public final class CSVReader {
  /// Longest field in bytes of UTF-8.
  public static let fieldMax = 65_536
  /// Most columns of a row.
  public static let columnsMax = 64

  private let read: (Int) throws(TabularFault) -> [UInt8]
  private let decoding = TextDecoding()
  private var buffer: [UInt8] = []
  private var position = 0
  private var isAtEnd = false
  private var nextLine = 1

  /// Where the present row stands in the file, from 1.
  public private(set) var line = 0
  /// The fields of the present row, one behind the other, with where each ends.
  private var row: [UInt8] = []
  private var ends: [Int] = []
  /// Fields of the present row, from the first on, that were read whole before anything was wrong with it.
  public private(set) var soundFields = 0
  /// The present row is the file's last and has no line end, so that nobody knows whether it was cut off.
  public private(set) var isUnended = false
  /// The field in which the fault of the present row lies, as it stands in the file from `start` on.
  private var broken: (field: Int, isQuoted: Bool)?

  /// - Parameter read: the next bytes of the file, at most as many as asked for; none at its end.
  public init(read: @escaping (Int) throws(TabularFault) -> [UInt8]) { self.read = read }

  /// Reads from an open file descriptor.
  public convenience init(descriptor: Int32) {
    self.init { count throws(TabularFault) in
      var bytes = [UInt8](repeating: 0, count: count)
      var got = Glibc.read(descriptor, &bytes, count)
      while got < 0 && errno == EINTR { got = Glibc.read(descriptor, &bytes, count) }
      guard got >= 0 else {
        throw TabularFault(line: 1, column: 0, problem: .cannotRead(String(cString: strerror(errno))))
      }
      bytes.removeLast(count - got)
      return bytes
    }
  }

  // MARK: Fields of the present row

  public var count: Int { ends.count }

  private func range(_ index: Int) -> Range<Int> { (index == 0 ? 0 : ends[index - 1])..<ends[index] }

  public func string(_ index: Int) -> String {
    row.withUnsafeBufferPointer { String(decoding: UnsafeBufferPointer(rebasing: $0[range(index)]), as: UTF8.self) }
  }

  public func isEmpty(_ index: Int) -> Bool { range(index).isEmpty }

  /// Nothing stands in any field.
  public var isBlank: Bool { row.isEmpty }

  /// Whether a field has exactly these bytes.
  public func field(_ index: Int, equals bytes: [UInt8]) -> Bool {
    let range = range(index)
    guard range.count == bytes.count else { return false }
    return row.withUnsafeBufferPointer { row in
      bytes.withUnsafeBufferPointer { memcmp(row.baseAddress! + range.lowerBound, $0.baseAddress!, bytes.count) == 0 }
    }
  }

  public func bytes(_ index: Int) -> [UInt8] { Array(row[range(index)]) }

  /// A plain decimal integer; nil for anything else.
  public func int(_ index: Int) -> Int64? {
    let range = range(index)
    guard !range.isEmpty, range.count <= 20 else { return nil }
    var value: Int64 = 0
    var start = range.lowerBound
    let isNegative = row[start] == UInt8(ascii: "-")
    if isNegative { start += 1 }
    guard start < range.upperBound else { return nil }
    for byte in row[start..<range.upperBound] {
      guard byte >= 48, byte <= 57 else { return nil }
      let (product, overflow) = value.multipliedReportingOverflow(by: 10)
      let (sum, more) = product.addingReportingOverflow(isNegative ? -Int64(byte - 48) : Int64(byte - 48))
      if overflow || more { return nil }
      value = sum
    }
    return value
  }

  // MARK: Rows

  /// Moves to the next row; false at the end of the file. After a fault the next call reads the row behind it.
  public func next() throws(TabularFault) -> Bool {
    while true {
      line = nextLine
      row.removeAll(keepingCapacity: true)
      ends.removeAll(keepingCapacity: true)
      guard try readRow() else { return false }
      // A line with nothing on it is one empty field.
      if ends.count == 1, ends[0] == 0 { continue }
      return true
    }
  }

  private enum State {
    case fieldStart, plain, quoted, quoteInQuoted
  }

  private func readRow() throws(TabularFault) -> Bool {
    var state = State.fieldStart
    var problem: TabularFault.Problem?
    var sawBeyondASCII = false
    var sawAnything = false
    var fieldStart = 0
    soundFields = 0
    isUnended = false
    broken = nil

    func note(_ found: TabularFault.Problem) {
      guard problem == nil else { return }
      problem = found
      soundFields = ends.count
      broken = (ends.count, state == .quoted || state == .quoteInQuoted)
    }

    func endField() {
      ends.append(row.count)
      fieldStart = row.count
      state = .fieldStart
      if ends.count > CSVReader.columnsMax {
        ends.removeLast()
        note(.tooManyColumns(limit: CSVReader.columnsMax))
      }
    }

    scanning: while true {
      if position >= buffer.count, try !fill() {
        guard sawAnything else { return false }
        isUnended = true
        if state == .quoted { note(.unclosedQuote) }
        endField()
        break scanning
      }
      let byte = buffer[position]
      position += 1
      sawAnything = true
      switch (byte, state) {
      case (UInt8(ascii: "\n"), _), (UInt8(ascii: "\r"), _):
        if byte == UInt8(ascii: "\r") { try passLineFeed() }
        nextLine += 1
        if state == .quoted { note(.unclosedQuote) }
        endField()
        break scanning
      case (UInt8(ascii: ","), .fieldStart), (UInt8(ascii: ","), .plain), (UInt8(ascii: ","), .quoteInQuoted):
        endField()
      case (UInt8(ascii: "\""), .fieldStart): state = .quoted
      case (UInt8(ascii: "\""), .quoted): state = .quoteInQuoted
      case (UInt8(ascii: "\""), .quoteInQuoted):
        row.append(byte)
        state = .quoted
      case (_, .quoteInQuoted):
        note(.strayQuote)
        // What was wrong stays in the row as it was, so that the row is as wrong when it is read again.
        row += [UInt8(ascii: "\""), byte]
        state = .plain
      default:
        if byte == 0 { note(.nulByte) }
        if state == .fieldStart { state = .plain }
        if byte >= 0x80 { sawBeyondASCII = true }
        if row.count - fieldStart >= CSVReader.fieldMax { note(.fieldTooLong(limit: CSVReader.fieldMax)) }
        if row.count - fieldStart <= CSVReader.fieldMax { row.append(byte) }
      }
    }
    if problem == nil {
      soundFields = isUnended ? ends.count - 1 : ends.count
      if sawBeyondASCII, !isText(row[...]) {
        soundFields = ends.indices.first { !isText(row[range($0)]) } ?? soundFields
        problem = .notText(encoding: decoding.encoding?.rawValue ?? "UTF-8")
      }
    }
    if let problem { throw TabularFault(line: line, column: ends.count, problem: problem) }
    return true
  }

  /// Passes over the second half of a CRLF.
  private func passLineFeed() throws(TabularFault) {
    if position >= buffer.count { guard try fill() else { return } }
    if buffer[position] == UInt8(ascii: "\n") { position += 1 }
  }

  private func isText(_ bytes: ArraySlice<UInt8>) -> Bool {
    bytes.withUnsafeBufferPointer { String(validating: $0, as: UTF8.self) != nil }
  }

  /// Reads the next piece of the file; false at its end.
  private func fill() throws(TabularFault) -> Bool {
    while !isAtEnd {
      let piece: [UInt8]
      do { piece = try read(262_144) } catch {
        isAtEnd = true
        throw TabularFault(line: line, column: 0, problem: error.problem)
      }
      isAtEnd = piece.isEmpty
      buffer = decoding.decode(piece, isLast: isAtEnd)
      position = 0
      if !buffer.isEmpty { return true }
    }
    return false
  }
}

extension CSVReader {
  /// Appends the first `width` fields of the present row as delimited text, without a line end. A field that is broken is broken in it too.
  public func appendRow(to bytes: inout [UInt8], width: Int = .max) {
    var start = 0
    for (index, end) in ends.enumerated().prefix(width) {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      let field = row[start..<end]
      start = end
      if let broken, broken.field == index {
        if broken.isQuoted { bytes.append(UInt8(ascii: "\"")) }
        bytes.append(contentsOf: field)
      } else if field.contains(where: { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "\"") }) {
        bytes.append(UInt8(ascii: "\""))
        for byte in field {
          if byte == UInt8(ascii: "\"") { bytes.append(byte) }
          bytes.append(byte)
        }
        bytes.append(UInt8(ascii: "\""))
      } else {
        bytes.append(contentsOf: field)
      }
    }
  }
}
