public import Measures

/// A field of a command with its value in plain text, for the log and for telling two bodies apart.
public struct Field: Sendable, Hashable {
  /// What the text stands for, so that JSON need not guess it.
  public enum Kind: Sendable, Hashable {
    case text
    case number(Int64)
    case flag(Bool)
    case money(Money)
    /// Rows with fields of their own.
    case rows([[Field]])
  }

  public var name: String
  /// Empty where there is none.
  public var value: String
  public var kind: Kind

  private init(_ name: String, _ value: String, kind: Kind) {
    self.name = name
    self.value = value
    self.kind = kind
  }

  public init(_ name: String, _ value: some CustomStringConvertible) { self.init(name, value.description, kind: .text) }
  public init(_ name: String, _ value: Int64) { self.init(name, "\(value)", kind: .number(value)) }
  public init(_ name: String, _ value: Int) { self.init(name, Int64(value)) }
  public init(_ name: String, _ value: Bool) { self.init(name, "\(value)", kind: .flag(value)) }
  public init(_ name: String, _ value: Money) { self.init(name, "\(value)", kind: .money(value)) }

  init(_ name: String, _ value: (some CustomStringConvertible)?) { self.init(name, value?.description ?? "", kind: .text) }
  init(_ name: String, _ value: Int64?) { self.init(name, value.map { "\($0)" } ?? "", kind: value.map { .number($0) } ?? .text) }
  init(_ name: String, _ value: Money?) { self.init(name, value.map { "\($0)" } ?? "", kind: value.map { .money($0) } ?? .text) }

  /// - Parameter text: the rows in a line.
  init(_ name: String, _ text: String, rows: [[Field]]) { self.init(name, text, kind: .rows(rows)) }
}
