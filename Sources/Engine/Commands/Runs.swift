public import Dispatching
public import Ledger
public import Measures
public import WireFormat

/// Takes a plan of a day's runs in, whole or not at all. It was made outside the writer; where the world has moved on, it is refused.
public struct AdoptPlan: Sendable, Hashable, WireCodable {
  public var day: Day
  public var runs: [RunDraft]
  /// Done first, in this order: for parts that are more than a vehicle holds.
  public var splits: [PartSplit]

  public init(day: Day, runs: [RunDraft], splits: [PartSplit] = []) {
    self.day = day
    self.runs = runs
    self.splits = splits
  }

  public func encode(to writer: inout ByteWriter) {
    writer.write(day)
    writer.write(runs) { $0.write($1) }
    writer.write(splits) { $0.write($1) }
  }

  public init(from reader: inout ByteReader) throws(WireFault) {
    day = try reader.readDay()
    runs = try reader.readArray { reader throws(WireFault) in try reader.read() }
    splits = try reader.readArray { reader throws(WireFault) in try reader.read() }
  }

  var fields: [Field] {
    let rows = runs.map { run in
      [
        Field("run", run.continues?.description ?? ""), Field("vehicle", run.vehicle), Field("stops", run.stops.count),
        Field("cargo", run.cargo.count),
      ]
    }
    let divided = splits.map { "\($0.part)=\($0.packs)" }.joined(separator: " ")
    return [Field("day", day), Field("runs", runs.map(\.vehicle).joined(separator: " "), rows: rows)]
      + (splits.isEmpty ? [] : [Field("splits", divided)])
  }
}

/// Moves a run on.
public struct ChangeRun: Sendable, Hashable, WireCodable {
  public var run: DeliveryRun.ID
  public var step: RunStep

  public init(run: DeliveryRun.ID, step: RunStep) {
    self.run = run
    self.step = step
  }

  public func encode(to writer: inout ByteWriter) {
    writer.write(run.number)
    writer.write(step)
  }

  public init(from reader: inout ByteReader) throws(WireFault) {
    run = DeliveryRun.ID(number: try reader.readInt64())
    step = try reader.read()
  }

  var fields: [Field] { [Field("run", run)] + step.fields }
}

/// What can be done with a run that is planned.
public enum RunStep: Sendable, Hashable {
  case book(Booking)
  case load(at: Instant)
  case start(at: Instant)
  case report(RunEvent)
  /// Back at the depot; posts the freight.
  ///
  /// - Parameters:
  ///   - metres: driven; nil: as planned.
  ///   - tolls: paid; nil: as planned.
  case finish(at: Instant, metres: Int64?, tolls: Money?)
  case cancel(reason: String)

  public var name: String {
    switch self {
    case .book: "book"
    case .load: "load"
    case .start: "start"
    case .report: "report"
    case .finish: "finish"
    case .cancel: "cancel"
    }
  }

  var fields: [Field] {
    switch self {
    case .book(let booking): [Field("at", booking.at), Field("enters_at", booking.entersAt), Field("number", booking.number)]
    case .load(let at), .start(let at): [Field("at", at)]
    case .report(let event):
      [
        Field("kind", event.kind.name), Field("stop", event.stop), Field("at", event.at),
        Field("cargo", event.amounts.map { "\($0.cargo)=\($0.count)" }.joined(separator: " ")), Field("to_stock", event.isSound),
        Field("reason", event.reason),
      ]
    case .finish(let at, let metres, let tolls): [Field("at", at), Field("metres", metres), Field("tolls", tolls)]
    case .cancel(let reason): [Field("reason", reason)]
    }
  }
}

extension RunStep: WireCodable {
  public func encode(to writer: inout ByteWriter) {
    switch self {
    case .book(let booking):
      writer.write(byte: 1)
      writer.write(booking)
    case .load(let at):
      writer.write(byte: 2)
      writer.write(at)
    case .start(let at):
      writer.write(byte: 3)
      writer.write(at)
    case .report(let event):
      writer.write(byte: 4)
      writer.write(event)
    case .finish(let at, let metres, let tolls):
      writer.write(byte: 5)
      writer.write(at)
      writer.write(metres) { $0.write($1) }
      writer.write(tolls) { $0.write($1) }
    case .cancel(let reason):
      writer.write(byte: 6)
      writer.write(reason)
    }
  }

  public init(from reader: inout ByteReader) throws(WireFault) {
    switch try reader.readByte() {
    case 1: self = .book(try reader.read())
    case 2: self = .load(at: try reader.readInstant())
    case 3: self = .start(at: try reader.readInstant())
    case 4: self = .report(try reader.read())
    case 5:
      let at = try reader.readInstant()
      let metres = try reader.readOptional { reader throws(WireFault) in try reader.readInt64() }
      self = .finish(at: at, metres: metres, tolls: try reader.readOptional { reader throws(WireFault) in try reader.readMoney() })
    case 6: self = .cancel(reason: try reader.readString())
    default: throw .malformed(at: reader.position - 1)
    }
  }
}
