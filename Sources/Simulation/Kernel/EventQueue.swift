/// Names a scheduled event, so that it can be cancelled. It stays safe to ask about after the event has happened,
/// until 2^31 others have had its place in memory.
public struct EventHandle: BitwiseCopyable, Hashable, Sendable {
  let slot: UInt32
  let generation: UInt32
}

/// Pending events in the order of time, priority and scheduling.
///
/// Keys lie in a heap and events in slots beside it, so that sifting moves 16 bytes however large an event is. A cancelled event's slot is
/// emptied at once; its key stays until it comes to the top, or until such keys are more than half and all are dropped together. So
/// cancelling costs O(1) in the long run and memory stays within twice what is pending.
struct EventQueue<Event: BitwiseCopyable>: ~Copyable {
  /// The generation is odd while the event is pending, and grows when it comes and when it goes.
  private struct Slot {
    var generation: UInt32
    var event: Event
  }

  private var heap = KeyHeap()
  private var slots: UnsafeMutablePointer<Slot>
  private var capacity: Int
  /// Slots from here on were never used.
  private var fresh = 0
  /// Slots that were given back, the last one first: it is still in the cache.
  private var free: UnsafeMutablePointer<UInt32>
  private var freeCount = 0
  /// Keys in the heap whose events were cancelled.
  private var cancelled = 0
  private var sequence: UInt64 = 0
  /// Kept as in `KeyHeap`, so that a read for the cache's sake is not compiled away.
  private var touched: UInt32 = 0

  init() {
    capacity = 64
    slots = .allocate(capacity: capacity)
    free = .allocate(capacity: capacity)
  }

  deinit {
    slots.deallocate()
    free.deallocate()
  }

  /// Of events that are still to come.
  var count: Int { heap.count - cancelled }

  /// What is allocated, used or not.
  var bytes: Int { heap.bytes + capacity * (MemoryLayout<Slot>.stride + MemoryLayout<UInt32>.stride) }

  /// - Precondition: `time` is from 0 to `EventKey.latest`.
  @inline(__always) mutating func push(_ event: Event, at time: Milliseconds, _ priority: Priority) -> EventHandle {
    let (slot, generation) = takeSlot()
    (slots + slot).initialize(to: Slot(generation: generation, event: event))
    precondition(sequence < EventKey.sequenceMax)
    heap.push(EventKey(time, priority, sequence: sequence, slot: UInt32(truncatingIfNeeded: slot)))
    sequence &+= 1
    return EventHandle(slot: UInt32(truncatingIfNeeded: slot), generation: generation)
  }

  /// The first event, if it comes before `end`.
  @inline(__always) mutating func pop(before end: Milliseconds) -> (time: Milliseconds, event: Event)? {
    while !heap.isEmpty {
      let isPending = slots[heap.first.slot].generation & 1 == 1
      if isPending, heap.first.time >= end { return nil }
      let key = heap.pop()
      free[freeCount] = UInt32(truncatingIfNeeded: key.slot)
      freeCount &+= 1
      if isPending {
        slots[key.slot].generation &+= 1
        // Where much is pending, the next event's slot is not in the cache; asked for now, it is there when its turn comes.
        if !heap.isEmpty { touched |= slots[heap.first.slot].generation }
        return (key.time, slots[key.slot].event)
      }
      cancelled &-= 1
    }
    return nil
  }

  func isPending(_ handle: EventHandle) -> Bool {
    // Of another kernel, a handle may lie beyond what was ever written here.
    handle.slot < fresh && slots[Int(handle.slot)].generation == handle.generation
  }

  /// - Returns: false where the event is not pending.
  mutating func cancel(_ handle: EventHandle) -> Bool {
    guard isPending(handle) else { return false }
    slots[Int(handle.slot)].generation &+= 1
    cancelled += 1
    if cancelled > 64, cancelled > heap.count / 2 { sweep() }
    return true
  }

  private mutating func sweep() {
    let (slots, free) = (slots, free)
    var freed = freeCount
    heap.filter { key in
      if slots[key.slot].generation & 1 == 1 { return true }
      free[freed] = UInt32(truncatingIfNeeded: key.slot)
      freed += 1
      return false
    }
    freeCount = freed
    cancelled = 0
  }

  /// - Returns: a slot that nothing pending uses, and the generation of the next event in it.
  @inline(__always) private mutating func takeSlot() -> (slot: Int, generation: UInt32) {
    if freeCount > 0 {
      freeCount &-= 1
      let slot = Int(free[freeCount])
      return (slot, slots[slot].generation &+ 1)
    }
    if fresh == capacity { grow() }
    fresh &+= 1
    return (fresh &- 1, 1)
  }

  private mutating func grow() {
    precondition(capacity <= Int(UInt32.max) / 2, "more than 2^32 pending events")
    let largerSlots = UnsafeMutablePointer<Slot>.allocate(capacity: capacity * 2)
    largerSlots.initialize(from: slots, count: fresh)
    slots.deallocate()
    slots = largerSlots
    free.deallocate()
    free = .allocate(capacity: capacity * 2)
    capacity *= 2
  }
}
