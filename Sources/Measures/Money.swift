/// An amount of renminbi in fen (1/100 yuan).
public struct Money: Sendable, Hashable, Comparable, Codable {
  public var fen: Int64

  @inlinable public init(fen: Int64) { self.fen = fen }

  public static let zero = Money(fen: 0)

  @inlinable public static func < (a: Money, b: Money) -> Bool { a.fen < b.fen }
  @inlinable public static func + (a: Money, b: Money) throws(Overflow) -> Money {
    Money(fen: try a.fen.adding(b.fen))
  }
  @inlinable public static func - (a: Money, b: Money) throws(Overflow) -> Money {
    Money(fen: try a.fen.subtracting(b.fen))
  }
  @inlinable public static func * (a: Money, count: Int64) throws(Overflow) -> Money {
    Money(fen: try a.fen.multiplied(by: count))
  }
}

extension Money: CustomStringConvertible {
  /// Yuan with two decimals, e.g. `-12.05`.
  public var description: String {
    let magnitude = fen.magnitude
    let cents = magnitude % 100
    return "\(fen < 0 ? "-" : "")\(magnitude / 100).\(cents < 10 ? "0" : "")\(cents)"
  }

  /// Reads yuan with at most two decimals, e.g. `12`, `12.5`, `-0.05`; nil for anything else, an overflow included.
  public init?(yuan text: some StringProtocol) {
    guard let fen = Int64(decimal: text, places: 2) else { return nil }
    self.init(fen: fen)
  }
}

extension Int64 {
  /// Reads a plain decimal with at most `places` digits behind the point as an integer of units of 10^-places.
  public init?(decimal text: some StringProtocol, places: Int) {
    var value: Int64 = 0
    var digitsBefore = 0
    var digitsAfter = -1
    var negative = false
    for (index, byte) in text.utf8.enumerated() {
      switch byte {
      case UInt8(ascii: "-") where index == 0:
        negative = true
      case UInt8(ascii: ".") where digitsAfter < 0 && digitsBefore > 0:
        digitsAfter = 0
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        if digitsAfter >= 0 { digitsAfter += 1 } else { digitsBefore += 1 }
        let digit = Int64(byte - UInt8(ascii: "0"))
        guard digitsAfter <= places,
          let next = try? value.multiplied(by: 10).adding(digit)
        else { return nil }
        value = next
      default:
        return nil
      }
    }
    guard digitsBefore > 0, digitsAfter != 0 else { return nil }
    for _ in 0..<(places - Swift.max(digitsAfter, 0)) {
      guard let next = try? value.multiplied(by: 10) else { return nil }
      value = next
    }
    self = negative ? -value : value
  }
}
