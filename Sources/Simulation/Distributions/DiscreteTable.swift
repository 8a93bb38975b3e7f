/// Ascending values and how likely one of them or a lower one is; drawn by bisection, O(log n).
struct DiscreteTable: Sendable, Hashable {
  private let values: [Double]
  private let cumulative: [Double]

  /// - Precondition: as many weights as values, none negative, one of them positive.
  init(values: [Double], weights: [Double]) {
    // A value that never comes would be drawn where the sum is rounded.
    let kept = values.indices.filter { weights[$0] > 0 }
    self.values = kept.map { values[$0] }
    var sum = 0.0
    var sums = kept.map { index in
      sum += weights[index]
      return sum
    }
    for index in sums.indices { sums[index] /= sum }
    cumulative = sums
  }

  /// The probabilities of Poisson's distribution relative to the likeliest count, out to where they are below 1e-18 of it; so no factorial
  /// is needed.
  ///
  /// - Precondition: `mean` is not negative.
  static func poisson(mean: Double) -> DiscreteTable {
    let mode = mean.rounded(.down)
    var below: [Double] = []
    var (count, weight) = (mode, 1.0)
    while count > 0, weight > 1e-18 {
      weight *= count / mean
      count -= 1
      below.append(weight)
    }
    let first = count
    var weights = Array(below.reversed()) + [1]
    (count, weight) = (mode, 1.0)
    while weight > 1e-18 {
      count += 1
      weight *= mean / count
      weights.append(weight)
    }
    return DiscreteTable(values: weights.indices.map { first + Double($0) }, weights: weights)
  }

  /// The first value at which the cumulative probability exceeds `probability`.
  func quantile(_ probability: Double) -> Double {
    var (low, high) = (0, cumulative.count - 1)
    while low < high {
      let middle = (low + high) / 2
      if cumulative[middle] > probability { high = middle } else { low = middle + 1 }
    }
    return values[low]
  }
}
