/// The sheet of payments that a bank takes: its columns in order.
public struct BatchMap: Sendable, Hashable {
  /// What a column carries.
  public enum Field: UInt8, Sendable, Hashable, CaseIterable {
    /// 1 for the first row.
    case sequence = 0
    case reference = 1
    case name = 2
    case account = 3
    case bankCode = 4
    case amount = 5
    case remark = 6
    case residentID = 7
    /// Always empty.
    case empty = 8

    /// As `Catalog/banks/` writes it, e.g. `bank_code`.
    public var name: String { self == .residentID ? "resident_id" : snakeCase("\(self)") }
  }

  public struct Column: Sendable, Hashable {
    public var field: Field
    public var header: String
    /// Longest content in bytes of the bank's encoding; nil for any.
    public var bytesMax: Int64?

    public init(_ field: Field, header: String, bytesMax: Int64? = nil) {
      self.field = field
      self.header = header
      self.bytesMax = bytesMax
    }
  }

  public enum LineEnd: UInt8, Sendable, Hashable, CaseIterable {
    case lf = 0
    case crlf = 1
  }

  public var columns: [Column]
  /// Whether the first row bears the columns' names.
  public var hasHeader: Bool
  public var unit: AmountUnit
  /// Most payments of a sheet.
  public var rowsMax: Int64
  public var lineEnd: LineEnd

  public init(columns: [Column], hasHeader: Bool = true, unit: AmountUnit = .yuan, rowsMax: Int64, lineEnd: LineEnd = .crlf) {
    self.columns = columns
    self.hasHeader = hasHeader
    self.unit = unit
    self.rowsMax = rowsMax
    self.lineEnd = lineEnd
  }

  /// Without these nobody can be paid.
  static let required: [Field] = [.name, .account, .amount]
}

/// `booked_on` for `bookedOn`.
func snakeCase(_ name: String) -> String { name.map { $0.isUppercase ? "_" + $0.lowercased() : String($0) }.joined() }
