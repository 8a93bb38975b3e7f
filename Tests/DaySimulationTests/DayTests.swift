import Catalogue
import Dispatching
import GreenChannel
import Measures
import Simulation
import Testing

@testable import DaySimulation

@Suite("A simulated day")
struct DayTests {
  @Test("on which nothing goes wrong is the day that was planned: as soon, as far, for the same tolls, with everything in time")
  func calm() throws {
    let day = try PlannedDay.simulated(PlannedDay.calm)
    let outcome = day.live(seed: 1, replicate: 0)
    let runs = PlannedDay.day.runs
    for (run, script) in zip(runs, day.script.runs) {
      for (index, stop) in run.stops.enumerated() {
        let began = try #require(outcome.begins[script.firstVisit + index], "\(run.id) stop \(index + 1)")
        let planned = Int(stop.beginsAt.milliseconds - Instant(startOf: run.day).milliseconds)
        #expect(began <= planned, "\(run.id) stop \(index + 1)")
      }
    }
    #expect(outcome.onTime == outcome.due && outcome.due > 30)
    #expect(outcome.lostFen.allSatisfy { $0 == 0 } && outcome.broken == 0)
    #expect(outcome.tolls == Double(runs.reduce(0) { $0 + $1.cost.tolls.fen }))
    #expect(outcome.tollsSaved == Double(runs.reduce(0) { $0 + $1.toll.saved.fen }))
    // Who waits less than was planned is home sooner, and no sooner than the kilometres allow.
    let driving = Double(runs.reduce(0) { $0 + $1.cost.driving.fen })
    let planned = Double(try runs.reduce(Money.zero) { try $0 + $1.cost.driving + $1.cost.time }.fen)
    #expect(outcome.cost > driving && outcome.cost <= planned + Double(runs.count))
  }

  @Test("is the same for the same seed and number, on one thread and on two, and another for another")
  func repeatable() throws {
    let day = try PlannedDay.simulated()
    let one = try Replicates(threads: 1).run(12) { day.live(seed: 7, replicate: $0) }
    let two = try Replicates(threads: 2).run(12) { day.live(seed: 7, replicate: $0) }
    #expect(one == two && Set(one).count == 12)
    #expect(day.live(seed: 8, replicate: 0) != one[0])
  }

  @Test("of a policy compared with itself differs by exactly nothing")
  func itself() throws {
    let day = try PlannedDay.simulated()
    let outcomes = (0..<5).map { day.live(.leave, seed: 3, replicate: $0) }
    let comparison = try DayComparison(.leave, outcomes, with: outcomes)
    for interval in [comparison.onTime, comparison.cost, comparison.lost] { #expect(interval.low == 0 && interval.high == 0) }
  }

  @Test("accounts for every millisecond that a vehicle is out", arguments: [Policy.asPlanned, .wait, .leave, .spareVehicle])
  func time(policy: Policy) throws {
    let day = try PlannedDay.simulated([.breakdowns: 200, .closures: 20, .othersPerHour: 3])
    for replicate in 0..<10 {
      var simulator = Simulator(DayModel(day, policy: policy, seed: 5, replicate: replicate))
      var home: [Int: Int] = [:]
      simulator.run { time, event in if case .arrives(let run) = event { home[Int(run)] = time } }
      let outcome = simulator.model.outcome
      let out = simulator.model.vehicles.indices.reduce(0) { $0 + home[$1]! - simulator.model.vehicles[$1].startedAt }
      #expect(outcome.driving + outcome.working + outcome.waiting + outcome.broken == out, "replicate \(replicate)")
      #expect(simulator.model.vehicles.allSatisfy { $0.phase == .home && $0.route.isEmpty })
    }
  }

  @Test("carries each piece to one end: handed over, refused, or left where it lay")
  func pieces() throws {
    let day = try PlannedDay.simulated([.daySpread: 1, .refusal: 0.3, .lateRefusal: 0.5])
    var seen: Set<DayModel.Cargo.State> = []
    for replicate in 0..<20 {
      var simulator = Simulator(DayModel(day, policy: .asPlanned, seed: 5, replicate: replicate))
      simulator.run()
      let states = simulator.model.cargo.map(\.state)
      #expect(!states.contains(.planned) && !states.contains(.aboard))
      seen.formUnion(states)
    }
    #expect(seen == [.delivered, .refused, .left])
  }

  @Test("at one temperature takes from goods what their shelf-life curve says: hours aboard over the hours that they keep")
  func closedForm() throws {
    let day = try PlannedDay.simulated(PlannedDay.calm)
    var simulator = Simulator(DayModel(day, policy: .asPlanned, seed: 1, replicate: 0))
    var home: [Int: Int] = [:]
    simulator.run { time, event in if case .arrives(let run) = event { home[Int(run)] = time } }
    let outside = Double(PlannedDay.catalogue.riding.outsideDecicelsius[6]) / 10
    var compared = 0
    for (index, run) in day.script.runs.enumerated() where run.vehicle.boxDecicelsius == nil {
      let hours = Double(home[index]! - simulator.model.vehicles[index].startedAt) / 3_600_000
      for (position, product) in day.script.products.enumerated() {
        let keeps = Double(product.shelfLifeHours(at: Int64(outside * 10)))
        #expect(abs(simulator.model.vehicles[index].lost[position] - hours / keeps) < 1e-9, "\(run.id) \(product.id)")
        compared += 1
      }
    }
    #expect(compared > 0)
  }

  @Test("with open doors takes more from chilled goods than with closed ones")
  func openDoors() throws {
    let closed = try PlannedDay.simulated(PlannedDay.calm.merging([.openMinutes: 1440]) { $1 }).live(seed: 1, replicate: 0)
    let open = try PlannedDay.simulated(PlannedDay.calm.merging([.openMinutes: 1]) { $1 }).live(seed: 1, replicate: 0)
    #expect(open.lifeLostFen > closed.lifeLostFen)
  }

  @Test("has fewer pieces in time where traffic, queues or breakdowns are worse")
  func worse() throws {
    func share(_ changes: [DayFigures.Key: Double]) throws -> Double {
      let day = try PlannedDay.simulated(PlannedDay.calm.merging(changes) { $1 })
      return (0..<40).reduce(0) { $0 + day.live(seed: 2, replicate: $1).onTimeShare } / 40
    }
    let calm = try share([:])
    #expect(calm == 1)
    for changes in [[DayFigures.Key.daySpread: 0.5], [.breakdowns: 300], [.othersPerHour: 6, .shopDocks: 1]] {
      #expect(try share(changes) < calm, "\(changes)")
    }
  }

  @Test("is kept out of its way by what does not concern it: more customers change no drive")
  func commonNumbers() throws {
    let one = try PlannedDay.simulated().live(seed: 4, replicate: 3)
    let other = try PlannedDay.simulated([.demand: 2]).live(seed: 4, replicate: 3)
    #expect(one.begins == other.begins && one.cost == other.cost && one.customers < other.customers)
  }

  @Test("with a spare vehicle stands still no longer than with repairs, and often less")
  func spare() throws {
    let day = try PlannedDay.simulated([.breakdowns: 100, .repairMinutes: 240])
    var sooner = 0
    for replicate in 0..<30 {
      let (planned, spare) = (day.live(seed: 9, replicate: replicate), day.live(.spareVehicle, seed: 9, replicate: replicate))
      if spare.broken < planned.broken { sooner += 1 }
    }
    #expect(sooner > 15)
  }

  @Test("that begins earlier leaves earlier by as much")
  func earlier() throws {
    let day = try PlannedDay.simulated(PlannedDay.calm)
    var departures: [Int] = []
    _ = day.replay(.earlierStart(minutes: 30), seed: 1, replicate: 0) { if $0.name == "leaves" { departures.append($0.time) } }
    #expect(departures.sorted() == day.script.runs.map { $0.leavesAt - 1_800_000 }.sorted())
  }

  @Test("sells no more than came, and tells when a shelf is empty")
  func shelves() throws {
    let day = try PlannedDay.simulated([.demand: 3])
    let outcome = day.live(seed: 1, replicate: 0)
    let planned = day.script.shelves.reduce(0) { $0 + Int($1.packs) }
    #expect(outcome.customers - outcome.unserved <= planned && outcome.unserved > 0)
    #expect(outcome.soldOut.contains { $0 != nil })
  }
}

@Suite("A day that cannot be simulated is refused")
struct DayRefusalTests {
  @Test("without runs that are still to leave")
  func noRuns() throws {
    #expect(throws: DayFault.noRuns) { try DayScript([], PlannedDay.day.task) }
  }

  @Test("where nobody asks for the cargo any more")
  func gone() throws {
    var task = PlannedDay.day.task
    let kind = PlannedDay.day.runs[0].cargo[0].kind
    task.hauls.removeAll { $0.kind == kind }
    #expect(throws: DayFault.cargoGone(run: "R-1", cargo: kind.description)) { try DayScript(PlannedDay.day.runs, task) }
  }

  @Test("where the Catalogue lacks a figure, or has one that means nothing")
  func figures() throws {
    var terms = PlannedDay.catalogue.simulation
    terms.figures.removeAll { $0.id == "travel.leg-cv" }
    #expect(throws: DayFault.missingFigure("travel.leg-cv")) { try DayFigures(terms) }
    #expect(throws: DayFault.figureOutOfRange("fog.chance", 1.5)) { try PlannedDay.figures([.fogChance: 1.5]) }
    #expect(throws: DayFault.figureOutOfRange("breakdown.rate", -1)) { try PlannedDay.figures([.breakdowns: -1]) }
  }

  @Test("under a policy that there is not", arguments: ["", "earlier-start", "earlier-start=0", "earlier-start=x", "fly"])
  func policy(name: String) { #expect(throws: DayFault.unknownPolicy(name)) { try Policy(name) } }
}
