import Catalogue
import Ledger
import Measures
import Messages
import Storage
import Tabular

/// Households with their income of a year, the lowest per head first; it says which line and which year it goes by.
struct IncomeList {
  private struct Row: Encodable {
    var household: String
    var name: String
    var village: String
    var members: Int64
    var netFen: Int64
    var perHeadFen: Int64
    /// The part that came by agreements of the mode that was asked for.
    var modeFen: Int64?
    var belowLine: Bool?
    /// Lacks what came from outside the engine.
    var partial: Bool
  }

  private struct Output: Encodable {
    var year: Int64
    var lineFen: Int64?
    var line: String?
    var mode: String?
    /// How many there are in all.
    var count: Int
    var households: [Row]
  }

  private let session: Session
  private let households: [Household]
  private let year: Int64
  private let belowLineOnly: Bool
  private let mode: LinkAgreement.Mode?
  private let limit: Int64

  /// - Parameter mode: only households that got anything by agreements of this mode, with how much; the line is for their whole income.
  init(_ session: Session, _ households: [Household], year: Int64, belowLineOnly: Bool, mode: LinkAgreement.Mode?, limit: Int64) {
    self.session = session
    self.households = households
    self.year = year
    self.belowLineOnly = belowLineOnly
    self.mode = mode
    self.limit = limit
  }

  func present() throws {
    let catalogue = try session.catalogue()
    let line = catalogue.povertyLine(year)
    let rows = try rows(line).sorted { ($0.perHeadFen, $0.household) < ($1.perHeadFen, $1.household) }
    let shown = Array(rows.prefix(Int(clamping: limit)))
    let lineName = line.map { "\($0.year) \($0.name(.ofProcess)) (\($0.source))" }
    if session.options.json {
      return Terminal.printJSON(
        Output(
          year: year, lineFen: line?.perHead.fen, line: lineName, mode: mode.map { "\($0)" }, count: rows.count, households: shown))
    }
    Terminal.table(
      [
        .init(say("农户", "household")), .init(say("户主", "name"), flexible: true), .init(say("村", "village"), flexible: true),
        .init(say("人口", "members"), right: true), .init(say("纯收入", "net"), right: true), .init(say("人均", "per head"), right: true),
      ] + (mode == nil ? [] : [.init(say("其中此模式", "by this mode"), right: true)])
        + [.init(say("低于标准", "below line")), .init(say("备注", "note"))],
      shown.map { row in
        [
          row.household, row.name, catalogue.place(row.village)?.name(.ofProcess) ?? row.village, "\(row.members)",
          Money(fen: row.netFen).description, Money(fen: row.perHeadFen).description,
        ] + (row.modeFen.map { [Money(fen: $0).description] } ?? [])
          + [row.belowLine.map { $0 ? say("是", "yes") : "" } ?? "-", row.partial ? say("缺账外收入", "partial") : ""]
      })
    let known = line.map { say("标准 \($0.perHead) 元/人", "line \($0.perHead) yuan a head") + ": \(lineName!)" }
    Terminal.note(
      say("\(year) 年,共 \(rows.count) 户;", "\(year), \(rows.count) households; ")
        + (known ?? say("没有登记这一年的标准线", "no line is known for that year")))
  }

  private func rows(_ line: PovertyLine?) throws -> [Row] {
    let months = Period(year: year).months
    let agreements = try mode.map { mode in
      try session.catalogue().ledgerRules.agreements.filter { $0.mode == mode }
    }
    let table = try session.register.incomes(months)
    let byMode = try agreements.map { try session.register.incomes(months, agreements: $0) }
    let present = byMode.map { Set($0.households) }
    return try households.compactMap { household in
      if let present, !present.contains(household.id) { return nil }
      let net = try table.net(household.id, in: months)
      let members = household.members(on: Period(year: year).last)
      let perHead = try net.perHead(members)
      let isBelow = line.map { perHead < $0.perHead }
      if belowLineOnly, isBelow != true { return nil }
      return Row(
        household: household.id.description, name: household.name, village: household.village, members: members, netFen: net.fen,
        perHeadFen: perHead.fen, modeFen: try byMode?.net(household.id, in: months).fen, belowLine: isBelow,
        partial: table.isPartial(household.id, year))
    }
  }
}
