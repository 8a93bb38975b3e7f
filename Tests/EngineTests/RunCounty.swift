import Catalogue
import Dispatching
import Engine
import Ledger
import Measures
import Messages
import Ordering

/// What runs are tried on: the county's chestnuts lie in the village, go to the town, and vans of the town and of the village carry them.
extension TestCounty {
  static let tomorrow = today.advanced(by: 1)

  static func van(_ id: String, ratedKilograms: Int64 = 1000, depot: Place.ID = "town") -> Vehicle {
    Vehicle(
      id: id, name: Text(zh: id, en: id), body: .dry, vehicleClass: "truck-2-axle", rated: Mass(grams: ratedKilograms * 1000),
      unladen: Mass(grams: 2_000_000), outline: Outline(length: 5000, width: 2000, height: 2500),
      box: Outline(length: 3000, width: 1500, height: 1500), seats: 1, carrier: "carrier", depot: depot, costPerKilometre: Money(fen: 150),
      costPerHour: Money(fen: 3600), shift: 300..<1140, excluded: nil, source: "test")
  }

  /// With lots of a tonne of chestnuts, and orders for tomorrow of so many kilograms each, packed where `packed` says so.
  static func withOrders(_ kind: Kind, _ kilograms: [Int64] = [10, 20], packed: Bool = true) throws -> TestCounty {
    let vehicles =
      [van("van"), van("van-2"), van("cart", ratedKilograms: 5), van("unmeasured", ratedKilograms: 0)]
      + ["local", "local-2"].map { van($0, depot: "village") }
    var tolls = TollFreeRules()
    tolls.terms = [
      TollFreeTerms(
        id: "test", loadMin: Share(80, over: 100), otherFarmGoodsMax: Share(0, over: 1), overloadMax: Share(0, over: 1),
        bookingLeadMinutes: 120, bookingValidMinutes: 1440, validity: .always, source: "test")
    ]
    let county = try TestCounty(kind, catalogue: catalogue(vehicles: vehicles, tollFreeRules: tolls))
    try county.command(receive(1_000_000))
    for (index, count) in kilograms.enumerated() {
      try county.command(place([("chestnut-1kg", count)], on: tomorrow), key: "N\(index)")
      if packed { try county.command(change(Int64(index + 1), .pack([]))) }
    }
    return county
  }

  static func at(_ clock: String) -> Instant { Instant("2020-10-08T\(clock)")! }

  /// From the village to the town, with whole orders.
  static func draft(_ orders: [(order: Int64, kilograms: Int64)], vehicle: String = "van", from clock: String = "06:00") -> RunDraft {
    let begin = at(clock)
    func later(_ minutes: Int64) -> Instant { begin.advanced(byMilliseconds: minutes * 60_000) }
    return RunDraft(
      vehicle: vehicle, leavesAt: begin, backAt: later(120),
      stops: [
        RunStop(place: "village", arrivesAt: later(30), beginsAt: later(30), leavesAt: later(40)),
        RunStop(place: "town", arrivesAt: later(70), beginsAt: later(70), leavesAt: later(90)),
      ],
      cargo: orders.map { order, kilograms in
        RunCargo(
          kind: .part(Order.ID(number: order), line: 1, part: 1), product: "chestnut", count: kilograms,
          mass: Mass(grams: kilograms * 1000),
          volume: kilograms * 1_000_000, from: 1, to: 2)
      }, cost: RunCost(metres: 40_000, driving: Money(fen: 6000), time: Money(fen: 7200)), toll: RunToll(isFree: true))
  }

  @discardableResult
  func adopt(_ drafts: RunDraft..., on day: Day = tomorrow, at now: Instant = now) throws -> [DeliveryRun.ID] {
    guard case .runs(let ids) = try command(.adoptPlan(AdoptPlan(day: day, runs: drafts)), at: now) else { return [] }
    return ids
  }

  @discardableResult
  func run(_ number: Int64, _ step: RunStep) throws -> DeliveryRun {
    let id = DeliveryRun.ID(number: number)
    try command(.changeRun(ChangeRun(run: id, step: step)), at: TestCounty.at("20:00"))
    return try store().runs([id])[0]
  }

  @discardableResult
  func report(
    _ number: Int64, _ kind: RunEvent.Kind, stop: Int, _ clock: String, _ amounts: [RunEvent.Amount] = [], isSound: Bool = true,
    reason: String = ""
  ) throws -> DeliveryRun {
    try run(
      number, .report(RunEvent(kind: kind, stop: stop, at: TestCounty.at(clock), amounts: amounts, isSound: isSound, reason: reason)))
  }

  /// Through everything up to the town's ramp, with all aboard.
  func driveToTown(_ number: Int64 = 1) throws {
    try run(number, .start(at: TestCounty.at("06:00")))
    try report(number, .arrived, stop: 1, "06:30")
    try report(number, .loaded, stop: 1, "06:40")
    try report(number, .left, stop: 1, "06:41")
    try report(number, .arrived, stop: 2, "07:10")
  }
}

extension RunDraft {
  /// The same, so many hours later.
  func later(hours: Int64) -> RunDraft {
    func later(_ at: Instant) -> Instant { at.advanced(byMilliseconds: hours * 3_600_000) }
    var draft = self
    (draft.leavesAt, draft.backAt) = (later(leavesAt), later(backAt))
    draft.stops = stops.map {
      RunStop(place: $0.place, arrivesAt: later($0.arrivesAt), beginsAt: later($0.beginsAt), leavesAt: later($0.leavesAt))
    }
    return draft
  }
}
