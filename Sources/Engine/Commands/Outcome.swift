public import Catalogue
public import Ledger
public import Measures
public import Ordering
public import Payouts
public import WireFormat

/// What an accepted command brought about.
public enum Outcome: Sendable, Hashable {
  case applied
  case household(Household.ID)
  case lot(Lot.ID)
  case report(UnsoldReport.ID)
  case order(Order.ID)
  case distribution(Distribution.ID)
  case income(IncomeRecord.ID)
  case payoutRun(PayoutRun.ID)
  case payout(Payout.ID)
  case bankLine(BankLine.ID)
  /// A plan was adopted: the runs that it made or changed.
  case runs([DeliveryRunID])
  /// Transfers were made, so many from the first on.
  case transfers(first: Transfer.ID, count: Int64)
  /// Proceeds were split, or put into suspense: so many parts or lots, by so many transfers, so much money in all.
  case settled(parts: Int64, suspended: Int64, transfers: Int64, amount: Money)
  /// What fell due: orders whose reservation ended, lots whose life did, holds whose time is over.
  case passed(orders: [Order.ID], lots: [Lot.ID], holds: [Transfer.ID])
}

extension Outcome: WireCodable {
  public func encode(to writer: inout ByteWriter) {
    switch self {
    case .applied: writer.write(byte: 0)
    case .household(let id):
      writer.write(byte: 1)
      writer.write(id.number)
    case .lot(let id):
      writer.write(byte: 2)
      writer.write(id.number)
    case .report(let id):
      writer.write(byte: 3)
      writer.write(id.number)
    case .order(let id):
      writer.write(byte: 4)
      writer.write(id.number)
    case .distribution(let id):
      writer.write(byte: 9)
      writer.write(id.number)
    case .income(let id):
      writer.write(byte: 10)
      writer.write(id.number)
    case .payoutRun(let id):
      writer.write(byte: 11)
      writer.write(id.number)
    case .payout(let id):
      writer.write(byte: 12)
      writer.write(id)
    case .bankLine(let id):
      writer.write(byte: 13)
      writer.write(id.number)
    case .runs(let ids):
      writer.write(byte: 14)
      writer.write(ids) { $0.write($1.number) }
    case .passed(let orders, let lots, let holds):
      // 5 is from before there were holds.
      writer.write(byte: holds.isEmpty ? 5 : 7)
      writer.write(orders) { $0.write($1.number) }
      writer.write(lots) { $0.write($1.number) }
      if !holds.isEmpty { writer.write(holds) { $0.write($1.number) } }
    case .settled(let parts, let suspended, let transfers, let amount):
      writer.write(byte: 8)
      writer.write(parts)
      writer.write(suspended)
      writer.write(transfers)
      writer.write(amount)
    case .transfers(let first, let count):
      writer.write(byte: 6)
      writer.write(first.number)
      writer.write(count)
    }
  }

  public init(from reader: inout ByteReader) throws(WireFault) {
    switch try reader.readByte() {
    case 0: self = .applied
    case 1: self = .household(Household.ID(number: try reader.readInt64()))
    case 2: self = .lot(Lot.ID(number: try reader.readInt64()))
    case 3: self = .report(UnsoldReport.ID(number: try reader.readInt64()))
    case 4: self = .order(Order.ID(number: try reader.readInt64()))
    case 9: self = .distribution(Distribution.ID(number: try reader.readInt64()))
    case 10: self = .income(IncomeRecord.ID(number: try reader.readInt64()))
    case 11: self = .payoutRun(PayoutRun.ID(number: try reader.readInt64()))
    case 12: self = .payout(try reader.read())
    case 13: self = .bankLine(BankLine.ID(number: try reader.readInt64()))
    case 14: self = .runs(try reader.readArray { reader throws(WireFault) in DeliveryRunID(number: try reader.readInt64()) })
    case 8:
      let parts = try reader.readInt64()
      let suspended = try reader.readInt64()
      let transfers = try reader.readInt64()
      self = .settled(parts: parts, suspended: suspended, transfers: transfers, amount: try reader.readMoney())
    case 6:
      let first = Transfer.ID(number: try reader.readInt64())
      self = .transfers(first: first, count: try reader.readInt64())
    case let kind where kind == 5 || kind == 7:
      let orders = try reader.readArray { reader throws(WireFault) in Order.ID(number: try reader.readInt64()) }
      let lots = try reader.readArray { reader throws(WireFault) in Lot.ID(number: try reader.readInt64()) }
      let holds =
        kind == 5 ? [] : try reader.readArray { reader throws(WireFault) in Transfer.ID(number: try reader.readInt64()) }
      self = .passed(orders: orders, lots: lots, holds: holds)
    default: throw .malformed(at: reader.position - 1)
    }
  }
}
