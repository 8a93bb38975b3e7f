import Catalogue
import Dispatching
import GreenChannel
import Measures
import Messages
import Publishing

/// What a driver shows where a motorway is entered: vehicle, goods, mass, entry, exit, time (S7), and what each rule says of the load.
struct BookingSheet {
  private let words: RunWords

  private var run: DeliveryRun { words.run }
  private var catalogue: CountyCatalogue { words.catalogue }

  init(_ words: RunWords) { self.words = words }

  /// A sheet for each load that passes toll-free; none where the run uses no motorway so.
  var free: [PrintSection] {
    get throws {
      guard let vehicle = words.vehicle else { return [] }
      var groups: [(goods: [RunCargo], passages: [RunPassage])] = []
      for passage in run.toll.passages where passage.isFree {
        let goods = aboard(passage)
        if let last = groups.last, last.goods == goods {
          groups[groups.count - 1].passages.append(passage)
        } else {
          groups.append((goods, [passage]))
        }
      }
      return try groups.enumerated().map { number, group in
        try section(group.passages, group.goods, vehicle, number: groups.count > 1 ? number + 1 : nil)
      }
    }
  }

  /// What lies in the box while the motorway is used.
  private func aboard(_ passage: RunPassage) -> [RunCargo] {
    run.cargo.filter { $0.from < passage.to && passage.to <= $0.to && $0.state != .handedOver && !$0.isPeople }
  }

  private func verdict(_ goods: [RunCargo], _ vehicle: Vehicle) throws -> TollFreeVerdict {
    var load: [LoadedGoods] = []
    for piece in goods {
      let kind: LoadedGoods.Kind = piece.product.flatMap(catalogue.product).map { .product($0) } ?? .otherGoods
      // Each product once: a finding names what it is about.
      let index = load.firstIndex { $0.kind == kind } ?? load.endIndex
      if index == load.endIndex { load.append(LoadedGoods(kind, mass: .zero, volume: 0)) }
      load[index].mass = try load[index].mass + piece.mass
      load[index].volume = try load[index].volume.adding(piece.volume)
    }
    return try TollFreeCheck(catalogue.tollFreeRules, vehicle, on: run.day).verdict(
      on: Load(load, hasCertificate: run.toll.hasCertificate))
  }

  // MARK: A load that passes toll-free

  private func section(_ passages: [RunPassage], _ goods: [RunCargo], _ vehicle: Vehicle, number: Int?) throws -> PrintSection {
    let verdict = try verdict(goods, vehicle)
    var blocks: [PrintSection.Block] = [.facts(facts(vehicle)), .table(table(of: passages)), .table(try table(of: goods, vehicle))]
    blocks.append(.table(findings(verdict)))
    blocks += duties(verdict, passages, goods).map { .paragraph($0) }
    blocks.append(.signatures([say("司机", "Driver"), say("查验", "Inspected by"), say("查验结果", "Result")]))
    let title = say("绿色通道预约查验单", "Booking sheet for toll-free passage") + (number.map { " \($0)" } ?? "")
    return PrintSection(title, blocks, beginsSheet: true)
  }

  private func facts(_ vehicle: Vehicle) -> [PrintSection.Fact] {
    let litres = ((try? vehicle.box.volume()) ?? 0) / 1_000_000
    let tollClass = vehicle.tollClass.flatMap { catalogue.roads.tollRate($0, on: run.day) }?.name(.ofProcess)
    let booking = run.booking.map { ($0.number.isEmpty ? say("已预约", "booked") : $0.number) + "  (\($0.at.minute))" }
    return [
      .init(say("车辆", "Vehicle"), words.vehicleName), .init(say("车牌号", "Plate"), ""),
      .init(say("车型", "Class"), [tollClass ?? "", vehicle.vehicleClass].filter { !$0.isEmpty }.joined(separator: "  ")),
      .init(say("承运人", "Carrier"), catalogue.party(vehicle.carrier)?.name(.ofProcess) ?? vehicle.carrier),
      .init(say("核定载质量", "Rated mass"), words.kilograms(vehicle.rated)),
      .init(say("车厢容积", "Box volume"), "\(litres)" + say(" 升", " l")),
      .init(say("预约号", "Booking"), booking ?? say("(尚未预约)", "(not booked yet)")), .init(say("车次", "Run"), "\(run.id)  \(run.day)"),
    ]
  }

  /// - Returns: when the way that uses a motorway begins; the booked time for the first, where there is one.
  private func entry(_ passage: RunPassage) -> Instant {
    if let booking = run.booking, passage == run.toll.passages.first(where: \.isFree) { return booking.entersAt }
    return passage.to > 1 && passage.to - 2 < run.stops.count ? run.stops[passage.to - 2].leavesAt : run.leavesAt
  }

  private func table(of passages: [RunPassage]) -> PrintTable {
    PrintTable(
      columns: [
        .init(say("去", "To"), .unbroken), .init(say("入口", "Entry")), .init(say("出口", "Exit")),
        .init(say("计划上高速(不早于)", "Enters (not before)")),
        .init(say("实际", "Actual"), isForWriting: true),
      ],
      rows: passages.map {
        PrintTable.Row([words.stop($0.to), words.station($0.entry), words.station($0.exit), entry($0).minute, ""])
      })
  }

  private func table(of goods: [RunCargo], _ vehicle: Vehicle) throws -> PrintTable {
    let room = try vehicle.box.volume()
    struct Sum {
      var name: String
      var listed: String
      var count: Int64 = 0
      var grams: Int64 = 0
      var volume: Int64 = 0
    }
    var sums: [Sum] = []
    for piece in goods {
      let product = piece.product.flatMap(catalogue.product)
      let name = product?.name(.ofProcess) ?? words.product(piece)
      let index = sums.firstIndex { $0.name == name } ?? sums.endIndex
      if index == sums.endIndex { sums.append(Sum(name: name, listed: listed(product))) }
      sums[index].count = try sums[index].count.adding(piece.count)
      sums[index].grams = try sums[index].grams.adding(piece.mass.grams)
      sums[index].volume = try sums[index].volume.adding(piece.volume)
    }
    func cells(_ sum: Sum) -> [String] {
      [
        sum.name, sum.listed, "\(sum.count)", RunWords.tenths(grams: sum.grams), percent(sum.grams, of: vehicle.rated.grams),
        "\((sum.volume + 999_999) / 1_000_000)", percent(sum.volume, of: room),
      ]
    }
    let total = try sums.reduce(Sum(name: say("合计", "Total"), listed: "")) {
      Sum(
        name: $0.name, listed: "", count: try $0.count.adding($1.count), grams: try $0.grams.adding($1.grams),
        volume: try $0.volume.adding($1.volume))
    }
    return PrintTable(
      columns: [
        .init(say("货物", "Goods")), .init(say("目录内", "Listed")), .init(say("件", "Packs"), .right), .init(say("千克", "kg"), .right),
        .init(say("占核定载质量", "of rated mass"), .right), .init(say("升", "Litres"), .right), .init(say("占车厢容积", "of the box"), .right),
      ], rows: sums.map { PrintTable.Row(cells($0)) }, total: cells(total))
  }

  private func listed(_ product: Product?) -> String {
    switch product?.tollFree {
    case .yes: say("是", "yes")
    case .no, nil: say("否", "no")
    case .unsettled: catalogue.tollFreeRules.unsettledIsListed ? say("未定,按在计", "unsettled: yes") : say("未定,按不在计", "unsettled: no")
    }
  }

  /// With one decimal, rounded down: a share must not look as if it reached what it does not.
  private func percent(_ part: Int64, of whole: Int64) -> String {
    guard whole > 0 else { return "-" }
    let thousandths = Int128(part) * 1000 / Int128(whole)
    return "\(thousandths / 10).\(thousandths % 10)%"
  }

  private func findings(_ verdict: TollFreeVerdict) -> PrintTable {
    PrintTable(
      caption: (verdict.isFree ? say("符合免费条件:", "Toll-free: ") : say("不符合免费条件:", "Pays tolls: ")) + verdict.rule.label(.ofProcess),
      columns: [
        .init(say("规定", "Rule"), .unbroken), .init("", .centre), .init(say("说明", "What it says")), .init(say("自", "Since"), .unbroken),
        .init(say("来源", "Source")),
      ],
      rows: verdict.findings.map {
        PrintTable.Row([$0.rule.label(.ofProcess), $0.passes ? "✓" : "✗", $0.text(.ofProcess), $0.from?.description ?? "-", $0.source])
      })
  }

  private func duties(_ verdict: TollFreeVerdict, _ passages: [RunPassage], _ goods: [RunCargo]) -> [String] {
    var duties = verdict.duties.map { say("须:", "Duty: ") + $0(.ofProcess) + say("。", ".") }
    if !verdict.duties.isEmpty, let terms = catalogue.tollFreeRules.terms(on: run.day), let lead = terms.bookingLeadMinutes {
      let last = entry(passages[0]).advanced(byMilliseconds: -lead * 60_000)
      let valid = terms.bookingValidMinutes.map {
        say(",预约后 \($0 / 60) 小时 \($0 % 60) 分内有效", "; a booking holds for \($0 / 60) h \($0 % 60) min")
      }
      duties.append(say("最迟 \(last.minute) 前预约", "Book until \(last.minute)") + (valid ?? "") + say("。", "."))
    }
    if goods.contains(where: { $0.product.map(catalogue.tollFreeRules.needCertificate.contains) ?? false }) {
      duties.append(
        say(
          "车上有活畜禽:须随车携带当日动物检疫证明(\(catalogue.tollFreeRules.certificateSource))。证号:____________________",
          "Live animals are aboard: the quarantine certificate of the day rides along (\(catalogue.tollFreeRules.certificateSource)). Its number: ____________________"
        ))
    }
    return duties
  }

  // MARK: What pays

  /// Nil where nothing is paid.
  var paid: PrintSection? {
    get throws {
      let paid = run.toll.passages.filter { !$0.isFree }
      guard let vehicle = words.vehicle, !paid.isEmpty else { return nil }
      return PrintSection(
        say("须缴通行费的高速路段", "Motorways on which tolls are paid"), [.table(try table(ofPaid: paid, vehicle))])
    }
  }

  private func table(ofPaid paid: [RunPassage], _ vehicle: Vehicle) throws -> PrintTable {
    let rows = try paid.map { passage in
      let verdict = try verdict(aboard(passage), vehicle)
      let why = verdict.findings.first { $0.rule == verdict.rule }?.text(.ofProcess) ?? ""
      return PrintTable.Row([
        words.stop(passage.to), words.station(passage.entry), words.station(passage.exit), entry(passage).clock, passage.toll.printed,
        verdict.rule.label(.ofProcess) + say(":", ": ") + why,
      ])
    }
    return PrintTable(
      columns: [
        .init(say("去", "To"), .unbroken), .init(say("入口", "Entry"), .unbroken), .init(say("出口", "Exit"), .unbroken),
        .init(say("不早于", "Not before"), .unbroken), .init(say("元", "Yuan"), .right), .init(say("为什么", "Why")),
      ], rows: rows)
  }
}
