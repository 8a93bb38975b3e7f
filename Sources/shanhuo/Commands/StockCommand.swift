import ArgumentParser
import Catalogue
import Engine
import Measures
import Messages
import Ordering
import Storage
import Tabular

struct StockCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "stock", abstract: say("库存与滞销", "Stock, and what lies unsold"),
      subcommands: [List.self, ReportUnsold.self, Unsold.self])
  }

  struct List: ParsableCommand {
    static var configuration: CommandConfiguration {
      CommandConfiguration(
        abstract: say("列出批次", "List lots"), discussion: example("shanhuo stock list --product chestnut --days-left 7"))
    }

    @OptionGroup var options: GlobalOptions
    @Option(help: ArgumentHelp(say("产品", "Product"))) var product: String?
    @Option(help: ArgumentHelp(say("村(生产者所在村或存放地)", "Village of the producer, or where it lies"))) var village: String?
    @Option(help: ArgumentHelp(say("生产者", "Producer"))) var producer: String?
    @Option(
      name: .customLong("days-left"), parsing: .unconditional,
      help: ArgumentHelp(say("保质期最多还剩几天", "At most so many days of life left")))
    var daysLeft: Int64?
    @Flag(help: ArgumentHelp(say("也列出已空的批次", "Empty lots too"))) var all = false
    @Option(help: ArgumentHelp(say("从哪一批之后开始(翻页)", "Begin behind this lot (next page)"))) var after: String?
    @Option(parsing: .unconditional, help: ArgumentHelp(say("最多几批", "How many at most"))) var limit: Int64 = 50

    func run() throws {
      let session = try Session(options, mode: .read)
      let catalogue = try session.catalogue()
      var filter = Register.LotFilter()
      filter.product = try product.map(catalogue.productID)
      filter.producer = try producer.map { try catalogue.producer($0).description }
      filter.village = try village.map(catalogue.placeID)
      filter.includesEmpty = all
      filter.expiresBy = daysLeft.map { session.now.day.advanced(by: $0) }
      if let after { filter.after = (try id(after) as Lot.ID).number }
      filter.limit = try positive(limit, "--limit")
      let lots = try session.register.lots(filter)
      if options.json {
        Terminal.printJSON(lots.map { LotView($0, today: session.now.day) })
        return
      }
      Terminal.table(
        [
          .init(say("批次", "lot")), .init(say("产品", "product"), flexible: true), .init(say("级", "grade")),
          .init(say("生产者", "producer"), flexible: true), .init(say("地点", "place"), flexible: true),
          .init(say("可用", "available"), right: true), .init(say("预留", "reserved"), right: true),
          .init(say("剩余天", "days left"), right: true),
        ], lots.map { row($0, catalogue, session.now.day) })
      if let last = lots.last, Int64(lots.count) == filter.limit {
        Terminal.note(say("还有更多:--after \(last.id)", "There may be more: --after \(last.id)"))
      }
    }

    private func row(_ lot: Lot, _ catalogue: CountyCatalogue, _ today: Day) -> [String] {
      let producer =
        switch lot.producer {
        case .household(let id): id.description
        case .party(let id): catalogue.party(id)?.name(.ofProcess) ?? id
        }
      return [
        lot.id.description, catalogue.product(lot.product)?.name(.ofProcess) ?? lot.product, lot.grade, producer,
        catalogue.place(lot.place)?.name(.ofProcess) ?? lot.place, Words.quantity(lot.available, lot.unit),
        Words.quantity(lot.reserved, lot.unit), lot.isExpired ? say("过期", "expired") : "\(today.days(to: lot.expiresOn))",
      ]
    }
  }

  struct ReportUnsold: ParsableCommand {
    static var configuration: CommandConfiguration {
      CommandConfiguration(
        commandName: "report-unsold", abstract: say("报告滞销", "Report what lies unsold"),
        discussion: example(
          "shanhuo stock report-unsold --village 江家梁村 --producer H-1 --product egg --grade a --pieces 2500 --harvested 2020-04-05"))
    }

    @OptionGroup var options: GlobalOptions
    @Option(help: ArgumentHelp(say("村", "Village"))) var village: String
    @Option(help: ArgumentHelp(say("生产者", "Producer"))) var producer: String
    @Option(help: ArgumentHelp(say("产品", "Product"))) var product: String
    @Option(help: ArgumentHelp(say("等级", "Grade"))) var grade: String
    @Option(parsing: .unconditional, help: ArgumentHelp(say("克数", "Grams"))) var grams: Int64?
    @Option(parsing: .unconditional, help: ArgumentHelp(say("个数", "Pieces"))) var pieces: Int64?
    @Option(help: ArgumentHelp(say("采收日", "Harvest day"))) var harvested: String
    @Option(help: ArgumentHelp(say("编号;同号同内容只报一次", "Key; the same key and body is reported once"))) var key: String?

    func run() throws {
      let session = try Session(options)
      let catalogue = try session.catalogue()
      let (amount, unit) = try quantity(grams: grams, pieces: pieces)
      let body = Engine.ReportUnsold(
        village: try catalogue.placeID(village), producer: try catalogue.producer(producer),
        product: try catalogue.productID(product), grade: grade, quantity: amount, unit: unit,
        harvestedOn: try day(harvested))
      let (outcome, _) = try session.submit(.reportUnsold(body), key: key)
      guard case .report(let id) = outcome else { preconditionFailure("a report without a number") }
      struct Result: Encodable { var report: String }
      if options.json {
        Terminal.printJSON(Result(report: id.description))
      } else {
        Terminal.print(
          say("滞销报告 \(id):\(village) \(product) ", "Report \(id): \(village), \(product), ") + Words.quantity(amount, unit))
      }
    }
  }

  struct Unsold: ParsableCommand {
    static var configuration: CommandConfiguration {
      CommandConfiguration(
        abstract: say("滞销清单,及哪些未满足的订单要它", "What lies unsold, and which open demand would take it"),
        discussion: example("shanhuo stock unsold --village 江家梁村"))
    }

    @OptionGroup var options: GlobalOptions
    @Option(help: ArgumentHelp(say("村", "Village"))) var village: String?
    @Option(
      name: .customLong("days-left"), parsing: .unconditional,
      help: ArgumentHelp(say("保质期最多还剩几天", "At most so many days of life left")))
    var daysLeft: Int64?

    func run() throws {
      let session = try Session(options, mode: .read)
      let catalogue = try session.catalogue()
      let today = session.now.day
      let demand = OpenDemand(try session.register.waitingOrders(limit: 10_000), catalogue)
      let reports = try session.register.openReports(village: try village.map(catalogue.placeID)).filter { report in
        daysLeft.map { today.days(to: report.expiresOn) <= $0 } ?? true
      }
      let views = reports.map { UnsoldView($0, catalogue, today: today, takers: demand.takers(of: $0)) }
      if options.json {
        Terminal.printJSON(views)
        return
      }
      Terminal.table(
        [
          .init(say("报告", "report")), .init(say("村", "village"), flexible: true), .init(say("生产者", "producer"), flexible: true),
          .init(say("产品", "product"), flexible: true), .init(say("数量", "quantity"), right: true),
          .init(say("剩余天", "days left"), right: true), .init(say("要货订单", "wanted by"), flexible: true),
        ],
        zip(reports, views).map { report, view in
          [
            view.report, catalogue.place(report.village)?.name(.ofProcess) ?? report.village, view.producer,
            catalogue.product(report.product)?.name(.ofProcess) ?? report.product,
            Words.quantity(report.quantity, catalogue.product(report.product)?.unit ?? .grams), "\(view.daysLeft)",
            view.wantedBy.map { "\($0.order) ×\($0.packs)" }.joined(separator: " "),
          ]
        })
    }
  }
}

/// Parts of orders that wait for a lot.
struct OpenDemand {
  struct Taker: Encodable {
    var order: String
    var buyer: String
    var pack: String
    var packs: Int64
    var deliverOn: String
  }

  private var takers: [(product: Product.ID, grade: Grade.ID, lifeLeftDays: Int64, deliverOn: Day, taker: Taker)] = []

  init(_ orders: [Order], _ catalogue: CountyCatalogue) {
    for order in orders {
      for line in order.lines {
        guard let (pack, product) = catalogue.pack(line.pack) else { continue }
        for allocation in line.allocations where allocation.state == .waiting {
          takers.append(
            (
              product.id, pack.grade, catalogue.channel(order.channel)?.lifeLeftDays ?? 0, order.deliverOn,
              Taker(
                order: order.id.description, buyer: order.buyer, pack: line.pack, packs: allocation.packs,
                deliverOn: order.deliverOn.description)
            ))
        }
      }
    }
  }

  /// Those for which the goods would be fresh enough.
  func takers(of report: UnsoldReport) -> [Taker] {
    takers.filter {
      $0.product == report.product && $0.grade == report.grade
        && $0.deliverOn.days(to: report.expiresOn) >= $0.lifeLeftDays
    }.map(\.taker)
  }
}

/// A report of unsold goods as JSON shows it.
struct UnsoldView: Encodable {
  var report: String
  var village: String
  var producer: String
  var product: String
  var grade: String
  var quantityGrams: Int64?
  var quantityPieces: Int64?
  var harvestedOn: String
  var expiresOn: String
  var daysLeft: Int64
  var wantedBy: [OpenDemand.Taker]

  init(_ report: UnsoldReport, _ catalogue: CountyCatalogue, today: Day, takers: [OpenDemand.Taker]) {
    self.report = report.id.description
    village = report.village
    producer = report.producer.description
    product = report.product
    grade = report.grade
    if catalogue.product(report.product)?.unit == .pieces {
      quantityPieces = report.quantity
    } else {
      quantityGrams = report.quantity
    }
    harvestedOn = report.harvestedOn.description
    expiresOn = report.expiresOn.description
    daysLeft = today.days(to: report.expiresOn)
    wantedBy = takers
  }
}
