import Catalogue
import Dispatching
import Measures

/// A run as JSON shows it.
struct RunView: Encodable {
  struct Stop: Encodable {
    var stop: Int
    var place: String
    var arrivesAt: String
    var beginsAt: String
    var leavesAt: String
    var state: String
    /// Numbers of the cargo.
    var loads: [Int]
    var unloads: [Int]
    /// Its position is a guess.
    var assumed: Bool
  }

  struct Cargo: Encodable {
    var cargo: Int
    var order: String?
    var part: String?
    var parcel: String?
    var riders: String?
    var other: String?
    var product: String?
    var count: Int64
    var grams: Int64
    var litres: Int64
    var from: Int
    var to: Int
    var state: String
    var refused: Int64?
  }

  struct Passage: Encodable {
    var toStop: Int
    var entry: String
    var exit: String
    var tollFree: Bool
    var tollFen: Int64
    var rule: String
  }

  struct Event: Encodable {
    var kind: String
    var stop: Int
    var at: String
    var actor: String
    var reason: String?
  }

  var run: String?
  var day: String
  var vehicle: String
  var state: String
  var leavesAt: String
  var backAt: String
  var tollFree: Bool
  var stops: [Stop]
  var cargo: [Cargo]
  var passages: [Passage]
  var kilometres: Double
  var drivingFen: Int64
  var timeFen: Int64
  var tollsFen: Int64
  var tollSavedFen: Int64
  var costFen: Int64
  var bookedAt: String?
  var entersAt: String?
  var booking: String?
  var events: [Event]

  /// - Parameter isDraft: it has no number yet.
  init(_ run: DeliveryRun, _ catalogue: CountyCatalogue, isDraft: Bool = false) throws {
    self.run = isDraft ? nil : run.id.description
    day = run.day.description
    vehicle = run.vehicle
    state = run.state.name
    leavesAt = run.leavesAt.description
    backAt = run.backAt.description
    tollFree = run.toll.isFree
    stops = run.stops.enumerated().map { index, stop in
      func cargo(_ end: KeyPath<RunCargo, Int>) -> [Int] {
        run.cargo.indices.filter { run.cargo[$0][keyPath: end] == index + 1 }.map { $0 + 1 }
      }
      return Stop(
        stop: index + 1, place: stop.place, arrivesAt: stop.arrivesAt.description, beginsAt: stop.beginsAt.description,
        leavesAt: stop.leavesAt.description, state: stop.state.name, loads: cargo(\.from), unloads: cargo(\.to),
        assumed: catalogue.place(stop.place)?.position.assumed ?? true)
    }
    cargo = run.cargo.enumerated().map { Cargo(number: $0 + 1, $1) }
    passages = run.toll.passages.map {
      Passage(toStop: $0.to, entry: $0.entry, exit: $0.exit, tollFree: $0.isFree, tollFen: $0.isFree ? 0 : $0.toll.fen, rule: $0.rule)
    }
    kilometres = Double(run.cost.metres) / 1000
    drivingFen = run.cost.driving.fen
    timeFen = run.cost.time.fen
    tollsFen = run.cost.tolls.fen
    tollSavedFen = run.toll.saved.fen
    costFen = try run.cost.total().fen
    bookedAt = run.booking?.at.description
    entersAt = run.booking?.entersAt.description
    booking = run.booking.map(\.number).flatMap { $0.isEmpty ? nil : $0 }
    events = run.events.map {
      Event(kind: $0.kind.name, stop: $0.stop, at: $0.at.description, actor: $0.actor, reason: $0.reason.isEmpty ? nil : $0.reason)
    }
  }
}

extension RunView.Cargo {
  init(number: Int, _ piece: RunCargo) {
    cargo = number
    product = piece.product
    count = piece.count
    grams = piece.mass.grams
    litres = (piece.volume + 999_999) / 1_000_000
    from = piece.from
    to = piece.to
    state = piece.state.name
    refused = piece.refused > 0 ? piece.refused : nil
    switch piece.kind {
    case .part(let id, let line, let number): (order, part) = (id.description, "\(line).\(number)")
    case .parcel(let name): parcel = name
    case .riders(let name): riders = name
    case .other(let name): other = name
    }
  }
}
