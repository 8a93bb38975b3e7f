public import Measures

/// Customer credit transfer initiation, pain.001.001.09 of ISO 20022, payment by payment; valid against its schema.
///
/// One `PmtInf`, whose id is the message's. The head bears count and sum, so they are told beforehand and compared at the end. Equal input
/// gives equal bytes.
public struct PainWriter {
  public struct Header: Sendable, Hashable {
    /// At most 35 characters.
    public var messageID: String
    public var createdAt: Instant
    public var debtorName: String
    public var debtorAccount: String
    /// In the clearing system (行号, CNAPS).
    public var debtorBankCode: String?
    public var executeOn: Day
    public var count: Int64
    public var amount: Money

    public init(
      messageID: String, createdAt: Instant, debtorName: String, debtorAccount: String, debtorBankCode: String? = nil, executeOn: Day,
      count: Int64, amount: Money
    ) {
      self.messageID = messageID
      self.createdAt = createdAt
      self.debtorName = debtorName
      self.debtorAccount = debtorAccount
      self.debtorBankCode = debtorBankCode
      self.executeOn = executeOn
      self.count = count
      self.amount = amount
    }
  }

  public static let namespace = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09"

  private let header: Header
  private var xml = MarkupWriter()
  private var count: Int64 = 0
  private var sum: Int128 = 0

  public init(_ header: Header) throws(BankWriteFault) {
    self.header = header
    let debtor = header.debtorName
    try check(header.messageID, "MsgId", limit: 35, payee: debtor)
    try check(debtor, "Dbtr/Nm", limit: 140, payee: debtor)
    try check(header.debtorAccount, "DbtrAcct", limit: 34, payee: debtor)
    guard header.count > 0, header.amount > .zero else { throw .notPositive(payee: debtor, amount: header.amount) }
    writeHead()
  }

  /// Adds a payment; nothing of it is written where it throws.
  public mutating func write(_ order: BankOrder) throws(BankWriteFault) {
    try order.check()
    let payee = order.payeeName
    try check(order.reference, "EndToEndId", limit: 35, payee: payee)
    try check(payee, "Cdtr/Nm", limit: 140, payee: payee)
    try check(order.accountNumber, "CdtrAcct", limit: 34, payee: payee)
    if let code = order.bankCode { try check(code, "MmbId", limit: 35, payee: payee) }
    if !order.remark.isEmpty { try check(order.remark, "Ustrd", limit: 140, payee: payee) }
    count += 1
    sum += Int128(order.amount.fen)
    xml.append("      <CdtTrfTxInf>\n        <PmtId>")
    xml.element("EndToEndId", order.reference)
    xml.append("</PmtId>\n        <Amt><InstdAmt Ccy=\"CNY\">")
    xml.append(text: order.amount.description)
    xml.append("</InstdAmt></Amt>\n")
    if let code = order.bankCode {
      xml.append("        <CdtrAgt>")
      writeAgent(code)
      xml.append("</CdtrAgt>\n")
    }
    xml.append("        <Cdtr>")
    xml.element("Nm", payee)
    xml.append("</Cdtr>\n        <CdtrAcct><Id><Othr>")
    xml.element("Id", order.accountNumber)
    xml.append("</Othr></Id></CdtrAcct>\n")
    if !order.remark.isEmpty {
      xml.append("        <RmtInf>")
      xml.element("Ustrd", order.remark)
      xml.append("</RmtInf>\n")
    }
    xml.append("      </CdtTrfTxInf>\n")
  }

  /// Ends the message.
  ///
  /// - Throws: where count or sum are not those that the head bears; the bytes are worth nothing then.
  public mutating func finish() throws(BankWriteFault) {
    guard count == header.count, sum == Int128(header.amount.fen) else {
      throw .totalsDiffer(
        announced: header.amount, announcedCount: header.count, amount: Money(fen: Int64(clamping: sum)), count: count)
    }
    xml.append("    </PmtInf>\n  </CstmrCdtTrfInitn>\n</Document>\n")
  }

  /// Hands over what was written so far.
  public mutating func take() -> [UInt8] { xml.take() }

  // MARK: Parts

  private func check(_ text: String, _ field: String, limit: Int, payee: String) throws(BankWriteFault) {
    guard !text.isEmpty else { throw .missing(payee: payee, field: field) }
    guard text.isPlain else { throw .controlCharacter(payee: payee, field: field) }
    // Schemas count code points.
    let length = text.unicodeScalars.count
    guard length <= limit else { throw .tooLong(payee: payee, field: field, length: length, limit: limit) }
  }

  private mutating func writeHead() {
    xml.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:pain.001.001.09\">\n")
    xml.append("  <CstmrCdtTrfInitn>\n    <GrpHdr>")
    xml.element("MsgId", header.messageID)
    xml.element("CreDtTm", header.createdAt.description)
    writeTotals()
    xml.append("<InitgPty>")
    xml.element("Nm", header.debtorName)
    xml.append("</InitgPty></GrpHdr>\n    <PmtInf>\n      ")
    xml.element("PmtInfId", header.messageID)
    xml.append("<PmtMtd>TRF</PmtMtd>")
    writeTotals()
    xml.append("\n      <ReqdExctnDt>")
    xml.element("Dt", header.executeOn.description)
    xml.append("</ReqdExctnDt>\n      <Dbtr>")
    xml.element("Nm", header.debtorName)
    xml.append("</Dbtr>\n      <DbtrAcct><Id><Othr>")
    xml.element("Id", header.debtorAccount)
    xml.append("</Othr></Id><Ccy>CNY</Ccy></DbtrAcct>\n      <DbtrAgt>")
    if let code = header.debtorBankCode {
      writeAgent(code)
    } else {
      xml.append("<FinInstnId><Othr><Id>NOTPROVIDED</Id></Othr></FinInstnId>")
    }
    xml.append("</DbtrAgt>\n")
  }

  private mutating func writeTotals() {
    xml.element("NbOfTxs", "\(header.count)")
    xml.element("CtrlSum", header.amount.description)
  }

  /// A bank by its number in the clearing system (CNAPS, external clearing system identification `CNAPS`).
  private mutating func writeAgent(_ code: String) {
    xml.append("<FinInstnId><ClrSysMmbId><ClrSysId><Cd>CNAPS</Cd></ClrSysId>")
    xml.element("MmbId", code)
    xml.append("</ClrSysMmbId></FinInstnId>")
  }
}
