public import Catalogue
import Tabular

/// Reads a bank's file event by event, in bounded memory whatever its size.
public struct StatementReader {
  /// Maps for delimited text.
  public let banks: [Bank]

  public init(banks: [Bank] = []) { self.banks = banks }

  /// Reads the file to its end.
  ///
  /// What is wrong with one line or entry is a finding, and the rest is read; what is wrong with the file's structure, or with a
  /// statement's account, currency or balances, stops.
  /// - Parameters:
  ///   - source: the file's bytes; read from its beginning.
  ///   - format: as told; nil finds it out.
  ///   - sink: gets every event as it is read; what it throws ends the reading.
  /// - Returns: what the file was.
  /// - Throws: ``BankFileFault``, or what `sink` throws.
  @discardableResult
  public func read(_ source: @escaping ByteSource, as format: StatementFormat? = nil, into sink: @escaping StatementSink) throws
    -> StatementFormat
  {
    let peeked = PeekedSource(source)
    let format = try format ?? detect(peeked)
    let bytes: ByteSource = { count throws(TabularFault) in try peeked.read(count) }
    let output = EventOutput(sink)
    switch format {
    case .camt053, .camt054, .pain002: try ISODocument(xml: XMLReader(bytes), output: output).read()
    case .mt940:
      var reader = MT940Reader(bytes, output: output)
      try reader.read()
    case .ofx1:
      var reader = OFXReader(.sgml(SGMLReader(bytes)), output: output)
      try reader.read()
    case .ofx2:
      var reader = OFXReader(.xml(OFXXMLTags(XMLReader(bytes))), output: output)
      try reader.read()
    case .sheet(let id):
      var sheet = StatementSheet(CSVReader(read: bytes), bank: try bank(id), output: output)
      try sheet.read()
    case .result(let id):
      var sheet = ResultSheet(CSVReader(read: bytes), bank: try bank(id), output: output)
      try sheet.read()
    }
    return format
  }

  private func detect(_ source: PeekedSource) throws(BankFileFault) -> StatementFormat {
    let first: [UInt8]
    do { first = try source.peek(StatementFormat.evidence) } catch {
      throw BankFileFault(.reading(error), at: FilePlace(line: 1))
    }
    return try StatementFormat.detect(first, banks: banks)
  }

  private func bank(_ id: Bank.ID) throws(BankFileFault) -> Bank {
    guard let bank = banks.first(where: { $0.id == id }) else {
      throw BankFileFault(.unknownHeader(banks: banks.map(\.id)), at: FilePlace(line: 1))
    }
    return bank
  }
}
