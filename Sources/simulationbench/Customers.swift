import Simulation

/// Ten servers, 90 % busy: M/M/10, in milliseconds.
struct Customers: Model {
  enum Event: BitwiseCopyable {
    case arrives
    case isServed(milliseconds: Int32)
    case leaves
  }

  private var left: Int
  private var gaps: PhiloxStream
  private var services: PhiloxStream
  private let gap: ProbabilityDistribution
  private let service: ProbabilityDistribution
  private(set) var servers = Resource<Event>(capacity: 10)

  init(_ count: Int) throws {
    let streams = RandomStreams(seed: 7)
    left = count
    gaps = streams.stream(entity: 0, StreamPurpose(rawValue: 0))
    services = streams.stream(entity: 0, StreamPurpose(rawValue: 1))
    gap = try .exponential(mean: 60_000)
    service = try .exponential(mean: 540_000)
  }

  mutating func begin(_ kernel: inout Kernel<Event>) {
    kernel.schedule(.arrives, after: gap.drawMilliseconds(from: &gaps))
  }

  mutating func handle(_ event: Event, _ kernel: inout Kernel<Event>) {
    switch event {
    case .arrives:
      left -= 1
      if left > 0 { kernel.schedule(.arrives, after: gap.drawMilliseconds(from: &gaps)) }
      servers.request(then: .isServed(milliseconds: Int32(service.drawMilliseconds(from: &services))), &kernel)
    case .isServed(let milliseconds): kernel.schedule(.leaves, after: Int(milliseconds))
    case .leaves: servers.release(&kernel)
    }
  }

  static func measure(_ count: Int) throws {
    var simulator = Simulator(try Customers(count))
    let start = processorSeconds()
    simulator.run()
    let seconds = processorSeconds() - start
    let seen = simulator.model.servers.statistics(at: simulator.now)
    report([
      "seconds": seconds, "events": simulator.kernel.eventsHandled, "customers": seen.waits.count, "waited": seen.waits.sum,
      "waited_longest": seen.waits.largest, "end": simulator.now,
    ])
  }

  /// Gaps, then services.
  static func writeDraws(_ count: Int) throws {
    var model = try Customers(count)
    emit((0..<count).map { _ in model.gap.drawMilliseconds(from: &model.gaps) })
    emit((0..<count).map { _ in model.service.drawMilliseconds(from: &model.services) })
  }
}
