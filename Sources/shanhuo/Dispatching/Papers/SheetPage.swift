import Catalogue
import Dispatching
import Measures
import Messages
import Publishing

/// The papers that a driver takes along: the stops to sign for, how to load, and what to show where motorways are entered.
struct SheetPage {
  private let words: RunWords
  /// Last line of the page.
  private let footer: String

  private var run: DeliveryRun { words.run }
  private var catalogue: CountyCatalogue { words.catalogue }

  init(_ words: RunWords, footer: String) {
    self.words = words
    self.footer = footer
  }

  func html() throws -> String {
    let title = say("随车单 \(run.id)", "Driver's sheet \(run.id)")
    let subtitle = "\(catalogue.county.name(.ofProcess)) · \(run.day) · \(words.vehicleName)"
    var sections = [PrintSection(nil, [.facts(head)]), PrintSection(say("停靠", "Stops"), [.table(stops), .paragraph(legend), signatures])]
    let booking = BookingSheet(words)
    sections += try [LoadingSection(words).section, ColdChainSection(words).section, booking.paid].compactMap(\.self) + booking.free
    return PrintPage(language: .ofProcess, title: title, subtitles: [subtitle], sections: sections, footer: footer, isDense: true).html()
  }

  private var signatures: PrintSection.Block {
    .signatures([say("装车", "Loaded by"), say("司机", "Driver"), say("里程表 出", "Odometer out"), say("里程表 回", "Odometer back")])
  }

  private var head: [PrintSection.Fact] {
    let vehicle = words.vehicle
    var facts: [PrintSection.Fact] = [
      .init(say("车辆", "Vehicle"), words.vehicleName), .init(say("车牌号", "Plate"), "________________"),
      .init(say("承运人", "Carrier"), vehicle.flatMap { catalogue.party($0.carrier) }?.name(.ofProcess) ?? ""),
      .init(say("车场", "Depot"), vehicle.map { words.place($0.depot) } ?? ""),
      .init(say("出发", "Leaves"), run.leavesAt.minute), .init(say("返回", "Back"), run.backAt.minute),
      .init(say("里程", "Distance"), RunWords.tenths(grams: run.cost.metres) + say(" 公里", " km")),
      .init(say("状态", "State"), run.state.label(.ofProcess)),
    ]
    if let rate = vehicle?.tollClass.flatMap({ catalogue.roads.tollRate($0, on: run.day) }) {
      facts.insert(.init(say("收费车型", "Toll class"), rate.name(.ofProcess)), at: 2)
    }
    return facts
  }

  private var legend: String {
    say(
      "▲ 装(→ 卸货站),▼ 卸。* 位置是假定的,没有可靠坐标,出发前请问清路。",
      "▲ taken on (→ for which stop), ▼ handed over. * The position is assumed: ask for the way before leaving.")
  }

  // MARK: Stops

  private var stops: PrintTable {
    let columns: [PrintTable.Column] = [
      .init(say("站", "No."), .centre), .init(say("计划", "Planned"), .unbroken), .init(say("地点、收货时段", "Place, hours")),
      .init(say("货物", "Goods")),
      .init(say("实到", "Arrived"), isForWriting: true), .init(say("实离", "Left"), isForWriting: true),
      .init(say("签收", "Signed"), isForWriting: true),
    ]
    let depot = words.vehicle.map { words.place($0.depot) } ?? ""
    let first = PrintTable.Row(["", run.leavesAt.clock + say(" 发车", " leaves"), depot, lines(0), "", "", ""])
    let last = PrintTable.Row(["", run.backAt.clock + say(" 返回", " back"), depot, lines(run.stops.count + 1), "", "", ""])
    return PrintTable(columns: columns, rows: [first] + run.stops.indices.map { row($0 + 1, run.stops[$0]) } + [last])
  }

  private func row(_ number: Int, _ stop: RunStop) -> PrintTable.Row {
    let begins = stop.beginsAt > stop.arrivesAt ? stop.beginsAt.clock + say(" 开始\n", " begins\n") : ""
    let times = stop.arrivesAt.clock + say(" 到\n", " arrives\n") + begins + stop.leavesAt.clock + say(" 离", " leaves")
    let ramp = catalogue.place(stop.place).flatMap(catalogue.ramp(of:))
    return PrintTable.Row([
      "\(number)", times, words.place(stop.place) + (ramp.map { "\n" + RunWords.hours($0) } ?? ""), lines(number), "", "", "",
    ])
  }

  /// What is done at a stop: first what is handed over, by order, then what is taken on, in the order in which it goes in.
  private func lines(_ stop: Int) -> String {
    let pieces = run.cargo.filter { $0.state != .handedOver && $0.state != .lost }
    let off = pieces.filter { $0.to == stop }
    let on = pieces.filter { $0.from == stop }.sorted { $0.to > $1.to }
    return
      (SheetLine.merged(off, words).map { "▼ " + $0.text(words) }
      + on.map { "▲ → \($0.to > run.stops.count ? words.stop($0.to) : "\($0.to)")  " + SheetLine($0, words).text(words) })
      .joined(separator: "\n")
  }
}

/// Cargo on one line: parts of one order in the same packs are handed over as one.
struct SheetLine {
  private var title: String
  private var product: String
  private var count: Int64
  private var mass: Mass
  private var isPeople: Bool

  init(_ piece: RunCargo, _ words: RunWords) {
    let lot = words.goods.part(piece).map { $0.lot.isEmpty ? "" : " \($0.lot)" } ?? ""
    title = piece.kind.description + lot
    product = words.product(piece)
    (count, mass, isPeople) = (piece.count - piece.refused, piece.mass, piece.isPeople)
  }

  static func merged(_ pieces: [RunCargo], _ words: RunWords) -> [SheetLine] {
    var lines: [SheetLine] = []
    for piece in pieces {
      var line = SheetLine(piece, words)
      line.title = piece.orderPart?.order.description ?? piece.kind.description
      if let known = lines.firstIndex(where: { $0.title == line.title && $0.product == line.product }),
        let sum = try? lines[known].mass + line.mass
      {
        lines[known].count += line.count
        lines[known].mass = sum
      } else {
        lines.append(line)
      }
    }
    return lines
  }

  func text(_ words: RunWords) -> String {
    isPeople
      ? "\(title) \(product) \(count)" + say(" 人", "") : "\(title) \(product) × \(count), \(words.kilograms(mass))"
  }
}
