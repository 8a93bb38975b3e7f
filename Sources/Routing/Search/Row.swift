/// A run of 32-bit integers in memory of its own, read and written as `Int`. Bounds are the caller's business: the search's inner loops
/// stand on it, and its indices come out of the search's own lists.
struct Row: @unchecked Sendable {
  let base: UnsafeMutablePointer<Int32>

  init(base: UnsafeMutablePointer<Int32>) { self.base = base }

  init(count: Int, repeating value: Int = 0) {
    base = .allocate(capacity: max(count, 1))
    base.initialize(repeating: Int32(truncatingIfNeeded: value), count: max(count, 1))
  }

  init(_ values: some Collection<Int>) {
    self.init(count: values.count)
    for (index, value) in values.enumerated() { self[index] = value }
  }

  @inline(__always) subscript(index: Int) -> Int {
    get { Int(base[index]) }
    nonmutating set { base[index] = Int32(truncatingIfNeeded: newValue) }
  }

  /// The rest of the run from an index on.
  @inline(__always) func at(_ index: Int) -> Row { Row(base: base + index) }

  func copy(from other: Row, count: Int) { base.update(from: other.base, count: count) }

  func free() { base.deallocate() }
}
