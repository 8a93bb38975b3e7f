public import Catalogue
import Measures
public import Ordering
public import WireFormat

/// What an account is called: its entry of the chart, and whom it is kept for, e.g. `bank`, `payable:H-12`.
public struct AccountKey: Sendable, Hashable {
  public let text: String

  public init(_ chart: ChartAccount.ID, of holder: String = "") { text = holder.isEmpty ? chart : "\(chart):\(holder)" }

  public init(_ role: AccountRole, of holder: String = "") { self.init(role.rawValue, of: holder) }

  public init(_ role: AccountRole, of producer: Producer) { self.init(role, of: producer.description) }

  public var chart: ChartAccount.ID { String(text.prefix { $0 != ":" }) }

  /// Empty where there is one account for all.
  public var holder: String { String(text.drop { $0 != ":" }.dropFirst()) }

  /// Longest name that is accepted, in UTF-8 bytes.
  public static let lengthMax = 100
}

extension AccountKey: LosslessStringConvertible, Comparable {
  public var description: String { text }

  /// Reads `bank` or `payable:H-12`.
  public init?(_ text: String) {
    let fields = text.split(separator: ":", omittingEmptySubsequences: false)
    guard (1...2).contains(fields.count), fields.allSatisfy({ !$0.isEmpty }), text.utf8.count <= AccountKey.lengthMax else { return nil }
    self.text = text
  }

  public static func < (a: AccountKey, b: AccountKey) -> Bool { a.text < b.text }
}

extension AccountKey: WireCodable {
  public func encode(to writer: inout ByteWriter) { writer.write(text) }

  public init(from reader: inout ByteReader) throws(WireFault) {
    let text = try reader.readString()
    guard let key = AccountKey(text) else { throw .malformed(at: reader.position) }
    self = key
  }
}

extension AccountKey {
  /// Whether it is what a household is owed.
  public var isHouseholdsShare: Bool { chart == AccountRole.payable.rawValue && Household.ID(holder) != nil }
}
