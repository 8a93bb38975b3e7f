import ArgumentParser
import Catalogue
import Engine
import Ledger
import Measures
import Messages
import Storage

extension ReportCommand {
  struct Villages: ParsableCommand {
    static var configuration: CommandConfiguration {
      CommandConfiguration(
        abstract: say("各村收入表", "The income of each village"),
        discussion: example("shanhuo report villages --year 2020 --html villages.html"))
    }

    @OptionGroup var options: GlobalOptions
    @OptionGroup var output: ReportOptions
    @Option(parsing: .unconditional, help: ArgumentHelp(say("年份(默认今年)", "Year (default: this one)"))) var year: Int64?
    @Option(help: ArgumentHelp(say("只看此乡镇", "Only this town"))) var town: String?

    private struct Row: Encodable {
      var village: String
      var town: String?
      var households: Int64 = 0
      var members: Int64 = 0
      var registered: Int64 = 0
      var income: [String: Int64] = [:]
      var costsFen: Int64 = 0
      var netFen: Int64 = 0
      var perHeadFen: Int64 = 0
      /// Nil where no line is known for the year.
      var belowLine: Int64?
      /// Households whose income from outside nobody recorded.
      var partial: Int64 = 0
    }

    private struct Output: Encodable {
      var year: Int64
      var lineFen: Int64?
      var line: String?
      var villages: [Row]
    }

    func run() throws {
      let session = try Session(options, mode: .read)
      let catalogue = try session.catalogue()
      let year = try checkedYear(year) ?? Month(of: session.now.day).year
      let line = catalogue.povertyLine(year)
      let rows = try rows(session, catalogue, year, line)
      let lineName = line.map { "\($0.year) \($0.name(.ofProcess)) (\($0.source))" }
      let report = Report(
        title: say("各村收入表", "Income by village"),
        subtitles: [
          catalogue.county.name(.ofProcess) + "  \(year)" + say("  单位:元", "  in yuan"),
          line.map { say("标准 ", "line ") + "\($0.perHead)  \(lineName!)" } ?? say("没有登记这一年的标准线", "no line is known for that year"),
        ], tables: [try table(rows, catalogue)],
        notes: [
          say(
            "缺账外:没有登记引擎以外收入的户数,其合计不完整。", "Partial: households of which nothing was recorded from outside the engine; their sums lack it.")
        ], signatures: [say("村", "Village"), say("乡镇", "Town"), say("县", "County")], head: try session.register.head().description)
      try output.present(report, json: Output(year: year, lineFen: line?.perHead.fen, line: lineName, villages: rows), options)
    }

    private func rows(_ session: Session, _ catalogue: CountyCatalogue, _ year: Int64, _ line: PovertyLine?) throws -> [Row] {
      let months = Period(year: year).months
      let incomes = try session.register.incomes(months)
      let wanted = try town.map(catalogue.placeID)
      var filter = Register.HouseholdFilter()
      filter.limit = .max
      var rows: [Place.ID: Row] = [:]
      for household in try session.register.households(filter) {
        let town = catalogue.place(household.village)?.town
        guard wanted == nil || town == wanted else { continue }
        var row = rows[household.village] ?? Row(village: household.village, town: town)
        row.households += 1
        let members = household.members(on: Period(year: year).last)
        row.members += members
        if household.isRegistered(on: Period(year: year).last) { row.registered += 1 }
        for group in IncomeItem.groups {
          row.income[group] = try (row.income[group] ?? 0).adding(try incomes.sum(household.id, of: group, in: months).fen)
        }
        row.costsFen = try row.costsFen.adding(try incomes.sum(household.id, of: IncomeItem.costs, in: months).fen)
        let net = try incomes.net(household.id, in: months)
        row.netFen = try row.netFen.adding(net.fen)
        if let line { row.belowLine = try (row.belowLine ?? 0) + (net.perHead(members) < line.perHead ? 1 : 0) }
        if incomes.isPartial(household.id, year) { row.partial += 1 }
        rows[household.village] = row
      }
      return try rows.values.sorted { ($0.town ?? "", $0.village) < ($1.town ?? "", $1.village) }.map { row in
        var row = row
        row.perHeadFen = try Money(fen: row.netFen).perHead(row.members).fen
        return row
      }
    }

    private func table(_ rows: [Row], _ catalogue: CountyCatalogue) throws -> Report.Table {
      func cells(_ name: [Report.Cell], _ row: Row) throws -> [Report.Cell] {
        name + [.number(row.households), .number(row.members)] + IncomeItem.groups.map { .money(Money(fen: row.income[$0] ?? 0)) }
          + [
            .money(Money(fen: row.costsFen)), .money(Money(fen: row.netFen)), .money(Money(fen: row.perHeadFen)),
            row.belowLine.map { .number($0) } ?? .text("-"),
            .number(row.partial),
          ]
      }
      var sum = Row(village: "", town: nil)
      for row in rows {
        sum.households += row.households
        sum.members += row.members
        for group in IncomeItem.groups { sum.income[group] = try (sum.income[group] ?? 0).adding(row.income[group] ?? 0) }
        sum.costsFen = try sum.costsFen.adding(row.costsFen)
        sum.netFen = try sum.netFen.adding(row.netFen)
        if let below = row.belowLine { sum.belowLine = (sum.belowLine ?? 0) + below }
        sum.partial += row.partial
      }
      if sum.members > 0 { sum.perHeadFen = try Money(fen: sum.netFen).perHead(sum.members).fen }
      return Report.Table(
        columns: [
          (say("村", "village"), false), (say("户", "hh"), true), (say("人口", "heads"), true), (say("工资", "wages"), true),
          (say("经营", "business"), true), (say("财产", "property"), true), (say("转移", "transfers"), true), (say("成本", "costs"), true),
          (say("纯收入", "net"), true), (say("人均", "per head"), true), (say("低于标准", "below"), true), (say("缺账外", "partial"), true),
        ],
        rows: try rows.map { try cells([.text(catalogue.place($0.village)?.name(.ofProcess) ?? $0.village)], $0) },
        total: try cells([.text(say("合计", "total"))], sum))
    }
  }
}
