public import Measures
public import Messages

/// A way to sell: who may buy what at which price, and which lots are taken first.
public struct Channel: Sendable, Hashable {
  /// ASCII slug, e.g. `supermarket`.
  public typealias ID = String

  public var id: ID
  public var name: Text
  public var allocation: AllocationPolicy
  /// Days of life that must be left on the day of delivery.
  public var lifeLeftDays: Int64
  /// How long an unpaid order keeps its stock; nil: until it is cancelled.
  public var reservationMinutes: Int64?
  /// Minutes after midnight by which goods of the day must stand on the shelf; nil: the buyer's ramp says when.
  public var shelfBy: Int64?
  public let prices: [Price]
  /// The price list by pack, highest quantity break first.
  private let pricesByPack: [Pack.ID: [Price]]

  public init(
    id: ID, name: Text, allocation: AllocationPolicy, lifeLeftDays: Int64, reservationMinutes: Int64?, shelfBy: Int64? = nil,
    prices: [Price]
  ) {
    self.id = id
    self.name = name
    self.allocation = allocation
    self.lifeLeftDays = lifeLeftDays
    self.reservationMinutes = reservationMinutes
    self.shelfBy = shelfBy
    self.prices = prices
    pricesByPack = Dictionary(grouping: prices, by: \.pack).mapValues { $0.sorted { $0.fromCount > $1.fromCount } }
  }

  /// The price of `count` packs ordered on `day`: of the entries in force, the one with the highest quantity break that
  /// `count` reaches. Nil where the pack is not sold here then.
  public func price(of pack: Pack.ID, count: Int64, on day: Day) -> Price? {
    pricesByPack[pack]?.first { $0.fromCount <= count && $0.validity.contains(day) }
  }
}

/// One line of a price list.
public struct Price: Sendable, Hashable {
  public var pack: Pack.ID
  /// Quantity break: it holds from this many packs a line on.
  public var fromCount: Int64
  public var unitPrice: UnitPrice
  public var validity: Validity

  public init(pack: Pack.ID, fromCount: Int64, unitPrice: UnitPrice, validity: Validity) {
    self.pack = pack
    self.fromCount = fromCount
    self.unitPrice = unitPrice
    self.validity = validity
  }
}

/// Money per pack, per piece or per kilogram.
public struct UnitPrice: Sendable, Hashable {
  public enum Basis: UInt8, Sendable, Hashable, CaseIterable {
    case pack = 0
    case piece = 1
    case kilogram = 2
  }

  public var money: Money
  public var basis: Basis

  public init(money: Money, basis: Basis) {
    self.money = money
    self.basis = basis
  }

  /// What `packs` packs come to that hold `pieces` and weigh `grams` net; per kilogram rounded half up to the fen.
  public func amount(packs: Int64, pieces: Int64, grams: Int64) throws(Overflow) -> Money {
    switch basis {
    case .pack: try money * packs
    case .piece: try money * pieces
    case .kilogram: Money(fen: try money.fen.scaled(by: grams, over: 1000))
    }
  }
}

/// In which order lots that are fresh enough are taken; ties by expiry, then lot number.
public enum AllocationPolicy: UInt8, Sendable, Hashable, CaseIterable {
  /// First expired, first out.
  case fefo = 0
  /// Lots of registered poor households before all others.
  case poorHouseholdsFirst = 1

  /// As the Catalog writes it.
  public var name: String {
    switch self {
    case .fefo: "fefo"
    case .poorHouseholdsFirst: "poor-households-first"
    }
  }
}

/// What producers are paid for a product, with the floor that an agreement guarantees (保底收购).
public struct PurchasePrice: Sendable, Hashable {
  public var product: Product.ID
  public var grade: Grade.ID
  /// Per kilogram for products stocked in grams, per piece otherwise.
  public var unitPrice: UnitPrice
  public var floor: Money
  public var validity: Validity
  public var source: String

  public init(
    product: Product.ID, grade: Grade.ID, unitPrice: UnitPrice, floor: Money, validity: Validity, source: String
  ) {
    self.product = product
    self.grade = grade
    self.unitPrice = unitPrice
    self.floor = floor
    self.validity = validity
    self.source = source
  }
}
