import Catalogue
import Engine
import Ledger
import Measures
import Messages
import Ordering
import Storage

/// A household with what it earned in a year, as JSON shows it: the register's card with the figures beside it.
struct IncomeView: Encodable {
  struct Item: Encodable {
    var item: String
    var name: String
    /// Through the ledger, net of what was taken back.
    var creditedFen: Int64
    /// What was taken back, not above zero.
    var correctedFen: Int64
    /// From outside the engine.
    var recordedFen: Int64
    var totalFen: Int64
  }

  struct Correction: Encodable {
    var transfer: String
    var reverses: String?
    var on: String
    var item: String
    var amountFen: Int64
    var source: String?
    var reason: String?
  }

  struct Record: Encodable {
    var record: String
    var item: String
    var period: String
    var amountFen: Int64
    var source: String
    var withdrawn: String?
  }

  struct Month: Encodable {
    var month: String
    var netFen: Int64
  }

  var card: HouseholdView
  var year: Int64
  /// By class, `A50-1` to `A50-4`.
  var income: [String: Int64]
  var items: [Item]
  var grossFen: Int64
  var costsFen: Int64
  var netFen: Int64
  var perHeadFen: Int64
  var lineFen: Int64?
  var line: String?
  var belowLine: Bool?
  /// Nothing was recorded from outside the engine, so that part is lacking.
  var partial: Bool
  var corrections: [Correction]
  var records: [Record]
  var months: [Month]
  /// Own produce that nobody has bought yet, which the register's form counts as income.
  var unsoldFen: Int64
  var formNetFen: Int64
  var formPerHeadFen: Int64

  private enum CodingKeys: CodingKey {
    case year, income, items, grossFen, costsFen, netFen, perHeadFen, lineFen, line, belowLine, partial, corrections, records, months,
      unsoldFen
    case formNetFen, formPerHeadFen
  }

  func encode(to encoder: any Encoder) throws {
    try card.encode(to: encoder)
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(year, forKey: .year)
    try container.encode(income, forKey: .income)
    try container.encode(items, forKey: .items)
    try container.encode(grossFen, forKey: .grossFen)
    try container.encode(costsFen, forKey: .costsFen)
    try container.encode(netFen, forKey: .netFen)
    try container.encode(perHeadFen, forKey: .perHeadFen)
    try container.encodeIfPresent(lineFen, forKey: .lineFen)
    try container.encodeIfPresent(line, forKey: .line)
    try container.encodeIfPresent(belowLine, forKey: .belowLine)
    try container.encode(partial, forKey: .partial)
    try container.encode(corrections, forKey: .corrections)
    try container.encode(records, forKey: .records)
    try container.encode(months, forKey: .months)
    try container.encode(unsoldFen, forKey: .unsoldFen)
    try container.encode(formNetFen, forKey: .formNetFen)
    try container.encode(formPerHeadFen, forKey: .formPerHeadFen)
  }

  init(_ household: Household, year: Int64, _ session: Session) throws {
    let register = session.register
    let catalogue = try session.catalogue()
    card = try HouseholdView(household, HouseholdReveal(session))
    self.year = year
    let sum = try register.income(of: household.id, year: year)
    income = Dictionary(uniqueKeysWithValues: try IncomeItem.groups.map { ($0, try sum.sum(of: $0).fen) })
    items = try sum.items.map { item in
      Item(
        item: item, name: catalogue.incomeItem(item)?.name(.ofProcess) ?? item, creditedFen: (sum.credited[item] ?? .zero).fen,
        correctedFen: (sum.corrections[item] ?? .zero).fen, recordedFen: (sum.recorded[item] ?? .zero).fen,
        totalFen: try sum.amount(of: item).fen)
    }
    let net = try sum.net()
    grossFen = try sum.gross().fen
    costsFen = try sum.costs().fen
    netFen = net.fen
    let perHead = try net.perHead(household.members(on: Period(year: year).last))
    perHeadFen = perHead.fen
    let povertyLine = catalogue.povertyLine(year)
    lineFen = povertyLine?.perHead.fen
    line = povertyLine.map { "\($0.year) \($0.name(.ofProcess)) (\($0.source))" }
    belowLine = povertyLine.map { perHead < $0.perHead }
    partial = sum.isPartial
    corrections = try register.incomeTransfers(of: household.id, year: year).filter { !$0.isCredit }.map { transfer, _ in
      Correction(
        transfer: transfer.id.description, reverses: transfer.of?.description, on: transfer.on.description, item: transfer.item,
        amountFen: -transfer.amount.fen, source: transfer.source == .none ? nil : transfer.source.description,
        reason: transfer.memo.isEmpty ? nil : transfer.memo)
    }
    records = try register.incomes(of: household.id, year: year).map {
      Record(
        record: $0.id.description, item: $0.item, period: $0.period.description, amountFen: $0.amount.fen, source: $0.source,
        withdrawn: $0.holds ? nil : $0.withdrawn)
    }
    months = sum.months.enumerated().map {
      Month(month: Measures.Month(year: year, month: Int64($0.offset + 1)).description, netFen: $0.element.fen)
    }
    let unsold = try register.unsoldValue(of: household, year: year, on: session.now.day, catalogue)
    unsoldFen = unsold.fen
    let formNet = try net + unsold
    formNetFen = formNet.fen
    formPerHeadFen = try formNet.perHead(household.members(on: Period(year: year).last)).fen
  }
}

extension Register {
  /// What a household's produce of a year that nobody has bought yet is worth.
  func unsoldValue(of household: Household, year: Int64, on day: Day, _ catalogue: CountyCatalogue) throws -> Money {
    var value = UnsoldValue(catalogue, year: year, on: day)
    var filter = LotFilter()
    filter.producer = household.id.description
    filter.limit = .max
    for lot in try lots(filter) { try value.add(lot, village: household.village) }
    for report in try openReports(village: nil) where report.producer == .household(household.id) { try value.add(report) }
    return value.value
  }
}
