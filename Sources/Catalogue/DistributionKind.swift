public import Messages

/// What a party pays out to households from time to time, beside the proceeds of goods.
public enum DistributionKind: UInt8, Sendable, Hashable, CaseIterable {
  /// What a cooperative's year left over (盈余返还): by trade with it, the rest by member accounts.
  case surplus = 0
  /// A dividend on shares (股份分红).
  case dividend = 1
  /// Rent of land (土地流转租金).
  case rent = 2
  /// Wages from recorded attendance (务工工资).
  case wages = 3

  public var name: String { "\(self)" }

  public var label: Text {
    switch self {
    case .surplus: Text(zh: "盈余返还", en: "surplus")
    case .dividend: Text(zh: "股份分红", en: "dividend")
    case .rent: Text(zh: "土地租金", en: "land rent")
    case .wages: Text(zh: "务工工资", en: "wages")
    }
  }
}
