public import Ledger
public import Measures
import Ordering
public import Payouts
public import WireFormat

/// Makes a payout run and claims what it pays, in one batch.
public struct PreparePayouts: Sendable, Hashable, WireCodable {
  public var through: Day
  public var payouts: [PlannedPayout]
  public var leftOut: [LeftOut]

  public init(through: Day, payouts: [PlannedPayout], leftOut: [LeftOut]) {
    self.through = through
    self.payouts = payouts
    self.leftOut = leftOut
  }

  public func encode(to writer: inout ByteWriter) {
    writer.write(through)
    writer.write(payouts) { $0.write($1) }
    writer.write(leftOut) { $0.write($1) }
  }

  public init(from reader: inout ByteReader) throws(WireFault) {
    through = try reader.readDay()
    payouts = try reader.readArray { reader throws(WireFault) in try reader.read() }
    leftOut = try reader.readArray { reader throws(WireFault) in try reader.read() }
  }

  var fields: [Field] {
    let sum = payouts.reduce(Int128(0)) { $0 + Int128($1.amount.fen) }
    return [
      Field("through", through), Field("payouts", Int64(payouts.count)), Field("amount", Money(fen: Int64(clamping: sum))),
      Field("left_out", Int64(leftOut.count)),
    ]
  }
}

/// Moves a run on: approves it, marks it sent, closes it or gives it up.
public struct MovePayoutRun: Sendable, Hashable, WireCodable {
  public var run: PayoutRun.ID
  public var to: PayoutRun.State
  /// The hash of what was looked at, where it is approved or sent; empty else.
  public var hash: [UInt8]
  /// In which format it is sent; empty else.
  public var format: String
  /// Why it is given up; empty else.
  public var reason: String

  public init(_ run: PayoutRun.ID, to state: PayoutRun.State, hash: [UInt8] = [], format: String = "", reason: String = "") {
    self.run = run
    to = state
    self.hash = hash
    self.format = format
    self.reason = reason
  }

  public func encode(to writer: inout ByteWriter) {
    writer.write(run.number)
    writer.write(byte: to.rawValue)
    writer.write(blob: hash)
    writer.write(format)
    writer.write(reason)
  }

  public init(from reader: inout ByteReader) throws(WireFault) {
    run = PayoutRun.ID(number: try reader.readInt64())
    to = try reader.readRaw()
    hash = try reader.readBlob()
    format = try reader.readString()
    reason = try reader.readString()
  }

  var fields: [Field] { [Field("run", run), Field("format", format), Field("reason", reason)] }
}

/// Changes one payout by hand.
public struct ChangePayout: Sendable, Hashable, WireCodable {
  public enum Step: Sendable, Hashable {
    /// Takes it out of a run that was not sent; what it claimed is owed again.
    case drop(reason: String)
    /// The payee signed for the cash.
    case handOver(on: Day)
    /// The cash was not fetched, and is owed again.
    case takeBack(on: Day, reason: String)
    /// What the bank said of it was wrong: it was paid, or it failed, after all.
    case correct(isPaid: Bool, reason: String)
  }

  public var payout: Payout.ID
  public var step: Step

  public init(_ payout: Payout.ID, _ step: Step) {
    self.payout = payout
    self.step = step
  }

  public func encode(to writer: inout ByteWriter) {
    writer.write(payout)
    switch step {
    case .drop(let reason):
      writer.write(byte: 0)
      writer.write(reason)
    case .handOver(let day):
      writer.write(byte: 1)
      writer.write(day)
    case .takeBack(let day, let reason):
      writer.write(byte: 2)
      writer.write(day)
      writer.write(reason)
    case .correct(let isPaid, let reason):
      writer.write(byte: 3)
      writer.write(isPaid)
      writer.write(reason)
    }
  }

  public init(from reader: inout ByteReader) throws(WireFault) {
    payout = try reader.read()
    switch try reader.readByte() {
    case 0: step = .drop(reason: try reader.readString())
    case 1: step = .handOver(on: try reader.readDay())
    case 2:
      let day = try reader.readDay()
      step = .takeBack(on: day, reason: try reader.readString())
    case 3:
      let isPaid = try reader.readBool()
      step = .correct(isPaid: isPaid, reason: try reader.readString())
    default: throw .malformed(at: reader.position - 1)
    }
  }

  var fields: [Field] {
    switch step {
    case .drop(let reason): [Field("payout", payout), Field("reason", reason)]
    case .handOver(let day): [Field("payout", payout), Field("on", day)]
    case .takeBack(let day, let reason): [Field("payout", payout), Field("on", day), Field("reason", reason)]
    case .correct(let isPaid, let reason):
      [Field("payout", payout), Field("outcome", isPaid ? "paid" : "failed"), Field("reason", reason)]
    }
  }
}

extension ChangePayout.Step {
  var name: String {
    switch self {
    case .drop: "drop"
    case .handOver: "hand-over"
    case .takeBack: "take-back"
    case .correct: "correct"
    }
  }
}

/// Says how somebody is paid; the whole of it, each time.
public struct SetPayee: Sendable, Hashable, WireCodable {
  public var payee: Payee

  public init(_ payee: Payee) { self.payee = payee }

  public func encode(to writer: inout ByteWriter) { writer.write(payee) }

  public init(from reader: inout ByteReader) throws(WireFault) { payee = try reader.read() }

  var fields: [Field] {
    [
      Field("payee", payee.payee), Field("account", payee.account.map { _ in "•" }), Field("account_name", payee.accountName),
      Field("because", payee.because), Field("held", payee.held),
    ]
  }
}
