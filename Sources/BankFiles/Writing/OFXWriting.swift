import Measures

/// OFX 2.2.
struct OFXWriting: StatementWriting {
  private var xml = MarkupWriter()
  private var closing = Money.zero
  private var closingOn = Day(number: 0)
  private var lines = 0

  mutating func begin(_ header: StatementHeader, closing: Money, on day: Day) throws(BankWriteFault) {
    self.closing = closing
    closingOn = day
    xml.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<?OFX OFXHEADER=\"200\" VERSION=\"220\" SECURITY=\"NONE\" ")
    xml.append(
      "OLDFILEUID=\"NONE\" NEWFILEUID=\"NONE\"?>\n<OFX><SIGNONMSGSRSV1><SONRS><STATUS><CODE>0</CODE><SEVERITY>INFO</SEVERITY></STATUS>")
    xml.element("DTSERVER", digits(day))
    xml.append("<LANGUAGE>ZHO</LANGUAGE></SONRS></SIGNONMSGSRSV1>\n<BANKMSGSRSV1><STMTTRNRS><TRNUID>0</TRNUID>")
    xml.append("<STATUS><CODE>0</CODE><SEVERITY>INFO</SEVERITY></STATUS><STMTRS><CURDEF>CNY</CURDEF>\n<BANKACCTFROM><BANKID>0</BANKID>")
    xml.element("ACCTID", header.account)
    xml.append("<ACCTTYPE>CHECKING</ACCTTYPE></BANKACCTFROM>\n<BANKTRANLIST>")
    if let from = header.from { xml.element("DTSTART", digits(from)) }
    if let through = header.through { xml.element("DTEND", digits(through)) }
    xml.append("\n")
  }

  private func digits(_ day: Day) -> String { day.description.filter { $0 != "-" } }

  mutating func write(_ line: StatementLine) throws(BankWriteFault) {
    try line.limit(line.counterpartyName, "NAME", to: 32)
    try line.limit(line.reference, "REFNUM", to: 32)
    try line.limit(line.text, "MEMO", to: 255)
    try line.limit(line.bankReference, "FITID", to: 255)
    lines += 1
    xml.append("<STMTTRN><TRNTYPE>")
    xml.append(line.amount.fen < 0 ? "DEBIT" : "CREDIT")
    xml.append("</TRNTYPE>")
    xml.element("DTPOSTED", digits(line.bookedOn))
    if let valueOn = line.valueOn { xml.element("DTAVAIL", digits(valueOn)) }
    xml.element("TRNAMT", line.amount.description)
    xml.element("FITID", line.bankReference.isEmpty ? "\(lines)" : line.bankReference)
    xml.optional("REFNUM", line.reference)
    xml.optional("NAME", line.counterpartyName)
    if !line.counterpartyAccount.isEmpty {
      xml.append("<BANKACCTTO><BANKID>0</BANKID>")
      xml.element("ACCTID", line.counterpartyAccount)
      xml.append("<ACCTTYPE>CHECKING</ACCTTYPE></BANKACCTTO>")
    }
    xml.optional("MEMO", line.text)
    xml.append("</STMTTRN>\n")
  }

  mutating func finish() throws(BankWriteFault) {
    xml.append("</BANKTRANLIST>\n<LEDGERBAL>")
    xml.element("BALAMT", closing.description)
    xml.element("DTASOF", digits(closingOn))
    xml.append("</LEDGERBAL></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>\n")
  }

  mutating func take() -> [UInt8] { xml.take() }
}
