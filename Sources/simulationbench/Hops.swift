import Simulation

/// So many events pending, each of which schedules itself again: the hold model (Jones 1986), with exponential gaps.
struct Hops: Model {
  enum Event: BitwiseCopyable { case hops(UInt32) }

  private let pending: Int
  private var left = 0
  private var stream = RandomStreams(seed: 7).stream(entity: 0, StreamPurpose(rawValue: 0))
  private let gap: ProbabilityDistribution

  init(pending: Int) throws {
    self.pending = pending
    gap = try .exponential(mean: 1_000_000)
  }

  mutating func begin(_ kernel: inout Kernel<Event>) {
    for number in 0..<pending { kernel.schedule(.hops(UInt32(number)), after: gap.drawMilliseconds(from: &stream)) }
  }

  mutating func handle(_ event: Event, _ kernel: inout Kernel<Event>) {
    guard left > 0 else { return kernel.stop() }
    left -= 1
    kernel.schedule(event, after: gap.drawMilliseconds(from: &stream))
  }

  static func measure(pending: Int) throws {
    let start = processorSeconds()
    var simulator = Simulator(try Hops(pending: pending))
    let filled = processorSeconds()
    // Once to warm up: the order in which a heap was filled is not the one it gets.
    let events = max(1_000_000, min(pending, 4_000_000))
    simulator.model.left = events
    simulator.run()
    let warm = processorSeconds()
    simulator.model.left = events
    simulator.run()
    let end = processorSeconds()
    var drawing = simulator.model
    var sum = 0
    for _ in 0..<1_000_000 { sum &+= drawing.gap.drawMilliseconds(from: &drawing.stream) }
    let drawn = processorSeconds()
    report([
      "pending": pending, "fill_ns": (filled - start) / Double(pending) * 1e9, "event_ns": (end - warm) / Double(events) * 1e9,
      "draw_ns": (drawn - end) * 1e3, "bytes": Double(simulator.kernel.queueBytes) / Double(pending), "sum": sum,
    ])
  }
}
