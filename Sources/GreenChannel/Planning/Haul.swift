public import Catalogue
public import Dispatching
public import Measures

/// Something that has to get from one place to another on a day.
public struct Haul: Sendable, Hashable {
  public var kind: RunCargo.Kind
  /// Nil for parcels and people.
  public var product: Product?
  /// Packs, parcels or people.
  public var count: Int64
  /// With its packing.
  public var mass: Mass
  /// Outer volume in cubic millimetres.
  public var volume: Int64
  public var from: Place.ID
  public var to: Place.ID
  /// When it can be taken on at the earliest.
  public var readyAt: Instant
  /// When its handing over may begin.
  public var due: ClosedRange<Instant>
  /// What it brings in, of which a part is lost with each hour of its life.
  public var value: Money
  public var life: Life?
  /// The run that has it aboard and cannot give it to another; nil for what is still to be taken on.
  public var aboard: DeliveryRun.ID?

  /// How long goods keep, in millionths of their whole life.
  public struct Life: Sendable, Hashable {
    /// What they have left when they are taken on.
    public var left: Int64
    /// What must be left when they are handed over.
    public var needed: Int64

    public init(left: Int64, needed: Int64) {
      self.left = left
      self.needed = needed
    }
  }

  public init(
    kind: RunCargo.Kind, product: Product?, count: Int64, mass: Mass, volume: Int64, from: Place.ID, to: Place.ID, readyAt: Instant,
    due: ClosedRange<Instant>, value: Money = .zero, life: Life? = nil,
    aboard: DeliveryRun.ID? = nil
  ) {
    self.kind = kind
    self.product = product
    self.count = count
    self.mass = mass
    self.volume = volume
    self.from = from
    self.to = to
    self.readyAt = readyAt
    self.due = due
    self.value = value
    self.life = life
    self.aboard = aboard
  }

  public var isPeople: Bool { kind.isPeople }

  /// What no order tells of it.
  var hours: RunCargo.Hours? { if case .part = kind { nil } else { RunCargo.Hours(readyAt: readyAt, due: due) } }

  /// Goods that spoil and people come before parcels, which can go tomorrow.
  var priority: Int { if case .parcel = kind { 1 } else { 10 } }
}

extension Haul {
  /// The life of a lot's goods, in millionths: full at its harvest, over at the end of the day on which they expire.
  ///
  /// - Parameters:
  ///   - expiresOn: last day of the goods.
  ///   - instant: when they are taken on.
  ///   - decicelsius: at which they lie; their storage range where nil.
  ///   - daysNeeded: that the buyer asks for on delivery.
  public static func life(
    of product: Product, expiresOn: Day, from instant: Instant, at decicelsius: Int64?, daysNeeded: Int64
  ) -> Life? {
    let whole = product.shelfLifeHours(at: decicelsius ?? product.storage.decicelsiusMax)
    guard whole > 0 else { return nil }
    let end = Instant(startOf: expiresOn.advanced(by: 1))
    let left = max(0, (end.milliseconds - instant.milliseconds) / 3_600_000)
    return Life(left: min(1_000_000, left * 1_000_000 / whole), needed: min(1_000_000, daysNeeded * 24 * 1_000_000 / whole))
  }

  /// Seconds that the goods may ride at a temperature; nil where there is no limit, below zero where they would not do at all.
  func longestSeconds(at decicelsius: Int64?) -> Int64? {
    guard let product, let life, let decicelsius else { return nil }
    let perHour = product.lifeLossMillionths(perHourAt: decicelsius)
    return perHour > 0 ? (life.left - life.needed) * 3600 / perHour : nil
  }

  /// What a second on board costs, in thousandths of a fen: the part of its value that goes with its life.
  func costPerSecond(at decicelsius: Int64?) -> Int64 {
    guard let product, life != nil, let decicelsius else { return 0 }
    let perHour = product.lifeLossMillionths(perHourAt: decicelsius)
    return Int64(clamping: Int128(value.fen) * 1000 * Int128(perHour) / (3600 * 1_000_000))
  }
}
