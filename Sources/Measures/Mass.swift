/// A mass in grams. 斤 (500 g) is only ever shown.
public struct Mass: Sendable, Hashable, Comparable, Codable {
  public var grams: Int64

  @inlinable public init(grams: Int64) { self.grams = grams }

  public static let zero = Mass(grams: 0)

  @inlinable public static func < (a: Mass, b: Mass) -> Bool { a.grams < b.grams }
  @inlinable public static func + (a: Mass, b: Mass) throws(Overflow) -> Mass {
    Mass(grams: try a.grams.adding(b.grams))
  }
  @inlinable public static func - (a: Mass, b: Mass) throws(Overflow) -> Mass {
    Mass(grams: try a.grams.subtracting(b.grams))
  }
}

/// The one unit in which a product is stocked.
public enum StockUnit: UInt8, Sendable, Hashable, CaseIterable, Codable {
  case grams = 0
  case pieces = 1

  public var name: String { self == .grams ? "grams" : "pieces" }

  public init?(name: some StringProtocol) {
    switch name {
    case "grams": self = .grams
    case "pieces": self = .pieces
    default: return nil
    }
  }
}
