import BankFiles
import Catalogue
import Foundation
import Measures
import Messages
import Testing

@Suite("What goes to banks")
struct WriterTests {
  private func order(_ number: Int = 1, name: String = "江大山", amount: String = "1234.50", remark: String = "板栗款") -> BankOrder {
    BankOrder(
      reference: "PR-7/\(number)", payeeName: name, accountNumber: "623000\(number)", bankCode: "102100000030", amount: yuan(amount),
      remark: remark)
  }

  private func sheet(_ bank: String, _ orders: [BankOrder]) throws -> [UInt8] {
    var sheet = try BatchSheet(bank: try shippedBank(bank))
    for order in orders { try sheet.write(order) }
    return sheet.take()
  }

  @Test("a batch sheet has the map's columns, unit, encoding and line ends")
  func sheets() throws {
    #expect(
      String(decoding: try sheet("psbc", [order(), order(2, name: "盛𡐓镇, \"公司\"")]), as: UTF8.self) == """
        明细号,卡号,姓名,金额(分),行号,用途
        PR-7/1,6230001,江大山,123450,102100000030,板栗款
        PR-7/2,6230002,"盛𡐓镇, ""公司""\",123450,102100000030,板栗款

        """)
    let rural = try sheet("rural-commercial", [order(name: "盛𡐓镇")])
    #expect(rural.firstRange(of: shengkangInGB18030) != nil && rural.suffix(2) == [13, 10])
    #expect(try sheet("rural-commercial", [order(name: "盛𡐓镇")]) == rural)
  }

  /// The fault that writing these orders raises.
  private func fault(_ bank: Bank, _ orders: [BankOrder]) -> BankWriteFault? {
    guard var sheet = try? BatchSheet(bank: bank) else { return nil }
    do throws(BankWriteFault) {
      for order in orders {
        _ = sheet.take()
        try sheet.write(order)
      }
      return nil
    } catch {
      #expect(sheet.take().isEmpty, "nothing of a refused row is written")
      return error
    }
  }

  @Test("a character that the encoding lacks names payee and character", arguments: ["abc", "icbc"])
  func unencodable(bank: String) throws {
    let fault = fault(try shippedBank(bank), [order(), order(2, name: "张𡐓")])
    let encoding = try shippedBank(bank).encoding.name
    #expect(fault == .unencodable(payee: "张𡐓", character: "𡐓", encoding: encoding))
    #expect(fault?.text.en.contains("U+21413") == true && fault?.text.zh.contains("代用名") == true)
  }

  @Test("GB 2312 lacks what GBK has")
  func gb2312() throws {
    #expect(fault(try shippedBank("icbc"), [order(name: "朱镕基")])?.code == "E-BNK-060")
    #expect(fault(try shippedBank("abc"), [order(name: "朱镕基")]) == nil)
  }

  @Test("length, amount, control characters, missing values and the number of rows are checked")
  func checks() throws {
    let bank = try shippedBank("rural-commercial")
    #expect(
      fault(bank, [order(name: String(repeating: "长", count: 31))])
        == .tooLong(payee: String(repeating: "长", count: 31), field: "户名", length: 62, limit: 60))
    #expect(fault(bank, [order(amount: "0")])?.code == "E-BNK-064" && fault(bank, [order(amount: "-1")])?.code == "E-BNK-064")
    #expect(fault(bank, [order(remark: "a\nb")])?.code == "E-BNK-063" && fault(bank, [order(name: "")])?.code == "E-BNK-065")
    var small = bank
    small.batch.rowsMax = 2
    #expect(fault(small, [order(1), order(2)]) == nil)
    #expect(fault(small, [order(1), order(2), order(3)]) == .tooManyRows(bank: "rural-commercial", limit: 2))
  }

  @Test("headers are encoded as exactly as rows")
  func headers() throws {
    var bank = try shippedBank("icbc")
    bank.batch.columns[0].header = "𡐓"
    #expect(throws: BankWriteFault.unencodable(payee: "icbc", character: "𡐓", encoding: "gb2312")) { try BatchSheet(bank: bank) }
  }

  // MARK: pain.001

  private func header(count: Int64, amount: String, code: String? = nil) -> PainWriter.Header {
    PainWriter.Header(
      messageID: "420625-PR-7", createdAt: Instant("2020-10-07T08:00")!, debtorName: "谷城县 <合作社> & Co", debtorAccount: "6222000000001",
      debtorBankCode: code, executeOn: day("2020-10-08"), count: count, amount: yuan(amount))
  }

  private func pain(_ header: PainWriter.Header, _ orders: [BankOrder]) throws -> [UInt8] {
    var writer = try PainWriter(header)
    for order in orders { try writer.write(order) }
    try writer.finish()
    return writer.take()
  }

  /// Where `Scripts/test` unpacked the official schemas that PyPI's sepaxml carries.
  private static let schema: String? = {
    let named =
      ProcessInfo.processInfo.environment["SHANHUO_SCHEMAS"] ?? packageFolder.appendingPathComponent(".build/schemas/sepaxml/schemas").path
    let path = named + "/pain.001.001.09.xsd"
    return FileManager.default.fileExists(atPath: path) ? path : nil
  }()

  @Test("pain.001.001.09 is valid against the official schema", .enabled(if: xmllint != nil && WriterTests.schema != nil))
  func valid() throws {
    var plain = order(2, name: "盛𡐓镇", remark: "")
    plain.bankCode = nil
    let longest = BankOrder(
      reference: String(repeating: "r", count: 35), payeeName: String(repeating: "名", count: 140),
      accountNumber: String(repeating: "9", count: 34),
      bankCode: String(repeating: "1", count: 28), amount: yuan("9999999999999.99"), remark: String(repeating: "<", count: 140))
    for code in [nil, "102100000030"] {
      let bytes = try pain(header(count: 3, amount: "10000000002468.99", code: code), [order(), plain, longest])
      #expect(try xmllintAccepts(bytes, schema: Self.schema))
      // The check itself can fail.
      let broken = Array(String(decoding: bytes, as: UTF8.self).replacing("<PmtMtd>TRF</PmtMtd>", with: "").utf8)
      #expect(try !xmllintAccepts(broken, schema: Self.schema))
    }
  }

  @Test("pain.001 bears count and sum, escapes markup, and is the same each time")
  func content() throws {
    let text = String(decoding: try pain(header(count: 2, amount: "2469"), [order(1), order(2)]), as: UTF8.self)
    #expect(text.contains("<NbOfTxs>2</NbOfTxs><CtrlSum>2469.00</CtrlSum>"))
    #expect(text.contains("<Nm>谷城县 &lt;合作社&gt; &amp; Co</Nm>"))
    #expect(text.contains("<InstdAmt Ccy=\"CNY\">1234.50</InstdAmt>") && text.contains("<CreDtTm>2020-10-07T08:00:00+08:00</CreDtTm>"))
    #expect(try pain(header(count: 2, amount: "2469"), [order(1), order(2)]) == Array(text.utf8))
  }

  @Test("a count or sum that is not the head's is refused, and so is what is too long")
  func refusals() throws {
    #expect(throws: BankWriteFault.totalsDiffer(announced: yuan("2469"), announcedCount: 2, amount: yuan("1234.50"), count: 1)) {
      try pain(header(count: 2, amount: "2469"), [order(1)])
    }
    #expect(throws: BankWriteFault.self) { try pain(header(count: 1, amount: "1"), [order(1)]) }
    #expect(throws: BankWriteFault.tooLong(payee: "江大山", field: "Ustrd", length: 141, limit: 140)) {
      try pain(header(count: 1, amount: "1234.50"), [order(1, remark: String(repeating: "长", count: 141))])
    }
    #expect(throws: BankWriteFault.controlCharacter(payee: "a\u{1}", field: "payee name")) {
      try pain(header(count: 1, amount: "1234.50"), [order(1, name: "a\u{1}")])
    }
  }
}
