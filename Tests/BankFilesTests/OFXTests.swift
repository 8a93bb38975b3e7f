import BankFiles
import Measures
import Testing

@Suite("OFX")
struct OFXTests {
  private static let header1 = "OFXHEADER:100\r\nDATA:OFXSGML\r\nVERSION:102\r\nENCODING:USASCII\r\nCHARSET:1252\r\n\r\n"
  private static let header2 =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<?OFX OFXHEADER=\"200\" VERSION=\"220\" SECURITY=\"NONE\" OLDFILEUID=\"NONE\" NEWFILEUID=\"NONE\"?>\n"

  private func sgml(_ transactions: String, currency: String = "CNY") -> String {
    """
    \(Self.header1)<OFX><SIGNONMSGSRSV1><SONRS><STATUS><CODE>0<SEVERITY>INFO</STATUS><DTSERVER>20201008<LANGUAGE>CHI</SONRS></SIGNONMSGSRSV1>
    <BANKMSGSRSV1><STMTTRNRS><TRNUID>1<STATUS><CODE>0<SEVERITY>INFO</STATUS><STMTRS><CURDEF>\(currency)
    <BANKACCTFROM><BANKID>1<ACCTID>6222000000001<ACCTTYPE>CHECKING</BANKACCTFROM>
    <BANKTRANLIST><DTSTART>20201001<DTEND>20201007
    \(transactions)
    </BANKTRANLIST><LEDGERBAL><BALAMT>799.50<DTASOF>20201007</LEDGERBAL></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>
    """
  }

  private static let first = """
    <STMTTRN><TRNTYPE>DEBIT<DTPOSTED>20201007120000.000[+8:CST]<DTAVAIL>20201008<TRNAMT>-200.50<FITID>F-1<REFNUM>PR-7/17
    <NAME>江大山 &amp; 子<BANKACCTTO><BANKID>1<ACCTID>6230001<ACCTTYPE>SAVINGS</BANKACCTTO><MEMO>板栗款 盛𡐓镇</STMTTRN>
    """

  private static let expected = StatementLine(
    place: FilePlace(line: 11, column: 1), bookedOn: day("2020-10-07"), valueOn: day("2020-10-08"), amount: yuan("-200.50"),
    bankReference: "F-1",
    reference: "PR-7/17", counterpartyName: "江大山 & 子", counterpartyAccount: "6230001", text: "板栗款 盛𡐓镇")

  @Test("OFX 1 is SGML: values without end tags, and with them")
  func version1() throws {
    let found = reading(sgml(Self.first))
    #expect(found.format == .ofx1 && found.problems == [])
    #expect(found.lines == [Self.expected])
    let header = try #require(found.headers.first)
    #expect(
      header.account == "6222000000001" && header.from == day("2020-10-01") && header.through == day("2020-10-07") && header.opening == nil)
    #expect(found.closings == [yuan("799.50")])
    let closed = sgml(Self.first).replacing("-200.50<", with: "-200.50</TRNAMT><").replacing("F-1<", with: "F-1</FITID><")
    #expect(reading(closed).lines == [Self.expected])
  }

  @Test("an element without a value is no aggregate")
  func emptyElements() {
    let text = sgml(
      "<STMTTRN><TRNTYPE>CREDIT<DTPOSTED>20201007<TRNAMT>5<FITID>F<NAME><MEMO></STMTTRN><STMTTRN><DTPOSTED>20201007<TRNAMT>6<XTRA></STMTTRN>"
    )
    #expect(reading(text).fens == [500, 600] && reading(text).problems == [])
  }

  @Test("a name in GB18030 is read whatever the header says")
  func gb18030() {
    let text = Array(sgml("<STMTTRN><DTPOSTED>20201007<TRNAMT>5<NAME>@</STMTTRN>").utf8)
    let bytes = Array(text.split(separator: UInt8(ascii: "@"), maxSplits: 1).joined(separator: shengkangInGB18030))
    #expect(reading(bytes).lines.map(\.counterpartyName) == ["盛𡐓镇"])
  }

  private func xml(_ transactions: String) -> String {
    """
    \(Self.header2)<OFX><BANKMSGSRSV1><STMTTRNRS><STMTRS><CURDEF>CNY</CURDEF><BANKACCTFROM><ACCTID>6222000000001</ACCTID></BANKACCTFROM>
    <BANKTRANLIST>
    \(transactions)
    </BANKTRANLIST><LEDGERBAL><BALAMT>799.50</BALAMT><DTASOF>20201007</DTASOF></LEDGERBAL></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>
    """
  }

  @Test("OFX 2 is XML")
  func version2() {
    let line = """
      <STMTTRN><TRNTYPE>DEBIT</TRNTYPE><DTPOSTED>20201007</DTPOSTED><DTAVAIL>20201008</DTAVAIL><TRNAMT>-200,50</TRNAMT><FITID>F-1</FITID><REFNUM>PR-7/17</REFNUM>
      <PAYEE><NAME>江大山 &amp; 子</NAME><CITY/></PAYEE><BANKACCTTO><ACCTID>6230001</ACCTID></BANKACCTTO><MEMO>板栗款 盛𡐓镇</MEMO></STMTTRN>
      """
    let found = reading(xml(line))
    #expect(found.format == .ofx2 && found.problems == [] && found.closings == [yuan("799.50")])
    var expected = Self.expected
    expected.place = FilePlace(line: 5, column: 1)
    #expect(found.lines == [expected])
  }

  @Test(
    "what is wrong with a line is told with its place, and the others are read",
    arguments: [
      ("<DTPOSTED>20201007<TRNAMT>1,234.5", "E-BNK-021"), ("<DTPOSTED>20201007<TRNAMT>1.234,50", "E-BNK-021"),
      ("<DTPOSTED>20201007<TRNAMT>1234.56789", "E-BNK-022"), ("<DTPOSTED>20200230<TRNAMT>1", "E-BNK-024"),
      ("<DTPOSTED>20201007", "E-BNK-020"), ("<DTPOSTED>20201007<TRNAMT>1<TRNAMT>2", "E-BNK-029"),
      ("<DTPOSTED>20201007<TRNAMT>1<TRNAMT>1", "E-BNK-029"),
      ("<TRNAMT>1", "E-BNK-020"), ("<DTPOSTED>20201007<TRNAMT>1<CURRENCY><CURRATE>1<CURSYM>USD</CURRENCY>", "E-BNK-025"),
    ])
  func badLine(text: String, code: String) {
    let good = "<STMTTRN><DTPOSTED>20201007<TRNAMT>5</STMTTRN>"
    let found = reading(sgml("\(good)\n<STMTTRN>\(text)</STMTTRN>\n\(good)"))
    #expect(found.fens == [500, 500] && found.problems == ["\(code) 12:1"])
  }

  @Test("a line that corrects another is told")
  func correction() {
    let found = reading(sgml("<STMTTRN><DTPOSTED>20201007<TRNAMT>5<FITID>F-2<CORRECTFITID>F-1<CORRECTACTION>REPLACE</STMTTRN>"))
    #expect(found.findings.map(\.problem) == [.correction(of: "F-1")] && found.fens == [500])
  }

  @Test("a foreign account, a DOCTYPE and stray tags stop")
  func stops() {
    #expect(reading(sgml("", currency: "USD")).fault?.code == "E-BNK-025")
    #expect(reading(sgml("<!DOCTYPE x>")).fault?.code == "E-BNK-006")
    #expect(reading(sgml("</STMTTRN>")).fault?.code == "E-BNK-010")
    #expect(reading(sgml("<STMTTRN></BANKTRANLIST>")).fault?.code == "E-BNK-010")
  }

  @Test("a file that is cut off anywhere says so")
  func truncation() {
    for text in [sgml(Self.first), xml("")] {
      let bytes = Array(text.utf8)
      for count in 0..<bytes.count { #expect(reading(Array(bytes[..<count])).fault != nil, "\(count) bytes") }
    }
  }
}
