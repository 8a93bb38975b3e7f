import Testing

@testable import Simulation

@Suite("The kernel")
struct KernelTests {
  @Test("hands simultaneous events over by priority, and equals in the order in which they were scheduled")
  func order() {
    let log = Scripted.run { event, _, kernel in
      guard event == 0 else { return }
      kernel.schedule(1, at: 5, priority: .late)
      kernel.schedule(2, at: 5)
      kernel.schedule(3, at: 5, priority: .urgent)
      kernel.schedule(4, at: 5)
      kernel.schedule(5, at: 4, priority: .late)
      kernel.schedule(6, at: 5, priority: Priority(rawValue: .min))
      kernel.schedule(7, at: 5, priority: Priority(rawValue: .max))
    }
    #expect(log == [[4, 5], [5, 6], [5, 3], [5, 2], [5, 4], [5, 1], [5, 7]])
  }

  @Test("puts what is scheduled for now behind what is scheduled for now already")
  func immediately() {
    let log = Scripted.run { event, _, kernel in
      if event == 0 { for number in 1...3 { kernel.schedule(number, at: 7) } }
      if event == 1 { kernel.schedule(4, after: 0) }
    }
    #expect(log == [[7, 1], [7, 2], [7, 3], [7, 4]])
  }

  /// Against a plain list that is searched each time.
  @Test("agrees with a sorted list under random scheduling and cancelling", arguments: UInt64(1)...6)
  func likeAList(seed: UInt64) {
    var dice = RandomStreams(seed: seed).stream(entity: 0, .arrivals)
    var queue = EventQueue<Int>()
    var list: [(time: Int, priority: Priority, number: Int, handle: EventHandle)] = []
    var now = 0
    for number in 0..<3_000 {
      switch dice.below(seed.isMultiple(of: 2) ? 5 : 3) {
      case 0:
        let next = list.indices.min {
          (list[$0].time, list[$0].priority, list[$0].number) < (list[$1].time, list[$1].priority, list[$1].number)
        }
        let popped = queue.pop(before: .max)
        #expect(popped?.event == next.map { list[$0].number } && popped?.time == next.map { list[$0].time })
        if let next { now = list.remove(at: next).time }
      case 1 where !list.isEmpty:
        let victim = list.remove(at: dice.below(list.count))
        let (first, second, isPending) = (queue.cancel(victim.handle), queue.cancel(victim.handle), queue.isPending(victim.handle))
        #expect(first && !second && !isPending)
      default:
        let (time, priority) = (now + dice.below(50), Priority(rawValue: Int8(dice.below(3) - 1)))
        list.append((time, priority, number, queue.push(number, at: time, priority)))
      }
      let count = queue.count
      #expect(count == list.count)
    }
    for entry in list {
      let isPending = queue.isPending(entry.handle)
      #expect(isPending)
    }
  }

  @Test("keeps memory within bounds where nearly everything is cancelled again")
  func cancelling() {
    var queue = EventQueue<Int>()
    for number in 0..<50_000 {
      let handle = queue.push(number, at: number, .normal)
      if number % 100 != 0 { _ = queue.cancel(handle) }
    }
    let (count, bytes) = (queue.count, queue.bytes)
    #expect(count == 500 && bytes < 2_000 * 48)
    var events: [Int] = []
    while let (_, event) = queue.pop(before: .max) { events.append(event) }
    #expect(events == (0..<500).map { $0 * 100 })
  }

  @Test("knows an old handle from the new event in the same place")
  func staleHandles() {
    var queue = EventQueue<Int>()
    let old = queue.push(1, at: 1, .normal)
    _ = queue.pop(before: .max)
    let new = queue.push(2, at: 2, .normal)
    #expect(old.slot == new.slot)
    let (wasCancelled, isPending) = (queue.cancel(old), queue.isPending(new))
    #expect(!wasCancelled && isPending)
  }

  @Test("handles what comes before the end of a run, and the rest when it goes on")
  func until() {
    var simulator = Simulator(Scripted { event, _, kernel in if event < 5 { kernel.schedule(event + 1, after: 10) } })
    simulator.run(until: 30)
    let (log, now, pending) = (simulator.model.log, simulator.now, simulator.kernel.eventsPending)
    #expect(log == [[10, 1], [20, 2]] && now == 30 && pending == 1)
    simulator.run()
    let (end, handled, times) = (simulator.now, simulator.kernel.eventsHandled, simulator.model.log.map { $0[0] })
    #expect(times == [10, 20, 30, 40, 50] && end == 50 && handled == 5)
  }

  @Test("stops when the model says so, and shows each event to whoever watches")
  func stopping() {
    var simulator = Simulator(
      Scripted { event, _, kernel in
        if event == 3 { kernel.stop() }
        kernel.schedule(event + 1, after: 10)
      })
    var seen: [[Int]] = []
    simulator.run(until: 1_000) { seen.append([$0, $1]) }
    let (log, now) = (simulator.model.log, simulator.now)
    #expect(seen == [[10, 1], [20, 2], [30, 3]] && seen == log && now == 30)
  }

  @Test("puts what is later than the end of time there")
  func endOfTime() {
    let end = Kernel<Int>.endOfTime
    let log = Scripted.run { event, _, kernel in
      guard event == 0 else { return }
      kernel.schedule(2, after: .max)
      kernel.schedule(1, at: end - 1)
      kernel.schedule(3, at: .max)
    }
    #expect(log == [[end - 1, 1], [end, 2], [end, 3]])
  }

  #if compiler(>=6.2)
    @Test("schedules nothing in the past")
    func past() async {
      await #expect(processExitsWith: .failure) { _ = Scripted.run { _, _, kernel in kernel.schedule(1, after: -1) } }
      await #expect(processExitsWith: .failure) { _ = Scripted.run { event, _, kernel in kernel.schedule(1, at: 10 - event) } }
    }
  #endif
}
