import Catalogue
import Dispatching
import Measures
import Messages
import Tabular

/// A run as a terminal shows it.
struct RunPage {
  private let run: DeliveryRun
  private let catalogue: CountyCatalogue

  init(_ run: DeliveryRun, _ catalogue: CountyCatalogue) {
    self.run = run
    self.catalogue = catalogue
  }

  func print(isDraft: Bool = false) throws {
    let vehicle = catalogue.vehicle(run.vehicle)?.name(.ofProcess) ?? run.vehicle
    Terminal.print(
      "\(isDraft ? say("(未采纳)", "(not adopted)") : run.id.description)  \(run.day)  \(vehicle)  \(run.state.label(.ofProcess))  "
        + "\(run.leavesAt.clock)-\(run.backAt.clock)  \(kilometres) km  " + say("费用 ", "cost ") + "\(try run.cost.total())")
    Terminal.table(
      [
        .init(say("站", "stop"), right: true), .init(say("到", "arrives")), .init(say("开始", "begins")), .init(say("离", "leaves")),
        .init(say("地点", "place"), flexible: true), .init(say("装", "loads")), .init(say("卸", "unloads")), .init(say("状态", "state")),
      ],
      run.stops.enumerated().map { index, stop in
        [
          "\(index + 1)", stop.arrivesAt.clock, stop.beginsAt.clock, stop.leavesAt.clock, name(stop.place), numbers(\.from, index + 1),
          numbers(\.to, index + 1), stop.state.label(.ofProcess),
        ]
      })
    Terminal.table(
      [
        .init(say("货", "cargo"), right: true), .init(say("编号", "what")), .init(say("品名", "product"), flexible: true),
        .init(say("件数", "count"), right: true), .init(say("千克", "kg"), right: true), .init(say("自站", "from"), right: true),
        .init(say("至站", "to"), right: true), .init(say("状态", "state")),
      ],
      run.cargo.enumerated().map { index, piece in
        [
          "\(index + 1)", piece.kind.description, piece.product.flatMap(catalogue.product)?.name(.ofProcess) ?? "", "\(piece.count)",
          "\((piece.mass.grams + 50) / 100 / 10).\((piece.mass.grams + 50) / 100 % 10)", "\(piece.from)", "\(piece.to)",
          piece.state.label(.ofProcess),
        ]
      })
    for passage in run.toll.passages { Terminal.print(words(passage)) }
    if run.toll.saved > .zero { Terminal.print(say("免通行费 \(run.toll.saved) 元。", "Tolls saved: \(run.toll.saved).")) }
    if let booking = run.booking {
      Terminal.print(
        say(
          "已预约 \(booking.number),\(booking.entersAt.minute) 上高速。",
          "Booked \(booking.number), enters the motorway at \(booking.entersAt.minute)."))
    }
    let assumed = run.stops.filter { catalogue.place($0.place)?.position.assumed ?? true }.count
    if assumed > 0 {
      Terminal.print(say("\(run.stops.count) 站中 \(assumed) 站的位置是假定的。", "Assumed positions: \(assumed) of \(run.stops.count) stops."))
    }
    for event in run.events {
      Terminal.print(
        "\(event.at.minute)  \(event.kind.label(.ofProcess))  " + say("第 \(event.stop) 站", "stop \(event.stop)")
          + (event.reason.isEmpty ? "" : "  \(event.reason)") + "  \(event.actor)")
    }
  }

  private var kilometres: String { "\((run.cost.metres + 50) / 100 / 10).\((run.cost.metres + 50) / 100 % 10)" }

  private func name(_ place: Place.ID) -> String {
    guard let place = catalogue.place(place) else { return place }
    return place.name(.ofProcess) + (place.position.assumed ? "*" : "")
  }

  /// The numbers of what is taken on or handed over at a stop, e.g. `1-3, 7`.
  private func numbers(_ end: KeyPath<RunCargo, Int>, _ stop: Int) -> String {
    RunWords.numbers(run.cargo.indices.filter { run.cargo[$0][keyPath: end] == stop }.map { $0 + 1 })
  }

  private func words(_ passage: RunPassage) -> String {
    func station(_ id: String) -> String { catalogue.tollStation(id)?.name(.ofProcess) ?? id }
    let toll = passage.isFree ? say("免费", "toll-free") : "\(passage.toll)"
    return say("去第 \(passage.to) 站:", "to stop \(passage.to): ")
      + "\(station(passage.entry)) → \(station(passage.exit))  \(toll)  (\(passage.rule))"
  }
}

extension Instant {
  /// Hour and minute in Shanghai.
  var clock: String { String(minute.dropFirst(11)) }
}
