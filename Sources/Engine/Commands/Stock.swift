public import Catalogue
public import Measures
public import Ordering
public import WireFormat

/// Goods come in.
public struct ReceiveLot: Sendable, Hashable, WireCodable {
  public var producer: Producer
  public var product: Product.ID
  public var grade: Grade.ID
  /// Above zero, in `unit`, which must be the product's.
  public var quantity: Int64
  public var unit: StockUnit
  public var place: Place.ID
  public var harvestedOn: Day
  public var certificate: String
  /// The report of unsold goods that this lot answers.
  public var report: UnsoldReport.ID?

  public init(
    producer: Producer, product: Product.ID, grade: Grade.ID, quantity: Int64, unit: StockUnit, place: Place.ID,
    harvestedOn: Day, certificate: String = "", report: UnsoldReport.ID? = nil
  ) {
    self.producer = producer
    self.product = product
    self.grade = grade
    self.quantity = quantity
    self.unit = unit
    self.place = place
    self.harvestedOn = harvestedOn
    self.certificate = certificate
    self.report = report
  }

  public func encode(to writer: inout ByteWriter) {
    writer.write(producer)
    writer.write(product)
    writer.write(grade)
    writer.write(quantity)
    writer.write(byte: unit.rawValue)
    writer.write(place)
    writer.write(harvestedOn)
    writer.write(certificate)
    writer.write(report) { $0.write($1.number) }
  }

  public init(from reader: inout ByteReader) throws(WireFault) {
    producer = try reader.read()
    product = try reader.readString()
    grade = try reader.readString()
    quantity = try reader.readInt64()
    unit = try reader.readRaw()
    place = try reader.readString()
    harvestedOn = try reader.readDay()
    certificate = try reader.readString()
    report = try reader.readOptional { reader throws(WireFault) in UnsoldReport.ID(number: try reader.readInt64()) }
  }

  var fields: [Field] {
    [
      Field("producer", producer), Field("product", product), Field("grade", grade), Field(unit.name, quantity),
      Field("place", place), Field("harvested_on", harvestedOn), Field("certificate", certificate),
      Field("report", report),
    ]
  }
}

/// Shrinkage, spoilage or a correction, with its reason.
public struct AdjustLot: Sendable, Hashable, WireCodable {
  public var lot: Lot.ID
  /// One of ``kinds``.
  public var kind: StockMovement.Kind
  /// Signed; negative for a loss.
  public var quantity: Int64
  public var reason: String

  /// What people may enter; the others follow from receiving, time and returns.
  public static let kinds: [StockMovement.Kind] = [.correction, .shrinkage, .spoilage]

  public init(lot: Lot.ID, kind: StockMovement.Kind, quantity: Int64, reason: String) {
    self.lot = lot
    self.kind = kind
    self.quantity = quantity
    self.reason = reason
  }

  public func encode(to writer: inout ByteWriter) {
    writer.write(lot.number)
    writer.write(byte: kind.rawValue)
    writer.write(quantity)
    writer.write(reason)
  }

  public init(from reader: inout ByteReader) throws(WireFault) {
    lot = Lot.ID(number: try reader.readInt64())
    kind = try reader.readRaw()
    quantity = try reader.readInt64()
    reason = try reader.readString()
  }

  var fields: [Field] {
    [Field("lot", lot), Field("kind", kind.name), Field("quantity", quantity), Field("reason", reason)]
  }
}

/// A village team says what lies unsold.
public struct ReportUnsold: Sendable, Hashable, WireCodable {
  public var village: Place.ID
  public var producer: Producer
  public var product: Product.ID
  public var grade: Grade.ID
  public var quantity: Int64
  public var unit: StockUnit
  public var harvestedOn: Day

  public init(
    village: Place.ID, producer: Producer, product: Product.ID, grade: Grade.ID, quantity: Int64, unit: StockUnit,
    harvestedOn: Day
  ) {
    self.village = village
    self.producer = producer
    self.product = product
    self.grade = grade
    self.quantity = quantity
    self.unit = unit
    self.harvestedOn = harvestedOn
  }

  public func encode(to writer: inout ByteWriter) {
    writer.write(village)
    writer.write(producer)
    writer.write(product)
    writer.write(grade)
    writer.write(quantity)
    writer.write(byte: unit.rawValue)
    writer.write(harvestedOn)
  }

  public init(from reader: inout ByteReader) throws(WireFault) {
    village = try reader.readString()
    producer = try reader.read()
    product = try reader.readString()
    grade = try reader.readString()
    quantity = try reader.readInt64()
    unit = try reader.readRaw()
    harvestedOn = try reader.readDay()
  }

  var fields: [Field] {
    [
      Field("village", village), Field("producer", producer), Field("product", product), Field("grade", grade),
      Field(unit.name, quantity), Field("harvested_on", harvestedOn),
    ]
  }
}
