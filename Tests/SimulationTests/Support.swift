import Simulation

extension StreamPurpose {
  static let arrivals = StreamPurpose(rawValue: 1)
  static let services = StreamPurpose(rawValue: 2)
}

/// Customers come, wait for one of `servers`, are served and leave. In milliseconds.
struct Queue: Model {
  enum Event: BitwiseCopyable {
    case arrives
    case isServed
    case leaves
    case warmUpEnds
  }

  let gap: ProbabilityDistribution
  let service: ProbabilityDistribution
  var left: Int
  var warmUp: Milliseconds = 0
  var arrivals: PhiloxStream
  var services: PhiloxStream
  var servers: Resource<Event>

  init(
    servers: Int, gap: ProbabilityDistribution, service: ProbabilityDistribution, customers: Int, warmUp: Milliseconds = 0,
    seed: UInt64 = 1,
    replicate: Int = 0
  ) {
    let streams = RandomStreams(seed: seed, replicate: replicate)
    self.gap = gap
    self.service = service
    left = customers
    self.warmUp = warmUp
    arrivals = streams.stream(entity: 0, .arrivals)
    services = streams.stream(entity: 0, .services)
    self.servers = Resource(capacity: servers)
  }

  mutating func begin(_ kernel: inout Kernel<Event>) {
    kernel.schedule(.arrives, after: gap.drawMilliseconds(from: &arrivals))
    if warmUp > 0 { kernel.schedule(.warmUpEnds, at: warmUp) }
  }

  mutating func handle(_ event: Event, _ kernel: inout Kernel<Event>) {
    switch event {
    case .arrives:
      left -= 1
      if left > 0 { kernel.schedule(.arrives, after: gap.drawMilliseconds(from: &arrivals)) }
      servers.request(then: .isServed, &kernel)
    case .isServed: kernel.schedule(.leaves, after: service.drawMilliseconds(from: &services))
    case .leaves: servers.release(&kernel)
    case .warmUpEnds: servers.resetStatistics(at: kernel.now)
    }
  }

  /// Runs until everybody has left.
  func statistics() -> ResourceStatistics {
    var simulator = Simulator(self)
    simulator.run()
    return simulator.model.servers.statistics(at: simulator.now)
  }
}

/// Does what its script says at each event, and writes down what happened when.
struct Scripted: Model {
  typealias Event = Int
  var log: [[Int]] = []
  var ramp = Resource<Int>(capacity: 1)
  var script: (Int, inout Scripted, inout Kernel<Int>) -> Void

  init(_ script: @escaping (Int, inout Scripted, inout Kernel<Int>) -> Void) { self.script = script }

  /// Event 0 is the beginning.
  mutating func begin(_ kernel: inout Kernel<Int>) { script(0, &self, &kernel) }

  mutating func handle(_ event: Int, _ kernel: inout Kernel<Int>) {
    log.append([kernel.now, event])
    script(event, &self, &kernel)
  }

  /// Time and number of each event.
  static func run(_ script: @escaping (Int, inout Scripted, inout Kernel<Int>) -> Void) -> [[Int]] {
    var simulator = Simulator(Scripted(script))
    simulator.run()
    return simulator.model.log
  }
}
