import Ledger
import Measures
import Ordering
public import WireFormat

// How runs are kept in the journal.

extension DeliveryRun: WireCodable {
  public func encode(to writer: inout ByteWriter) {
    writer.write(id.number)
    writer.write(day)
    writer.write(byte: state.rawValue)
    writer.write(body)
    writer.write(booking) { $0.write($1) }
    writer.write(events) { $0.write($1) }
    writer.write(startedAt) { $0.write($1) }
    writer.write(endedAt) { $0.write($1) }
  }

  public init(from reader: inout ByteReader) throws(WireFault) {
    let id = ID(number: try reader.readInt64())
    let day = try reader.readDay()
    let state: State = try reader.readRaw()
    let body: RunDraft = try reader.read()
    self.init(
      id: id, day: day, vehicle: body.vehicle, state: state, leavesAt: body.leavesAt, backAt: body.backAt, stops: body.stops,
      cargo: body.cargo, cost: body.cost, toll: body.toll)
    booking = try reader.readOptional { reader throws(WireFault) in try reader.read() }
    events = try reader.readArray { reader throws(WireFault) in try reader.read() }
    startedAt = try reader.readOptional { reader throws(WireFault) in try reader.readInstant() }
    endedAt = try reader.readOptional { reader throws(WireFault) in try reader.readInstant() }
  }

  private var body: RunDraft {
    RunDraft(vehicle: vehicle, leavesAt: leavesAt, backAt: backAt, stops: stops, cargo: cargo, cost: cost, toll: toll)
  }
}

extension RunDraft: WireCodable {
  public func encode(to writer: inout ByteWriter) {
    writer.write(continues) { $0.write($1.number) }
    writer.write(vehicle)
    writer.write(leavesAt)
    writer.write(backAt)
    writer.write(stops) { $0.write($1) }
    writer.write(cargo) { $0.write($1) }
    writer.write(cost)
    writer.write(toll)
  }

  public init(from reader: inout ByteReader) throws(WireFault) {
    continues = try reader.readOptional { reader throws(WireFault) in DeliveryRun.ID(number: try reader.readInt64()) }
    vehicle = try reader.readString()
    leavesAt = try reader.readInstant()
    backAt = try reader.readInstant()
    stops = try reader.readArray { reader throws(WireFault) in try reader.read() }
    cargo = try reader.readArray { reader throws(WireFault) in try reader.read() }
    cost = try reader.read()
    toll = try reader.read()
  }
}

extension RunStop: WireCodable {
  public func encode(to writer: inout ByteWriter) {
    writer.write(place)
    for instant in [arrivesAt, beginsAt, leavesAt] { writer.write(instant) }
    writer.write(byte: state.rawValue)
  }

  public init(from reader: inout ByteReader) throws(WireFault) {
    place = try reader.readString()
    arrivesAt = try reader.readInstant()
    beginsAt = try reader.readInstant()
    leavesAt = try reader.readInstant()
    state = try reader.readRaw()
  }
}

extension RunCargo.Kind: WireCodable {
  public func encode(to writer: inout ByteWriter) {
    switch self {
    case .part(let order, let line, let part):
      writer.write(byte: 0)
      for number in [order.number, line, part] { writer.write(number) }
    case .parcel(let name):
      writer.write(byte: 1)
      writer.write(name)
    case .riders(let name):
      writer.write(byte: 2)
      writer.write(name)
    case .other(let name):
      writer.write(byte: 3)
      writer.write(name)
    }
  }

  public init(from reader: inout ByteReader) throws(WireFault) {
    switch try reader.readByte() {
    case 0:
      let order = Order.ID(number: try reader.readInt64())
      let line = try reader.readInt64()
      self = .part(order, line: line, part: try reader.readInt64())
    case 1: self = .parcel(try reader.readString())
    case 2: self = .riders(try reader.readString())
    case 3: self = .other(try reader.readString())
    default: throw .malformed(at: reader.position - 1)
    }
  }
}

extension RunCargo: WireCodable {
  public func encode(to writer: inout ByteWriter) {
    writer.write(kind)
    writer.write(product) { $0.write($1) }
    writer.write(count)
    writer.write(mass)
    writer.write(volume)
    writer.write(Int64(from))
    writer.write(Int64(to))
    writer.write(hours) {
      $0.write($1.readyAt)
      $0.write($1.due.lowerBound)
      $0.write($1.due.upperBound)
    }
    writer.write(byte: state.rawValue)
    writer.write(refused)
  }

  public init(from reader: inout ByteReader) throws(WireFault) {
    kind = try reader.read()
    product = try reader.readOptional { reader throws(WireFault) in try reader.readString() }
    count = try reader.readInt64()
    mass = try reader.readMass()
    volume = try reader.readInt64()
    from = Int(try reader.readInt64())
    to = Int(try reader.readInt64())
    hours = try reader.readOptional { reader throws(WireFault) in
      let readyAt = try reader.readInstant()
      let (from, by) = (try reader.readInstant(), try reader.readInstant())
      guard from <= by else { throw .malformed(at: reader.position) }
      return Hours(readyAt: readyAt, due: from...by)
    }
    state = try reader.readRaw()
    refused = try reader.readInt64()
  }
}

extension RunCost: WireCodable {
  public func encode(to writer: inout ByteWriter) {
    writer.write(metres)
    for part in [driving, time, tolls] { writer.write(part) }
  }

  public init(from reader: inout ByteReader) throws(WireFault) {
    metres = try reader.readInt64()
    driving = try reader.readMoney()
    time = try reader.readMoney()
    tolls = try reader.readMoney()
  }
}

extension RunToll: WireCodable {
  public func encode(to writer: inout ByteWriter) {
    writer.write(isFree)
    writer.write(saved)
    writer.write(passages) { $0.write($1) }
    writer.write(hasCertificate)
  }

  public init(from reader: inout ByteReader) throws(WireFault) {
    isFree = try reader.readBool()
    saved = try reader.readMoney()
    passages = try reader.readArray { reader throws(WireFault) in try reader.read() }
    hasCertificate = try reader.readBool()
  }
}

extension RunPassage: WireCodable {
  public func encode(to writer: inout ByteWriter) {
    writer.write(Int64(to))
    writer.write(entry)
    writer.write(exit)
    writer.write(isFree)
    writer.write(toll)
    writer.write(rule)
  }

  public init(from reader: inout ByteReader) throws(WireFault) {
    to = Int(try reader.readInt64())
    entry = try reader.readString()
    exit = try reader.readString()
    isFree = try reader.readBool()
    toll = try reader.readMoney()
    rule = try reader.readString()
  }
}

extension Booking: WireCodable {
  public func encode(to writer: inout ByteWriter) {
    writer.write(at)
    writer.write(entersAt)
    writer.write(number)
  }

  public init(from reader: inout ByteReader) throws(WireFault) {
    at = try reader.readInstant()
    entersAt = try reader.readInstant()
    number = try reader.readString()
  }
}

extension RunEvent: WireCodable {
  public func encode(to writer: inout ByteWriter) {
    writer.write(byte: kind.rawValue)
    writer.write(Int64(stop))
    writer.write(at)
    writer.write(amounts) {
      $0.write(Int64($1.cargo))
      $0.write($1.count)
    }
    writer.write(isSound)
    writer.write(reason)
    writer.write(actor)
    writer.write(towards)
  }

  public init(from reader: inout ByteReader) throws(WireFault) {
    kind = try reader.readRaw()
    stop = Int(try reader.readInt64())
    at = try reader.readInstant()
    amounts = try reader.readArray { reader throws(WireFault) in
      let cargo = Int(try reader.readInt64())
      return Amount(cargo: cargo, count: try reader.readInt64())
    }
    isSound = try reader.readBool()
    reason = try reader.readString()
    actor = try reader.readString()
    towards = try reader.readString()
  }
}

extension PartSplit: WireCodable {
  public func encode(to writer: inout ByteWriter) {
    for number in [part.order.number, part.line, part.part, packs] { writer.write(number) }
  }

  public init(from reader: inout ByteReader) throws(WireFault) {
    let order = Order.ID(number: try reader.readInt64())
    let (line, part) = (try reader.readInt64(), try reader.readInt64())
    self.init(OrderPart(order: order, line: line, part: part), packs: try reader.readInt64())
  }
}
