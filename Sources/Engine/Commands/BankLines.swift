public import Ledger
import Measures
public import Payouts
public import WireFormat

/// Takes a line of a bank's statement into the books. Its key is what it says, so that the same line comes in once.
public struct EnterBankLine: Sendable, Hashable, WireCodable {
  public var line: BankLineBody

  public init(_ line: BankLineBody) { self.line = line }

  public func encode(to writer: inout ByteWriter) { writer.write(line) }

  public init(from reader: inout ByteReader) throws(WireFault) { line = try reader.read() }

  var fields: [Field] {
    [
      Field("account", line.account), Field("on", line.bookedOn), Field("amount", line.amount), Field("reference", line.reference),
      Field("name", line.name), Field("text", line.text), Field("occurrence", line.occurrence),
    ]
  }
}

/// Records that a statement was read to its end.
public struct RecordStatement: Sendable, Hashable, WireCodable {
  public var statement: StatementBody

  public init(_ statement: StatementBody) { self.statement = statement }

  public func encode(to writer: inout ByteWriter) { writer.write(statement) }

  public init(from reader: inout ByteReader) throws(WireFault) { statement = try reader.read() }

  var fields: [Field] {
    [
      Field("account", statement.account), Field("format", statement.format), Field("from", statement.from),
      Field("through", statement.through), Field("lines", statement.lines),
    ]
  }
}

/// Says what a bank line is about.
public struct MatchLine: Sendable, Hashable, WireCodable {
  public var line: BankLine.ID
  public var parts: [MatchPart]
  public var step: MatchingStep
  /// What a person says of it; empty where the engine matched it.
  public var reason: String

  public init(_ line: BankLine.ID, parts: [MatchPart], step: MatchingStep, reason: String = "") {
    self.line = line
    self.parts = parts
    self.step = step
    self.reason = reason
  }

  public func encode(to writer: inout ByteWriter) {
    writer.write(line.number)
    writer.write(parts) { $0.write($1) }
    writer.write(byte: step.rawValue)
    writer.write(reason)
  }

  public init(from reader: inout ByteReader) throws(WireFault) {
    line = BankLine.ID(number: try reader.readInt64())
    parts = try reader.readArray { reader throws(WireFault) in try reader.read() }
    step = try reader.readRaw()
    reason = try reader.readString()
  }

  var fields: [Field] {
    [
      Field("bank_line", line), Field("to", parts.map { "\($0.name) \($0.amount)" }.joined(separator: "; ")), Field("step", step.name),
      Field("reason", reason),
    ]
  }
}

/// Takes a match back: everything is as it was before it.
public struct UnmatchLine: Sendable, Hashable, WireCodable {
  public var line: BankLine.ID
  public var reason: String

  public init(_ line: BankLine.ID, reason: String) {
    self.line = line
    self.reason = reason
  }

  public func encode(to writer: inout ByteWriter) {
    writer.write(line.number)
    writer.write(reason)
  }

  public init(from reader: inout ByteReader) throws(WireFault) {
    line = BankLine.ID(number: try reader.readInt64())
    reason = try reader.readString()
  }

  var fields: [Field] { [Field("bank_line", line), Field("reason", reason)] }
}

/// Records what the bank's result file (回盘) says of payouts: those that failed are owed again, the others wait for the bank's line.
public struct RecordOutcomes: Sendable, Hashable, WireCodable {
  public var outcomes: [PayoutOutcome]

  public init(_ outcomes: [PayoutOutcome]) { self.outcomes = outcomes }

  public func encode(to writer: inout ByteWriter) { writer.write(outcomes) { $0.write($1) } }

  public init(from reader: inout ByteReader) throws(WireFault) {
    outcomes = try reader.readArray { reader throws(WireFault) in try reader.read() }
  }

  var fields: [Field] {
    [
      Field("payouts", Int64(outcomes.count)),
      Field("failed", outcomes.filter { !$0.isPaid }.map(\.payout.description).joined(separator: " ")),
    ]
  }
}
