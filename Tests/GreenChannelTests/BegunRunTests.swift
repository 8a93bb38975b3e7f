import Catalogue
import Dispatching
import Distances
import GreenChannel
import Ledger
import Measures
import Testing

@Suite("A run that has begun and is planned anew")
struct BegunRunTests {
  private typealias S = SmallDay

  @Test("keeps what was loaded at the depot, takes more along, and leaves no sooner than now", arguments: [0, 30] as [Int64])
  func loading(lateMinutes: Int64) throws {
    let (parcel, goods) = (S.haul(.parcel("P"), from: S.depot, to: S.village), S.haul(.parcel("Q")))
    var run = try S.run([parcel, goods])
    _ = try run.load(at: S.at("04:50"), by: "driver")
    let now = run.leavesAt.advanced(byMilliseconds: lateMinutes * 60_000)
    var aboard = parcel
    aboard.aboard = run.id
    let more = S.haul(.parcel("R"), from: S.depot, to: S.village)
    let plan = try S.plan(S.task([aboard, goods, more], runs: [run], now: now))
    let draft = try #require(plan.drafts.first)
    #expect(plan.unplanned.isEmpty && plan.drafts.count == 1 && draft.continues == run.id)
    #expect(draft.cargo[0].kind == parcel.kind && draft.cargo[0].state == .aboard && draft.leavesAt >= now)
    try run.revise(to: draft)
    #expect(run.cargo.contains { $0.kind == more.kind && $0.from == 0 })
    #expect(try RunChecker(S.county, S.roads(), hauls: [parcel, goods, more]).violations(of: run).isEmpty)
    // Planned once more at the same time, nothing moves.
    let again = try S.plan(S.task([aboard, goods, more], runs: [run], now: now))
    #expect(again.drafts.first?.leavesAt == run.leavesAt && again.drafts.first?.backAt == run.backAt)
  }

  @Test("that was not loaded yet leaves later where it is late")
  func notBegun() throws {
    let haul = S.haul()
    var run = try S.run([haul])
    let now = run.leavesAt.advanced(byMilliseconds: 3_600_000)
    let draft = try #require(try S.plan(S.task([haul], runs: [run], now: now)).drafts.first)
    try run.revise(to: draft)
    #expect(run.leavesAt >= now)
    #expect(try RunChecker(S.county, S.roads(), hauls: [haul]).violations(of: run).isEmpty)
  }

  // MARK: Toll-free passage

  /// A motorway on every leg, for 10 yuan.
  private func tolls(_ vehicle: Vehicle) throws -> RoadTable {
    let open = S.roads()
    let legs = (0..<open.size * open.size).map { $0 / open.size == $0 % open.size ? Int16(-1) : 0 }
    return RoadTable(
      stops: open.stops, metres: open.metres, seconds: open.seconds, passages: [.init(entry: "gucheng", exit: "shihua", metres: 9000)],
      passageOfLeg: legs, tollClasses: [try #require(vehicle.tollClass)], tollFen: [[1000]], origin: .file("test"))
  }

  @Test("pays on where it left without a booking, and passes free where it was booked", arguments: [true, false])
  func unbooked(isBooked: Bool) throws {
    var eggs = S.haul(.other("eggs"), count: 50, kilograms: 1600)
    eggs.product = S.county.product("egg")
    let roads = try tolls(S.vehicle())
    let plan = try S.plan(S.task([eggs], roads: roads))
    var run = try #require(plan.drafts.first).run(DeliveryRun.ID(number: 1), on: S.day)
    #expect(run.toll.passages.map(\.isFree) == [false, true, false] && run.toll.saved.fen == 1000 && run.cost.tolls.fen == 2000)
    let checker = RunChecker(S.county, roads, hauls: [eggs])
    #expect(try checker.violations(of: run).isEmpty)
    if isBooked {
      let at = run.leavesAt.advanced(byMilliseconds: -5 * 3_600_000)
      try run.book(Booking(at: at, entersAt: run.leavesAt, number: "Y1"), leadMinutes: 240, validMinutes: 1440)
    }
    _ = try run.start(at: run.leavesAt, by: "driver")
    // The engine's word for it, as the command says it.
    if !isBooked {
      #expect(try checker.violations(of: run).map(\.rule) == [.tolls, .tolls])
      try run.payTolls(by: TollFreeRule.notBooked.rawValue)
    }
    #expect(try checker.violations(of: run).isEmpty)
    let draft = try #require(try S.plan(S.task([eggs], roads: roads, runs: [run], now: run.leavesAt)).drafts.first)
    try run.revise(to: draft)
    #expect(run.toll.passages.map(\.isFree) == [false, isBooked, false] && run.cost.tolls.fen == (isBooked ? 2000 : 3000))
    #expect(run.toll.passages[1].rule == (isBooked ? TollFreeRule.shareOfMass : .notBooked).rawValue)
    #expect(try checker.violations(of: run).isEmpty)
  }

  // MARK: The cold

  @Test("in a refrigerated vehicle keeps goods for as long as they keep there, which in winter may be less than in the open")
  func chilled() throws {
    let month = S.day.civil.month
    func loss(_ product: Product, _ body: Vehicle.Body) -> Int64? {
      S.county.vehicles.first { $0.body == body }.flatMap { S.county.boxDecicelsius(of: $0, month: month) }
        .map(product.lifeLossMillionths(perHourAt:))
    }
    let product = try #require(S.county.products.first { loss($0, .dry) != loss($0, .refrigerated) })
    for body in [Vehicle.Body.dry, .refrigerated] {
      let vehicle = try #require(S.county.vehicles.first { $0.body == body })
      var haul = S.haul(.other("goods"), count: 50)
      haul.product = product
      // Life for a ride of half an hour and eight minutes of papers, and not for a second less.
      let perHour = try #require(loss(product, body))
      for (seconds, fits) in [(2280 + 60, true), (2280 - 60, false)] as [(Int64, Bool)] {
        haul.life = Haul.Life(left: 500_000 + perHour * seconds / 3600, needed: 500_000)
        var own = vehicle
        own.depot = S.depot
        let other = try #require(S.county.vehicles.first { $0.body == (body == .dry ? .refrigerated : .dry) })
        let plan = try S.plan(S.task([haul], vehicles: [own]))
        #expect(plan.unplanned.isEmpty == fits, "\(body) \(seconds)")
        // With both there, whoever carries it keeps it fresh.
        let both = try S.plan(S.task([haul], vehicles: [own, other]))
        for draft in both.drafts {
          let found = try RunChecker(S.county, S.roads(), hauls: [haul]).violations(of: draft.run(DeliveryRun.ID(number: 1), on: S.day))
          #expect(!found.contains { $0.rule == .stale }, "\(body) \(seconds)")
        }
      }
    }
  }
}
