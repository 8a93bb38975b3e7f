import Measures

/// camt.053.001.08: one entry with one detail a line.
struct CamtWriting: StatementWriting {
  private var xml = MarkupWriter()

  mutating func begin(_ header: StatementHeader, closing: Money, on day: Day) throws(BankWriteFault) {
    let created = Instant(startOf: day).description
    let number = header.number.isEmpty ? "1" : header.number
    xml.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.08\">\n")
    xml.append("<BkToCstmrStmt>\n<GrpHdr>")
    xml.element("MsgId", number)
    xml.element("CreDtTm", created)
    xml.append("</GrpHdr>\n<Stmt>\n")
    xml.element("Id", number)
    xml.element("CreDtTm", created)
    if let from = header.from, let through = header.through {
      xml.append("\n<FrToDt>")
      xml.element("FrDtTm", "\(from)T00:00:00+08:00")
      xml.element("ToDtTm", "\(through)T23:59:59+08:00")
      xml.append("</FrToDt>")
    }
    xml.append("\n<Acct><Id>")
    if header.account.isIBAN {
      xml.element("IBAN", header.account)
    } else {
      xml.append("<Othr>")
      xml.element("Id", header.account)
      xml.append("</Othr>")
    }
    xml.append("</Id><Ccy>CNY</Ccy></Acct>\n")
    if let opening = header.opening { writeBalance("OPBD", opening, header.openingOn ?? header.from ?? day) }
    writeBalance("CLBD", closing, day)
  }

  private mutating func writeBalance(_ code: StaticString, _ amount: Money, _ day: Day) {
    xml.append("<Bal><Tp><CdOrPrtry><Cd>")
    xml.append(code)
    xml.append("</Cd></CdOrPrtry></Tp>")
    writeAmount(amount)
    xml.append("<Dt>")
    xml.element("Dt", day.description)
    xml.append("</Dt></Bal>\n")
  }

  private mutating func writeAmount(_ amount: Money) {
    xml.append("<Amt Ccy=\"CNY\">")
    if amount.fen < 0 {
      xml.append(text: String(amount.description.dropFirst()))
      xml.append("</Amt><CdtDbtInd>DBIT</CdtDbtInd>")
    } else {
      xml.append(text: amount.description)
      xml.append("</Amt><CdtDbtInd>CRDT</CdtDbtInd>")
    }
  }

  mutating func write(_ line: StatementLine) throws(BankWriteFault) {
    try check(line)
    xml.append("<Ntry>")
    writeAmount(line.amount)
    xml.append("<Sts><Cd>BOOK</Cd></Sts><BookgDt>")
    xml.element("Dt", line.bookedOn.description)
    xml.append("</BookgDt>")
    if let valueOn = line.valueOn {
      xml.append("<ValDt>")
      xml.element("Dt", valueOn.description)
      xml.append("</ValDt>")
    }
    xml.optional("AcctSvcrRef", line.bankReference)
    writeTransactionCode(line)
    xml.append("<NtryDtls><TxDtls><Refs>")
    xml.optional("PmtInfId", line.batchReference)
    xml.optional("EndToEndId", line.reference)
    xml.append("</Refs>")
    writeAmount(line.amount)
    writeParty(line)
    if !line.text.isEmpty {
      xml.append("<RmtInf>")
      xml.element("Ustrd", line.text)
      xml.append("</RmtInf>")
    }
    writeReturn(line)
    xml.append("</TxDtls></NtryDtls></Ntry>\n")
  }

  private func check(_ line: StatementLine) throws(BankWriteFault) {
    guard line.isReturn || (line.returnCode.isEmpty && line.returnText.isEmpty) else {
      throw .cannotCarry(format: "camt.053", field: "a return code without a return")
    }
    guard line.reference != "NOTPROVIDED" else { throw .cannotCarry(format: "camt.053", field: "NOTPROVIDED") }
    try line.limit(line.bankReference, "AcctSvcrRef", to: 35)
    try line.limit(line.reference, "EndToEndId", to: 35)
    try line.limit(line.batchReference, "PmtInfId", to: 35)
    try line.limit(line.counterpartyName, "Nm", to: 140)
    try line.limit(line.counterpartyAccount, "Othr/Id", to: 34)
    try line.limit(line.text, "Ustrd", to: 140)
    try line.limit(line.returnCode, "Rsn/Cd", to: 4)
    try line.limit(line.returnText, "AddtlInf", to: 105)
  }

  private mutating func writeTransactionCode(_ line: StatementLine) {
    xml.append("<BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>")
    xml.append((line.amount.fen >= 0) != line.isReturn ? "RCDT" : "ICDT")
    xml.append("</Cd><SubFmlyCd>")
    xml.append(line.isReturn ? "RRTN" : "DMCT")
    xml.append("</SubFmlyCd></Fmly></Domn></BkTxCd>")
  }

  /// The other side in the role that it has, or had in the payment that comes back.
  private mutating func writeParty(_ line: StatementLine) {
    guard !line.counterpartyName.isEmpty || !line.counterpartyAccount.isEmpty else { return }
    let isDebtor = (line.amount.fen >= 0) != line.isReturn
    xml.append("<RltdPties>")
    if !line.counterpartyName.isEmpty {
      xml.append(isDebtor ? "<Dbtr><Pty>" : "<Cdtr><Pty>")
      xml.element("Nm", line.counterpartyName)
      xml.append(isDebtor ? "</Pty></Dbtr>" : "</Pty></Cdtr>")
    }
    if !line.counterpartyAccount.isEmpty {
      xml.append(isDebtor ? "<DbtrAcct><Id><Othr>" : "<CdtrAcct><Id><Othr>")
      xml.element("Id", line.counterpartyAccount)
      xml.append(isDebtor ? "</Othr></Id></DbtrAcct>" : "</Othr></Id></CdtrAcct>")
    }
    xml.append("</RltdPties>")
  }

  private mutating func writeReturn(_ line: StatementLine) {
    guard line.isReturn else { return }
    xml.append("<RtrInf>")
    if !line.returnCode.isEmpty {
      xml.append("<Rsn>")
      xml.element("Cd", line.returnCode)
      xml.append("</Rsn>")
    }
    xml.optional("AddtlInf", line.returnText)
    xml.append("</RtrInf>")
  }

  mutating func finish() throws(BankWriteFault) { xml.append("</Stmt>\n</BkToCstmrStmt>\n</Document>\n") }

  mutating func take() -> [UInt8] { xml.take() }
}

extension String {
  /// Written like one: two letters, two digits, and as many characters as ISO 13616 allows.
  fileprivate var isIBAN: Bool {
    let bytes = Array(utf8)
    func isLetter(_ byte: UInt8) -> Bool { (65...90).contains(byte) }
    func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }
    return (15...34).contains(bytes.count) && bytes.prefix(2).allSatisfy(isLetter) && bytes[2...3].allSatisfy(isDigit)
      && bytes.allSatisfy { isLetter($0) || isDigit($0) }
  }
}
