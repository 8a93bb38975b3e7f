/// A min-heap of event keys with four children a node (Johnson 1975), the children of one node in one line of the cache (LaMarca, Ladner
/// 1996): the root lies at index 3, the children of i at 4(i-2) to 4(i-2)+3.
///
/// `push` and `pop` take O(log n). Which child is the least is not known before its line is there, so a large heap would wait for memory
/// once a level; the lines of all four children's children are asked for beforehand. What was measured is in docs/SIMULATION.md.
struct KeyHeap: ~Copyable {
  private static let root = 3
  private var keys: UnsafeMutablePointer<EventKey>
  /// Behind the last key.
  private var end = root
  private var capacity: Int
  /// What was read only to have its line in the cache; kept, since a read that nobody uses is compiled away.
  private var touched: UInt64 = 0

  init() {
    capacity = 64
    keys = KeyHeap.lines(capacity)
  }

  deinit { UnsafeMutableRawPointer(keys).deallocate() }

  private static func lines(_ capacity: Int) -> UnsafeMutablePointer<EventKey> {
    UnsafeMutableRawPointer.allocate(byteCount: capacity * MemoryLayout<EventKey>.stride, alignment: 64)
      .bindMemory(to: EventKey.self, capacity: capacity)
  }

  var count: Int { end - KeyHeap.root }
  var bytes: Int { capacity * MemoryLayout<EventKey>.stride }
  @inline(__always) var isEmpty: Bool { end == KeyHeap.root }

  /// - Precondition: not empty.
  @inline(__always) var first: EventKey { keys[KeyHeap.root] }

  @inline(__always) mutating func push(_ key: EventKey) {
    if end == capacity { grow() }
    end &+= 1
    siftUp(key, from: end &- 1)
  }

  /// - Precondition: not empty.
  @inline(__always) mutating func pop() -> EventKey {
    let top = keys[KeyHeap.root]
    end &-= 1
    if end > KeyHeap.root { siftDown(keys[end], from: KeyHeap.root) }
    return top
  }

  /// Drops the keys for which `isKept` is false, in O(n) (Floyd 1964).
  mutating func filter(_ isKept: (EventKey) -> Bool) {
    var kept = KeyHeap.root
    for index in KeyHeap.root..<end where isKept(keys[index]) {
      keys[kept] = keys[index]
      kept += 1
    }
    end = kept
    var index = (end - 1) >> 2 + 2
    while index >= KeyHeap.root {
      if index < end { siftDown(keys[index], from: index) }
      index -= 1
    }
  }

  @inline(__always) private func siftUp(_ key: EventKey, from start: Int) {
    var hole = start
    while hole > KeyHeap.root {
      let parent = hole >> 2 &+ 2
      if keys[parent] < key { break }
      keys[hole] = keys[parent]
      hole = parent
    }
    keys[hole] = key
  }

  @inline(__always) private mutating func siftDown(_ key: EventKey, from start: Int) {
    var hole = start
    while true {
      let child = (hole &- 2) << 2
      if child >= end { break }
      let grandchild = (child &- 2) << 2
      if grandchild &+ 15 < end { touch(grandchild) }
      let least = child &+ 3 < end ? lesser(lesser(child, child &+ 1), lesser(child &+ 2, child &+ 3)) : leastOfLast(from: child)
      if key < keys[least] { break }
      keys[hole] = keys[least]
      hole = least
    }
    keys[hole] = key
  }

  /// Asks for the four lines of the sixteen keys from `index` on.
  @inline(__always) private mutating func touch(_ index: Int) {
    touched |= low(index) | low(index &+ 4) | low(index &+ 8) | low(index &+ 12)
  }

  @inline(__always) private func low(_ index: Int) -> UInt64 { UInt64(truncatingIfNeeded: keys[index].bits) }

  @inline(__always) private func lesser(_ a: Int, _ b: Int) -> Int { keys[b] < keys[a] ? b : a }

  /// Of the last node's children, of which there may be fewer than four.
  private func leastOfLast(from child: Int) -> Int { (child &+ 1..<end).reduce(child) { lesser($0, $1) } }

  private mutating func grow() {
    let larger = KeyHeap.lines(capacity * 2)
    (larger + KeyHeap.root).initialize(from: keys + KeyHeap.root, count: end - KeyHeap.root)
    UnsafeMutableRawPointer(keys).deallocate()
    keys = larger
    capacity *= 2
  }
}
