import Testing

@testable import Simulation

@Suite("A resource")
struct ResourceTests {
  @Test("serves in the order of asking, and by priority where there is one")
  func discipline() {
    let log = Scripted.run { event, model, kernel in
      switch event {
      case 0:
        for number in 1...4 { model.ramp.request(then: number, &kernel) }
        model.ramp.request(then: 5, priority: .urgent, &kernel)
        model.ramp.request(then: 6, priority: .late, &kernel)
        model.ramp.request(then: 7, priority: .urgent, &kernel)
        model.ramp.request(then: 8, &kernel)
      case 1...8: kernel.schedule(100, after: 10)
      default: model.ramp.release(&kernel)
      }
    }
    #expect(log.filter { $0[1] < 100 } == [[0, 1], [10, 5], [20, 7], [30, 2], [40, 3], [50, 4], [60, 8], [70, 6]])
  }

  @Test("lets nobody pass who needs less than the first in line")
  func units() {
    let log = Scripted.run { event, model, kernel in
      switch event {
      case 0:
        model.ramp = Resource(capacity: 3)
        model.ramp.request(then: 1, units: 2, &kernel)
        model.ramp.request(then: 2, units: 2, &kernel)
        model.ramp.request(then: 3, units: 1, &kernel)
        kernel.schedule(4, at: 10)
      case 4: model.ramp.release(units: 2, &kernel)
      default: break
      }
    }
    #expect(log == [[0, 1], [10, 4], [10, 2], [10, 3]])
  }

  @Test("grants at once what has priority over a larger request that cannot be met")
  func smallAndUrgent() {
    let log = Scripted.run { event, model, kernel in
      switch event {
      case 0:
        model.ramp = Resource(capacity: 3)
        model.ramp.request(then: 1, units: 2, &kernel)
        model.ramp.request(then: 2, units: 3, &kernel)
        kernel.schedule(3, at: 5)
      case 3: model.ramp.request(then: 4, priority: .urgent, &kernel)
      default: break
      }
    }
    #expect(log == [[0, 1], [5, 3], [5, 4]])
  }

  @Test("lets go of those who lose patience, and grants what they stood before")
  func withdrawing() {
    var (waiting, granted): (Ticket?, Ticket?)
    let log = Scripted.run { event, model, kernel in
      switch event {
      case 0:
        model.ramp = Resource(capacity: 2)
        granted = model.ramp.request(then: 1, &kernel)
        waiting = model.ramp.request(then: 2, units: 2, &kernel)
        model.ramp.request(then: 3, &kernel)
        kernel.schedule(4, at: 7)
      case 4:
        let tickets = [waiting!, waiting!, granted!]
        let wasWaiting = tickets.map { model.ramp.withdraw($0, &kernel) }
        #expect(wasWaiting == [true, false, false])
        #expect(model.ramp.waiting == 0 && model.ramp.held == 2)
      default: break
      }
    }
    #expect(log == [[0, 1], [7, 4], [7, 3]])
  }

  @Test("that closes is left by those who are in, and entered again when it opens")
  func closing() {
    var simulator = Simulator(
      Scripted { event, model, kernel in
        switch event {
        case 0:
          model.ramp.request(then: 1, &kernel)
          kernel.schedule(10, at: 5)
          kernel.schedule(11, at: 8)
          kernel.schedule(12, at: 20)
        case 10:
          model.ramp.setCapacity(0, &kernel)
          #expect(model.ramp.held == 1)
          model.ramp.request(then: 2, &kernel)
        case 11: model.ramp.release(&kernel)
        case 12: model.ramp.setCapacity(1, &kernel)
        default: break
        }
      })
    simulator.run(until: 30)
    #expect(simulator.model.log == [[0, 1], [5, 10], [8, 11], [20, 12], [20, 2]])
    let seen = simulator.model.ramp.statistics(at: 30)
    #expect(seen.held.integral == 8 + 10 && seen.capacity.integral == 5 + 10 && seen.utilisation == 1.2)
    #expect(seen.waits.count == 2 && seen.waits.sum == 15 && seen.queue.integral == 15 && seen.queue.mean == 0.5)
  }

  @Test("obeys Little's law to the millisecond, whatever happens in it", arguments: [1, 2, 5])
  func little(servers: Int) throws {
    let queue = Queue(
      servers: servers, gap: try .exponential(mean: 1_000), service: try .erlang(stages: 3, mean: 900 * Double(servers)), customers: 2_000)
    let seen = queue.statistics()
    #expect(seen.waits.count == 2_000 && seen.waits.sum > 100_000)
    #expect(seen.queue.integral == seen.waits.sum)
    #expect(seen.queue.value == 0 && seen.held.value == 0 && seen.held.largest == servers)
  }

  /// Kiefer, Wolfowitz 1955: whoever comes takes the server that is free first. It knows neither events nor queues.
  @Test("makes everybody wait as long as the recursion for first come, first served says", arguments: [1, 2, 3, 7], [0.8, 1.1])
  func recursion(servers: Int, load: Double) throws {
    let gap = try ProbabilityDistribution.exponential(mean: 1_000)
    let service = try ProbabilityDistribution.lognormal(mean: 1_000 * Double(servers) * load, coefficientOfVariation: 1.5)
    let queue = Queue(servers: servers, gap: gap, service: service, customers: 800)
    var (arrivals, services) = (queue.arrivals, queue.services)
    var expected = DurationTally()
    var freeAt = [Milliseconds](repeating: 0, count: servers)
    var now = 0
    for _ in 0..<800 {
      now += gap.drawMilliseconds(from: &arrivals)
      let first = freeAt.indices.min { freeAt[$0] < freeAt[$1] }!
      let start = max(now, freeAt[first])
      expected.add(start - now)
      freeAt[first] = start + service.drawMilliseconds(from: &services)
    }
    #expect(queue.statistics().waits == expected)
  }

  #if compiler(>=6.2)
    @Test("takes back only what somebody holds")
    func released() async {
      await #expect(processExitsWith: .failure) {
        _ = Scripted.run { _, model, kernel in model.ramp.release(&kernel) }
      }
    }
  #endif
}
