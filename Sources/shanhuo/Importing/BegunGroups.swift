/// The line at which each group of a file began, by a hash of its key: open addressing over flat arrays, 12 bytes a slot.
///
/// It grows once from small to ``roomy``, which is room for a million and a half groups, so that a long import takes no more
/// memory from there on; beyond that it doubles. Of two keys among a million, 3 in 100 million have the same hash.
struct BegunGroups {
  private static let small = 1 << 10
  static let roomy = 1 << 21

  /// 0: free.
  private var hashes = [UInt64](repeating: 0, count: small)
  private var lines = [UInt32](repeating: 0, count: small)
  private(set) var count = 0

  var slots: Int { hashes.count }

  /// Notes where a group begins; where it began before, that line.
  mutating func begin(_ key: [[UInt8]], at line: Int) -> Int? {
    let hash = BegunGroups.hash(key)
    let slot = slot(of: hash)
    if hashes[slot] == hash { return Int(lines[slot]) }
    hashes[slot] = hash
    lines[slot] = UInt32(clamping: line)
    count += 1
    if count > slots / 4 * 3 { grow() }
    return nil
  }

  private static func hash(_ key: [[UInt8]]) -> UInt64 {
    var hasher = Hasher()
    for field in key {
      field.withUnsafeBytes { hasher.combine(bytes: $0) }
      hasher.combine(0 as UInt8)
    }
    return max(1, UInt64(bitPattern: Int64(hasher.finalize())))
  }

  /// Where a hash stands, or would.
  private func slot(of hash: UInt64) -> Int {
    var slot = Int(truncatingIfNeeded: hash) & (slots - 1)
    while hashes[slot] != 0, hashes[slot] != hash { slot = (slot + 1) & (slots - 1) }
    return slot
  }

  private mutating func grow() {
    let (oldHashes, oldLines) = (hashes, lines)
    let size = max(BegunGroups.roomy, slots * 2)
    hashes = [UInt64](repeating: 0, count: size)
    lines = [UInt32](repeating: 0, count: size)
    for (hash, line) in zip(oldHashes, oldLines) where hash != 0 {
      let slot = slot(of: hash)
      (hashes[slot], lines[slot]) = (hash, line)
    }
  }
}
