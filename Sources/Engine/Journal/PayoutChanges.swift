public import Payouts
public import WireFormat

/// What a batch did to payouts: each run, payout and payee that it touched, once.
public struct PayoutChanges: Sendable {
  public var runs: [PayoutRun] = []
  public var payouts: [Payout] = []
  public var payees: [Payee] = []
  public var lines: [BankLine] = []
  public var statements: [BankStatement] = []

  public init() {}

  public var isEmpty: Bool { runs.isEmpty && payouts.isEmpty && payees.isEmpty && lines.isEmpty && statements.isEmpty }
}

extension PayoutChanges: WireCodable {
  private static let version: UInt8 = 1

  public func encode(to writer: inout ByteWriter) {
    writer.write(byte: PayoutChanges.version)
    writer.write(runs) { $0.write($1) }
    writer.write(payouts) { $0.write($1) }
    writer.write(payees) { $0.write($1) }
    writer.write(lines) { $0.write($1) }
    writer.write(statements) { $0.write($1) }
  }

  public init(from reader: inout ByteReader) throws(WireFault) {
    let version = try reader.readByte()
    guard version == PayoutChanges.version else { throw .unknownVersion(version, at: reader.position - 1) }
    runs = try reader.readArray { reader throws(WireFault) in try reader.read() }
    payouts = try reader.readArray { reader throws(WireFault) in try reader.read() }
    payees = try reader.readArray { reader throws(WireFault) in try reader.read() }
    lines = try reader.readArray { reader throws(WireFault) in try reader.read() }
    statements = try reader.readArray { reader throws(WireFault) in try reader.read() }
  }
}
