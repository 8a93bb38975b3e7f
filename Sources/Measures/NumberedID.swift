/// A number within a county that the engine gives out, with the letter by which people say it: `O-1042`, `L-88`.
public protocol NumberedID: Sendable, Hashable, Comparable, LosslessStringConvertible {
  static var prefix: String { get }
  var number: Int64 { get }
  init(number: Int64)
}

extension NumberedID {
  public static func < (a: Self, b: Self) -> Bool { a.number < b.number }

  public var description: String { "\(Self.prefix)-\(number)" }

  /// Reads the form with its letter, e.g. `O-1042`; nil for anything else.
  public init?(_ text: String) {
    guard text.hasPrefix(Self.prefix + "-"), let number = Int64(text.dropFirst(Self.prefix.count + 1)), number > 0
    else { return nil }
    self.init(number: number)
  }
}
