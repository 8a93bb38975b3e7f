import Catalogue
import Dispatching
import GreenChannel
import Measures
import Simulation

extension DayModel {
  mutating func leaveDepot(_ run: Int, _ kernel: inout Kernel<DayEvent>) {
    let vehicle = script.runs[run].vehicle
    vehicles[run].startedAt = kernel.now
    vehicles[run].since = kernel.now
    vehicles[run].airAt = kernel.now
    if let high = script.outsideHigh {
      vehicles[run].air = BoxAir(
        kept: vehicle.boxDecicelsius.map { Double($0) / 10 }, outside: OutsideAir(high: high, swing: figures[.swing]), at: kernel.now,
        coolingMinutes: figures[.coolingMinutes], openMinutes: figures[.openMinutes])
    }
    for piece in script.runs[run].loads { load(piece, run) }
    drive(run, &kernel)
  }

  /// Drives to the next stop, or home.
  mutating func drive(_ run: Int, _ kernel: inout Kernel<DayEvent>) {
    let leg = way(run)
    guard leg.road >= 0 else {
      enter(.driving, run, kernel.now)
      kernel.schedule(.arrives(Int32(run)), after: 0)
      return
    }
    let isClosed = closed[leg.road] > 0
    if isClosed && policy == .wait {
      enter(.waiting, run, kernel.now)
      waitingForRoad[leg.road, default: []].append(run)
      return
    }
    enter(.driving, run, kernel.now)
    let times = isClosed ? figures[.detour] : 1
    var duration = inFog(Double(leg.duration) * times * factor(run, leg), kernel.now)
    vehicles[run].metres += Double(leg.metres) * times
    duration += passToll(run, leg)
    let driving = Int(duration + 0.5)
    // Who would drive for more than four hours rests for twenty minutes first.
    let rests = vehicles[run].driven + driving > DayModel.drivenMost
    vehicles[run].driven = (rests ? 0 : vehicles[run].driven) + driving
    let milliseconds = driving + (rests ? DayModel.rest : 0)
    vehicles[run].drive = kernel.begin(.arrives(Int32(run)), lasting: milliseconds)
    expectBreakdown(run, milliseconds, &kernel)
  }

  /// Article 62 of the Regulation on the Implementation of the Road Traffic Safety Law.
  static let drivenMost: Milliseconds = 4 * 3_600_000
  static let rest: Milliseconds = 20 * 60_000

  /// The way to the next stop, or home. A stop that was put off is come to from wherever the vehicle is: by as long a way as was planned.
  func way(_ run: Int) -> DayScript.Leg {
    vehicles[run].route.first.map { script.runs[run].visits[$0].way } ?? script.runs[run].home
  }

  /// The position of the visit at hand among those of all runs; behind the last of its run for the way home.
  func number(_ run: Int) -> Int {
    script.runs[run].firstVisit + run + (vehicles[run].route.first ?? script.runs[run].visits.count)
  }

  private func factor(_ run: Int, _ leg: DayScript.Leg) -> Double {
    var (road, drive) = (streams.stream(entity: leg.road, .road), streams.stream(entity: number(run), .drive))
    return dayFactor * laws.road.draw(from: &road) * laws.leg.draw(from: &drive)
  }

  /// What is driven before the fog lifts takes longer.
  private func inFog(_ duration: Double, _ now: Milliseconds) -> Double {
    let left = Double(fogEnds - now)
    guard left > 0 else { return duration }
    let slowdown = figures[.fogSlowdown]
    return duration * slowdown <= left ? duration * slowdown : duration + left * (1 - 1 / slowdown)
  }

  /// - Returns: milliseconds at the booth beyond what any vehicle needs.
  private mutating func passToll(_ run: Int, _ leg: DayScript.Leg) -> Double {
    guard let toll = leg.toll else { return 0 }
    guard vehicles[run].isAltered ? passesFree(run) : leg.isFree else {
      outcome.tolls += Double(toll)
      return 0
    }
    var inspection = streams.stream(entity: number(run), .inspection)
    let time = figures[.inspectionMinutes] * 60_000
    if inspection.unit() < figures[.exemptionRefused] {
      outcome.tolls += Double(toll)
    } else {
      outcome.tollsSaved += Double(toll)
    }
    return time
  }

  /// Whether what is aboard by now, which is not what was planned, passes toll-free.
  private func passesFree(_ run: Int) -> Bool {
    let aboard = pieces(of: run).filter { isAboard($0) }.map { script.pieces[$0].cargo }
    let load = Load(aboard, script.catalogue, hasCertificate: script.hasCertificate)
    let check = TollFreeCheck(script.catalogue.tollFreeRules, script.runs[run].vehicle, on: script.day)
    return (try? check.verdict(on: load))?.isFree ?? false
  }

  /// At a stop, or home.
  mutating func arrive(_ run: Int, _ kernel: inout Kernel<DayEvent>) {
    vehicles[run].drive = nil
    air(run, kernel.now)
    guard let visit = vehicles[run].route.first else { return comeHome(run, &kernel) }
    // Papers, backing up, opening the box: as planned, before anything is handed over.
    enter(.working, run, kernel.now)
    vehicles[run].arrivedAt = kernel.now
    let (vehicle, place) = (script.runs[run].vehicle, script.places[script.runs[run].visits[visit].place])
    let planned = vehicle.body == .bus ? DayModel.boarding : place.millisecondsPerStop
    kernel.schedule(.queues(Int32(run)), after: Int(Double(planned) * serviceFactor(run) + 0.5))
  }

  /// At a stop of a bus, as the planner has it.
  static let boarding: Milliseconds = 60_000

  /// How much longer than planned work at the stop at hand takes.
  func serviceFactor(_ run: Int) -> Double {
    var service = streams.stream(entity: number(run), .service)
    return laws.service.draw(from: &service)
  }

  private mutating func comeHome(_ run: Int, _ kernel: inout Kernel<DayEvent>) {
    enter(.home, run, kernel.now)
    // What is meant for the depot is handed over there; what came back is lost to us.
    for piece in pieces(of: run) where isAboard(piece) { handOver(piece, run, kernel.now, home: true) }
    let vehicle = script.runs[run].vehicle
    let hours = Double(kernel.now - vehicles[run].startedAt) / 3_600_000
    outcome.cost += Double(vehicle.costPerKilometre.fen) * vehicles[run].metres / 1000 + Double(vehicle.costPerHour.fen) * hours
    outcome.end = max(outcome.end, kernel.now)
  }
}
