import Catalogue

/// A table cut into questions to OSRM's table service (API v1 of engine 5 and later, `table/v1/driving/…`), which takes so many positions
/// at a time.
///
/// Source: https://project-osrm.org/docs/v5.24.0/api/#table-service
public struct OSRMQuestion: Sendable, Hashable {
  /// How many positions an engine takes where its keeper has not raised it (`--max-table-size`).
  public static let positionsMax = 100

  /// Rows and columns of the whole table that this question asks for.
  public let rows: Range<Int>
  public let columns: Range<Int>

  /// The questions that make up a table of `count` places, row by row; none asks about one place alone, which the engine refuses and
  /// everybody knows.
  ///
  /// - Parameter positionsMax: positions of one question, two at least.
  public static func all(_ count: Int, positionsMax: Int = OSRMQuestion.positionsMax) -> [OSRMQuestion] {
    if count <= positionsMax { return count < 2 ? [] : [OSRMQuestion(rows: 0..<count, columns: 0..<count)] }
    let half = max(1, positionsMax / 2)
    let pieces = stride(from: 0, to: count, by: half).map { $0..<min($0 + half, count) }
    return pieces.flatMap { rows in
      pieces.filter { rows.count > 1 || $0 != rows }.map { OSRMQuestion(rows: rows, columns: $0) }
    }
  }

  /// The question's path and query below an engine's address, without a slash before it. Positions are written longitude first, with six
  /// decimals.
  public func path(_ points: [WGS84Point]) -> String {
    let isSquare = rows == columns
    let asked = rows.map { points[$0] } + (isSquare ? [] : columns.map { points[$0] })
    let positions = asked.map { "\(OSRMQuestion.degrees($0.longitude)),\(OSRMQuestion.degrees($0.latitude))" }.joined(separator: ";")
    var path = "table/v1/driving/\(positions)?annotations=duration,distance"
    if !isSquare {
      path += "&sources=" + (0..<rows.count).map { "\($0)" }.joined(separator: ";")
      path += "&destinations=" + (rows.count..<asked.count).map { "\($0)" }.joined(separator: ";")
    }
    return path
  }

  /// Rounded to a millionth of a degree.
  private static func degrees(_ value: Double) -> String {
    let millionths = Int64((value * 1_000_000).rounded())
    let digits = String(millionths.magnitude % 1_000_000)
    return "\(millionths < 0 ? "-" : "")\(millionths.magnitude / 1_000_000)." + String(repeating: "0", count: 6 - digits.count) + digits
  }
}
