import Measures

extension Product {
  /// Hours that it keeps at a temperature: linear between the points of the curve, rounded down; colder than the curve as at its
  /// cold end, warmer as ``warmEndHours(at:)`` has it.
  ///
  /// - Parameter decicelsius: tenths of a degree Celsius.
  public func shelfLifeHours(at decicelsius: Int64) -> Int64 {
    guard let first = shelfLife.first, let last = shelfLife.last else { return 0 }
    if decicelsius <= first.decicelsius { return first.days * 24 }
    if decicelsius > last.decicelsius { return warmEndHours(at: decicelsius) }
    for (cold, warm) in zip(shelfLife, shelfLife.dropFirst()) where decicelsius <= warm.decicelsius {
      let span = warm.decicelsius - cold.decicelsius
      return warm.days * 24 + (cold.days - warm.days) * 24 * (warm.decicelsius - decicelsius) / span
    }
    return last.days * 24
  }

  /// What of its whole life an hour at a temperature takes, in millionths, rounded up: 1,000,000 and more where it does not last the
  /// hour. Losses of stretches at several temperatures add up (Taoukis and Labuza 1989, on indicators of time and temperature).
  ///
  /// - Parameter decicelsius: tenths of a degree Celsius.
  public func lifeLossMillionths(perHourAt decicelsius: Int64) -> Int64 {
    let hours = shelfLifeHours(at: decicelsius)
    return hours > 0 ? (1_000_000 + hours - 1) / hours : 1_000_000
  }

  /// Beyond the curve's warm end life is divided by Q10 for each ten degrees, and in between falls along the straight line; without a
  /// Q10 it stays as at the end. Q10, the factor by which ten degrees more hasten decay, stands for the Arrhenius law over short spans
  /// (Labuza 1984).
  private func warmEndHours(at decicelsius: Int64) -> Int64 {
    guard let last = shelfLife.last else { return 0 }
    guard let q10 = q10Hundredths, q10 > 100 else { return last.days * 24 }
    let above = min(decicelsius - last.decicelsius, 1000)
    var minutes = last.days * 24 * 60
    for _ in 0..<(above / 100) { minutes = minutes * 100 / q10 }
    let next = minutes * 100 / q10
    return (minutes - (minutes - next) * (above % 100) / 100) / 60
  }
}
