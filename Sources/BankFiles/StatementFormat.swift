public import Catalogue
import Tabular

/// What a bank's file is.
public enum StatementFormat: Sendable, Hashable, CustomStringConvertible {
  case camt053(version: Int)
  case camt054(version: Int)
  case pain002(version: Int)
  case mt940
  /// SGML.
  case ofx1
  /// XML.
  case ofx2
  /// A statement by the map of a bank.
  case sheet(Bank.ID)
  /// A result file (回盘) by the map of a bank.
  case result(Bank.ID)

  public var description: String {
    func two(_ version: Int) -> String { version < 10 ? "0\(version)" : "\(version)" }
    return switch self {
    case .camt053(let version): "camt.053.001.\(two(version))"
    case .camt054(let version): "camt.054.001.\(two(version))"
    case .pain002(let version): "pain.002.001.\(two(version))"
    case .mt940: "mt940"
    case .ofx1: "ofx1"
    case .ofx2: "ofx2"
    case .sheet(let bank): "csv:\(bank)"
    case .result(let bank): "result:\(bank)"
    }
  }

  /// How many bytes of a file are enough to tell.
  public static let evidence = 65_536

  /// Tells a format by the first bytes of a file, at most ``evidence``.
  ///
  /// - Parameter banks: whose maps delimited text is compared with, in this order; statements before results.
  /// - Throws: `E-BNK-001` where nothing fits, `E-BNK-002` for delimited text with an unknown header, `E-BNK-007` for a message of ISO 20022
  ///   that is not read.
  public static func detect(_ first: [UInt8], banks: [Bank]) throws(BankFileFault) -> StatementFormat {
    let bytes = first.starts(with: [0xEF, 0xBB, 0xBF]) ? first.dropFirst(3) : first[...]
    let start = bytes.drop { $0 <= 0x20 }
    if start.first == UInt8(ascii: "<") { return try detectMarkup(first) }
    if start.starts(with: "OFXHEADER".utf8) { return .ofx1 }
    if start.starts(with: ":20:".utf8) || start.starts(with: "{1:".utf8) || start.starts(with: "{4:".utf8) { return .mt940 }
    if let format = detectSheet(first, banks) { return format }
    let isSheet = bytes.prefix(4096).contains(UInt8(ascii: ",")) && !bytes.prefix(4096).contains(0)
    throw BankFileFault(isSheet ? .unknownHeader(banks: banks.map(\.id)) : .unknownFormat, at: FilePlace(line: 1))
  }

  private static func detectMarkup(_ first: [UInt8]) throws(BankFileFault) -> StatementFormat {
    // OFX 1 may lack its header.
    let text = String(decoding: first.prefix(2048), as: UTF8.self)
    if text.contains("<OFX>") || text.contains("<?OFX") {
      return text.contains("<?xml") || text.contains("OFXHEADER=\"200\"") ? .ofx2 : .ofx1
    }
    let xml = XMLReader(once(first))
    guard let root = try xml.nextChild(), root == .document, let message = ISOMessage(namespace: xml.rootNamespace) else {
      throw xml.fault(.unknownMessage(FieldProblem.shown(xml.rootNamespace)))
    }
    return switch message {
    case .statement(let version): .camt053(version: version)
    case .notification(let version): .camt054(version: version)
    case .statusReport(let version): .pain002(version: version)
    }
  }

  private static func detectSheet(_ first: [UInt8], _ banks: [Bank]) -> StatementFormat? {
    let reader = CSVReader(read: once(first))
    for _ in 0..<MappedRows<StatementMap.Field>.headerRowsMax {
      guard (try? reader.next()) == true else { return nil }
      let cells = (0..<reader.count).map { reader.string($0).trimmed }
      if let bank = banks.first(where: { MappedRows<StatementMap.Field>.isHeader(cells, $0.statement.columns) }) { return .sheet(bank.id) }
      if let bank = banks.first(where: { MappedRows<ResultMap.Field>.isHeader(cells, $0.result.columns) }) { return .result(bank.id) }
    }
    return nil
  }

  private static func once(_ bytes: [UInt8]) -> ByteSource {
    var position = 0
    return { (count) throws(TabularFault) in
      let end = min(bytes.count, position + count)
      defer { position = end }
      return Array(bytes[position..<end])
    }
  }
}
