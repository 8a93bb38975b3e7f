import Simulation

/// The air in a vehicle's box. It comes nearer to its target by 1 - 1/e in each time constant (Newton's law of cooling): with closed doors
/// to what the cooling keeps, or to the air outside where there is none; with open doors to the air outside.
struct BoxAir: Sendable {
  private(set) var celsius: Double
  /// What the cooling keeps; nil without one.
  private let kept: Double?
  private let outside: OutsideAir
  private let cooling: Double
  private let opening: Double

  init(kept: Double?, outside: OutsideAir, at time: Milliseconds, coolingMinutes: Double, openMinutes: Double) {
    self.kept = kept
    self.outside = outside
    cooling = coolingMinutes * 60_000
    opening = openMinutes * 60_000
    celsius = kept ?? outside.celsius(at: time)
  }

  /// Lets time pass, and shows the temperature at both ends of each stretch of five minutes or less.
  mutating func advance(
    from start: Milliseconds, to end: Milliseconds, isOpen: Bool, _ show: (_ hours: Double, _ from: Double, _ to: Double) -> Void
  ) {
    var time = start
    while time < end {
      let next = min(time + BoxAir.stretch, end)
      let air = outside.celsius(at: (time + next) / 2)
      let target = isOpen ? air : kept ?? air
      let before = celsius
      if celsius != target {
        celsius = target + (celsius - target) * Portable.exp(-Double(next - time) / (isOpen ? opening : cooling))
      }
      show(Double(next - time) / 3_600_000, before, celsius)
      time = next
    }
  }

  static let stretch: Milliseconds = 300_000
}

/// The air outside: coldest at six, warmest at three in the afternoon, in straight lines between.
struct OutsideAir: Sendable {
  /// Of the day's mean high, which is what the Catalogue has: the afternoon's.
  let high: Double
  /// Half of the difference between the coldest and the warmest hour.
  let swing: Double

  func celsius(at time: Milliseconds) -> Double {
    let hour = Double(time) / 3_600_000
    let share = hour < 6 ? (6 - hour) / 15 : hour < 15 ? (hour - 6) / 9 : max(1 - (hour - 15) / 15, 0)
    return high - 2 * swing * (1 - share)
  }
}
