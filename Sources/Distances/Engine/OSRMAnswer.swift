import FoundationEssentials

/// What OSRM's table service answered to one question.
public struct OSRMAnswer: Sendable, Hashable {
  /// Row by row; ``RoadTable/unreachable`` where the engine found no way.
  public var metres: [Int32]
  public var seconds: [Int32]
  /// How far from each row's place the engine found a road, in metres.
  public var snapMetres: [Int32]

  /// Figures above this are no distance on Earth.
  static let numberMax = 100_000_000.0

  private struct Document: Decodable {
    struct Waypoint: Decodable { var distance: Double? }

    var code: String
    var message: String?
    var durations: [[Double?]]?
    var distances: [[Double?]]?
    var sources: [Waypoint?]?
  }

  /// Reads an answer of `rows` × `columns` cells. Metres and seconds are rounded to the nearest.
  public init(_ bytes: [UInt8], rows: Int, columns: Int) throws(RoadEngineFault) {
    let document: Document
    do { document = try JSONDecoder().decode(Document.self, from: Data(bytes)) } catch {
      throw .notATable(OSRMAnswer.beginning(of: bytes))
    }
    guard document.code == "Ok" else { throw .refused(code: document.code, message: document.message ?? "") }
    guard let durations = document.durations else { throw .notATable("durations ?") }
    guard let distances = document.distances else { throw .notATable("distances ?") }
    for matrix in [durations, distances] {
      let width = matrix.first { $0.count != columns }?.count ?? columns
      guard matrix.count == rows, width == columns else {
        throw .wrongSize(rows: matrix.count, columns: width, expected: rows, columns)
      }
    }
    metres = []
    seconds = []
    for row in 0..<rows {
      for column in 0..<columns {
        let (distance, duration) = (distances[row][column], durations[row][column])
        guard (distance == nil) == (duration == nil) else { throw .halfACell(row: row, column: column) }
        metres.append(try OSRMAnswer.whole(distance, row, column))
        seconds.append(try OSRMAnswer.whole(duration, row, column))
      }
    }
    let found = document.sources ?? []
    snapMetres = (0..<rows).map { row in
      let distance = row < found.count ? found[row]?.distance ?? 0 : 0
      return Int32(max(0, min(distance, OSRMAnswer.numberMax)).rounded())
    }
  }

  private static func whole(_ number: Double?, _ row: Int, _ column: Int) throws(RoadEngineFault) -> Int32 {
    guard let number else { return RoadTable.unreachable }
    guard number >= 0, number <= numberMax else { throw .badNumber(row: row, column: column) }
    return Int32(number.rounded())
  }

  /// The first characters of an answer, for people to see what came instead of a table.
  private static func beginning(of bytes: [UInt8]) -> String {
    let text = String(decoding: bytes.prefix(60), as: UTF8.self)
    return "“" + text.map { $0.isNewline || $0.asciiValue.map { $0 < 32 } ?? false ? " " : String($0) }.joined() + "”"
  }
}
