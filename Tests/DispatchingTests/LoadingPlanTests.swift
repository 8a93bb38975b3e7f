import Dispatching
import Ledger
import Measures
import Testing

@Suite("A loading plan")
struct LoadingPlanTests {
  private func piece(_ from: Int, _ to: Int, grams: Int64 = 1000, kind: RunCargo.Kind = .other("")) -> RunCargo {
    RunCargo(kind: kind, product: nil, count: 1, mass: Mass(grams: grams), volume: 1_000_000, from: from, to: to)
  }

  private func run(stops: Int, _ cargo: [RunCargo]) -> DeliveryRun {
    let at = Instant(milliseconds: 0)
    let stop = RunStop(place: "shop", arrivesAt: at, beginsAt: at, leavesAt: at)
    return DeliveryRun(
      id: DeliveryRun.ID(number: 1), day: at.day, vehicle: "van", leavesAt: at, backAt: at, stops: Array(repeating: stop, count: stops),
      cargo: cargo, cost: RunCost(), toll: RunToll())
  }

  @Test("is the reverse order of the stops")
  func reversed() throws {
    let plan = try LoadingPlan(run(stops: 3, [piece(0, 1), piece(0, 3), piece(0, 2), piece(0, 3), piece(0, 4)]))
    #expect(plan.loadings.map(\.stop) == [0])
    #expect(plan.loadings[0].goingIn.map(\.to) == [4, 3, 2, 1])
    #expect(plan.loadings[0].goingIn.map(\.cargo) == [[5], [2, 4], [3], [1]])
    #expect(plan.loadings[0].goingIn[1].mass == Mass(grams: 2000))
    #expect(plan.loadings[0].inTheWay == [])
  }

  @Test("puts goods taken on later at their place, and says what is in the way")
  func takenOnLater() throws {
    let plan = try LoadingPlan(run(stops: 4, [piece(0, 2), piece(0, 4), piece(1, 3), piece(1, 4), piece(2, 3)]))
    #expect(plan.loadings.map(\.stop) == [0, 1, 2])
    let second = plan.loadings[1]
    #expect(second.layers.map(\.to) == [4, 4, 3, 2])
    #expect(second.layers.map(\.isNew) == [false, true, true, false])
    #expect(second.inTheWay.map(\.to) == [2])
    // What was for stop 2 is gone by then.
    #expect(plan.loadings[2].layers.map(\.to) == [4, 3, 3])
    #expect(plan.loadings[2].inTheWay == [])
  }

  @Test("leaves people out, and what another vehicle took over")
  func notGoods() throws {
    var moved = piece(0, 1)
    moved.kind = .riders("班车")
    #expect(try LoadingPlan(run(stops: 1, [moved])).loadings == [])
  }

  @Test("never has to move anything at a stop where goods are handed over only", arguments: 0..<200)
  func property(_: Int) throws {
    let seed = UInt64.random(in: 1...UInt64.max)
    var random = RandomStream(seed: seed)
    let stops = Int(random.int(in: 1...9))
    let cargo = (0..<random.int(in: 1...20)).map { _ in
      let from = Int(random.int(in: 0...Int64(stops)))
      return piece(from, Int(random.int(in: Int64(from + 1)...Int64(stops + 1))), grams: random.int(in: 1...5000))
    }
    let plan = try LoadingPlan(run(stops: stops, cargo))
    for loading in plan.loadings {
      let order = loading.layers.map(\.to)
      #expect(order == order.sorted(by: >), "seed \(seed)")
      let aboard = cargo.indices.filter { cargo[$0].from <= loading.stop && loading.stop < cargo[$0].to }.map { $0 + 1 }
      #expect(loading.layers.flatMap(\.cargo).sorted() == aboard, "seed \(seed)")
      #expect(loading.inTheWay.allSatisfy { way in loading.goingIn.contains { $0.to >= way.to } }, "seed \(seed)")
    }
    #expect(plan.loadings.flatMap { $0.goingIn.flatMap(\.cargo) }.sorted() == Array(1...cargo.count), "seed \(seed)")
  }
}
