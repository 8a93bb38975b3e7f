/// The order of vertices within their columns, with few crossings, by barycentres (Sugiyama, Tagawa, Toda 1981): sweeping
/// to and fro, each column is sorted by the mean position of its neighbours, here weighted by the width of the bands, and the
/// best order met is kept.
struct BarycentreOrdering {
  private let graph: LayeredGraph
  /// By segment.
  private let weights: [Int64]
  /// By vertex, its segments to the left and to the right.
  private let before: [[Int]]
  private let after: [[Int]]

  init(_ graph: LayeredGraph, weights: [Int64]) {
    self.graph = graph
    self.weights = weights
    var before = [[Int]](repeating: [], count: graph.vertexCount)
    var after = before
    for (index, segment) in graph.segments.enumerated() {
      after[segment.from].append(index)
      before[segment.to].append(index)
    }
    self.before = before
    self.after = after
  }

  /// - Complexity: O(sweeps · s log s) for s segments.
  func columns(sweeps: Int = 12) -> [[Int]] {
    var columns = graph.columns
    var positions = [Int](repeating: 0, count: graph.vertexCount)
    for column in columns { number(column, &positions) }
    var best = columns
    var fewest = crossings(columns, positions)
    for sweep in 0..<sweeps where fewest > 0 {
      let isForward = sweep.isMultiple(of: 2)
      for column in isForward ? Array(columns.indices) : columns.indices.reversed() {
        columns[column] = sorted(columns[column], positions, isForward: isForward)
        number(columns[column], &positions)
      }
      let count = crossings(columns, positions)
      if count < fewest { (best, fewest) = (columns, count) }
    }
    return best
  }

  private func number(_ column: [Int], _ positions: inout [Int]) {
    for (position, vertex) in column.enumerated() { positions[vertex] = position }
  }

  /// A position as a ratio.
  private struct Barycentre {
    var vertex: Int
    var place: Int
    var moment: Int128 = 0
    var weight: Int128 = 0

    static func isBefore(_ a: Barycentre, _ b: Barycentre) -> Bool {
      let (left, right) = (a.moment * b.weight, b.moment * a.weight)
      return left != right ? left < right : a.place < b.place
    }
  }

  /// A vertex without bands on that side stays about where it is.
  private func sorted(_ column: [Int], _ positions: [Int], isForward: Bool) -> [Int] {
    let barycentres = column.enumerated().map { place, vertex in
      var barycentre = Barycentre(vertex: vertex, place: place)
      for index in isForward ? before[vertex] : after[vertex] {
        let segment = graph.segments[index]
        barycentre.moment += Int128(positions[isForward ? segment.from : segment.to]) * Int128(weights[index])
        barycentre.weight += Int128(weights[index])
      }
      if barycentre.weight == 0 { (barycentre.moment, barycentre.weight) = (Int128(place), 1) }
      return barycentre
    }
    return barycentres.sorted(by: Barycentre.isBefore).map(\.vertex)
  }

  /// The crossings between all neighbouring columns, each counted with the product of the widths that cross.
  private func crossings(_ columns: [[Int]], _ positions: [Int]) -> Int128 {
    columns.dropLast().indices.reduce(Int128(0)) { total, column in
      let ends = columns[column].flatMap { after[$0] }.map { index in
        let segment = graph.segments[index]
        return Crossings.End(from: positions[segment.from], to: positions[segment.to], weight: weights[index])
      }
      return total + Crossings.weight(of: ends, targets: columns[column + 1].count)
    }
  }
}
