/// Who comes first at the same moment, among events and among those who wait for a resource: the lower number. Equals keep their order.
public struct Priority: RawRepresentable, BitwiseCopyable, Comparable, Hashable, Sendable {
  public let rawValue: Int8

  public init(rawValue: Int8) { self.rawValue = rawValue }

  /// Before what is normal: what changes the world (a road closes) before those who act in it.
  public static let urgent = Priority(rawValue: -64)
  public static let normal = Priority(rawValue: 0)
  /// After what is normal: what only looks on.
  public static let late = Priority(rawValue: 64)

  public static func < (a: Priority, b: Priority) -> Bool { a.rawValue < b.rawValue }
}
