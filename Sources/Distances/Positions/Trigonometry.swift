/// Sine, cosine and arc sine from sums and products alone: a C library rounds its own in the last place as it likes, and the same
/// places must be equally far apart on every machine.
enum Trigonometry {
  /// π/2 in two parts, the first with trailing zeros (Cody and Waite 1980), so that whole quarter turns come off exactly.
  private static let quarterHigh = 1.570796326734125614166
  private static let quarterLow = 6.077100506506192601e-11

  static func sine(_ angle: Double) -> Double {
    let (rest, quarter) = reduced(angle)
    switch quarter {
    case 0: return sineSeries(rest)
    case 1: return cosineSeries(rest)
    case 2: return -sineSeries(rest)
    default: return -cosineSeries(rest)
    }
  }

  static func cosine(_ angle: Double) -> Double {
    let (rest, quarter) = reduced(angle)
    switch quarter {
    case 0: return cosineSeries(rest)
    case 1: return -sineSeries(rest)
    case 2: return -cosineSeries(rest)
    default: return sineSeries(rest)
    }
  }

  /// For 0 to 1, by Newton's iteration; good to the last places but near 1, where no two places of a table are apart half the globe.
  static func arcSine(_ value: Double) -> Double {
    if value >= 1 { return .pi / 2 }
    var angle = value
    for _ in 0..<8 { angle -= (sine(angle) - value) / max(cosine(angle), 1e-8) }
    return angle
  }

  static func radians(_ degrees: Double) -> Double { degrees * (.pi / 180) }

  /// What is left of an angle within an eighth of a turn of a whole quarter turn, and which quarter that is.
  private static func reduced(_ angle: Double) -> (rest: Double, quarter: Int) {
    let turns = (angle / (.pi / 2)).rounded()
    let rest = (angle - turns * quarterHigh) - turns * quarterLow
    return (rest, Int(turns) & 3)
  }

  /// Taylor's series up to x^17, below 10^-17 wrong within an eighth of a turn.
  private static func sineSeries(_ x: Double) -> Double {
    let square = x * x
    var (term, sum) = (x, x)
    for step in 1...8 {
      term *= -square / Double(2 * step * (2 * step + 1))
      sum += term
    }
    return sum
  }

  private static func cosineSeries(_ x: Double) -> Double {
    let square = x * x
    var (term, sum) = (1.0, 1.0)
    for step in 1...8 {
      term *= -square / Double((2 * step - 1) * 2 * step)
      sum += term
    }
    return sum
  }
}
