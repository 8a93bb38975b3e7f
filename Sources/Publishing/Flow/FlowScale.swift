/// How high an amount is drawn: one scale for the whole picture.
struct FlowScale: Sendable {
  /// So that one fen beside a million yuan can still be seen.
  static let widthMin: Pixels = 1

  /// The amount in fen that is drawn `height` high; where it is zero, nothing flows.
  let total: Int128
  let height: Pixels

  /// `fen × height ÷ total`, rounded half up, at least ``widthMin``; zero for nothing.
  func width(of fen: Int128) -> Pixels { fen == 0 ? 0 : max(FlowScale.widthMin, proportional(fen)) }

  /// Whether the amount is drawn wider than its share.
  func isWidened(_ fen: Int128) -> Bool { fen > 0 && proportional(fen) < FlowScale.widthMin }

  private func proportional(_ fen: Int128) -> Pixels {
    // At most 10^5 amounts below 2^63 times a height below 2^31 hundredths stays below 2^111.
    Pixels(hundredths: Int64((fen * Int128(height.hundredths) + total / 2) / total))
  }

  /// The largest amount 1, 2 or 5 times a power of ten that is drawn at most `heightMax` high, for a legend; nil where nothing
  /// flows.
  func roundAmount(heightMax: Pixels) -> Int128? {
    guard total > 0 else { return nil }
    var power: Int128 = 1
    var best: Int128 = 1
    while true {
      for digit in [1, 2, 5] as [Int128] {
        guard proportional(digit * power) <= heightMax else { return best }
        best = digit * power
      }
      power *= 10
    }
  }
}
