public import Messages

/// How a bank's files look: the batch sheet (代发) that goes to it, its statements, and the result (回盘) that it gives of a batch.
///
/// No public source gives the banks' layouts, so the shipped ones are patterns and marked `assumed`.
public struct Bank: Sendable, Hashable {
  public typealias ID = String

  public var id: ID
  public var name: Text
  public var encoding: BankEncoding
  public var batch: BatchMap
  public var statement: StatementMap
  public var result: ResultMap
  /// No source gives this layout; compare it with the bank's own before the first file goes out.
  public var assumed: Bool
  public var source: String

  public init(
    id: ID, name: Text, encoding: BankEncoding, batch: BatchMap, statement: StatementMap, result: ResultMap, assumed: Bool, source: String
  ) {
    self.id = id
    self.name = name
    self.encoding = encoding
    self.batch = batch
    self.statement = statement
    self.result = result
    self.assumed = assumed
    self.source = source
  }
}

/// The character set of the sheets that go to a bank.
public enum BankEncoding: UInt8, Sendable, Hashable, CaseIterable {
  case gb18030 = 0
  /// GBK: no character beyond the Basic Multilingual Plane, so not 𡐓.
  case gbk = 1
  /// GB 2312: 6,763 characters.
  case gb2312 = 2
  case utf8 = 3

  public var name: String {
    switch self {
    case .gb18030: "gb18030"
    case .gbk: "gbk"
    case .gb2312: "gb2312"
    case .utf8: "utf-8"
    }
  }
}

extension CountyCatalogue {
  public func bank(_ id: Bank.ID) -> Bank? { banks.first { $0.id == id } }
}
