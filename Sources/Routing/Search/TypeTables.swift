/// What a vehicle type pays and needs for each leg. Each matrix is kept by rows of the place left and by rows of the place reached, so that
/// both legs of an insertion are read from rows of the inserted stop; equal matrices share their memory.
struct TypeTables {
  let size: Int
  /// `costFrom[a * size + b]` and `costInto[b * size + a]` are the cost of the leg from a to b.
  let costFrom: UnsafeMutablePointer<Int32>
  let costInto: UnsafeMutablePointer<Int32>
  let timeFrom: UnsafeMutablePointer<Int32>
  let timeInto: UnsafeMutablePointer<Int32>
  let fixedCost: Int
  let costPerSecond: Int

  var rows: [UnsafeMutablePointer<Int32>] { [costFrom, costInto, timeFrom, timeInto] }

  func hasMatrices(of other: TypeTables) -> Bool { rows == other.rows }

  @inline(__always) func cost(_ from: Int, _ to: Int) -> Int { Int(costFrom[from &* size &+ to]) }
  @inline(__always) func time(_ from: Int, _ to: Int) -> Int { Int(timeFrom[from &* size &+ to]) }

  /// - Parameter places: the order of rows and columns.
  static func make(_ problem: Problem, _ places: [Int]) -> [TypeTables] {
    var made: [(profile: Int, perMetre: Int, tables: TypeTables)] = []
    for vehicle in problem.vehicles {
      let profile = problem.profiles[vehicle.profile]
      let known = made.first { $0.profile == vehicle.profile }
      let same = made.first { $0.profile == vehicle.profile && $0.perMetre == vehicle.costPerMetre }
      let time =
        known.map { ($0.tables.timeFrom, $0.tables.timeInto) } ?? both(profile.seconds, blockedBy: profile.metres, factor: 1, places)
      let alike = vehicle.costPerMetre == 1 && profile.isOneMatrix
      let cost =
        same.map { ($0.tables.costFrom, $0.tables.costInto) }
        ?? (alike ? time : both(profile.metres, blockedBy: profile.seconds, factor: vehicle.costPerMetre, places))
      made.append(
        (
          vehicle.profile, vehicle.costPerMetre,
          TypeTables(
            size: profile.size, costFrom: cost.0, costInto: cost.1, timeFrom: time.0, timeInto: time.1, fixedCost: vehicle.fixedCost,
            costPerSecond: vehicle.costPerSecond)
        ))
    }
    return made.map(\.tables)
  }

  /// The matrix times a factor, and its transpose; twice the same memory where the matrix is symmetric. Where either matrix knows no way there
  /// is none.
  private static func both(
    _ matrix: [Int32], blockedBy other: [Int32], factor: Int, _ places: [Int]
  ) -> (UnsafeMutablePointer<Int32>, UnsafeMutablePointer<Int32>) {
    let size = places.count
    let rows = UnsafeMutablePointer<Int32>.allocate(capacity: size * size)
    for (row, from) in places.enumerated() {
      for (column, to) in places.enumerated() {
        let at = from * size + to
        let isBlocked = matrix[at] == TravelProfile.unreachable || other[at] == TravelProfile.unreachable
        rows[row * size + column] = isBlocked ? Int32(SearchData.never) : matrix[at] &* Int32(factor)
      }
    }
    guard (0..<size).contains(where: { a in (0..<a).contains { b in rows[a * size + b] != rows[b * size + a] } }) else {
      return (rows, rows)
    }
    let columns = UnsafeMutablePointer<Int32>.allocate(capacity: size * size)
    for a in 0..<size { for b in 0..<size { columns[b * size + a] = rows[a * size + b] } }
    return (rows, columns)
  }

  /// Whether detours never save anything, judged by a sample of places; what rounding makes of it does not matter.
  var isMetric: Bool {
    var dice = Chance(seed: 1)
    for _ in 0..<20_000 {
      let a = dice.below(size)
      let b = dice.below(size)
      let c = dice.below(size)
      if cost(a, b) > cost(a, c) + cost(c, b) + 2 { return false }
    }
    return true
  }
}
