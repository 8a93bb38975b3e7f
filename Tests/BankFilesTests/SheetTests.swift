import BankFiles
import Catalogue
import Measures
import Messages
import Tabular
import Testing

@Suite("The banks' own sheets")
struct SheetTests {
  private static let above = "账号,6222000000001\r\n期初余额,\"1,000.00\",期末余额,\"2,034.00\"\r\n"
  private static let header = "交易日期,流水号,支出金额,收入金额,账户余额,对方账号,对方户名,商户流水号,批次号,摘要\r\n"

  private func rural(_ rows: String, above: String = SheetTests.above) -> Reading { reading(above + Self.header + rows) }

  @Test("labels, two columns of amounts and a running balance are read")
  func rural() throws {
    let found = rural(
      "2020-10-07,B-1,200.50,,799.50,\t6230001\t,江大山,PR-7/17,PR-7,板栗款\r\n2020-10-07,B-2,0.00,\"1,234.50\",\"2,034.00\",,永辉,,,货款 退汇\r\n")
    #expect(found.format == .sheet("rural-commercial") && found.problems == [])
    let header = try #require(found.headers.first)
    #expect(header.account == "6222000000001" && header.opening == yuan("1000"))
    #expect(
      found.lines == [
        StatementLine(
          place: FilePlace(line: 4), bookedOn: day("2020-10-07"), amount: yuan("-200.50"), bankReference: "B-1", reference: "PR-7/17",
          batchReference: "PR-7", counterpartyName: "江大山", counterpartyAccount: "6230001", text: "板栗款", runningBalance: yuan("799.50")),
        StatementLine(
          place: FilePlace(line: 5), bookedOn: day("2020-10-07"), amount: yuan("1234.50"), bankReference: "B-2", counterpartyName: "永辉",
          text: "货款 退汇", isReturn: true, runningBalance: yuan("2034")),
      ])
    #expect(found.closings == [yuan("2034")])
  }

  private static let good = "2020-10-07,B,,5.00,,,,,,\r\n"

  @Test(
    "what is wrong with a row is told with its place, and the others are read",
    arguments: [
      ("2020-10-07,B,,1.234,50,,,,,,", "E-BNK-022"), ("2020-10-07,B,,\"1.234,50\",,,,,,", "E-BNK-021"),
      ("2020-10-07,B,,1234.56789,,,,,,", "E-BNK-022"),
      ("2020-10-07,B,,\"12,34\",,,,,,", "E-BNK-021"), ("2020-10-07,B,,\"1234,567\",,,,,,", "E-BNK-021"),
      ("2020-10-07,B,,\"1,234,\",,,,,,", "E-BNK-021"),
      ("2020-10-07,B,,USD 5,,,,,,", "E-BNK-021"), ("2020-02-30,B,,5.00,,,,,,", "E-BNK-024"), ("2020/10/07,B,,5.00,,,,,,", "E-BNK-024"),
      (",B,,5.00,,,,,,", "E-BNK-020"), ("2020-10-07,B,,,,,,,,", "E-BNK-020"), ("2020-10-07,B,1.00,5.00,,,,,,", "E-BNK-028"),
      ("2020-10-07,B,,5.00", "E-TAB-007"), ("2020-10-07,\"B,,5.00,,,,,,", "E-TAB-003"), ("合计,,5.00,10.00,,,,,,", "E-BNK-024"),
      ("2020-10-07,B,,99999999999999999999.00,,,,,,", "E-BNK-023"),
    ])
  func badRow(row: String, code: String) {
    let found = rural(Self.good + row + "\r\n" + Self.good, above: "")
    #expect(found.fens == [500, 500])
    #expect(found.problems.count == 1 && found.problems[0].hasPrefix("\(code) 3"))
    #expect(found.findings.allSatisfy { $0.losesALine })
  }

  @Test("a last row without a line end may have been cut off")
  func unended() {
    let found = rural(Self.good + "2020-10-07,B,,5.00,,,,,,1", above: "")
    #expect(found.fens == [500] && found.problems == ["E-BNK-050 3"])
  }

  @Test("a running balance that does not follow is told with its line and by how much, oldest first and newest first")
  func runningBalance() {
    func row(_ amount: String, _ balance: String) -> String { "2020-10-07,B,,\(amount),\(balance),,,,,\r\n" }
    let up = rural(row("1.00", "1.00") + row("2.00", "3.00") + row("3.00", "6.50") + row("4.00", "10.50"), above: "")
    #expect(
      up.findings.map(\.problem) == [.balanceBreaks(expected: yuan("6"), found: yuan("6.50"))] && up.findings.map(\.place.line) == [4])
    let down = rural(row("4.00", "10.00") + row("3.00", "6.00") + row("2.00", "3.00") + row("1.00", "1.50"), above: "")
    #expect(down.findings.map(\.problem) == [.balanceBreaks(expected: yuan("1"), found: yuan("1.50"))])
    #expect(up.findings.first?.text.en == "line 4: the balance should be 6.00 and is 6.50, 0.50 off.")
  }

  @Test("a bank's point and comma are the map's", arguments: [("1.234,50", 123_450), ("0,05", 5), ("1.234.567,00", 123_456_700)])
  func postal(text: String, fen: Int64) {
    let header = "记账日,借贷标志,发生额,余额,对方姓名,对方卡号,明细号,批次号,用途,柜员流水,退回代码\n"
    let found = reading(
      header + "2020/10/07,借,\"\(text)\",,盛𡐓镇,,,,,,\n2020/10/07,收,\"\(text)\",,,,,,,,AC04\n2020/10/07,?,\"1,234.5\",,,,,,,,\n")
    #expect(found.format == .sheet("psbc") && found.fens == [-fen, fen] && found.lines.map(\.isReturn) == [false, true])
    #expect(found.lines[0].counterpartyName == "盛𡐓镇")
    #expect(found.problems == ["E-BNK-021 4"])
  }

  @Test("GB18030, a byte-order mark and a date with a time are read")
  func encodings() throws {
    let names = TextEncoding("GB18030")
    let text = "账户,622\r\n交易时间,起息日,交易金额,本次余额,对方名称,对方账户,交易附言,客户参考号,日志号\r\n20201007 08:15:00,,-5.00,,盛𡐓镇,,,,\r\n"
    for bytes in [try #require(names.encode(text)), Array("\u{FEFF}\(text)".utf8)] {
      let found = reading(bytes)
      #expect(
        found.format == .sheet("abc") && found.fens == [-500] && found.lines.map(\.counterpartyName) == ["盛𡐓镇"] && found.problems == [])
    }
  }

  @Test("an unknown header, a missing column and a column that is there twice stop")
  func headers() {
    #expect(reading("日期,钱\n1,2\n").fault?.code == "E-BNK-002")
    #expect(reading("nothing").fault?.code == "E-BNK-001" && reading("").fault?.code == "E-BNK-001")
    let fault = reading(Self.header.replacing("收入金额", with: "进账"), as: .sheet("rural-commercial")).fault
    #expect(fault?.problem == .missingColumn(bank: "rural-commercial", header: "收入金额"))
    #expect(reading(Self.header.replacing("\r\n", with: ",摘要\r\n")).fault?.code == "E-BNK-004")
    #expect(rural(Self.good, above: "币种,USD\r\n").fault?.code == "E-BNK-025")
    #expect(rural(Self.good, above: "币种,人民币\r\n期初余额,x\r\n").fault?.code == "E-BNK-021")
  }

  @Test("a result file tells each payment's outcome")
  func results() {
    let header = "批次号,序号,账号,户名,金额,商户流水号,处理结果,返回码,失败原因,备用\n"
    let found = reading(
      header
        + "PR-7,1,6230001,江大山,5.00,PR-7/1,成功,0000,,\nPR-7,2,6230002,罗英兰,88.50,PR-7/2,交易失败,AC04,账户已销户,\nPR-7,3,,,1.00,PR-7/3,处理中,,,\nPR-7,4,,,1.00,PR-7/4,好像,,,\nPR-7,0,,,1.00,,成功,,,\n"
    )
    #expect(found.format == .result("rural-commercial"))
    #expect(found.outcomes.map(\.status) == [.settled, .rejected, .pending] && found.outcomes.map(\.sequence) == [1, 2, 3])
    #expect(
      found.outcomes[1]
        == PaymentOutcome(
          place: FilePlace(line: 3), reference: "PR-7/2", batchReference: "PR-7", sequence: 2, name: "罗英兰", account: "6230002",
          amount: yuan("88.50"),
          status: .rejected, code: "AC04", reason: "账户已销户"))
    #expect(found.problems == ["E-BNK-026 5", "E-BNK-027 6"])
  }

  @Test("amounts in fen are read as such")
  func fen() {
    let found = reading("明细号,卡号,姓名,金额(分),结果,响应码,响应信息\nPR-7/1,6230001,江大山,12345,S,,\nPR-7/2,,,1.5,F,,\n")
    #expect(found.format == .result("psbc") && found.outcomes.map(\.amount) == [yuan("123.45")] && found.problems == ["E-BNK-022 3"])
  }
}
