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
        .init(say("站", "stop"), right: true), .init(say("到", "arrives")), .init(say("离", "leaves")),
        .init(say("地点", "place"), flexible: true),
        .init(say("装", "loads"), flexible: true), .init(say("卸", "unloads"), flexible: true), .init(say("状态", "state")),
      ],
      run.stops.enumerated().map { index, stop in
        [
          "\(index + 1)", stop.arrivesAt.clock, stop.leavesAt.clock, name(stop.place), cargo(\.from, index + 1), cargo(\.to, index + 1),
          stop.state.label(.ofProcess),
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
      Terminal.print(say("\(assumed) 站的位置是假定的。", "The positions of \(assumed) of the stops are assumed."))
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

  private func cargo(_ end: KeyPath<RunCargo, Int>, _ stop: Int) -> String {
    run.cargo.filter { $0[keyPath: end] == stop }.map { piece in
      let product = piece.product.flatMap(catalogue.product)?.name(.ofProcess)
      return [piece.title, product, "×\(piece.count)"].compactMap(\.self).joined(separator: " ")
    }.joined(separator: ", ")
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
