import Catalogue
import Dispatching
import Distances
import GreenChannel
import Ledger
import Measures
import Testing

@Suite("A haul that no vehicle can ever carry")
struct HindranceTests {
  private typealias S = SmallDay

  private func hindrances(_ plan: DayPlan, _ hauls: [Haul]) -> [RunCargo.Kind: Hindrance] {
    Dictionary(uniqueKeysWithValues: plan.unplanned.compactMap { item in item.hindrance.map { (hauls[item.haul].kind, $0) } })
  }

  @Test("is left out alone, with its reason, and everything else is planned")
  func alone() throws {
    let (van, bus) = (S.vehicle(), S.vehicle("gucheng-hao-1"))
    let hauls = [
      S.haul(.parcel("fits")), S.haul(.parcel("heavy"), kilograms: 20_000), S.haul(.parcel("bulky"), litres: 1_000_000),
      S.haul(.riders("crowd"), count: 99, kilograms: 0, litres: 0), S.haul(.riders("crew"), count: 9, kilograms: 0, litres: 0),
      S.haul(.parcel("nowhere"), to: "moon"), S.haul(.parcel("cut-off"), to: S.market),
    ]
    let roads = S.roads(without: [S.depot, S.village, S.shop].map { ($0, S.market) })
    let plan = try S.plan(S.task(hauls, roads: roads, vehicles: [van, bus]))
    #expect(Set(plan.drafts.flatMap { $0.cargo.map(\.kind) }) == [.parcel("fits"), .riders("crew")])
    let most = S.county.tollFreeRules.payloadMax(of: van)
    #expect(
      hindrances(plan, hauls) == [
        .parcel("heavy"): .tooHeavy(Mass(grams: 20_000_000), most: most),
        .parcel("bulky"): .tooVoluminous(1_000_000_000_000, most: try van.box.volume()),
        .riders("crowd"): .tooMany(99, seats: bus.seats), .parcel("nowhere"): .noRoad("moon"), .parcel("cut-off"): .noRoad(S.market),
      ])
    #expect(plan.unplanned.count == 5)
  }

  @Test("up to the gram and the litre that a vehicle holds is none")
  func limits() throws {
    let van = S.vehicle()
    let most = S.county.tollFreeRules.payloadMax(of: van)
    var (full, over) = (S.haul(.parcel("full")), S.haul(.parcel("over")))
    full.mass = most
    over.mass = Mass(grams: most.grams + 1)
    let plan = try S.plan(S.task([full, over]))
    #expect(plan.drafts.map { $0.cargo.map(\.kind) } == [[.parcel("full")]])
    #expect(hindrances(plan, [full, over]) == [.parcel("over"): .tooHeavy(over.mass, most: most)])
  }

  @Test("has all the others of its way hindered, where only its own place joined theirs to the depot")
  func fallsTogether() throws {
    // The market is reached from the village alone, and nobody has to go to the village but who is too heavy.
    let roads = S.roads(without: [(S.depot, S.market), (S.shop, S.market)])
    let hauls = [
      S.haul(.parcel("heavy"), kilograms: 20_000, from: S.village, to: S.shop), S.haul(.parcel("far"), from: S.market, to: S.shop),
    ]
    let plan = try S.plan(S.task(hauls, roads: roads))
    #expect(plan.drafts.isEmpty && hindrances(plan, hauls)[.parcel("far")] == .noRoad(S.market))
    let both = [S.haul(.parcel("near"), from: S.village, to: S.market), S.haul(.parcel("far"), from: S.market, to: S.shop)]
    #expect(try S.plan(S.task(both, roads: roads)).unplanned.isEmpty)
  }

  @Test("is told of people without a bus, and of goods without a van")
  func noVehicle() throws {
    let people = S.haul(.riders("crew"), count: 3, kilograms: 0, litres: 0)
    #expect(hindrances(try S.plan(S.task([people])), [people]) == [people.kind: .noVehicle])
    #expect(hindrances(try S.plan(S.task([people], vehicles: [])), [people]) == [people.kind: .noVehicle])
    let goods = S.haul()
    #expect(hindrances(try S.plan(S.task([goods], vehicles: [S.vehicle("gucheng-hao-1")])), [goods]) == [goods.kind: .noVehicle])
  }

  @Test("stays aboard where it is, and comes home")
  func aboard() throws {
    var run = try S.run([S.haul(.parcel("P"), from: S.village, to: S.shop)])
    _ = try run.start(at: run.leavesAt, by: "driver")
    let at = run.stops[0].leavesAt
    for kind in [RunEvent.Kind.arrived, .loaded, .left] { _ = try run.take(RunEvent(kind: kind, stop: 1, at: at)) }
    var haul = S.haul(.parcel("P"), from: S.village, to: S.shop)
    haul.aboard = run.id
    let roads = S.roads(without: [S.depot, S.village, S.market].map { ($0, S.shop) })
    let more = S.haul(.parcel("Q"), from: S.village, to: S.market)
    let plan = try S.plan(S.task([haul, more], roads: roads, runs: [run], now: at))
    let draft = try #require(plan.drafts.first)
    #expect(draft.continues == run.id && draft.cargo.map(\.kind) == [.parcel("P"), .parcel("Q")])
    #expect(draft.cargo[0].to == draft.stops.count + 1)
    #expect(hindrances(plan, [haul, more]) == [.parcel("P"): .noRoad(S.shop)])
    try run.revise(to: draft)
  }
}
