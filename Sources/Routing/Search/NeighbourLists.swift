/// For each stop its nearest others: by distance alone for removals, and by distance and time for insertions.
///
/// The second measure is Vidal, Crainic, Gendreau, Prins (2013, section 4.4): the leg, plus a share of the waiting and of the lateness
/// that are unavoidable on it.
struct NeighbourLists {
  /// Stops by distance, `adjacentCount` for each stop, the stop itself first.
  let adjacent: Row
  let adjacentCount: Int
  /// Stops by distance and time, `nearCount` for each stop.
  let near: Row
  let nearCount: Int
  /// Beside each near stop the cost of the leg from it and to it, for the first vehicle type.
  let costFromNear: Row
  let costToNear: Row
  /// Seconds of the leg from the near stop.
  let timeFromNear: Row
  /// What no insertion beside the near stop can cost less than, when half of what the leg there costs is added: the smaller of the two
  /// costs; `away` where legs do not obey the triangle inequality.
  let boundOfNear: Row

  /// Whether legs obey the triangle inequality, as far as a sample shows.
  let isMetric: Bool
  /// Less than any leg, by so much that no sum with it reaches one.
  static let away = -(1 << 29)
  static let adjacentMax = 500
  static let nearMax = 100

  /// - Parameters: the nodes' places and times, of which the first `count` are stops.
  init(count: Int, place: Row, open: Row, close: Row, service: Row, tables: [TypeTables]) {
    adjacentCount = min(count, NeighbourLists.adjacentMax)
    nearCount = min(max(count - 1, 0), NeighbourLists.nearMax)
    adjacent = Row(count: count * adjacentCount)
    near = Row(count: count * nearCount)
    costFromNear = Row(count: count * nearCount)
    costToNear = Row(count: count * nearCount)
    timeFromNear = Row(count: count * nearCount)
    boundOfNear = Row(count: count * nearCount, repeating: NeighbourLists.away)
    let table = tables[0]
    isMetric = tables.allSatisfy { $0.hasMatrices(of: table) } && table.isMetric
    /// The leg's cost in tenths, two tenths of its waiting, all of its lateness.
    func proximity(_ from: Int, _ to: Int, _ cost: Int, _ leg: Int) -> Int {
      let time = service[from] + leg
      let waiting = max(0, open[to] - time - close[from])
      let lateness = max(0, open[from] + time - close[to])
      return 10 * cost + 2 * waiting + 10 * lateness
    }
    var keys = [UInt64](repeating: 0, count: count)
    for stop in 0..<count {
      let row = place[stop] * table.size
      let (costIn, costOut) = (Row(base: table.costInto + row), Row(base: table.costFrom + row))
      let (timeIn, timeOut) = (Row(base: table.timeInto + row), Row(base: table.timeFrom + row))
      for other in 0..<count {
        let leg = min(costOut[place[other]], costIn[place[other]])
        keys[other] = NeighbourLists.key(other == stop ? -1 : leg, other)
      }
      NeighbourLists.smallest(adjacentCount, of: keys, into: adjacent, at: stop * adjacentCount)
      for other in 0..<count {
        let at = place[other]
        let before = proximity(other, stop, costIn[at], timeIn[at])
        let after = proximity(stop, other, costOut[at], timeOut[at])
        keys[other] = other == stop ? .max : NeighbourLists.key(min(before, after), other)
      }
      NeighbourLists.smallest(nearCount, of: keys, into: near, at: stop * nearCount)
      for index in stop * nearCount..<(stop + 1) * nearCount {
        costFromNear[index] = table.cost(place[near[index]], place[stop])
        costToNear[index] = table.cost(place[stop], place[near[index]])
        timeFromNear[index] = table.time(place[near[index]], place[stop])
        if isMetric { boundOfNear[index] = min(costFromNear[index], costToNear[index]) }
      }
    }
  }

  /// Orders by value, then by stop.
  private static func key(_ value: Int, _ stop: Int) -> UInt64 { UInt64(value + 1) << 24 | UInt64(stop) }

  private static func smallest(_ count: Int, of keys: [UInt64], into row: Row, at offset: Int) {
    var chosen = keys
    if count * 4 < keys.count {
      let sample = stride(from: 0, to: keys.count, by: 8).map { keys[$0] }.sorted()
      let bound = sample[min(sample.count - 1, sample.count * count / keys.count + 4 + sample.count / 16)]
      let below = keys.filter { $0 <= bound }
      if below.count >= count { chosen = below }
    }
    chosen.sort()
    for index in 0..<count { row[offset + index] = Int(chosen[index] & 0xFF_FFFF) }
  }

  func free() {
    adjacent.free()
    for row in [near, costFromNear, costToNear, timeFromNear, boundOfNear] { row.free() }
  }
}
