public import Messages

/// A sum or product that does not fit into 64 bits. Raised, never wrapped around.
public struct Overflow: Fault, Equatable {
  public init() {}
  public var code: String { "E-MEA-001" }
  public var text: Text {
    Text(zh: "数值超出 64 位整数的范围;请检查输入的数量或金额。", en: "The number does not fit into 64 bits; check the quantity or amount given.")
  }
}

extension Int64 {
  /// `self + other`, or ``Overflow``.
  @inlinable public func adding(_ other: Int64) throws(Overflow) -> Int64 {
    let (sum, overflow) = addingReportingOverflow(other)
    if overflow { throw Overflow() }
    return sum
  }

  /// `self - other`, or ``Overflow``.
  @inlinable public func subtracting(_ other: Int64) throws(Overflow) -> Int64 {
    let (difference, overflow) = subtractingReportingOverflow(other)
    if overflow { throw Overflow() }
    return difference
  }

  /// `self × other`, or ``Overflow``.
  @inlinable public func multiplied(by other: Int64) throws(Overflow) -> Int64 {
    let (product, overflow) = multipliedReportingOverflow(by: other)
    if overflow { throw Overflow() }
    return product
  }

  /// `self × numerator ÷ denominator`, rounded half away from zero (四舍五入); the product is kept in 128 bits.
  ///
  /// - Precondition: `denominator > 0`.
  @inlinable public func scaled(by numerator: Int64, over denominator: Int64) throws(Overflow) -> Int64 {
    precondition(denominator > 0)
    let product = Int128(self) * Int128(numerator)
    let half = Int128(denominator / 2)
    let magnitude = product < 0 ? -product : product
    // An odd denominator has no exact half, so adding the floor of its half rounds to nearest there too.
    let rounded = (magnitude + half) / Int128(denominator)
    guard let result = Int64(exactly: product < 0 ? -rounded : rounded) else { throw Overflow() }
    return result
  }
}
