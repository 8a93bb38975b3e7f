import Measures

/// Item numbers by 64-bit key, flat: built in linear time, read without allocating.
///
/// Keys are digests, so two things may share one: whoever reads compares again.
struct KeyIndex: Sendable {
  /// Of each bucket, where it begins in `keys` and `items`.
  private var starts: [Int32]
  private var keys: [UInt64]
  private var items: [Int32]
  private let shift: UInt64

  typealias Entry = (key: UInt64, item: Int32)

  /// - Parameter entries: the items of a key come out in the order in which they stand here.
  init(_ entries: [Entry]) {
    self.init { take in for entry in entries { take(entry.key, entry.item) } }
  }

  /// - Parameter each: hands over every key with its item, the same each time: it is asked several times, so that nothing has to be kept.
  init(_ each: (_ take: (UInt64, Int32) -> Void) -> Void) {
    var count = 0
    each { _, _ in count += 1 }
    let bits = max(1, 64 - UInt64(count).leadingZeroBitCount)
    shift = UInt64(64 - bits)
    starts = [Int32](repeating: 0, count: (1 << bits) + 1)
    keys = [UInt64](repeating: 0, count: count)
    items = [Int32](repeating: 0, count: count)
    place(each)
    for bucket in 0..<starts.count - 1 { sort(bucket) }
  }

  /// Counts each bucket, then fills them. How far a bucket is filled fits a byte, but for the few that hold a key of very many.
  private mutating func place(_ each: (_ take: (UInt64, Int32) -> Void) -> Void) {
    each { key, _ in starts[bucket(key) + 1] += 1 }
    for index in 1..<starts.count { starts[index] += starts[index - 1] }
    var filled = [UInt8](repeating: 0, count: starts.count)
    var overflow: [Int: Int32] = [:]
    each { key, item in
      let bucket = bucket(key)
      var offset = Int32(filled[bucket])
      if offset == UInt8.max { offset = overflow[bucket] ?? offset }
      let place = Int(starts[bucket] + offset)
      (keys[place], items[place]) = (key, item)
      if offset < UInt8.max { filled[bucket] += 1 } else { overflow[bucket] = offset + 1 }
    }
  }

  private func bucket(_ key: UInt64) -> Int { Int(key >> shift) }

  /// By key, each key's items staying in order; most buckets hold one key.
  private mutating func sort(_ bucket: Int) {
    let range = Int(starts[bucket])..<Int(starts[bucket + 1])
    guard range.count > 1, keys[range].contains(where: { $0 != keys[range.lowerBound] }) else { return }
    let sorted = range.sorted { keys[$0] != keys[$1] ? keys[$0] < keys[$1] : $0 < $1 }
    let (oldKeys, oldItems) = (sorted.map { keys[$0] }, sorted.map { items[$0] })
    for (offset, index) in range.enumerated() {
      keys[index] = oldKeys[offset]
      items[index] = oldItems[offset]
    }
  }

  /// The items of a key.
  subscript(key: UInt64) -> ArraySlice<Int32> {
    let bucket = bucket(key)
    let (low, high) = (Int(starts[bucket]), Int(starts[bucket + 1]))
    let first = lowerBound(low, high) { keys[$0] < key }
    guard first < high, keys[first] == key else { return items[first..<first] }
    return items[first..<lowerBound(first, high) { keys[$0] == key }]
  }
}

/// The first index in `low..<high` that `isBefore` does not hold for; it holds for a first part of them alone.
func lowerBound(_ low: Int, _ high: Int, where isBefore: (Int) -> Bool) -> Int {
  var (low, high) = (low, high)
  while low < high {
    let middle = low + (high - low) / 2
    if isBefore(middle) { low = middle + 1 } else { high = middle }
  }
  return low
}

/// Digests of what lines and payouts are found by: the same on every machine.
enum Key {
  /// FNV-1a (Fowler, Noll, Vo), 64 bits, with SplitMix64's last steps, since buckets go by the high bits.
  static func of(_ bytes: some Sequence<UInt8>, kind: UInt64) -> UInt64 {
    mixed(bytes.reduce(0xCBF2_9CE4_8422_2325 ^ kind) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 })
  }

  static func name(_ name: FoldedName) -> UInt64 { of(name.text.utf8, kind: 1) }
  static func accountTail(_ digits: UInt32) -> UInt64 { mixed(UInt64(digits) << 8 | 2) }
  static func account(_ digest: [UInt8]) -> UInt64 { of(digest, kind: 3) }
  /// Of all that a line says but its number.
  static func content(of line: OpenLine) -> UInt64 {
    var key = mixed(UInt64(bitPattern: line.amount.fen)) ^ UInt64(UInt32(bitPattern: line.bookedOn.number)) ^ (line.isReturn ? 1 << 40 : 0)
    for text in line.texts + [line.reference, line.batchReference, line.purpose, line.name, line.accountTail, line.returnCode] {
      key = mixed(key ^ of(text.utf8, kind: 7))
    }
    return mixed(key ^ of(line.accountDigest ?? [], kind: 8))
  }

  /// Of what has neither account digest nor digits.
  static let noAccount: UInt64 = mixed(5)
  static func amount(_ fen: Int64) -> UInt64 { mixed(UInt64(bitPattern: fen)) }
  static func amount(_ fen: Int64, _ party: UInt64) -> UInt64 { mixed(amount(fen) ^ party) }

  private static func mixed(_ value: UInt64) -> UInt64 {
    var z = value &+ 0x9E37_79B9_7F4A_7C15
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
