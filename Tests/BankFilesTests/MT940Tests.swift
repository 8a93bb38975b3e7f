import BankFiles
import Measures
import Testing

@Suite("MT940")
struct MT940Tests {
  private func statement(_ lines: String, opening: String = "C201007CNY1000,00", closing: String = "C201007CNY1000,00") -> String {
    ":20:STMT\r\n:25:6222000000001\r\n:28C:5/1\r\n:60F:\(opening)\r\n\(lines):62F:\(closing)\r\n-\r\n"
  }

  @Test("a line, its references and code words are read")
  func words() throws {
    let found = reading(
      statement(
        ":61:2010081007D200,50NTRFPR-7/17//B-1\r\n:86:/EREF/PR-7/17/PREF/PR-7/NAME/江大山/ACCT/6230001/REMI/板栗款\r\n 盛𡐓镇\r\n",
        closing: "C201007CNY799,50"))
    #expect(found.format == .mt940 && found.problems == [])
    let header = try #require(found.headers.first)
    #expect(
      header.account == "6222000000001" && header.number == "5/1" && header.opening == yuan("1000") && header.openingOn == day("2020-10-07")
    )
    #expect(
      found.lines == [
        StatementLine(
          place: FilePlace(line: 5), bookedOn: day("2020-10-07"), valueOn: day("2020-10-08"), amount: yuan("-200.50"), bankReference: "B-1",
          reference: "PR-7/17", batchReference: "PR-7", counterpartyName: "江大山", counterpartyAccount: "6230001", text: "板栗款 盛𡐓镇")
      ])
    #expect(found.closings == [yuan("799.50")])
  }

  @Test(
    "signs, marks and dates of :61:",
    arguments: [
      ("2010081007C1,", 100, "2020-10-07", false), ("2010081007D1,5", -150, "2020-10-07", false), ("201008C1,00", 100, "2020-10-08", false),
      ("2010081007CY1,00", 100, "2020-10-07", false), ("2010081007RC1,00", -100, "2020-10-07", true),
      ("2010081007RD1,00", 100, "2020-10-07", true), ("2101011231C1,00", 100, "2020-12-31", false),
      ("2012310101C1,00", 100, "2021-01-01", false),
    ])
  func marks(text: String, fen: Int64, booked: String, isReturn: Bool) {
    let found = reading(statement(":61:\(text)NTRFNONREF\r\n"))
    #expect(found.fens == [fen] && found.lines.map(\.bookedOn) == [day(booked)] && found.lines.map(\.isReturn) == [isReturn])
    #expect(found.lines.map(\.reference) == [""])
  }

  @Test("a returned item and its reason")
  func returns() {
    let found = reading(statement(":61:2010081007C88,NRTIPR-7/3\r\n:86:/RTRN/AC04/RTXT/账户已销户/NAME/罗英兰\r\n"))
    #expect(
      found.lines.map(\.isReturn) == [true] && found.lines.map(\.returnCode) == ["AC04"] && found.lines.map(\.returnText) == ["账户已销户"])
  }

  @Test("numbered subfields, plain text, and a supplementary line")
  func forms() {
    let found = reading(
      statement(
        """
        :61:2010081007C1,NTRFNONREF\r
        :86:166?00转账?20EREF+O-12?21SVWZ+货款 ?22十月?31623000?32永辉?33超市\r
        :61:2010081007C2,NTRFX\r
        :86:货款\r
        十月\r
        :61:2010081007C3,NTRFX\r
        补充\r
        :61:2010081007C4,NTRFX\r

        """))
    #expect(found.lines.map(\.text) == ["货款 十月", "货款 十月", "补充", ""])
    #expect(found.lines.map(\.reference) == ["O-12", "X", "X", "X"])
    #expect(found.lines.map(\.counterpartyName) == ["永辉超市", "", "", ""] && found.lines[0].counterpartyAccount == "623000")
  }

  @Test(
    "what is wrong with a line is told with its place, and the others are read",
    arguments: [
      ("2010081007C1234,56789NTRFX", "E-BNK-022"), ("2010081007D-5,00NTRFX", "E-BNK-021"), ("2010081007C1,234.5NTRFX", "E-BNK-021"),
      ("2010081007C1.234,50NTRFX", "E-BNK-021"),
      ("2010081007C,NTRFX", "E-BNK-021"), ("2002301007C1,NTRFX", "E-BNK-024"), ("2010080230C1,NTRFX", "E-BNK-024"),
      ("2010081007X1,NTRFX", "E-BNK-027"),
      ("2010081007C1,", "E-BNK-027"), ("2010081007C99999999999999999,NTRFX", "E-BNK-023"), ("", "E-BNK-024"),
    ])
  func badLine(text: String, code: String) {
    let good = ":61:2010081007C5,NTRFX\r\n"
    let found = reading(statement("\(good):61:\(text)\r\n:86:of the bad one\r\n\(good)", closing: "C201007CNY1010,"))
    #expect(found.problems == ["\(code) 6"])
    #expect(found.fens == [500, 500] && found.lines.map(\.text) == ["", ""])
  }

  @Test(
    "what is wrong with a statement stops",
    arguments: [
      ("C201007CNY1000,00", "C201007EUR1000,00", "E-BNK-025 4"), ("C201007CNY1000,00", "C200230CNY1000,00", "E-BNK-024 4"),
      (":60F:", ":60F:X", "E-BNK-027 4"), (":62F:", ":64:", "E-BNK-005 7"), (":20:", "hello", "E-BNK-010 1"),
    ])
  func stops(old: String, new: String, problem: String) {
    #expect(reading(statement("").replacing(old, with: new), as: .mt940).problems == [problem])
  }

  @Test("balances are compared, several statements follow each other, an envelope is passed over")
  func several() {
    let one = statement(":61:2010081007C5,NTRFX\r\n", closing: "C201007CNY1005,01")
    let enveloped = "{1:F01BANK}{2:O940}{4:\r\n" + statement("") + "-}\r\n"
    let found = reading(one + enveloped)
    #expect(found.problems == ["E-BNK-040 6", "E-BNK-045 9"])
    #expect(found.headers.count == 2 && found.closings.count == 2)
  }

  @Test("an unknown tag is told")
  func unknownTag() { #expect(reading(statement(":99:x\r\n")).problems == ["E-BNK-047 5"]) }

  @Test("GB18030 is read like UTF-8")
  func gb18030() {
    let text = Array(statement(":61:2010081007C5,NTRFX\r\n:86:@\r\n").utf8)
    let bytes = Array(text.split(separator: UInt8(ascii: "@"), maxSplits: 1).joined(separator: shengkangInGB18030))
    #expect(reading(bytes).lines.map(\.text) == ["盛𡐓镇"])
  }

  @Test("a file that is cut off anywhere says so")
  func truncation() {
    let bytes = Array(statement(":61:2010081007C5,NTRFX\r\n:86:text\r\n", closing: "C201007CNY1005,00").utf8)
    for count in 0..<(bytes.count - 8) {
      #expect(!reading(Array(bytes[..<count]), as: .mt940).problems.isEmpty || count == 0, "\(count) bytes")
    }
  }
}
