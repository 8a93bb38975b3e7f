public import Catalogue
public import Measures
public import Messages
public import WireFormat

/// Income or production costs of a household that did not pass through the engine, with where the figure comes from. Never edited: a
/// wrong one is withdrawn and recorded anew.
public struct IncomeRecord: Sendable, Hashable {
  public struct ID: NumberedID {
    public static let prefix = "I"
    public var number: Int64
    public init(number: Int64) { self.number = number }
  }

  public var id: ID
  public var household: Household.ID
  /// E.g. `A50-1`, or `A51` for costs; `A50` with nothing says that there was nothing.
  public var item: IncomeItem.ID
  public var period: Period
  /// Not below zero.
  public var amount: Money
  public var source: String
  public var actor: Actor.ID
  /// Why it was withdrawn; empty while it holds.
  public var withdrawn: String

  public init(
    id: ID, household: Household.ID, item: IncomeItem.ID, period: Period, amount: Money, source: String, actor: Actor.ID,
    withdrawn: String = ""
  ) {
    self.id = id
    self.household = household
    self.item = item
    self.period = period
    self.amount = amount
    self.source = source
    self.actor = actor
    self.withdrawn = withdrawn
  }

  public var holds: Bool { withdrawn.isEmpty }
}

/// A year, or a month of one.
public struct Period: Sendable, Hashable {
  public var year: Int64
  /// From 1 to 12; nil: the whole year.
  public var month: Int64?

  public init(year: Int64, month: Int64? = nil) {
    self.year = year
    self.month = month
  }

  /// Whether the calendar has it.
  public var isSound: Bool { (1...9999).contains(year) && (month.map { (1...12).contains($0) } ?? true) }

  public var months: ClosedRange<Month> {
    month.map { Month(year: year, month: $0)...Month(year: year, month: $0) } ?? Month(year: year, month: 1)...Month(year: year, month: 12)
  }

  public var first: Day { months.lowerBound.first }
  public var last: Day { months.upperBound.last }
}

extension Period: LosslessStringConvertible {
  public var description: String { String(first.description.prefix(month == nil ? 4 : 7)) }

  /// Reads `2020` or `2020-03`.
  public init?(_ text: String) {
    guard let day = Day(text + (text.utf8.count == 4 ? "-01-01" : "-01")), text.utf8.count == 4 || text.utf8.count == 7 else { return nil }
    self.init(year: Int64(day.civil.year), month: text.utf8.count == 7 ? Int64(day.civil.month) : nil)
  }
}

extension IncomeRecord: WireCodable {
  public func encode(to writer: inout ByteWriter) {
    writer.write(id.number)
    writer.write(household.number)
    writer.write(item)
    writer.write(period)
    writer.write(amount)
    writer.write(source)
    writer.write(actor)
    writer.write(withdrawn)
  }

  public init(from reader: inout ByteReader) throws(WireFault) {
    id = ID(number: try reader.readInt64())
    household = Household.ID(number: try reader.readInt64())
    item = try reader.readString()
    period = try reader.read()
    amount = try reader.readMoney()
    source = try reader.readString()
    actor = try reader.readString()
    withdrawn = try reader.readString()
  }
}

extension Period: WireCodable {
  public func encode(to writer: inout ByteWriter) {
    writer.write(year)
    writer.write(month ?? 0)
  }

  public init(from reader: inout ByteReader) throws(WireFault) {
    year = try reader.readInt64()
    let number = try reader.readInt64()
    month = number == 0 ? nil : number
    guard isSound else { throw .malformed(at: reader.position) }
  }
}

extension IncomeRecord {
  /// A hundred million yuan: more than any household's, and a million such records still add up.
  public static let amountMax = Money(fen: 10_000_000_000)
}

/// Why a record of income, or a membership, is refused.
public enum IncomeFault: Fault, Equatable {
  case unknown(IncomeRecord.ID)
  case unknownItem(IncomeItem.ID)
  case isASum(IncomeItem.ID)
  case negative(Money)
  case withdrawn(IncomeRecord.ID, why: String)
  case badShares(Int64)
  case notAMember(Household.ID, Party.ID)
  case endsBeforeItBegins(Day, until: Day)
  case notAPeriod(year: Int64, month: Int64?)
  case tooMuch(Money)

  public var code: String {
    switch self {
    case .unknown: "E-INC-001"
    case .unknownItem: "E-INC-002"
    case .isASum: "E-INC-003"
    case .negative: "E-INC-004"
    case .withdrawn: "E-INC-005"
    case .badShares: "E-INC-006"
    case .notAMember: "E-INC-007"
    case .endsBeforeItBegins: "E-INC-008"
    case .notAPeriod: "E-INC-009"
    case .tooMuch: "E-INC-010"
    }
  }

  public var text: Text {
    switch self {
    case .tooMuch(let amount):
      Text(
        zh: "\(amount) 元过大;一条收入最多 \(IncomeRecord.amountMax) 元。",
        en: "\(amount) is too much; a record holds \(IncomeRecord.amountMax) yuan at most.")
    case .unknown(let id): Text(zh: "没有收入记录 \(id)。", en: "There is no record of income \(id).")
    case .unknownItem(let item):
      Text(
        zh: "没有收入项目 \(item);用 shanhuo catalog show income-items 查看。",
        en: "There is no income item \(item); shanhuo catalog show income-items lists them.")
    case .isASum(let item):
      Text(
        zh: "\(item) 是合计项,不能记金额;请记 A50-1 至 A50-4 或 A51。(A50 记 0 表示没有引擎以外的收入。)",
        en: "\(item) is a sum; record an item of A50-1 to A50-4, or A51. (A50 with 0 says that there was no income from outside.)")
    case .negative(let amount):
      Text(zh: "金额不能为负(\(amount) 元);成本请记 A51。", en: "The amount is below zero (\(amount)); record costs as A51.")
    case .withdrawn(let id, let why): Text(zh: "收入记录 \(id) 已撤回:\(why)", en: "The record \(id) was withdrawn already: \(why)")
    case .badShares(let shares):
      Text(
        zh: "份额须在 1 到 \(Membership.sharesMax) 之间,不能是 \(shares)。", en: "Shares are from 1 to \(Membership.sharesMax), not \(shares).")
    case .notAMember(let household, let party):
      Text(zh: "\(household) 不是 \(party) 的成员。", en: "\(household) is no member of \(party).")
    case .endsBeforeItBegins(let from, let until):
      Text(zh: "止日 \(until) 不晚于起日 \(from)。", en: "It would end on \(until), not after it begins on \(from).")
    case .notAPeriod(let year, let month):
      Text(
        zh: "没有这样的期间:年 \(year)\(month.map { ",月 \($0)" } ?? "")。",
        en: "There is no such period: year \(year)\(month.map { ", month \($0)" } ?? "").")
    }
  }
}
