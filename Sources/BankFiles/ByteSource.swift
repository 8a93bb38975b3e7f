public import Tabular

/// The next bytes of a file, at most as many as asked for; none at its end.
public typealias ByteSource = (_ count: Int) throws(TabularFault) -> [UInt8]

/// A source whose first bytes can be looked at before it is read.
final class PeekedSource {
  private let source: ByteSource
  private var head: [UInt8] = []
  private var position = 0

  init(_ source: @escaping ByteSource) { self.source = source }

  /// The first `count` bytes; fewer where the file is shorter. Nothing has been read from it before.
  func peek(_ count: Int) throws(TabularFault) -> [UInt8] {
    while head.count < count {
      let piece = try source(count - head.count)
      guard !piece.isEmpty else { break }
      head += piece
    }
    return head
  }

  func read(_ count: Int) throws(TabularFault) -> [UInt8] {
    guard position < head.count else { return try source(count) }
    let end = min(head.count, position + count)
    defer { position = end }
    return Array(head[position..<end])
  }
}

/// Where something stands in a file, both from 1; a column is a character, 0 where the whole line is meant.
public struct FilePlace: Sendable, Hashable, Comparable, CustomStringConvertible {
  public var line: Int
  public var column: Int

  public init(line: Int, column: Int = 0) {
    self.line = line
    self.column = column
  }

  public static func < (a: FilePlace, b: FilePlace) -> Bool { (a.line, a.column) < (b.line, b.column) }

  public var description: String { column == 0 ? "\(line)" : "\(line):\(column)" }
}
