public import Measures
public import WireFormat

extension LedgerRules: WireCodable {
  public func encode(to writer: inout ByteWriter) {
    writer.write(accounts) { $0.write($1) }
    writer.write(agreements) { $0.write($1) }
    writer.write(vatRates) { $0.write($1) }
    writer.write(terms) { $0.write($1) }
    writer.write(incomeItems) { $0.write($1) }
    writer.write(povertyLines) { $0.write($1) }
    writer.write(distributionItems) { $0.write($1) }
    writer.write(surplusRules) { $0.write($1) }
  }

  public init(from reader: inout ByteReader) throws(WireFault) {
    accounts = try reader.readArray { reader throws(WireFault) in try reader.read() }
    agreements = try reader.readArray { reader throws(WireFault) in try reader.read() }
    vatRates = try reader.readArray { reader throws(WireFault) in try reader.read() }
    terms = try reader.readArray { reader throws(WireFault) in try reader.read() }
    incomeItems = try reader.readArray { reader throws(WireFault) in try reader.read() }
    povertyLines = try reader.readArray { reader throws(WireFault) in try reader.read() }
    distributionItems = try reader.readArray { reader throws(WireFault) in try reader.read() }
    surplusRules = try reader.readArray { reader throws(WireFault) in try reader.read() }
  }
}

extension ChartAccount: WireCodable {
  public func encode(to writer: inout ByteWriter) {
    writer.write(id)
    writer.write(name)
    writer.write(byte: kind.rawValue)
    writer.write(byte: holder.rawValue)
    writer.write(neverBelowZero)
  }

  public init(from reader: inout ByteReader) throws(WireFault) {
    id = try reader.readString()
    name = try reader.read()
    kind = try reader.readRaw()
    holder = try reader.readRaw()
    neverBelowZero = try reader.readBool()
  }
}

extension Share: WireCodable {
  public func encode(to writer: inout ByteWriter) {
    writer.write(numerator)
    writer.write(denominator)
  }

  public init(from reader: inout ByteReader) throws(WireFault) {
    let numerator = try reader.readInt64()
    let denominator = try reader.readInt64()
    guard denominator > 0 else { throw .malformed(at: reader.position) }
    self.init(numerator, over: denominator)
  }
}

extension VATRate: WireCodable {
  public func encode(to writer: inout ByteWriter) {
    writer.write(rate)
    writer.write(validity)
    writer.write(source)
  }

  public init(from reader: inout ByteReader) throws(WireFault) {
    rate = try reader.read()
    validity = try reader.read()
    source = try reader.readString()
  }
}

extension PaymentTerms: WireCodable {
  public func encode(to writer: inout ByteWriter) {
    writer.write(party)
    writer.write(days)
    writer.write(isLargeRetailer)
    writer.write(source)
  }

  public init(from reader: inout ByteReader) throws(WireFault) {
    party = try reader.readString()
    days = try reader.readInt64()
    isLargeRetailer = try reader.readBool()
    source = try reader.readString()
  }
}

extension IncomeItem: WireCodable {
  public func encode(to writer: inout ByteWriter) {
    writer.write(id)
    writer.write(name)
    writer.write(source)
  }

  public init(from reader: inout ByteReader) throws(WireFault) {
    id = try reader.readString()
    name = try reader.read()
    source = try reader.readString()
  }
}

extension PovertyLine: WireCodable {
  public func encode(to writer: inout ByteWriter) {
    writer.write(year)
    writer.write(perHead)
    writer.write(name)
    writer.write(source)
  }

  public init(from reader: inout ByteReader) throws(WireFault) {
    year = try reader.readInt64()
    perHead = try reader.readMoney()
    name = try reader.read()
    source = try reader.readString()
  }
}

extension DistributionItem: WireCodable {
  public func encode(to writer: inout ByteWriter) {
    writer.write(byte: kind.rawValue)
    writer.write(item)
    writer.write(source)
  }

  public init(from reader: inout ByteReader) throws(WireFault) {
    kind = try reader.readRaw()
    item = try reader.readString()
    source = try reader.readString()
  }
}

extension SurplusRule: WireCodable {
  public func encode(to writer: inout ByteWriter) {
    writer.write(byTradeMin)
    writer.write(validity)
    writer.write(source)
  }

  public init(from reader: inout ByteReader) throws(WireFault) {
    byTradeMin = try reader.read()
    validity = try reader.read()
    source = try reader.readString()
  }
}

extension LinkAgreement: WireCodable {
  public func encode(to writer: inout ByteWriter) {
    writer.write(id)
    writer.write(name)
    writer.write(byte: mode.rawValue)
    writer.write(firm)
    writer.write(cooperative) { $0.write($1) }
    writer.write(carrier) { $0.write($1) }
    writer.write(scope.allHouseholds)
    for list in [scope.producers, scope.villages, scope.products, scope.channels] { writer.write(list) { $0.write($1) } }
    writer.write(byte: sale.rawValue)
    writer.write(guaranteesFloor)
    writer.write(fee)
    writer.write(feePerKilogram)
    writer.write(cooperativeShare)
    writer.write(tranches) {
      $0.write($1.first)
      $0.write($1.producer)
      $0.write($1.cooperative)
      $0.write($1.firm)
    }
    writer.write(keep)
    writer.write(loanInstalment)
    writer.write(byte: spoilageBearer.rawValue)
    writer.write(byte: bearer.rawValue)
    writer.write(byte: pays.rawValue)
    writer.write(validity)
    writer.write(source)
  }

  public init(from reader: inout ByteReader) throws(WireFault) {
    id = try reader.readString()
    name = try reader.read()
    mode = try reader.readRaw()
    firm = try reader.readString()
    cooperative = try reader.readOptional { reader throws(WireFault) in try reader.readString() }
    carrier = try reader.readOptional { reader throws(WireFault) in try reader.readString() }
    let allHouseholds = try reader.readBool()
    let producers = try reader.readArray { reader throws(WireFault) in try reader.readString() }
    let villages = try reader.readArray { reader throws(WireFault) in try reader.readString() }
    let products = try reader.readArray { reader throws(WireFault) in try reader.readString() }
    let channels = try reader.readArray { reader throws(WireFault) in try reader.readString() }
    scope = Scope(
      producers: producers, allHouseholds: allHouseholds, villages: villages, products: products, channels: channels)
    sale = try reader.readRaw()
    guaranteesFloor = try reader.readBool()
    fee = try reader.read()
    feePerKilogram = try reader.readMoney()
    cooperativeShare = try reader.read()
    tranches = try reader.readOptional { reader throws(WireFault) in
      let first: UnitPrice = try reader.read()
      let producer: Share = try reader.read()
      let cooperative: Share = try reader.read()
      return Tranches(first: first, producer: producer, cooperative: cooperative, firm: try reader.read())
    }
    keep = try reader.read()
    loanInstalment = try reader.read()
    spoilageBearer = try reader.readRaw()
    bearer = try reader.readRaw()
    pays = try reader.readRaw()
    validity = try reader.read()
    source = try reader.readString()
  }
}
