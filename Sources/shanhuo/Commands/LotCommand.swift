import ArgumentParser
import Catalogue
import Engine
import Measures
import Messages
import Ordering
import Storage
import Tabular

struct LotCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "lot", abstract: say("批次:入库、更正、报损", "Lots: receive, correct, write off"),
      subcommands: [Receive.self, Correct.self, Shrink.self, Spoil.self, Expire.self, Show.self, Import.self])
  }

  struct Receive: ParsableCommand {
    static var configuration: CommandConfiguration {
      CommandConfiguration(
        abstract: say("入库一个批次", "Receive a lot"),
        discussion: example(
          "shanhuo lot receive --producer H-1 --product egg --grade a --pieces 2500 --at jiangjialiang --harvested 2020-04-05"))
    }

    @OptionGroup var options: GlobalOptions
    @Option(help: ArgumentHelp(say("生产者:农户 H-1,或合作社、基地", "Producer: a household H-1, or a cooperative or base"))) var producer: String
    @Option(help: ArgumentHelp(say("产品", "Product"))) var product: String
    @Option(help: ArgumentHelp(say("等级", "Grade"))) var grade: String
    @Option(parsing: .unconditional, help: ArgumentHelp(say("克数", "Grams"))) var grams: Int64?
    @Option(parsing: .unconditional, help: ArgumentHelp(say("个数", "Pieces"))) var pieces: Int64?
    @Option(help: ArgumentHelp(say("存放地点", "Where it lies"))) var at: String
    @Option(help: ArgumentHelp(say("采收日", "Harvest day"))) var harvested: String
    @Option(help: ArgumentHelp(say("承诺达标合格证号", "Number of the certificate of conformity"))) var certificate: String = ""
    @Option(name: .customLong("report"), help: ArgumentHelp(say("对应的滞销报告", "The report of unsold goods that it answers"))) var report:
      String?
    @Option(help: ArgumentHelp(say("编号;同号同内容不会重复入库", "Key; the same key and body is received once"))) var key: String?

    func run() throws {
      let session = try Session(options)
      let catalogue = try session.catalogue()
      let (amount, unit) = try quantity(grams: grams, pieces: pieces)
      let body = ReceiveLot(
        producer: try catalogue.producer(producer), product: try catalogue.productID(product), grade: grade, quantity: amount,
        unit: unit, place: try catalogue.placeID(at), harvestedOn: try day(harvested), certificate: certificate,
        report: try report.map { try id($0) })
      let (outcome, repeated) = try session.submit(.receiveLot(body), key: key)
      try LotCommand.present(outcome, session, repeated: key == nil ? nil : repeated)
    }
  }

  struct Show: ParsableCommand {
    static var configuration: CommandConfiguration {
      CommandConfiguration(abstract: say("查看一个批次及其变动", "Show a lot with its movements"), discussion: example("shanhuo lot show L-1"))
    }

    @OptionGroup var options: GlobalOptions
    @Argument(help: ArgumentHelp(say("批次", "Lot"))) var lot: String

    func run() throws { try LotCommand.present(.lot(try id(lot)), Session(options, mode: .read)) }
  }

  struct Import: ParsableCommand {
    static var configuration: CommandConfiguration {
      CommandConfiguration(
        abstract: say("导入批次文件", "Import a file of lots"),
        discussion: say(
          "表头 producer,number,product,grade,grams,pieces,place,harvested_on,certificate;编号为生产者自己的批号。\n",
          "Header producer,number,product,grade,grams,pieces,place,harvested_on,certificate; number is the producer's own.\n")
          + example("shanhuo lot import lots.csv"))
    }

    @OptionGroup var options: GlobalOptions
    @OptionGroup var input: ImportOptions

    static let columns = [
      Column("producer", "生产者"), Column("number", "批号"), Column("product", "产品"), Column("grade", "等级"),
      Column("grams", "克数", required: false), Column("pieces", "个数", required: false), Column("place", "地点"),
      Column("harvested_on", "采收日"), Column("certificate", "合格证号", required: false),
    ]

    func run() throws {
      let session = try Session(options)
      let table = try input.open(Self.columns)
      let catalogue = try session.catalogue()
      try input.run(session, table, unit: say("批", "lots")) {
        try table.nextItem { try submission(table, session, catalogue) }
      }
    }

    private func submission(_ table: CSVTable, _ session: Session, _ catalogue: CountyCatalogue) throws -> Submission {
      let language = Language.ofProcess
      func number(_ column: Int) throws -> Int64? {
        table.string(column).isEmpty
          ? nil : try table.value(column, Text(zh: "整数", en: "a whole number"), language) { Int64($0) }
      }
      let key = table.string(1)
      guard !key.isEmpty else { throw table.fault(1, Text(zh: "批号", en: "a number"), language) }
      let (amount, unit) = try quantity(grams: try number(4), pieces: try number(5))
      let body = ReceiveLot(
        producer: try catalogue.producer(table.string(0)), product: try catalogue.productID(table.string(2)),
        grade: table.string(3), quantity: amount, unit: unit, place: try catalogue.placeID(table.string(6)),
        harvestedOn: try table.value(7, Text(zh: "日期", en: "a date"), language) { Day($0) },
        certificate: table.string(8))
      return Submission(Command(at: session.now, actor: options.actorID, key: key, action: .receiveLot(body)))
    }
  }

  static func present(_ outcome: Outcome, _ session: Session, repeated: Bool? = nil) throws {
    guard case .lot(let id) = outcome else { preconditionFailure("a lot command without a lot") }
    guard let lot = try session.register.lot(id) else { throw LotFault.unknown(id) }
    let movements = try session.register.movements(of: id)
    if session.options.json {
      Terminal.printJSON(LotView(lot, movements: movements, today: session.now.day, repeated: repeated))
      return
    }
    if repeated == true { Terminal.note(say("这个编号早已入库,未作改动。", "This key was received before; nothing was changed.")) }
    let catalogue = try session.catalogue()
    Terminal.print(
      "\(lot.id)  \(catalogue.product(lot.product)?.name(.ofProcess) ?? lot.product) \(lot.grade)  \(lot.producer)  "
        + (catalogue.place(lot.place)?.name(.ofProcess) ?? lot.place))
    Terminal.print(
      say("采收 \(lot.harvestedOn),保质至 \(lot.expiresOn)", "harvested \(lot.harvestedOn), keeps until \(lot.expiresOn)")
        + (lot.isExpired ? say("(已过期)", " (expired)") : "")
        + (lot.certificate.isEmpty ? "" : say(",合格证 ", ", certificate ") + lot.certificate))
    func quantity(_ value: Int64) -> String { Words.quantity(value, lot.unit) }
    Terminal.print(
      say("入库 ", "received ") + quantity(lot.received) + say(" - 预留 ", " - reserved ") + quantity(lot.reserved)
        + say(" - 发出 ", " - shipped ") + quantity(lot.shipped) + say(" - 损失 ", " - lost ") + quantity(lot.lost)
        + say(" = 可用 ", " = available ") + quantity(lot.available))
    Terminal.table(
      [
        .init("#", right: true), .init(say("变动", "movement")), .init(say("数量", "quantity"), right: true),
        .init(say("时间", "at")), .init(say("经手", "by")), .init(say("原因", "reason"), flexible: true),
      ],
      movements.map {
        ["\($0.serial)", $0.kind.label(.ofProcess), quantity($0.quantity), $0.at.minute, $0.actor, $0.reason]
      })
  }
}

/// Corrections and losses, each with its reason.
private func adjust(
  _ options: GlobalOptions, _ lot: String, _ kind: StockMovement.Kind, _ amount: Int64, _ unit: StockUnit, _ reason: String
) throws {
  let session = try Session(options)
  let id: Lot.ID = try id(lot)
  guard let known = try session.register.lot(id) else { throw LotFault.unknown(id) }
  guard known.unit == unit else { throw LotFault.wrongUnit(known.product, known.unit) }
  let (outcome, _) = try session.submit(
    .adjustLot(AdjustLot(lot: id, kind: kind, quantity: amount, reason: reason)))
  try LotCommand.present(outcome, session)
}

/// The negative of a loss that is given as a positive quantity.
private func loss(grams: Int64?, pieces: Int64?) throws -> (Int64, StockUnit) {
  let (amount, unit) = try quantity(grams: grams, pieces: pieces)
  guard amount > 0 else { throw LotFault.quantityOutOfRange(amount) }
  return (-amount, unit)
}

extension LotCommand {
  struct Correct: ParsableCommand {
    static var configuration: CommandConfiguration {
      CommandConfiguration(
        abstract: say("更正入库数量,可增可减", "Correct what was received, up or down"),
        discussion: example("shanhuo lot correct L-1 --grams=-500 --reason 'scale was off'"))
    }

    @OptionGroup var options: GlobalOptions
    @Argument(help: ArgumentHelp(say("批次", "Lot"))) var lot: String
    @Option(parsing: .unconditional, help: ArgumentHelp(say("克数,可为负", "Grams, may be negative"))) var grams: Int64?
    @Option(parsing: .unconditional, help: ArgumentHelp(say("个数,可为负", "Pieces, may be negative"))) var pieces: Int64?
    @Option(help: ArgumentHelp(say("原因", "Reason"))) var reason: String

    func run() throws {
      let (amount, unit) = try quantity(grams: grams, pieces: pieces)
      try adjust(options, lot, .correction, amount, unit, reason)
    }
  }

  struct Shrink: ParsableCommand {
    static var configuration: CommandConfiguration {
      CommandConfiguration(
        abstract: say("失重(晾干等)", "Shrinkage: drying, weighing loss"),
        discussion: example("shanhuo lot shrink L-1 --grams 1200 --reason drying"))
    }

    @OptionGroup var options: GlobalOptions
    @Argument(help: ArgumentHelp(say("批次", "Lot"))) var lot: String
    @Option(parsing: .unconditional, help: ArgumentHelp(say("克数", "Grams"))) var grams: Int64?
    @Option(parsing: .unconditional, help: ArgumentHelp(say("个数", "Pieces"))) var pieces: Int64?
    @Option(help: ArgumentHelp(say("原因", "Reason"))) var reason: String

    func run() throws {
      let (amount, unit) = try loss(grams: grams, pieces: pieces)
      try adjust(options, lot, .shrinkage, amount, unit, reason)
    }
  }

  struct Spoil: ParsableCommand {
    static var configuration: CommandConfiguration {
      CommandConfiguration(
        abstract: say("损坏、死亡、霉变", "Spoilage: rot, breakage, death"),
        discussion: example("shanhuo lot spoil L-1 --pieces 12 --reason broken"))
    }

    @OptionGroup var options: GlobalOptions
    @Argument(help: ArgumentHelp(say("批次", "Lot"))) var lot: String
    @Option(parsing: .unconditional, help: ArgumentHelp(say("克数", "Grams"))) var grams: Int64?
    @Option(parsing: .unconditional, help: ArgumentHelp(say("个数", "Pieces"))) var pieces: Int64?
    @Option(help: ArgumentHelp(say("原因", "Reason"))) var reason: String

    func run() throws {
      let (amount, unit) = try loss(grams: grams, pieces: pieces)
      try adjust(options, lot, .spoilage, amount, unit, reason)
    }
  }

  struct Expire: ParsableCommand {
    static var configuration: CommandConfiguration {
      CommandConfiguration(
        abstract: say("处理到期的批次和预留", "End lots past their life, and reservations past their time"),
        discussion: say("每次写入之前也会自动处理。\n", "Every command that writes does this first, by itself.\n")
          + example("shanhuo lot expire"))
    }

    struct Ended: Encodable {
      var lots: [String] = []
      var orders: [String] = []
    }

    @OptionGroup var options: GlobalOptions

    func run() throws {
      let session = try Session(options)
      var ended = Ended()
      while case .passed(let orders, let lots, _)? = try session.writer.passTime(until: session.now, by: options.actorID) {
        ended.orders += orders.map(\.description)
        ended.lots += lots.map(\.description)
      }
      if options.json { return Terminal.printJSON(ended) }
      Terminal.print(
        say("到期批次 \(ended.lots.count) 个", "lots expired: \(ended.lots.count)") + list(ended.lots)
          + say(";到期预留 \(ended.orders.count) 个", "; reservations ended: \(ended.orders.count)") + list(ended.orders))
    }

    /// The first few of many, in brackets.
    private func list(_ ids: [String]) -> String {
      ids.isEmpty ? "" : " (" + ids.prefix(5).joined(separator: ", ") + (ids.count > 5 ? ", …" : "") + ")"
    }
  }
}
