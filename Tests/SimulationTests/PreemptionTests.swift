import Testing

@testable import Simulation

/// One server and two classes of customers, of whom the first interrupts the second and lets it go on afterwards. Made of activities
/// alone: what the kernel has no special resource for.
private struct PreemptiveQueue: Model {
  enum Event: BitwiseCopyable {
    case arrives(isFirstClass: Bool)
    case leaves(since: Milliseconds, isFirstClass: Bool)
  }

  let gaps: [ProbabilityDistribution]
  let service: ProbabilityDistribution
  var left: Int
  var arrivals: [PhiloxStream]
  var services: [PhiloxStream]
  private var first: [Milliseconds] = []
  private var interrupted: [PausedActivity<Event>] = []
  private var second: [Milliseconds] = []
  private var running: (activity: Activity<Event>, isFirstClass: Bool)?
  var stays = [DurationTally(), DurationTally()]

  init(gaps: [ProbabilityDistribution], service: ProbabilityDistribution, customers: Int, replicate: Int) {
    self.gaps = gaps
    self.service = service
    left = customers
    let streams = RandomStreams(seed: 21, replicate: replicate)
    arrivals = [streams.stream(entity: 0, .arrivals), streams.stream(entity: 1, .arrivals)]
    services = [streams.stream(entity: 0, .services), streams.stream(entity: 1, .services)]
  }

  mutating func begin(_ kernel: inout Kernel<Event>) {
    for isFirst in [true, false] { scheduleArrival(isFirst, &kernel) }
  }

  mutating func handle(_ event: Event, _ kernel: inout Kernel<Event>) {
    switch event {
    case .arrives(let isFirst):
      left -= 1
      if left == 0 { return kernel.stop() }
      scheduleArrival(isFirst, &kernel)
      if isFirst { first.append(kernel.now) } else { second.append(kernel.now) }
      if isFirst, let (activity, isFirstClass) = running, !isFirstClass, let rest = kernel.interrupt(activity) {
        interrupted.append(rest)
        running = nil
      }
    case .leaves(let since, let isFirst):
      stays[isFirst ? 0 : 1].add(kernel.now - since)
      running = nil
    }
    if running == nil { serveNext(&kernel) }
  }

  private mutating func scheduleArrival(_ isFirst: Bool, _ kernel: inout Kernel<Event>) {
    let index = isFirst ? 0 : 1
    kernel.schedule(.arrives(isFirstClass: isFirst), after: gaps[index].drawMilliseconds(from: &arrivals[index]))
  }

  private mutating func serveNext(_ kernel: inout Kernel<Event>) {
    if !first.isEmpty {
      running = (begin(first.removeFirst(), true, &kernel), true)
    } else if let rest = interrupted.popLast() {
      running = (kernel.resume(rest), false)
    } else if !second.isEmpty {
      running = (begin(second.removeFirst(), false, &kernel), false)
    }
  }

  private mutating func begin(_ since: Milliseconds, _ isFirst: Bool, _ kernel: inout Kernel<Event>) -> Activity<Event> {
    kernel.begin(.leaves(since: since, isFirstClass: isFirst), lasting: service.drawMilliseconds(from: &services[isFirst ? 0 : 1]))
  }
}

@Suite("A server that is interrupted")
struct PreemptionTests {
  /// Preemptive resume, M/M/1 (Gross et al. 2008, section 3.4): s/(1-ρ₁) for the first class, s/((1-ρ₁)(1-ρ₁-ρ₂)) for the second.
  @Test("keeps the first class as if alone, and the second as long as theory says")
  func stays() throws {
    let gaps = try [0.3, 0.35].map { try ProbabilityDistribution.exponential(mean: 60_000 / $0) }
    let service = try ProbabilityDistribution.exponential(mean: 60_000)
    let results = try Replicates(threads: 2).run(12) { replicate in
      var simulator = Simulator(PreemptiveQueue(gaps: gaps, service: service, customers: 8_000, replicate: replicate))
      simulator.run()
      return simulator.model.stays.map(\.mean)
    }
    for (index, expected) in [(0, 60_000 / 0.7), (1, 60_000 / (0.7 * 0.35))] {
      let interval = try ConfidenceInterval.mean(of: Tally(results.map { $0[index] }), confidence: 0.99)
      #expect(interval.contains(expected) && interval.halfWidth < 0.1 * expected, "\(interval), \(expected)")
      #expect(!interval.contains(expected * 1.15), "as if each stayed 15 % longer")
    }
  }
}
