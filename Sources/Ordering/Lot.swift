public import Catalogue
public import Measures
public import WireFormat

/// Goods of one producer, product, grade and harvest day that lie at one place.
///
/// Quantities are in the product's stock unit. What can still be promised is
/// `available = received - reserved - shipped - lost`, and it is never below zero.
public struct Lot: Sendable, Hashable {
  public struct ID: NumberedID {
    public static let prefix = "L"
    public var number: Int64
    public init(number: Int64) { self.number = number }
  }

  public var id: ID
  public var producer: Producer
  /// The producer was a registered poor household when the lot was received.
  public var isFromPoorHousehold: Bool
  public var product: Product.ID
  public var grade: Grade.ID
  public var unit: StockUnit
  public var place: Place.ID
  public var harvestedOn: Day
  public var receivedAt: Instant
  /// The last day of its life.
  public var expiresOn: Day
  /// Number of the certificate of conformity (承诺达标合格证); empty where there is none.
  public var certificate: String

  /// What came in, corrections included.
  public private(set) var received: Int64
  /// Promised to orders and still here, packed goods included.
  public private(set) var reserved: Int64
  /// Gone out to buyers.
  public private(set) var shipped: Int64
  /// Shrunk, spoiled, expired.
  public private(set) var lost: Int64
  /// Its life is over: nothing more is promised from it, and what comes free is lost.
  public private(set) var isExpired: Bool
  /// How many movements have been recorded; the next one's serial is one more.
  public private(set) var movements: Int64

  public init(
    id: ID, producer: Producer, isFromPoorHousehold: Bool, product: Product.ID, grade: Grade.ID, unit: StockUnit,
    place: Place.ID, harvestedOn: Day, receivedAt: Instant, expiresOn: Day, certificate: String,
    received: Int64 = 0, reserved: Int64 = 0, shipped: Int64 = 0, lost: Int64 = 0, isExpired: Bool = false,
    movements: Int64 = 0
  ) {
    self.id = id
    self.producer = producer
    self.isFromPoorHousehold = isFromPoorHousehold
    self.product = product
    self.grade = grade
    self.unit = unit
    self.place = place
    self.harvestedOn = harvestedOn
    self.receivedAt = receivedAt
    self.expiresOn = expiresOn
    self.certificate = certificate
    self.received = received
    self.reserved = reserved
    self.shipped = shipped
    self.lost = lost
    self.isExpired = isExpired
    self.movements = movements
  }

  /// Of one lot, in grams (a million tonnes) or pieces: what is above it is a slip of the pen.
  public static let quantityMax: Int64 = 1_000_000_000_000

  public var available: Int64 { received - reserved - shipped - lost }

  /// The one rule for "fresh enough": harvested by `day`, with at least `lifeLeftDays` of life left on it.
  public func isFreshEnough(on day: Day, lifeLeftDays: Int64) -> Bool {
    !isExpired && harvestedOn <= day && day.days(to: expiresOn) >= lifeLeftDays
  }
}

// MARK: - What may happen to a lot

extension Lot {
  /// Promises `quantity` to an order. Callers take no more than is available.
  public mutating func reserve(_ quantity: Int64) throws(LotFault) {
    guard quantity >= 0, quantity <= available else { throw .notAvailable(id, wanted: quantity, available: available) }
    reserved += quantity
  }

  /// Takes a promise back. On an expired lot the goods are lost; the movement that says so is returned.
  public mutating func release(_ quantity: Int64, at instant: Instant, by actor: Actor.ID) -> StockMovement? {
    precondition(quantity >= 0 && quantity <= reserved, "released more than was reserved")
    reserved -= quantity
    guard isExpired, quantity > 0 else { return nil }
    lost += quantity
    return record(.expiry, -quantity, reason: "released after expiry", at: instant, by: actor)
  }

  /// Packed goods leave for the buyer.
  public mutating func ship(_ quantity: Int64) {
    precondition(quantity >= 0 && quantity <= reserved, "shipped more than was reserved")
    reserved -= quantity
    shipped += quantity
  }

  /// They did not leave after all, and are still promised.
  public mutating func unship(_ quantity: Int64) {
    precondition(quantity >= 0 && quantity <= shipped, "more came off than went out")
    shipped -= quantity
    reserved += quantity
  }

  /// The first movement: goods come in. `quantity` is above zero.
  public mutating func receive(_ quantity: Int64, at instant: Instant, by actor: Actor.ID) -> StockMovement {
    precondition(movements == 0 && quantity > 0)
    received = quantity
    return record(.receipt, quantity, reason: "", at: instant, by: actor)
  }

  /// Shrinkage, spoilage, or a correction of what was received, up or down; never into what is reserved.
  public mutating func adjust(
    _ kind: StockMovement.Kind, by quantity: Int64, reason: String, at instant: Instant, by actor: Actor.ID
  ) throws -> StockMovement {
    precondition(kind == .correction || quantity < 0)
    if quantity < 0, available < quantity.magnitude {
      throw LotFault.belowReserved(id, wanted: quantity, available: available)
    }
    if kind == .correction {
      let corrected = try received.adding(quantity)
      guard corrected <= Lot.quantityMax else { throw LotFault.quantityOutOfRange(corrected) }
      received = corrected
    } else {
      lost = try lost.subtracting(quantity)
    }
    return record(kind, quantity, reason: reason, at: instant, by: actor)
  }

  /// Its last day has passed: what is not promised is lost.
  public mutating func expire(at instant: Instant, by actor: Actor.ID) -> StockMovement {
    isExpired = true
    let rest = available
    lost += rest
    return record(.expiry, -rest, reason: "life over on \(expiresOn)", at: instant, by: actor)
  }

  /// Goods come back from a buyer: to stock, or to loss where they are spoiled.
  public mutating func takeBack(
    _ quantity: Int64, toStock: Bool, reason: String, at instant: Instant, by actor: Actor.ID
  ) -> StockMovement {
    precondition(quantity >= 0 && quantity <= shipped, "more came back than went out")
    shipped -= quantity
    if toStock && !isExpired {
      return record(.return, quantity, reason: reason, at: instant, by: actor)
    }
    lost += quantity
    return record(.returnSpoiled, quantity, reason: reason, at: instant, by: actor)
  }

  private mutating func record(
    _ kind: StockMovement.Kind, _ quantity: Int64, reason: String, at instant: Instant, by actor: Actor.ID
  ) -> StockMovement {
    movements += 1
    return StockMovement(
      lot: id, serial: movements, kind: kind, quantity: quantity, reason: reason, at: instant, actor: actor)
  }
}

extension Lot: WireCodable {
  public func encode(to writer: inout ByteWriter) {
    writer.write(id.number)
    writer.write(producer)
    writer.write(isFromPoorHousehold)
    writer.write(product)
    writer.write(grade)
    writer.write(byte: unit.rawValue)
    writer.write(place)
    writer.write(harvestedOn)
    writer.write(receivedAt)
    writer.write(expiresOn)
    writer.write(certificate)
    writer.write(received)
    writer.write(reserved)
    writer.write(shipped)
    writer.write(lost)
    writer.write(isExpired)
    writer.write(movements)
  }

  public init(from reader: inout ByteReader) throws(WireFault) {
    id = ID(number: try reader.readInt64())
    producer = try reader.read()
    isFromPoorHousehold = try reader.readBool()
    product = try reader.readString()
    grade = try reader.readString()
    unit = try reader.readRaw()
    place = try reader.readString()
    harvestedOn = try reader.readDay()
    receivedAt = try reader.readInstant()
    expiresOn = try reader.readDay()
    certificate = try reader.readString()
    received = try reader.readInt64()
    reserved = try reader.readInt64()
    shipped = try reader.readInt64()
    lost = try reader.readInt64()
    isExpired = try reader.readBool()
    movements = try reader.readInt64()
  }
}
