public import Catalogue
public import Ledger
public import WireFormat

/// What a batch did to the ledger: each account that it touched, once, and every transfer.
public struct LedgerChanges: Sendable {
  public var accounts: [Account] = []
  public var transfers: [Transfer] = []
  public var holds: [Hold] = []
  public var sales: [Sale] = []
  public var lotSettlements: [LotSettlement] = []
  public var memberships: [Membership] = []
  public var distributions: [Distribution] = []
  public var incomes: [IncomeRecord] = []
  /// Where it changed.
  public var state: BookState?

  public init() {}

  public var isEmpty: Bool {
    accounts.isEmpty && transfers.isEmpty && holds.isEmpty && sales.isEmpty && lotSettlements.isEmpty && memberships.isEmpty
      && distributions.isEmpty && incomes.isEmpty && state == nil
  }
}

extension LedgerChanges: WireCodable {
  private static let version: UInt8 = 1

  public func encode(to writer: inout ByteWriter) {
    writer.write(byte: LedgerChanges.version)
    writer.write(accounts) { $0.write($1) }
    writer.write(transfers) { $0.write($1) }
    writer.write(holds) { $0.write($1) }
    writer.write(sales) { $0.write($1) }
    writer.write(lotSettlements) { $0.write($1) }
    writer.write(memberships) { $0.write($1) }
    writer.write(distributions) { $0.write($1) }
    writer.write(incomes) { $0.write($1) }
    writer.write(state) {
      $0.write($1.closedThrough) { $0.write($1) }
      $0.write($1.opening) { $0.write($1.number) }
    }
  }

  public init(from reader: inout ByteReader) throws(WireFault) {
    let version = try reader.readByte()
    guard version == LedgerChanges.version else { throw .unknownVersion(version, at: reader.position - 1) }
    accounts = try reader.readArray { reader throws(WireFault) in try reader.read() }
    transfers = try reader.readArray { reader throws(WireFault) in try reader.read() }
    holds = try reader.readArray { reader throws(WireFault) in try reader.read() }
    sales = try reader.readArray { reader throws(WireFault) in try reader.read() }
    lotSettlements = try reader.readArray { reader throws(WireFault) in try reader.read() }
    memberships = try reader.readArray { reader throws(WireFault) in try reader.read() }
    distributions = try reader.readArray { reader throws(WireFault) in try reader.read() }
    incomes = try reader.readArray { reader throws(WireFault) in try reader.read() }
    state = try reader.readOptional { reader throws(WireFault) in
      let closedThrough = try reader.readOptional { reader throws(WireFault) in try reader.readDay() }
      let opening = try reader.readOptional { reader throws(WireFault) in Transfer.ID(number: try reader.readInt64()) }
      return BookState(closedThrough: closedThrough, opening: opening)
    }
  }
}
