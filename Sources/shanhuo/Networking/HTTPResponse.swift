import Distances

/// What a server answered.
struct HTTPResponse {
  var status: Int
  var body: [UInt8]
}

/// An answer as it comes in, piece by piece (RFC 9112).
struct HTTPResponseReading {
  private enum Length {
    case bytes(Int)
    case chunked
    /// Until the server hangs up.
    case open
  }

  /// Longest status line with header fields.
  private static let headMax = 65_536

  private var bytes: [UInt8] = []
  private var head: (status: Int, length: Length, end: Int)?
  /// Up to where a blank line was looked for.
  private var searched = 0
  /// Chunks taken so far, and where the next begins.
  private var chunks: [UInt8] = []
  private var nextChunk = 0

  /// Takes the next bytes; the whole answer once it is there.
  mutating func add(_ piece: some Sequence<UInt8>) throws(RoadEngineFault) -> HTTPResponse? {
    bytes.append(contentsOf: piece)
    guard bytes.count <= HTTPClient.answerMax else { throw .tooLong(bytesMax: HTTPClient.answerMax) }
    if head == nil { try readHead() }
    guard let head else { return nil }
    switch head.length {
    case .open: return nil
    case .bytes(let count):
      guard bytes.count - head.end >= count else { return nil }
      return HTTPResponse(status: head.status, body: Array(bytes[head.end..<head.end + count]))
    case .chunked: return try readChunks() ? HTTPResponse(status: head.status, body: chunks) : nil
    }
  }

  /// The server has hung up: whole only where nothing else tells the answer's length.
  func end() throws(RoadEngineFault) -> HTTPResponse {
    guard let head, case .open = head.length else { throw .closedEarly }
    return HTTPResponse(status: head.status, body: Array(bytes[head.end...]))
  }

  private mutating func readHead() throws(RoadEngineFault) {
    guard let end = blankLine() else {
      guard bytes.count <= HTTPResponseReading.headMax, looksLikeHTTP else { throw notHTTP }
      return
    }
    let lines = String(decoding: bytes[..<end], as: UTF8.self).split(whereSeparator: \.isNewline)
    let words = lines.first?.split(separator: " ") ?? []
    guard words.count >= 2, words[0].hasPrefix("HTTP/1."), let status = Int(words[1]), (100...599).contains(status) else { throw notHTTP }
    var length = Length.open
    for line in lines.dropFirst() {
      guard let colon = line.firstIndex(of: ":") else { throw notHTTP }
      let value = line[line.index(after: colon)...].split(separator: " ").joined(separator: " ").lowercased()
      switch line[..<colon].lowercased() {
      case "content-length":
        guard let count = Int(value), (0...HTTPClient.answerMax).contains(count) else { throw .tooLong(bytesMax: HTTPClient.answerMax) }
        if case .open = length { length = .bytes(count) }
      case "transfer-encoding": if value.hasSuffix("chunked") { length = .chunked }
      default: break
      }
    }
    head = (status, length, end)
    nextChunk = end
  }

  private var looksLikeHTTP: Bool { zip(bytes, "HTTP/1.".utf8).allSatisfy { $0 == $1 } }

  private var notHTTP: RoadEngineFault { .notATable("HTTP/1.1 ?") }

  /// Behind the blank line that ends the header fields.
  private mutating func blankLine() -> Int? {
    var index = max(searched - 3, 0)
    defer { searched = bytes.count }
    while index + 3 < bytes.count {
      if bytes[index] == 13, bytes[index + 1] == 10, bytes[index + 2] == 13, bytes[index + 3] == 10 { return index + 4 }
      index += 1
    }
    return nil
  }

  /// Takes what chunks are whole; true once the last one, of no length, is there.
  private mutating func readChunks() throws(RoadEngineFault) -> Bool {
    while let lineEnd = bytes[nextChunk...].firstIndex(of: 10) {
      let line = String(decoding: bytes[nextChunk..<lineEnd], as: UTF8.self)
      let digits = line.prefix { $0.isHexDigit }
      guard let size = Int(digits, radix: 16), size <= HTTPClient.answerMax else { throw notHTTP }
      if size == 0 { return true }
      let start = lineEnd + 1
      guard bytes.count >= start + size + 2 else { return false }
      chunks.append(contentsOf: bytes[start..<start + size])
      nextChunk = start + size + 2
    }
    return false
  }
}
