import Testing

@testable import Routing

@Suite("Of several vehicle types the search takes the one that a whole route is cheapest with")
struct FleetMixTests {
  /// Twelve stops in a row, which one large vehicle can serve, or six small ones of which each is cheaper than the large one.
  static func problem() throws -> Problem {
    let stops = (1...12).map { Stop(number: $0, place: $0, window: TimeWindow(open: 0, close: 10_000), serviceSeconds: 0) }
    let legs = (0..<13).flatMap { from in (0..<13).map { to in Int32(abs(from - to)) } }
    func vehicle(_ capacity: Int, _ fixedCost: Int) -> VehicleType {
      VehicleType(
        count: 12, capacity: [capacity], start: 0, end: 0, shift: TimeWindow(open: 0, close: 10_000), fixedCost: fixedCost)
    }
    return try Problem(
      name: "mix", stops: stops, jobs: stops.indices.map { Job(.delivery(at: $0), load: [1]) },
      vehicles: [vehicle(2, 100), vehicle(12, 300)],
      profiles: [TravelProfile(size: 13, legs: legs)])
  }

  @Test("though an insertion alone would open small ones")
  func large() throws {
    let result = Solver.plan(try FleetMixTests.problem(), steps: 2_000)
    #expect(result.plan.routes.map(\.vehicle) == [1])
    #expect(result.cost.total == 324)
  }

  @Test("and an exchange is undone exactly, or leaves everything derived as it should be")
  func undo() throws {
    let data = SearchData(try FleetMixTests.problem())
    let search = Search<EveryRule>(data, seed: 3)
    search.build()
    for slack in [Int.min / 4, 10_000] {
      for _ in 0..<100 {
        let before = SearchTests.state(search)
        if !search.exchangeVehicles(below: slack) { #expect(SearchTests.state(search) == before) }
        let now = SearchTests.state(search)
        for slot in 0..<data.slotCount { search.refresh(slot) }
        #expect(SearchTests.state(search) == now)
        #expect(PlanCost(of: data.plan(of: SearchTests.routes(search)), in: data.problem).total == search.cost)
        _ = search.step(below: search.cost + 50)
      }
    }
  }
}
