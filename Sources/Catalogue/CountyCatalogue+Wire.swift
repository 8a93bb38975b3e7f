public import Measures
public import Messages
public import WireFormat

extension Text: WireCodable {
  public func encode(to writer: inout ByteWriter) {
    writer.write(zh)
    writer.write(en)
  }

  public init(from reader: inout ByteReader) throws(WireFault) {
    let zh = try reader.readString()
    self.init(zh: zh, en: try reader.readString())
  }
}

extension Validity: WireCodable {
  public func encode(to writer: inout ByteWriter) {
    writer.write(from) { $0.write($1) }
    writer.write(until) { $0.write($1) }
  }

  public init(from reader: inout ByteReader) throws(WireFault) {
    let from = try reader.readOptional { reader throws(WireFault) in try reader.readDay() }
    self.init(from: from, until: try reader.readOptional { reader throws(WireFault) in try reader.readDay() })
  }
}

extension CountyCatalogue: WireCodable {
  /// Version 1 had no rules of the ledger, version 2 no banks, version 3 no accounts of our own, version 4 no vehicles,
  /// version 5 no roads, ramps and temperatures on board,
  /// version 6 nothing for simulated days.
  static let version: UInt8 = 7

  public func encode(to writer: inout ByteWriter) {
    writer.write(byte: CountyCatalogue.version)
    writer.write(county.code)
    writer.write(county.name)
    writer.write(county.seat)
    writer.write(products) { $0.write($1) }
    writer.write(places) { $0.write($1) }
    writer.write(parties) { $0.write($1) }
    writer.write(channels) { $0.write($1) }
    writer.write(purchasePrices) { $0.write($1) }
    writer.write(actors) { $0.write($1) }
    writer.write(rules) { $0.write($1) }
    writer.write(ledgerRules)
    writer.write(banks) { $0.write($1) }
    writer.write(ownAccounts) { $0.write($1) }
    writer.write(vehicles) { $0.write($1) }
    writer.write(tollFreeRules)
    writer.write(roads)
    writer.write(riding)
    writer.write(simulation)
  }

  public convenience init(from reader: inout ByteReader) throws(WireFault) {
    let version = try reader.readByte()
    guard (1...CountyCatalogue.version).contains(version) else { throw .unknownVersion(version, at: reader.position - 1) }
    let code = try reader.readString()
    let name: Text = try reader.read()
    let county = County(code: code, name: name, seat: try reader.readString())
    self.init(
      county: county, products: try reader.readArray { reader throws(WireFault) in try Product(from: &reader, version: version) },
      places: try reader.readArray { reader throws(WireFault) in try Place(from: &reader, version: version) },
      parties: try reader.readArray { reader throws(WireFault) in try reader.read() },
      channels: try reader.readArray { reader throws(WireFault) in try Channel(from: &reader, version: version) },
      purchasePrices: try reader.readArray { reader throws(WireFault) in try reader.read() },
      actors: try reader.readArray { reader throws(WireFault) in try reader.read() },
      rules: try reader.readArray { reader throws(WireFault) in try reader.read() },
      ledgerRules: version == 1 ? LedgerRules() : try reader.read(),
      banks: version <= 2 ? [] : try reader.readArray { reader throws(WireFault) in try reader.read() },
      ownAccounts: version <= 3 ? [] : try reader.readArray { reader throws(WireFault) in try reader.read() },
      vehicles: version <= 4 ? [] : try reader.readArray { reader throws(WireFault) in try Vehicle(from: &reader, version: version) },
      tollFreeRules: version <= 4 ? TollFreeRules() : try TollFreeRules(from: &reader, version: version),
      roads: version <= 5 ? RoadFacts() : try reader.read(), riding: version <= 5 ? RidingTerms() : try reader.read(),
      simulation: version <= 6 ? SimulationTerms() : try reader.read())
  }
}

extension Product: WireCodable {
  public func encode(to writer: inout ByteWriter) {
    writer.write(id)
    writer.write(name)
    writer.write(form)
    writer.write(byte: unit.rawValue)
    writer.write(grades) {
      $0.write($1.id)
      $0.write($1.name)
    }
    writer.write(packs) { $0.write($1) }
    writer.write(storage.decicelsiusMin)
    writer.write(storage.decicelsiusMax)
    writer.write(shelfLife) {
      $0.write($1.decicelsius)
      $0.write($1.days)
    }
    writer.write(harvestMonths) { $0.write(Int64($1)) }
    writer.write(byte: tollFree.rawValue)
    writer.write(incomeItem)
    writer.write(catchWeightTolerance.numerator)
    writer.write(catchWeightTolerance.denominator)
    writer.write(standard) { $0.write($1) }
    writer.write(source)
    writer.write(rides)
    writer.write(q10Hundredths) { $0.write($1) }
  }

  public init(from reader: inout ByteReader) throws(WireFault) {
    try self.init(from: &reader, version: CountyCatalogue.version)
  }

  /// - Parameter version: of the Catalogue that it stands in.
  fileprivate init(from reader: inout ByteReader, version: UInt8) throws(WireFault) {
    id = try reader.readString()
    name = try reader.read()
    form = try reader.readString()
    unit = try reader.readRaw()
    grades = try reader.readArray { reader throws(WireFault) in
      let id = try reader.readString()
      return Grade(id: id, name: try reader.read())
    }
    packs = try reader.readArray { reader throws(WireFault) in try reader.read() }
    let coldest = try reader.readInt64()
    storage = StorageRange(decicelsiusMin: coldest, decicelsiusMax: try reader.readInt64())
    shelfLife = try reader.readArray { reader throws(WireFault) in
      let temperature = try reader.readInt64()
      return ShelfLifePoint(decicelsius: temperature, days: try reader.readInt64())
    }
    harvestMonths = try reader.readArray { reader throws(WireFault) in Int(try reader.readInt64()) }
    tollFree = try reader.readRaw()
    incomeItem = try reader.readString()
    let numerator = try reader.readInt64()
    let denominator = try reader.readInt64()
    guard denominator > 0 else { throw .malformed(at: reader.position) }
    catchWeightTolerance = Share(numerator, over: denominator)
    standard = try reader.readOptional { reader throws(WireFault) in try reader.readString() }
    source = try reader.readString()
    rides = version <= 5 ? RideClass.food : try reader.readString()
    q10Hundredths = version <= 5 ? nil : try reader.readOptional { reader throws(WireFault) in try reader.readInt64() }
  }
}

extension Pack: WireCodable {
  public func encode(to writer: inout ByteWriter) {
    writer.write(id)
    writer.write(name)
    writer.write(grade)
    writer.write(content)
    writer.write(net)
    writer.write(tare)
    writer.write(outerMillimetres) { $0.write($1) }
    writer.write(ean13) { $0.write($1) }
  }

  public init(from reader: inout ByteReader) throws(WireFault) {
    id = try reader.readString()
    name = try reader.read()
    grade = try reader.readString()
    content = try reader.readInt64()
    net = try reader.readMass()
    tare = try reader.readMass()
    outerMillimetres = try reader.readArray { reader throws(WireFault) in try reader.readInt64() }
    ean13 = try reader.readOptional { reader throws(WireFault) in try reader.readString() }
  }
}

extension Place: WireCodable {
  public func encode(to writer: inout ByteWriter) {
    writer.write(id)
    writer.write(name)
    writer.write(variants) { $0.write($1) }
    writer.write(byte: kind.rawValue)
    writer.write(town) { $0.write($1) }
    writer.write(code) { $0.write($1) }
    writer.write(position)
    writer.write(storageDecicelsius) { $0.write($1) }
    writer.write(ramp) { $0.write($1) }
  }

  public init(from reader: inout ByteReader) throws(WireFault) {
    try self.init(from: &reader, version: CountyCatalogue.version)
  }

  /// - Parameter version: of the Catalogue that it stands in.
  fileprivate init(from reader: inout ByteReader, version: UInt8) throws(WireFault) {
    id = try reader.readString()
    name = try reader.read()
    variants = try reader.readArray { reader throws(WireFault) in try reader.readString() }
    kind = try reader.readRaw()
    town = try reader.readOptional { reader throws(WireFault) in try reader.readString() }
    code = try reader.readOptional { reader throws(WireFault) in try reader.readString() }
    position = try reader.read()
    storageDecicelsius = try reader.readOptional { reader throws(WireFault) in try reader.readInt64() }
    ramp = version <= 5 ? nil : try reader.readOptional { reader throws(WireFault) in try reader.read() }
  }
}

extension Party: WireCodable {
  public func encode(to writer: inout ByteWriter) {
    writer.write(id)
    writer.write(name)
    writer.write(byte: kind.rawValue)
    writer.write(place)
    writer.write(channel) { $0.write($1) }
    writer.write(produces)
    writer.write(source)
  }

  public init(from reader: inout ByteReader) throws(WireFault) {
    id = try reader.readString()
    name = try reader.read()
    kind = try reader.readRaw()
    place = try reader.readString()
    channel = try reader.readOptional { reader throws(WireFault) in try reader.readString() }
    produces = try reader.readBool()
    source = try reader.readString()
  }
}

extension UnitPrice: WireCodable {
  public func encode(to writer: inout ByteWriter) {
    writer.write(money)
    writer.write(byte: basis.rawValue)
  }

  public init(from reader: inout ByteReader) throws(WireFault) {
    money = try reader.readMoney()
    basis = try reader.readRaw()
  }
}

extension Channel: WireCodable {
  public func encode(to writer: inout ByteWriter) {
    writer.write(id)
    writer.write(name)
    writer.write(byte: allocation.rawValue)
    writer.write(lifeLeftDays)
    writer.write(reservationMinutes) { $0.write($1) }
    writer.write(shelfBy) { $0.write($1) }
    writer.write(prices) {
      $0.write($1.pack)
      $0.write($1.fromCount)
      $0.write($1.unitPrice)
      $0.write($1.validity)
    }
  }

  public init(from reader: inout ByteReader) throws(WireFault) {
    try self.init(from: &reader, version: CountyCatalogue.version)
  }

  /// - Parameter version: of the Catalogue that it stands in.
  fileprivate init(from reader: inout ByteReader, version: UInt8) throws(WireFault) {
    let id = try reader.readString()
    let name: Text = try reader.read()
    let allocation: AllocationPolicy = try reader.readRaw()
    let lifeLeftDays = try reader.readInt64()
    let minutes = try reader.readOptional { reader throws(WireFault) in try reader.readInt64() }
    let shelfBy = version <= 5 ? nil : try reader.readOptional { reader throws(WireFault) in try reader.readInt64() }
    self.init(
      id: id, name: name, allocation: allocation, lifeLeftDays: lifeLeftDays, reservationMinutes: minutes, shelfBy: shelfBy,
      prices: try reader.readArray { reader throws(WireFault) in
        let pack = try reader.readString()
        let fromCount = try reader.readInt64()
        let unitPrice: UnitPrice = try reader.read()
        return Price(pack: pack, fromCount: fromCount, unitPrice: unitPrice, validity: try reader.read())
      })
  }
}

extension PurchasePrice: WireCodable {
  public func encode(to writer: inout ByteWriter) {
    writer.write(product)
    writer.write(grade)
    writer.write(unitPrice)
    writer.write(floor)
    writer.write(validity)
    writer.write(source)
  }

  public init(from reader: inout ByteReader) throws(WireFault) {
    product = try reader.readString()
    grade = try reader.readString()
    unitPrice = try reader.read()
    floor = try reader.readMoney()
    validity = try reader.read()
    source = try reader.readString()
  }
}

extension Actor: WireCodable {
  public func encode(to writer: inout ByteWriter) {
    writer.write(id)
    writer.write(name)
    writer.write(roles) { $0.write(byte: $1.rawValue) }
  }

  public init(from reader: inout ByteReader) throws(WireFault) {
    id = try reader.readString()
    name = try reader.read()
    roles = try reader.readArray { reader throws(WireFault) in try reader.readRaw() }
  }
}

extension DatedRule: WireCodable {
  public func encode(to writer: inout ByteWriter) {
    writer.write(id)
    writer.write(byte: kind.rawValue)
    writer.write(text)
    writer.write(products) { $0.write($1) }
    writer.write(validity)
    writer.write(source)
  }

  public init(from reader: inout ByteReader) throws(WireFault) {
    id = try reader.readString()
    kind = try reader.readRaw()
    text = try reader.read()
    products = try reader.readArray { reader throws(WireFault) in try reader.readString() }
    validity = try reader.read()
    source = try reader.readString()
  }
}
