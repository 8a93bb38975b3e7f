/// Places the slots of one column as near as may be to where they want to be, in their order and without overlap.
enum ColumnPlacement {
  struct Slot {
    var height: Pixels
    /// Where its top wants to be.
    var desired: Pixels
    /// How much it wants that.
    var weight: Int64
  }

  /// The tops that minimise Σ weight · (top − desired)², with at least `gap` between slots and everything within `height`: a
  /// regression with monotone values, by pooling adjacent violators (Ayer, Brunk, Ewing, Reid, Silverman, “An Empirical
  /// Distribution Function for Sampling with Incomplete Information”, Annals of Mathematical Statistics 26, 1955), cut off at
  /// the bounds.
  ///
  /// - Precondition: the slots with their gaps are no higher than `height`.
  /// - Complexity: O(n).
  static func tops(_ slots: [Slot], gap: Pixels, within height: Pixels) -> [Pixels] {
    struct Pool {
      var moment: Int128
      var weight: Int128
      var count: Int
      /// Rounded to the nearest hundredth, half up; the floor of negative ones too, so that the order stays.
      var mean: Int64 {
        let (quotient, remainder) = (2 * moment + weight).quotientAndRemainder(dividingBy: 2 * weight)
        return Int64(remainder < 0 ? quotient - 1 : quotient)
      }
    }

    var above: [Pixels] = []
    var used: Pixels = 0
    for slot in slots {
      above.append(used)
      used += slot.height + gap
    }
    let highest = height - (used - gap)
    precondition(slots.isEmpty || highest >= 0)

    var pools: [Pool] = []
    for (slot, offset) in zip(slots, above) {
      let weight = Int128(slot.weight)
      var pool = Pool(moment: Int128((slot.desired - offset).hundredths) * weight, weight: weight, count: 1)
      while let last = pools.last, last.moment * pool.weight > pool.moment * last.weight {
        pool = Pool(moment: pool.moment + last.moment, weight: pool.weight + last.weight, count: pool.count + last.count)
        pools.removeLast()
      }
      pools.append(pool)
    }
    let starts = pools.flatMap { [Pixels](repeating: Pixels(hundredths: $0.mean), count: $0.count) }
    return zip(starts, above).map { min(max($0, 0), highest) + $1 }
  }
}
