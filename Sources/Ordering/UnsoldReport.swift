public import Catalogue
public import Measures
public import WireFormat

/// What a village work team says lies unsold and wants a buyer.
public struct UnsoldReport: Sendable, Hashable {
  public struct ID: NumberedID {
    public static let prefix = "U"
    public var number: Int64
    public init(number: Int64) { self.number = number }
  }

  public var id: ID
  public var village: Place.ID
  public var producer: Producer
  public var product: Product.ID
  public var grade: Grade.ID
  /// In the product's stock unit.
  public var quantity: Int64
  public var harvestedOn: Day
  /// The last day of its life where it lies.
  public var expiresOn: Day
  public var at: Instant
  public var actor: Actor.ID
  /// The lot that it became when it was received; nil while it still lies unsold.
  public var receivedAs: Lot.ID?

  public init(
    id: ID, village: Place.ID, producer: Producer, product: Product.ID, grade: Grade.ID, quantity: Int64,
    harvestedOn: Day, expiresOn: Day, at: Instant, actor: Actor.ID, receivedAs: Lot.ID?
  ) {
    self.id = id
    self.village = village
    self.producer = producer
    self.product = product
    self.grade = grade
    self.quantity = quantity
    self.harvestedOn = harvestedOn
    self.expiresOn = expiresOn
    self.at = at
    self.actor = actor
    self.receivedAs = receivedAs
  }
}

extension UnsoldReport: WireCodable {
  public func encode(to writer: inout ByteWriter) {
    writer.write(id.number)
    writer.write(village)
    writer.write(producer)
    writer.write(product)
    writer.write(grade)
    writer.write(quantity)
    writer.write(harvestedOn)
    writer.write(expiresOn)
    writer.write(at)
    writer.write(actor)
    writer.write(receivedAs) { $0.write($1.number) }
  }

  public init(from reader: inout ByteReader) throws(WireFault) {
    id = ID(number: try reader.readInt64())
    village = try reader.readString()
    producer = try reader.read()
    product = try reader.readString()
    grade = try reader.readString()
    quantity = try reader.readInt64()
    harvestedOn = try reader.readDay()
    expiresOn = try reader.readDay()
    at = try reader.readInstant()
    actor = try reader.readString()
    receivedAs = try reader.readOptional { reader throws(WireFault) in Lot.ID(number: try reader.readInt64()) }
  }
}
