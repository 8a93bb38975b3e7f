import ArgumentParser
import Catalogue
import Engine
import Ledger
import Measures
import Messages
import Ordering
import Storage

extension ReportCommand {
  struct Receivables: ParsableCommand {
    static var configuration: CommandConfiguration {
      CommandConfiguration(
        abstract: say("应收账款,按账期和逾期天数", "Receivables, by the buyers' terms and days overdue"),
        discussion: example("shanhuo report receivables --buyer county-supermarket"))
    }

    @OptionGroup var options: GlobalOptions
    @OptionGroup var output: ReportOptions
    @Option(help: ArgumentHelp(say("只看此买方", "Only this buyer"))) var buyer: String?

    private struct Row: Encodable {
      var order: String
      var buyer: String
      var deliveredOn: String
      var dueOn: String
      var daysOverdue: Int64
      var amountFen: Int64
      /// A large retailer that has not paid within the 60 days of the law.
      var beyondLaw: Bool
    }

    func run() throws {
      let session = try Session(options, mode: .read)
      let catalogue = try session.catalogue()
      let today = session.now.day
      let wanted = try buyer.map(catalogue.partyID)
      let open = try receivables(session, catalogue, on: today).filter { wanted == nil || $0.buyer == wanted }
        .sorted { ($0.dueOn, $0.order) < ($1.dueOn, $1.order) }
      let rows = open.map {
        Row(
          order: $0.order.description, buyer: $0.buyer, deliveredOn: $0.deliveredOn.description, dueOn: $0.dueOn.description,
          daysOverdue: $0.daysOverdue(on: today), amountFen: $0.amount.fen, beyondLaw: $0.isBeyondLaw)
      }
      let table = Report.Table(
        columns: [
          (say("订单", "order"), false), (say("买方", "buyer"), false), (say("送达", "delivered"), false), (say("到期", "due"), false),
          (say("逾期天数", "days overdue"), true), (say("欠款", "owed"), true), (say("备注", "note"), false),
        ],
        rows: rows.map {
          [
            .text($0.order), .text(catalogue.party($0.buyer)?.name(.ofProcess) ?? $0.buyer), .text($0.deliveredOn), .text($0.dueOn),
            .number($0.daysOverdue), .money(Money(fen: $0.amountFen)),
            .text($0.beyondLaw ? say("超过法定 60 天", "beyond the law's 60 days") : ""),
          ]
        },
        total: [
          .text(say("合计", "total")), .nothing, .nothing, .nothing, .nothing, .money(try open.reduce(Money.zero) { try $0 + $1.amount }),
          .nothing,
        ])
      let report = Report(
        title: say("应收账款", "Receivables"),
        subtitles: [catalogue.county.name(.ofProcess) + "  \(today)" + say("  单位:元", "  in yuan")],
        facts: try ages(open, on: today), tables: [table], head: try session.register.head().description)
      try output.present(report, json: rows, options)
    }

    private func receivables(_ session: Session, _ catalogue: CountyCatalogue, on today: Day) throws -> [Receivable] {
      var byOrder: [Int64: [(on: Day, amount: Money)]] = [:]
      for delivery in try session.register.deliveriesOwed() where delivery.on <= today {
        byOrder[delivery.order, default: []].append((delivery.on, delivery.amount))
      }
      return try byOrder.keys.sorted().flatMap { number -> [Receivable] in
        guard let payer = try session.register.payer(of: number) else { return [] }
        return try Receivable.open(
          Order.ID(number: number), of: payer.buyer, deliveries: byOrder[number]!, paid: payer.paid,
          terms: catalogue.terms(of: payer.buyer),
          on: today)
      }
    }

    private func ages(_ open: [Receivable], on today: Day) throws -> [(name: String, value: Report.Cell)] {
      let bands: [(String, ClosedRange<Int64>)] = [
        (say("未到期", "not due"), 0...0), (say("逾期 1 至 30 天", "overdue 1 to 30 days"), 1...30),
        (say("逾期 31 至 60 天", "overdue 31 to 60 days"), 31...60), (say("逾期超过 60 天", "overdue more than 60 days"), 61...Int64.max),
      ]
      return try bands.map { name, days in
        (name, .money(try open.filter { days.contains($0.daysOverdue(on: today)) }.reduce(Money.zero) { try $0 + $1.amount }))
      }
    }
  }
}
