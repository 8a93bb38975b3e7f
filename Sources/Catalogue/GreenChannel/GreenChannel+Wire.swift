import Measures
public import WireFormat

// How vehicles and the toll-free rule are kept in the journal.

extension TollFreeRules: WireCodable {
  public func encode(to writer: inout ByteWriter) {
    writer.write(terms) { $0.write($1) }
    writer.write(freeForAll) { $0.write($1) }
    writer.write(classes) { $0.write($1) }
    writer.write(outlineMax)
    writer.write(outlineSource)
    writer.write(needCertificate) { $0.write($1) }
    writer.write(certificateSource)
    writer.write(unsettledIsListed)
  }

  public init(from reader: inout ByteReader) throws(WireFault) {
    try self.init(from: &reader, version: CountyCatalogue.version)
  }

  /// - Parameter version: of the Catalogue that it stands in.
  init(from reader: inout ByteReader, version: UInt8) throws(WireFault) {
    terms = try reader.readArray { reader throws(WireFault) in try TollFreeTerms(from: &reader, version: version) }
    freeForAll = try reader.readArray { reader throws(WireFault) in try reader.read() }
    classes = try reader.readArray { reader throws(WireFault) in try reader.read() }
    outlineMax = try reader.read()
    outlineSource = try reader.readString()
    needCertificate = try reader.readArray { reader throws(WireFault) in try reader.readString() }
    certificateSource = try reader.readString()
    unsettledIsListed = try reader.readBool()
  }
}

extension TollFreeTerms: WireCodable {
  public func encode(to writer: inout ByteWriter) {
    writer.write(id)
    for share in [loadMin, otherFarmGoodsMax, overloadMax] { writer.write(share) }
    for minutes in [bookingLeadMinutes, bookingValidMinutes] { writer.write(minutes) { $0.write($1) } }
    writer.write(validity)
    writer.write(source)
  }

  public init(from reader: inout ByteReader) throws(WireFault) {
    try self.init(from: &reader, version: CountyCatalogue.version)
  }

  /// - Parameter version: of the Catalogue that it stands in.
  fileprivate init(from reader: inout ByteReader, version: UInt8) throws(WireFault) {
    id = try reader.readString()
    loadMin = try reader.read()
    otherFarmGoodsMax = try reader.read()
    overloadMax = try reader.read()
    bookingLeadMinutes = try reader.readOptional { reader throws(WireFault) in try reader.readInt64() }
    bookingValidMinutes = version <= 5 ? nil : try reader.readOptional { reader throws(WireFault) in try reader.readInt64() }
    validity = try reader.read()
    source = try reader.readString()
  }
}

extension FreeForAll: WireCodable {
  public func encode(to writer: inout ByteWriter) {
    writer.write(id)
    writer.write(validity)
    writer.write(source)
  }

  public init(from reader: inout ByteReader) throws(WireFault) {
    id = try reader.readString()
    validity = try reader.read()
    source = try reader.readString()
  }
}

extension VehicleClass: WireCodable {
  public func encode(to writer: inout ByteWriter) {
    writer.write(id)
    writer.write(grossMax.grams)
    writer.write(source)
  }

  public init(from reader: inout ByteReader) throws(WireFault) {
    id = try reader.readString()
    grossMax = Mass(grams: try reader.readInt64())
    source = try reader.readString()
  }
}

extension Outline: WireCodable {
  public func encode(to writer: inout ByteWriter) { for side in [length, width, height] { writer.write(side) } }

  public init(from reader: inout ByteReader) throws(WireFault) {
    length = try reader.readInt64()
    width = try reader.readInt64()
    height = try reader.readInt64()
  }
}

extension Vehicle: WireCodable {
  public func encode(to writer: inout ByteWriter) {
    writer.write(id)
    writer.write(name)
    writer.write(byte: body.rawValue)
    writer.write(vehicleClass)
    for number in [rated.grams, unladen.grams] { writer.write(number) }
    writer.write(outline)
    writer.write(box)
    writer.write(seats)
    for text in [carrier, depot] { writer.write(text) }
    for cost in [costPerKilometre, costPerHour] { writer.write(cost) }
    for minute in [shift.lowerBound, shift.upperBound] { writer.write(minute) }
    writer.write(excluded) { $0.write($1) }
    writer.write(source)
    writer.write(tollClass) { $0.write($1) }
    writer.write(boxDecicelsius) { $0.write($1) }
    writer.write(longestRideMinutes) { $0.write($1) }
  }

  public init(from reader: inout ByteReader) throws(WireFault) {
    try self.init(from: &reader, version: CountyCatalogue.version)
  }

  /// - Parameter version: of the Catalogue that it stands in.
  init(from reader: inout ByteReader, version: UInt8) throws(WireFault) {
    id = try reader.readString()
    name = try reader.read()
    body = try reader.readRaw()
    vehicleClass = try reader.readString()
    rated = Mass(grams: try reader.readInt64())
    unladen = Mass(grams: try reader.readInt64())
    outline = try reader.read()
    box = try reader.read()
    seats = try reader.readInt64()
    carrier = try reader.readString()
    depot = try reader.readString()
    costPerKilometre = try reader.readMoney()
    costPerHour = try reader.readMoney()
    let (start, end) = (try reader.readInt64(), try reader.readInt64())
    guard start <= end else { throw .malformed(at: reader.position) }
    shift = start..<end
    excluded = try reader.readOptional { reader throws(WireFault) in try reader.read() }
    source = try reader.readString()
    guard version >= 6 else { return }
    tollClass = try reader.readOptional { reader throws(WireFault) in try reader.readString() }
    boxDecicelsius = try reader.readOptional { reader throws(WireFault) in try reader.readInt64() }
    longestRideMinutes = try reader.readOptional { reader throws(WireFault) in try reader.readInt64() }
  }
}
