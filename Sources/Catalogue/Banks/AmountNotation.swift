/// What a number in an amount's column counts.
public enum AmountUnit: UInt8, Sendable, Hashable, CaseIterable {
  /// With two decimals.
  case yuan = 0
  case fen = 1
}

/// How a bank writes amounts: `1,234.50` and `1.234,50` are the same amount in two notations.
public struct AmountNotation: Sendable, Hashable {
  public var unit: AmountUnit
  /// ASCII: `.` or `,`.
  public var decimalMark: UInt8
  /// ASCII: what stands between groups of three digits; nil where nothing does.
  public var groupMark: UInt8?

  public init(unit: AmountUnit = .yuan, decimalMark: UInt8 = UInt8(ascii: "."), groupMark: UInt8? = nil) {
    self.unit = unit
    self.decimalMark = decimalMark
    self.groupMark = groupMark
  }

  static let decimalMarks = [UInt8(ascii: "."), UInt8(ascii: ",")]
  static let groupMarks = [UInt8(ascii: ","), UInt8(ascii: "."), UInt8(ascii: " "), UInt8(ascii: "'")]
}
