/// Where a pending event stands in the order of all, as one number of 128 bits: time (44), priority (8), sequence (44), slot (32).
///
/// The sequence makes keys distinct, so the slot, which says where the event lies, never decides. Four keys fill a line of 64 bytes.
struct EventKey: BitwiseCopyable {
  let bits: UInt128

  /// 557 years.
  static let latest: Milliseconds = 1 << 44 - 1
  /// 17 million million events in one run.
  static let sequenceMax: UInt64 = 1 << 44 - 1

  @inline(__always) init(_ time: Milliseconds, _ priority: Priority, sequence: UInt64, slot: UInt32) {
    let rank = UInt64(UInt8(bitPattern: priority.rawValue) ^ 0x80)
    let high = UInt64(truncatingIfNeeded: time) << 20 | rank << 12 | sequence >> 32
    let low = sequence << 32 | UInt64(slot)
    bits = UInt128(high) << 64 | UInt128(low)
  }

  @inline(__always) var time: Milliseconds { Int(truncatingIfNeeded: UInt64(truncatingIfNeeded: bits >> 64) >> 20) }

  @inline(__always) var slot: Int { Int(UInt32(truncatingIfNeeded: bits)) }

  @inline(__always) static func < (a: EventKey, b: EventKey) -> Bool { a.bits < b.bits }
}
