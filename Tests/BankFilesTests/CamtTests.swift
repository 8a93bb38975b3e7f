import BankFiles
import Measures
import Tabular
import Testing

@Suite("camt.053 and camt.054")
struct CamtTests {
  @Test("a payment of version 8 is read whole")
  func version8() throws {
    let found = reading(CamtSamples.statement(CamtSamples.entry("200.50", credit: false, CamtSamples.payment), closing: "799.50"))
    #expect(found.format == .camt053(version: 8))
    #expect(found.problems == [])
    let header = try #require(found.headers.first)
    #expect(header.account == "6222000000001" && header.number == "S-1" && header.currency == "CNY")
    #expect(header.from == day("2020-10-07") && header.through == day("2020-10-07"))
    #expect(header.opening == yuan("1000") && header.openingOn == day("2020-10-07"))
    #expect(
      found.lines == [
        StatementLine(
          place: FilePlace(line: 10, column: 1), bookedOn: day("2020-10-07"), valueOn: day("2020-10-08"), amount: yuan("-200.50"),
          bankReference: "B-1",
          reference: "PR-7/17", batchReference: "PR-7", counterpartyName: "江大山 & 子", counterpartyAccount: "6230001", text: "板栗款 盛𡐓镇")
      ])
    #expect(found.events.last == .closing(yuan("799.50"), on: day("2020-10-07")))
  }

  @Test("version 2 has names, states and amounts elsewhere")
  func version2() throws {
    let detail = """
      <NtryDtls><TxDtls><Refs><InstrId>I-1</InstrId><EndToEndId>NOTPROVIDED</EndToEndId></Refs><AmtDtls><TxAmt><Amt Ccy="CNY">12.5</Amt></TxAmt></AmtDtls>
      <RltdPties><Dbtr><Nm>永辉</Nm></Dbtr><DbtrAcct><Id><IBAN>CN00X</IBAN></Id></DbtrAcct></RltdPties>
      <RmtInf><Strd><CdtrRefInf><Ref>O-12</Ref></CdtrRefInf></Strd></RmtInf></TxDtls></NtryDtls><AddtlNtryInf>来账</AddtlNtryInf>
      """
    let found = reading(CamtSamples.statement(CamtSamples.entry("12.50", status: "BOOK", detail), version: "02", closing: "1012.50"))
    #expect(found.format == .camt053(version: 2) && found.problems == [])
    let line = try #require(found.lines.first)
    #expect(line.amount == yuan("12.50") && line.reference == "I-1" && line.counterpartyName == "永辉" && line.counterpartyAccount == "CN00X")
    #expect(line.text == "O-12")
  }

  @Test("every version from 2 to 8 is read, and no other", arguments: ["01", "02", "03", "04", "05", "06", "07", "08", "09"])
  func versions(version: String) {
    let found = reading(CamtSamples.statement("", version: version))
    #expect(found.problems == (["01", "09"].contains(version) ? ["E-BNK-007 2:1"] : []))
  }

  @Test("a notification has no balances")
  func notification() {
    let text = CamtSamples.document(
      "camt.054.001.04",
      "<BkToCstmrDbtCdtNtfctn><Ntfctn><Id>N</Id><Acct><Id><IBAN>CN1</IBAN></Id></Acct>\(CamtSamples.entry("3"))</Ntfctn></BkToCstmrDbtCdtNtfctn>"
    )
    let found = reading(text)
    #expect(found.format == .camt054(version: 4) && found.fens == [300] && found.closings == [] && found.problems == [])
    #expect(found.headers.map(\.account) == ["CN1"] && found.headers.map(\.opening) == [nil])
  }

  /// A batch of details with these amounts.
  private func batch(_ amounts: [String?]) -> String {
    let details = amounts.enumerated().map { index, amount in
      let amount = amount.map { "<Amt Ccy=\"CNY\">\($0)</Amt>" } ?? ""
      return "<TxDtls><Refs><EndToEndId>PR-1/\(index + 1)</EndToEndId></Refs>\(amount)</TxDtls>"
    }
    return "<NtryDtls><Btch><PmtInfId>PR-1</PmtInfId></Btch>\(details.joined())</NtryDtls>"
  }

  @Test("an entry of several details is a line each where they come to it")
  func details() {
    let found = reading(CamtSamples.statement(CamtSamples.entry("30.00", credit: false, batch(["10", "15.00", "5.0"])), closing: "970"))
    #expect(found.problems == [])
    #expect(found.fens == [-1000, -1500, -500])
    #expect(found.lines.map(\.reference) == ["PR-1/1", "PR-1/2", "PR-1/3"])
    #expect(found.lines.allSatisfy { $0.batchReference == "PR-1" && $0.bankReference == "B-1" })
  }

  @Test(
    "and one line with a finding where they do not", arguments: [["10", "15", "5.01"], ["10", nil, "20"], ["10", "15.001", "5"], ["29"]])
  func detailsThatDiffer(amounts: [String?]) {
    let found = reading(CamtSamples.statement(CamtSamples.entry("30.00", credit: false, batch(amounts)), closing: "970"))
    #expect(found.fens == [-3000])
    #expect(found.findings.map(\.code) == ["E-BNK-042"])
  }

  @Test("more details than are kept apart are one line with a finding")
  func tooManyDetails() {
    let details = "<NtryDtls>" + String(repeating: "<TxDtls/>", count: 100_001) + "</NtryDtls>"
    let found = reading(CamtSamples.statement(CamtSamples.entry("30.00", credit: false, details), closing: "970"))
    #expect(found.fens == [-3000] && found.findings.map(\.problem) == [.tooManyDetails(count: 100_001, limit: 100_000)])
  }

  @Test("a sum beyond 64 bits is told, and a file that cannot be read stops")
  func limits() {
    let most = CamtSamples.entry("92233720368547758.07")
    let found = reading(CamtSamples.statement(most + most))
    #expect(found.fens == [.max, .max] && found.findings.map(\.code) == ["E-BNK-049"])
    #expect(throws: BankFileFault(.cannotRead("disk"), at: FilePlace(line: 1))) {
      try StatementReader().read({ (_) throws(TabularFault) in throw TabularFault(line: 1, column: 0, problem: .cannotRead("disk")) }) {
        _ in
      }
    }
  }

  @Test("a return names its reason, and the payee whose payment comes back")
  func returns() throws {
    let detail = """
      <BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>ICDT</Cd><SubFmlyCd>RRTN</SubFmlyCd></Fmly></Domn></BkTxCd>
      <NtryDtls><TxDtls><Refs><EndToEndId>PR-7/3</EndToEndId></Refs><RltdPties>
      <Dbtr><Pty><Nm>合作社</Nm></Pty></Dbtr><Cdtr><Pty><Nm>罗英兰</Nm></Pty></Cdtr></RltdPties>
      <RtrInf><Rsn><Cd>AC04</Cd></Rsn><AddtlInf>账户已销户</AddtlInf></RtrInf></TxDtls></NtryDtls>
      """
    let line = try #require(reading(CamtSamples.statement(CamtSamples.entry("88", detail), closing: "1088")).lines.first)
    #expect(line.isReturn && line.returnCode == "AC04" && line.returnText == "账户已销户")
    #expect(line.counterpartyName == "罗英兰" && line.reference == "PR-7/3" && line.amount == yuan("88"))
  }

  @Test(
    "a return is told by its sub-family or a reversal too",
    arguments: [
      ("RRTN", "", true), ("DMCT", "", false), ("DMCT", "<RvslInd>true</RvslInd>", true), ("DMCT", "<RvslInd> 1 </RvslInd>", true),
      ("DMCT", "<RvslInd>0</RvslInd>", false),
    ])
  func returnCodes(code: String, reversal: String, isReturn: Bool) {
    let rest = "\(reversal)<BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>RCDT</Cd><SubFmlyCd>\(code)</SubFmlyCd></Fmly></Domn></BkTxCd>"
    #expect(reading(CamtSamples.statement(CamtSamples.entry("1", rest))).lines.map(\.isReturn) == [isReturn])
  }

  @Test(
    "what is wrong with an entry is told with its place, and the others are read",
    arguments: [
      (CamtSamples.entry("1234.56789"), "E-BNK-022"), (CamtSamples.entry("-100.00"), "E-BNK-021"),
      (CamtSamples.entry("1,234.5"), "E-BNK-021"),
      (CamtSamples.entry("1.234,50"), "E-BNK-021"),
      (CamtSamples.entry("-"), "E-BNK-021"), (CamtSamples.entry(""), "E-BNK-021"), (CamtSamples.entry("1e3"), "E-BNK-021"),
      (CamtSamples.entry("92233720368547758.08"), "E-BNK-023"), (CamtSamples.entry("1", currency: "EUR"), "E-BNK-025"),
      (CamtSamples.entry("1", booked: "2020-02-30"), "E-BNK-024"), (CamtSamples.entry("1", booked: "07.10.2020"), "E-BNK-024"),
      (CamtSamples.entry("1", status: "<Cd>PDNG</Cd>"), "E-BNK-046"),
      ("<Ntry><Amt Ccy=\"CNY\">1</Amt><CdtDbtInd>UP</CdtDbtInd><BookgDt><Dt>2020-10-07</Dt></BookgDt></Ntry>", "E-BNK-026"),
      ("<Ntry><Amt Ccy=\"CNY\">1</Amt><CdtDbtInd>CRDT</CdtDbtInd></Ntry>", "E-BNK-020"),
    ])
  func badEntry(entry: String, code: String) {
    let good = CamtSamples.entry("5")
    let found = reading(CamtSamples.statement(good + "\n" + entry + "\n" + good, closing: "1010"))
    #expect(found.fens == [500, 500])
    #expect(found.findings.map(\.code) == [code])
    #expect(found.findings.allSatisfy { (12...13).contains($0.place.line) && $0.losesALine })
    #expect(found.fault == nil)
  }

  @Test("decimals beyond the second may be zeros", arguments: [("1.50000", 150), ("1.5", 150), ("+1", 100), ("0.01", 1), ("001", 100)])
  func amounts(text: String, fen: Int64) { #expect(reading(CamtSamples.statement(CamtSamples.entry(text))).fens == [fen]) }

  @Test("opening balance, entries and closing balance are compared")
  func closing() {
    let found = reading(CamtSamples.statement(CamtSamples.entry("5") + CamtSamples.entry("2", credit: false), closing: "1003.01"))
    #expect(
      found.findings.map(\.problem) == [.doesNotClose(opening: yuan("1000"), lines: yuan("3"), closing: yuan("1003.01"))])
    #expect(found.closings == [yuan("1003.01")])
  }

  @Test("the count of entries is compared with the summary")
  func count() {
    let head = "<TxsSummry><TtlNtries><NbOfNtries>3</NbOfNtries></TtlNtries></TxsSummry>"
    let found = reading(CamtSamples.statement(CamtSamples.entry("5") + CamtSamples.entry("5"), closing: "1010", head: head))
    #expect(found.findings.map(\.problem) == [.countDiffers(summary: 3, found: 2)])
  }

  @Test("two statements of one number in a file are told")
  func duplicates() {
    let one = CamtSamples.statement("")
    let statement = one.firstRange(of: "<Stmt>")!.lowerBound..<one.firstRange(of: "</Stmt>")!.upperBound
    let found = reading(one.replacing("</Stmt>", with: "</Stmt>" + one[statement], maxReplacements: 1))
    #expect(found.headers.count == 2)
    #expect(found.findings.map(\.problem) == [.duplicateStatement(account: "6222000000001", number: "S-1")])
  }

  @Test("prefixes of namespaces are as good as none, and foreign elements are passed over")
  func namespaces() {
    let plain = CamtSamples.statement(CamtSamples.entry("5"), closing: "1005")
    let prefixed = plain.replacing("</", with: "\u{1}").replacing("<?", with: "\u{2}").replacing("<", with: "<c:").replacing(
      "\u{1}", with: "</c:"
    )
    .replacing("\u{2}", with: "<?").replacing("xmlns=", with: "xmlns:c=")
    #expect(reading(prefixed).fens == [500] && reading(prefixed).problems == [])
    let foreign = plain.replacing(
      "</AcctSvcrRef>", with: "</AcctSvcrRef><x:Amt xmlns:x=\"urn:x\" Ccy=\"EUR\">9</x:Amt><Amt xmlns=\"urn:x\">8</Amt>")
    #expect(reading(foreign).fens == [500] && reading(foreign).problems == [])
  }

  @Test(
    "what is wrong with the statement itself stops",
    arguments: [
      ("<Ccy>CNY</Ccy>", "<Ccy>USD</Ccy>", "E-BNK-025"), ("<Amt Ccy=\"CNY\">1000.00", "<Amt Ccy=\"CNY\">1000.001", "E-BNK-022"),
      ("<Dt><Dt>2020-10-07</Dt></Dt>", "<Dt><Dt>2020-02-30</Dt></Dt>", "E-BNK-024"), ("camt.053.001.08", "camt.086.001.01", "E-BNK-007"),
      ("urn:iso:std:iso:20022:tech:xsd:camt", "urn:example:camt", "E-BNK-007"), ("</Stmt>", "</Stmnt>", "E-BNK-010"),
    ])
  func stops(old: String, new: String, code: String) {
    let text = CamtSamples.statement(CamtSamples.entry("5"), closing: "1005")
    #expect(text.contains(old))
    #expect(reading(text.replacing(old, with: new)).fault?.code == code)
  }

  @Test("a file that is cut off anywhere says so")
  func truncation() {
    let bytes = Array(CamtSamples.statement(CamtSamples.entry("200.50", credit: false, CamtSamples.payment), closing: "799.50").utf8)
    for count in 0..<bytes.count {
      let found = reading(Array(bytes[..<count]))
      #expect(found.fault != nil, "\(count) bytes")
    }
    #expect(reading(bytes).fault == nil)
  }

  @Test("pieces of any size, a byte-order mark and CRLF change nothing")
  func pieces() {
    let text = CamtSamples.statement(CamtSamples.entry("200.50", credit: false, CamtSamples.payment), closing: "799.50")
    let expected = reading(text).events
    for size in [1, 2, 3, 5, 64] { #expect(reading(Array(text.utf8), pieces: size).events == expected, "pieces of \(size)") }
    #expect(reading("\u{FEFF}" + text).events == expected)
    #expect(reading(text.replacing("\n", with: "\r\n")).events == expected)
  }
}
