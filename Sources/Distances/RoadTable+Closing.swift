public import Catalogue

extension RoadTable {
  /// How much longer than the direct way a way round takes at least, in hundredths: what lies less out of the way lies on the closed road.
  /// Assumed; nobody knows where a driver met the obstacle.
  static let outOfTheWay: Int64 = 120

  /// Without the direct ways between pairs of places, in both directions: who has to get there goes round by way of another place of the table,
  /// the soonest that is ``outOfTheWay``. A pair that no such way joins is ``unreachable``.
  ///
  /// - Parameter pairs: positions in ``stops``.
  public func closing(_ pairs: [(Int, Int)]) -> RoadTable {
    let cells = pairs.filter { $0 != $1 }.flatMap { [$0 * size + $1, $1 * size + $0] }
    guard !cells.isEmpty else { return self }
    var open = seconds
    for cell in cells { open[cell] = RoadTable.unreachable }
    var detours = Detours(self, open)
    for cell in Set(cells).sorted() { detours.add(cell) }
    return detours.table
  }
}

extension RoadTable {
  /// Of some places only, in their order here.
  public func keeping(_ isKept: (Place.ID) -> Bool) -> RoadTable {
    let kept = stops.indices.filter { isKept(stops[$0].id) }
    func cells<Value>(_ matrix: [Value]) -> [Value] { kept.flatMap { from in kept.map { matrix[from * size + $0] } } }
    return RoadTable(
      stops: kept.map { stops[$0] }, metres: cells(metres), seconds: cells(seconds), passages: passages, passageOfLeg: cells(passageOfLeg),
      tollClasses: tollClasses, tollFen: tollFen, origin: origin, error: error, standIn: standIn)
  }
}

/// A table whose closed ways are filled in one by one.
private struct Detours {
  private let before: RoadTable
  /// Seconds, with every closed way out of use.
  private let open: [Int32]
  private var metres: [Int32]
  private var seconds: [Int32]
  private var passages: [RoadTable.Passage]
  private var passageOfLeg: [Int16]
  private var tollFen: [[Int32]]

  init(_ table: RoadTable, _ open: [Int32]) {
    (before, self.open) = (table, open)
    (metres, seconds) = (table.metres, table.seconds)
    (passages, passageOfLeg, tollFen) = (table.passages, table.passageOfLeg, table.tollFen)
  }

  mutating func add(_ cell: Int) {
    let (from, to) = (cell / before.size, cell % before.size)
    var best: (seconds: Int32, by: Int)?
    for by in 0..<before.size where by != from && by != to {
      let (first, second) = (open[from * before.size + by], open[by * before.size + to])
      guard first != RoadTable.unreachable, second != RoadTable.unreachable, case (let sum, false) = first.addingReportingOverflow(second),
        sum < best?.seconds ?? RoadTable.unreachable,
        Int64(sum) * 100 >= Int64(before.seconds[cell]) * RoadTable.outOfTheWay
      else { continue }
      best = (sum, by)
    }
    guard let best else {
      (metres[cell], seconds[cell], passageOfLeg[cell]) = (RoadTable.unreachable, RoadTable.unreachable, -1)
      return
    }
    let (first, second) = (from * before.size + best.by, best.by * before.size + to)
    seconds[cell] = best.seconds
    metres[cell] = Int32(clamping: Int64(before.metres[first]) + Int64(before.metres[second]))
    passageOfLeg[cell] = passage(before.passageOfLeg[first], before.passageOfLeg[second])
  }

  /// Of both, where each uses a motorway: entered at the first, left at the second, and paid for twice.
  private mutating func passage(_ first: Int16, _ second: Int16) -> Int16 {
    guard first >= 0, second >= 0 else { return max(first, second) }
    guard passages.count < Int(Int16.max) else { return first }
    let (one, two) = (before.passages[Int(first)], before.passages[Int(second)])
    passages.append(.init(entry: one.entry, exit: two.exit, metres: Int32(clamping: Int64(one.metres) + Int64(two.metres))))
    for row in tollFen.indices { tollFen[row].append(Int32(clamping: Int64(tollFen[row][Int(first)]) + Int64(tollFen[row][Int(second)]))) }
    return Int16(passages.count - 1)
  }

  var table: RoadTable {
    RoadTable(
      stops: before.stops, metres: metres, seconds: seconds, passages: passages, passageOfLeg: passageOfLeg,
      tollClasses: before.tollClasses, tollFen: tollFen, origin: before.origin, error: before.error, standIn: before.standIn)
  }
}
