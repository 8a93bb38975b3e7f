public import Catalogue
public import Ledger
public import Measures
public import WireFormat

/// Ties a household to a party, or changes how it is tied.
public struct SetMembership: Sendable, Hashable, WireCodable {
  public var membership: Membership

  public init(_ membership: Membership) { self.membership = membership }

  public func encode(to writer: inout ByteWriter) { writer.write(membership) }

  public init(from reader: inout ByteReader) throws(WireFault) { membership = try reader.read() }

  var fields: [Field] {
    [
      Field("party", membership.party), Field("household", membership.household), Field("shares", membership.shares),
      Field("from", membership.validity.from), Field("until", membership.validity.until),
    ]
  }
}

/// Records what a household earned or spent outside the engine.
public struct RecordIncome: Sendable, Hashable, WireCodable {
  public var household: Household.ID
  public var item: IncomeItem.ID
  public var period: Period
  public var amount: Money
  public var source: String

  public init(household: Household.ID, item: IncomeItem.ID, period: Period, amount: Money, source: String) {
    self.household = household
    self.item = item
    self.period = period
    self.amount = amount
    self.source = source
  }

  public func encode(to writer: inout ByteWriter) {
    writer.write(household.number)
    writer.write(item)
    writer.write(period)
    writer.write(amount)
    writer.write(source)
  }

  public init(from reader: inout ByteReader) throws(WireFault) {
    household = Household.ID(number: try reader.readInt64())
    item = try reader.readString()
    period = try reader.read()
    amount = try reader.readMoney()
    source = try reader.readString()
  }

  var fields: [Field] {
    [
      Field("household", household), Field("item", item), Field("period", period), Field("amount", amount), Field("source", source),
    ]
  }
}

/// Withdraws a record of income that was wrong.
public struct WithdrawIncome: Sendable, Hashable, WireCodable {
  public var record: IncomeRecord.ID
  public var reason: String

  public init(record: IncomeRecord.ID, reason: String) {
    self.record = record
    self.reason = reason
  }

  public func encode(to writer: inout ByteWriter) {
    writer.write(record.number)
    writer.write(reason)
  }

  public init(from reader: inout ByteReader) throws(WireFault) {
    record = IncomeRecord.ID(number: try reader.readInt64())
    reason = try reader.readString()
  }

  var fields: [Field] { [Field("record", record), Field("reason", reason)] }
}
