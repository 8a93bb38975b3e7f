import Testing

@testable import Simulation

@Suite("The heap of keys")
struct KeyHeapTests {
  /// Keys at random times, of which many are the same.
  private func keys(_ count: Int) -> [EventKey] {
    var dice = RandomStreams(seed: 3).stream(entity: count, .arrivals)
    return (0..<count).map { EventKey(dice.below(40), .normal, sequence: UInt64($0), slot: UInt32(count - $0)) }
  }

  /// What a heap of `keys` gives back after those that are not kept were dropped.
  private func popped(_ keys: [EventKey], keeping isKept: ((EventKey) -> Bool)? = nil) -> [UInt128] {
    var heap = KeyHeap()
    for key in keys { heap.push(key) }
    if let isKept { heap.filter(isKept) }
    var bits: [UInt128] = []
    while !heap.isEmpty { bits.append(heap.pop().bits) }
    return bits
  }

  @Test("gives keys back in their order, at every size", arguments: [0, 1, 2, 3, 4, 5, 6, 17, 63, 64, 65, 150, 1_000])
  func sorted(count: Int) { #expect(popped(keys(count)) == keys(count).map(\.bits).sorted()) }

  @Test("is a heap again when some keys were dropped, at every size", arguments: [2, 3, 7])
  func filtered(share: Int) {
    let isKept: (EventKey) -> Bool = { $0.slot % share == 0 }
    for count in 0..<120 { #expect(popped(keys(count), keeping: isKept) == keys(count).filter(isKept).map(\.bits).sorted(), "\(count)") }
  }

  @Test("keys tell time and slot, up to the last")
  func parts() {
    let key = EventKey(EventKey.latest, Priority(rawValue: .max), sequence: EventKey.sequenceMax, slot: .max)
    #expect(key.time == EventKey.latest && key.slot == Int(UInt32.max) && key.bits == .max)
    #expect(EventKey(0, Priority(rawValue: .min), sequence: 0, slot: 0).bits == 0)
  }
}
