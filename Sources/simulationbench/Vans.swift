import Simulation

/// 60 vans drive 20 stops each, day after day: loading at a depot of 8 ramps, shops with one ramp each, breakdowns on the way.
struct Vans: Model {
  typealias ID = UInt8

  enum Event: BitwiseCopyable {
    case dayBegins
    case mayLoad(ID)
    case isLoaded(ID)
    case arrives(ID)
    case mayUnload(ID)
    case isUnloaded(ID)
    case breaksDown(ID)
    case isRepaired(ID)
  }

  private enum Driving {
    case no
    case yes(Activity<Event>)
    case brokenDown(PausedActivity<Event>)
  }

  private struct Van {
    var stop = 0
    var driving = Driving.no
    var nextBreakdown: EventHandle?
    var draws: Draws
  }

  static let count = 60
  static let stops = 20
  static let shops = 30
  private static let day: Milliseconds = 86_400_000
  /// Hours after the vans may load.
  private static let due: Milliseconds = 7 * 3_600_000

  private let days: Int
  private let times: Times
  private var vans: [Van]
  private var day = -1
  private(set) var depot = Resource<Event>(capacity: 8)
  private(set) var ramps: [Resource<Event>]
  private(set) var delivered = 0
  private(set) var onTime = 0
  private(set) var breakdowns = 0
  private(set) var routeTime = 0

  init(_ times: Times, days: Int, replicate: Int = 0) {
    self.days = days
    self.times = times
    let streams = RandomStreams(seed: 7, replicate: replicate)
    vans = (0..<Vans.count).map { Van(draws: Draws(streams, van: $0)) }
    ramps = Array(repeating: Resource(capacity: 1), count: Vans.shops)
  }

  mutating func begin(_ kernel: inout Kernel<Event>) { kernel.schedule(.dayBegins, at: 0) }

  mutating func handle(_ event: Event, _ kernel: inout Kernel<Event>) {
    switch event {
    case .dayBegins: beginDay(&kernel)
    case .mayLoad(let id): kernel.schedule(.isLoaded(id), after: times.loading.drawMilliseconds(from: &vans[Int(id)].draws.loading))
    case .isLoaded(let id): leaveDepot(id, &kernel)
    case .arrives(let id):
      vans[Int(id)].driving = .no
      ramps[shop(of: id)].request(then: .mayUnload(id), &kernel)
    case .mayUnload(let id):
      kernel.schedule(.isUnloaded(id), after: times.unloading.drawMilliseconds(from: &vans[Int(id)].draws.unloading))
    case .isUnloaded(let id): leaveShop(id, &kernel)
    case .breaksDown(let id): breakDown(id, &kernel)
    case .isRepaired(let id):
      if case .brokenDown(let rest) = vans[Int(id)].driving { vans[Int(id)].driving = .yes(kernel.resume(rest)) }
    }
  }

  private func shop(of id: ID) -> Int { (Int(id) * 7 + vans[Int(id)].stop * 11 + day) % Vans.shops }

  private mutating func beginDay(_ kernel: inout Kernel<Event>) {
    day += 1
    for id in 0..<ID(Vans.count) { depot.request(then: .mayLoad(id), &kernel) }
    if day + 1 < days { kernel.schedule(.dayBegins, after: Vans.day) }
  }

  private mutating func leaveDepot(_ id: ID, _ kernel: inout Kernel<Event>) {
    depot.release(&kernel)
    vans[Int(id)].stop = 0
    awaitBreakdown(id, &kernel)
    drive(id, &kernel)
  }

  private mutating func drive(_ id: ID, _ kernel: inout Kernel<Event>) {
    let duration = times.travel.drawMilliseconds(from: &vans[Int(id)].draws.travel)
    vans[Int(id)].driving = .yes(kernel.begin(.arrives(id), lasting: duration))
  }

  private mutating func leaveShop(_ id: ID, _ kernel: inout Kernel<Event>) {
    ramps[shop(of: id)].release(&kernel)
    let sinceMorning = kernel.now - day * Vans.day
    delivered += 1
    if sinceMorning <= Vans.due { onTime += 1 }
    vans[Int(id)].stop += 1
    if vans[Int(id)].stop < Vans.stops { return drive(id, &kernel) }
    routeTime += sinceMorning
    if let breakdown = vans[Int(id)].nextBreakdown { kernel.cancel(breakdown) }
  }

  private mutating func awaitBreakdown(_ id: ID, _ kernel: inout Kernel<Event>) {
    let gap = times.gap.drawMilliseconds(from: &vans[Int(id)].draws.gaps)
    vans[Int(id)].nextBreakdown = kernel.schedule(.breaksDown(id), after: gap)
  }

  /// A van that stands at a ramp is spared.
  private mutating func breakDown(_ id: ID, _ kernel: inout Kernel<Event>) {
    awaitBreakdown(id, &kernel)
    guard case .yes(let drive) = vans[Int(id)].driving, let rest = kernel.interrupt(drive) else { return }
    breakdowns += 1
    vans[Int(id)].driving = .brokenDown(rest)
    kernel.schedule(.isRepaired(id), after: times.repair.drawMilliseconds(from: &vans[Int(id)].draws.repairs))
  }
}

extension Vans {
  /// In milliseconds. Made and checked once, before replicates run on any thread.
  struct Times: Sendable {
    let loading, travel, unloading, gap, repair: ProbabilityDistribution

    init() throws {
      loading = try .lognormal(mean: 300_000, coefficientOfVariation: 0.2)
      travel = try .lognormal(mean: 720_000, coefficientOfVariation: 0.3)
      unloading = try .lognormal(mean: 300_000, coefficientOfVariation: 0.4)
      gap = try .exponential(mean: 36_000_000)
      repair = try .lognormal(mean: 2_400_000, coefficientOfVariation: 0.5)
    }
  }

  fileprivate struct Draws {
    var loading, travel, unloading, gaps, repairs: PhiloxStream

    init(_ streams: RandomStreams, van: Int) {
      func stream(_ purpose: UInt16) -> PhiloxStream { streams.stream(entity: van, StreamPurpose(rawValue: purpose)) }
      (loading, travel, unloading, gaps, repairs) = (stream(0), stream(1), stream(2), stream(3), stream(4))
    }
  }
}

extension Vans {
  static func measure(days: Int) throws {
    var simulator = Simulator(Vans(try Times(), days: days))
    let start = processorSeconds()
    simulator.run()
    let seconds = processorSeconds() - start
    let model = simulator.model
    let waited = model.ramps.map { $0.statistics(at: simulator.now).waits.sum }.reduce(0, +)
    report([
      "seconds": seconds, "events": simulator.kernel.eventsHandled, "stops": model.delivered, "on_time": model.onTime,
      "breakdowns": model.breakdowns, "waited": waited, "route_time": model.routeTime,
      "waited_at_depot": model.depot.statistics(at: simulator.now).waits.sum,
    ])
  }

  /// How many of a van's draws the peer is given for breakdowns and repairs, of which nobody knows the number beforehand.
  private static let spare = 10

  /// Van by van: loading, travel, unloading, gaps between breakdowns, repairs.
  static func writeDraws(days: Int) throws {
    let times = try Times()
    var model = Vans(times, days: days)
    for van in model.vans.indices {
      emit((0..<days).map { _ in times.loading.drawMilliseconds(from: &model.vans[van].draws.loading) })
      emit((0..<days * stops).map { _ in times.travel.drawMilliseconds(from: &model.vans[van].draws.travel) })
      emit((0..<days * stops).map { _ in times.unloading.drawMilliseconds(from: &model.vans[van].draws.unloading) })
      emit((0..<days * spare).map { _ in times.gap.drawMilliseconds(from: &model.vans[van].draws.gaps) })
      emit((0..<days * spare).map { _ in times.repair.drawMilliseconds(from: &model.vans[van].draws.repairs) })
    }
  }

  /// Days as replicates on one thread and on two, in turn, with the share that were on time.
  static func measureReplicates(_ count: Int, days: Int) throws {
    let times = try Times()
    for threads in [1, 2] {
      let (start, startOfProcessor) = (now(), processorSeconds())
      let results = try Replicates(threads: threads).run(count) { replicate in
        var simulator = Simulator(Vans(times, days: days, replicate: replicate))
        simulator.run()
        return (share: Double(simulator.model.onTime) / Double(simulator.model.delivered), events: simulator.kernel.eventsHandled)
      }
      let seconds = now() - start
      let interval = try ConfidenceInterval.mean(of: Tally(results.map(\.share)))
      report([
        "threads": threads, "seconds": seconds, "processor_seconds": processorSeconds() - startOfProcessor, "replicates": count,
        "events": results.reduce(0) { $0 + $1.events }, "on_time": interval.mean, "low": interval.low, "high": interval.high,
      ])
    }
  }
}
