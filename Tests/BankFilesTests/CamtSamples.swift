/// Small files of our own, as the message definitions describe them.
enum CamtSamples {
  static func document(_ message: String, _ content: String) -> String {
    """
    <?xml version="1.0" encoding="UTF-8"?>
    <Document xmlns="urn:iso:std:iso:20022:tech:xsd:\(message)">
    \(content)
    </Document>
    """
  }

  static func statement(
    _ entries: String, version: String = "08", opening: String = "1000.00", closing: String = "1000.00", head: String = ""
  )
    -> String
  {
    document(
      "camt.053.001.\(version)",
      """
      <BkToCstmrStmt><GrpHdr><MsgId>M1</MsgId><CreDtTm>2020-10-08T01:00:00</CreDtTm></GrpHdr>
      <Stmt><Id>S-1</Id><CreDtTm>2020-10-08T01:00:00</CreDtTm>
      <FrToDt><FrDtTm>2020-10-07T00:00:00+08:00</FrDtTm><ToDtTm>2020-10-07T23:59:59+08:00</ToDtTm></FrToDt>
      <Acct><Id><Othr><Id>6222000000001</Id></Othr></Id><Ccy>CNY</Ccy></Acct>
      <Bal><Tp><CdOrPrtry><Cd>OPBD</Cd></CdOrPrtry></Tp><Amt Ccy="CNY">\(opening)</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2020-10-07</Dt></Dt></Bal>
      <Bal><Tp><CdOrPrtry><Cd>CLBD</Cd></CdOrPrtry></Tp><Amt Ccy="CNY">\(closing)</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2020-10-07</Dt></Dt></Bal>
      \(head)
      \(entries)
      </Stmt></BkToCstmrStmt>
      """)
  }

  static func entry(
    _ amount: String, credit: Bool = true, currency: String = "CNY", status: String = "<Cd>BOOK</Cd>", booked: String = "2020-10-07",
    _ rest: String = ""
  ) -> String {
    """
    <Ntry><Amt Ccy="\(currency)">\(amount)</Amt><CdtDbtInd>\(credit ? "CRDT" : "DBIT")</CdtDbtInd><Sts>\(status)</Sts>
    <BookgDt><Dt>\(booked)</Dt></BookgDt><ValDt><Dt>2020-10-08</Dt></ValDt><AcctSvcrRef>B-1</AcctSvcrRef>\(rest)</Ntry>
    """
  }

  static let payment = """
    <NtryDtls><TxDtls><Refs><MsgId>M</MsgId><PmtInfId>PR-7</PmtInfId><EndToEndId>PR-7/17</EndToEndId></Refs>
    <Amt Ccy="CNY">200.50</Amt><CdtDbtInd>DBIT</CdtDbtInd>
    <RltdPties><Dbtr><Pty><Nm>合作社</Nm></Pty></Dbtr><DbtrAcct><Id><Othr><Id>6222000000001</Id></Othr></Id></DbtrAcct>
    <Cdtr><Pty><Nm>江大山 &amp; 子</Nm></Pty></Cdtr><CdtrAcct><Id><Othr><Id>6230001</Id></Othr></Id></CdtrAcct></RltdPties>
    <RmtInf><Ustrd>板栗款</Ustrd><Ustrd>盛𡐓镇</Ustrd></RmtInf></TxDtls></NtryDtls>
    """
}
