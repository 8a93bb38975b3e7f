import Ledger
import Measures
import Testing

@testable import Payouts

@Suite("Lines for whole runs, and what comes back")
struct RunAndReturnMatchingTests {
  private let three = MatchingTable().payout("PR-7/1", 100_00).payout("PR-7/2", 200_00, "李伟").payout("PR-7/3", 400_00, "王芳")

  @Test("a whole run by reference or total, once its result file is there")
  func whole() {
    #expect(three.run(7, failed: []).matches(line(-700_00, reference("PR-7"))) == ["1 run PR-7 -700.00"])
    #expect(three.run(7, failed: []).matches(line(-700_00)) == ["1 run PR-7 -700.00"])
    #expect(three.run(7, failed: [2]).matches(line(-500_00, reference("PR-7"))) == ["1 run PR-7 -500.00"])
    #expect(three.run(7, failed: [2]).matches(line(-700_00, reference("PR-7"))) == ["1 run PR-7 -700.00"])
    #expect(three.run(7, failed: [2]).matches(line(-300_00, reference("PR-7"))) == [])
    #expect(three.run(7).matches(line(-700_00, reference("PR-7"))) == [])
    #expect(three.run(7, failed: [2]).matches(line(-700_00)) == ["1 run PR-7 -700.00"])
    #expect(three.run(7, failed: [2]).matches(line(-500_00)) == ["1 run PR-7 -500.00"])
    #expect(three.run(7, failed: [1, 2, 3]).matches(line(-700_00, reference("PR-7"))) == [])
    #expect(three.run(7, failed: []).matches(line(-700_00, day: "2020-10-20")) == [])
    #expect(three.payout("PR-6/1", 700_00).run(7, failed: []).matches(line(-700_00)) == [])
    // By its total alone not where it goes to one account, or is for something else.
    #expect(three.run(7, failed: []).matches(line(-700_00, name: "化肥公司", account: "6225000000000001")) == [])
    #expect(three.run(7, failed: []).matches(line(-700_00, purpose: "购买化肥款")) == [])
    #expect(three.run(7, failed: []).matches(line(-700_00, reference: "FP-77")) == [])
    #expect(three.run(7, failed: []).matches(line(-700_00, batch: "社保202010批")) == [])
    #expect(three.run(7, failed: []).matches(line(-700_00, name: "化肥公司")) == [])
    #expect(three.run(7, failed: []).matches(line(-700_00, tail: "9999")) == [])
    #expect(three.run(7, failed: []).matches(line(-700_00, purpose: "农产品货款", name: "代发过渡户")) == ["1 run PR-7 -700.00"])
  }

  @Test("a run's number without check digits takes the run, or what is owed back, only where the line shows nobody and says nothing else")
  func plainNumber() {
    let table = three.run(7, failed: [2])
    let is500 = ["1 run PR-7 -500.00"]
    #expect(table.matches(line(-500_00, "PR-7")) == is500)
    #expect(table.matches(line(-500_00, batch: "PR-7", purpose: "农产品货款", name: "代发过渡户")) == is500)
    #expect(table.matches(line(-500_00, batch: "420625PR7")) == is500)
    #expect(table.matches(line(-500_00, "PR-7", purpose: "批量代发PR-7 农产品货款")) == is500)
    #expect(table.matches(line(-500_00, "化肥款 采购单PR-7", purpose: "化肥款 采购单PR-7")) == [])
    #expect(table.matches(line(-500_00, "PR-7", name: "谷城县化肥公司")) == [])
    #expect(table.matches(line(-500_00, "PR-7", tail: "4399")) == [])
    #expect(table.matches(line(-500_00, "PR-7", reference: "采购单PR-7")) == [])
    #expect(table.matches(line(-500_00, reference("PR-7"), name: "谷城县化肥公司")) == is500)
    let owed = MatchingTable().payout("PR-7/1", 100_00, state: .failed).run(7, owedBack: 300_00)
    #expect(owed.matches(line(300_00, "PR-7")) == ["1 run PR-7 300.00"])
    #expect(owed.matches(line(100_00, "退汇 PR-7", purpose: "退汇 PR-7")) == ["1 run PR-7 100.00"])
    #expect(owed.matches(line(40_00, "PR-7")) == [])
    #expect(owed.matches(line(300_00, "采购单PR-7 鸡蛋货款", purpose: "采购单PR-7 鸡蛋货款")) == [])
    #expect(owed.matches(line(300_00, "PR-7", name: "县城超市")) == [])
    #expect(owed.matches(line(40_00, reference("PR-7"))) == [])
  }

  @Test(
    "a bank's clearing account is nobody; who has such a word in the name is somebody",
    arguments: [
      ("代发过渡户", true), ("应解汇款及临时存款", true), ("谷城县农村商业银行股份有限公司代发过渡户", true), ("待清算资金", true), ("挂账", true), ("谷城农村信用社内部过渡账户", true),
      ("谷城县化肥公司破产清算组", false), ("代发过渡商店", false), ("张代发", false), ("清算事务社", false), ("过渡湾养殖厂", false), ("资金户", false), ("湖北银行", false),
    ])
  func clearingNames(name: String, isOne: Bool) { #expect(ClearingName.isOne(FoldedName(name).text) == isOne) }

  @Test("without the result file people are told so")
  func missing() {
    let evidence = three.run(7).suggestions(line(-700_00, reference("PR-7")))[0].evidence
    #expect(evidence.contains(.resultFileMissing(PayoutRun.ID(number: 7))) && evidence.contains(.amountEqual))
  }

  @Test("where payouts were matched one by one, the whole is left to people")
  func touched() {
    let lines = [line(-100_00, reference("PR-7/1")), line(-700_00, reference("PR-7"))]
    #expect(three.run(7, failed: []).matches(lines[0], lines[1]) == ["1 paid PR-7/1 -100.00"])
    #expect(three.run(7, failed: []).suggestions(lines[0], lines[1])[0].evidence.contains(.runMatchedSingly(PayoutRun.ID(number: 7))))
  }

  @Test("what failed with its run comes back to the run, in one credit or several, and no more than that")
  func owedBack() {
    let whole = line(-700_00, reference("PR-7"))
    let table = three.run(7, failed: [1, 2])
    #expect(table.matches(whole, line(300_00, reference("PR-7"))).last == "2 run PR-7 300.00")
    #expect(table.matches(whole, line(300_00, code: "AC04")).last == "2 run PR-7 300.00")
    #expect(table.matches(whole, line(100_00, reference("PR-7/1")), line(200_00, name: "李伟", code: "AC04")).count == 3)
    #expect(table.matches(whole, line(301_00, reference("PR-7"))).count == 1)
    #expect(table.matches(whole, line(200_00, reference("PR-7")), line(200_00, reference("PR-7"), day: "2020-10-04")).count == 2)
    let later = MatchingTable().payout("PR-7/1", 100_00, state: .failed).run(7, owedBack: 300_00)
    #expect(later.matches(line(300_00, reference("PR-7"))) == ["1 run PR-7 300.00"])
    #expect(later.matches(line(100_00, reference("PR-7/1"))) == ["1 run PR-7 100.00"])
    // Where the bank debited what it paid and no more, nothing comes back.
    #expect(table.matches(line(-400_00, reference("PR-7")), line(100_00, reference("PR-7/1"))) == ["1 run PR-7 -400.00"])
    let one = three.run(7, failed: [2])
    #expect(one.matches(whole, line(200_00, name: "李伟", code: "AC04")) == ["1 run PR-7 -700.00", "2 run PR-7 200.00"])
    #expect(one.matches(whole, line(200_00, code: "AC04")).count == 2)
    #expect(one.matches(whole, line(200_00, name: "化肥公司", account: "6225000000000001", code: "AC04")).count == 1)
    #expect(one.matches(whole, line(200_00, reference: "FP-77", code: "AC04")).count == 1)
    // Nor is it anybody's whose name is another, or of whom the bank shows four digits.
    #expect(one.matches(whole, line(200_00, name: "化肥公司", code: "AC04")).count == 1)
    #expect(one.matches(whole, line(200_00, tail: "8888", code: "AC04")).count == 1)
    #expect(one.matches(whole, line(200_00, name: "应解汇款", code: "AC04")).count == 2)
  }

  @Test("a debit that may have paid what failed, or came back, is known by its reference or payee, and its amount")
  func paidAfterAll() {
    let table = MatchingTable().payout("PR-7/1", 100_00, "李伟", account: "6217001234", state: .failed)
      .payout("PR-7/2", 200_00, "王芳", account: "6217009999", state: .returned)
    func paid(_ line: OpenLine) -> [String] { table.matcher.payoutsPaidAfterAll(by: line).map(\.description) }
    #expect(paid(line(-100_00, reference("PR-7/1"))) == ["PR-7/1"])
    #expect(paid(line(-100_00, String(reference("PR-7/1").dropLast()))) == ["PR-7/1"])
    #expect(paid(line(-100_00, name: "李伟", account: "6217001234")) == ["PR-7/1"])
    #expect(paid(line(-200_00, name: "王芳", tail: "9999")) == ["PR-7/2"])
    #expect(paid(line(-200_00, reference("PR-7/2"))) == ["PR-7/2"])
    // A whole reference says it whatever the amount: a fee may be in it, or another payout.
    #expect(paid(line(-101_00, reference("PR-7/1"))) == ["PR-7/1"])
    #expect(paid(line(-300_00, reference("PR-7/1") + " " + reference("PR-7/2"))) == ["PR-7/1", "PR-7/2"])
    #expect(paid(line(-101_00, String(reference("PR-7/1").dropLast()))) == [])
    #expect(paid(line(-100_00)) == [] && paid(line(100_00, reference("PR-7/1"))) == [])
    // However many others of his have the amount and are in transit.
    let weekly = (2...40).reduce(MatchingTable().payout("PR-1/1", 100_00, account: "6217001234", state: .failed)) {
      $0.payout("PR-\($1)/1", 100_00, account: "6217001234", sentOn: MatchingTable.sent.advanced(by: Int64($1) / 20))
    }
    #expect(weekly.matcher.payoutsPaidAfterAll(by: line(-100_00, account: "6217001234")).map(\.description) == ["PR-1/1"])
    let bitten = line(-100_00, String(reference("PR-1/1").dropLast()))
    #expect(weekly.matcher.payoutsPaidBefore(by: bitten).map(\.description) == ["PR-1/1"])
    // What came back neither is paid nor comes back by itself again.
    #expect(table.matches(line(-200_00, reference("PR-7/2")), line(200_00, reference("PR-7/2"), code: "AC04")) == [])
  }

  @Test("a debit of a run's number may have paid what failed of it or came back: one of those, their sum, the run's, or what may be in it")
  func paidAfterAllByRun() {
    let table = MatchingTable().payout("PR-7/1", 100_00, state: .failed).payout("PR-7/2", 200_00, "李伟", state: .returned)
      .payout("PR-7/3", 400_00, "王芳", state: .paid).payout("PR-7/4", 800_00, "张丽")
    func paid(_ fen: Int64, _ text: String) -> [String] { table.matcher.payoutsPaidAfterAll(by: line(fen, text)).map(\.description) }
    for text in [reference("PR-7"), "PR-7"] {
      #expect(paid(-100_00, text) == ["PR-7/1"])
      #expect(paid(-200_00, text) == ["PR-7/2"])
      for sum: Int64 in [-300_00, -1_500_00, -1_200_00, -301_00] { #expect(paid(sum, text) == ["PR-7/1", "PR-7/2"]) }
      // What is in transit still, and a fee.
      #expect(paid(-800_00, text) == [] && paid(-5_00, text) == [])
    }
    #expect(paid(-100_00, reference("PR-8")) == [])
    func before(_ fen: Int64, _ text: String) -> [String] { table.matcher.payoutsPaidBefore(by: line(fen, text)).map(\.description) }
    #expect(before(-300_00, reference("PR-7")) == ["PR-7/1", "PR-7/2"] && before(-100_00, reference("PR-7")) == ["PR-7/1"])
    // Anybody's PR-7 is not sure enough to be one.
    #expect(before(-300_00, "PR-7") == [] && before(-301_00, reference("PR-7")) == [])
  }

  @Test("to stop a payment it is enough that nothing contradicts and something fits")
  func wideNet() {
    let table = MatchingTable().payout("PR-7/1", 100_00, account: "6217000012", state: .failed)
      .payout("PR-7/2", 200_00, "李伟", account: "6217000020", state: .failed).payout("PR-7/3", 100_00, "王芳", account: "6217000038")
    func paid(_ line: OpenLine) -> [String] { table.matcher.payoutsPaidAfterAll(by: line).map(\.description) }
    #expect(paid(line(-100_00, tail: "0012")) == ["PR-7/1"] && paid(line(-100_00, name: "江*山")) == ["PR-7/1"])
    #expect(paid(line(-102_00, name: "江大山", account: "6217000012")) == ["PR-7/1"])
    #expect(paid(line(-300_00)) == ["PR-7/1", "PR-7/2"] && paid(line(-300_00, name: "代发过渡户")) == ["PR-7/1", "PR-7/2"])
    #expect(paid(line(-100_00, name: "王*", tail: "0012")) == [] && paid(line(-100_00, name: "江*山", tail: "0038")) == [])
    #expect(paid(line(-110_01, name: "江大山", account: "6217000012")) == [] && paid(line(-99_00, name: "江大山")) == [])
    #expect(paid(line(-300_00, name: "化肥公司")) == [] && paid(line(-300_00, purpose: "化肥款")) == [] && paid(line(-100_00)) == [])
    #expect(paid(line(-100_00, reference("PR-7/3"), name: "江*山")) == [])
  }

  @Test(
    "a debit is a payment once more of what it names, and has the amount of or more; of a damaged reference exactly that",
    arguments: [
      (-100_00, reference("PR-7/1"), true), (-102_00, reference("PR-7/1"), true), (-60_00, reference("PR-7/1"), false),
      (-100_00, "PR-7/1", true), (-100_00, String(reference("PR-7/1").dropLast()), true),
      (-102_00, String(reference("PR-7/1").dropLast()), false), (-100_00, reference("PR-7/2"), false), (100_00, reference("PR-7/1"), false),
      (-100_00, "", false),
    ])
  func paidBefore(fen: Int64, text: String, isOne: Bool) {
    let table = MatchingTable().payout("PR-7/1", 100_00, state: .paid).payout("PR-7/2", 100_00)
    #expect(table.matcher.payoutsPaidBefore(by: line(fen, text, name: "江大山")) == (isOne ? [Payout.ID("PR-7/1")!] : []))
  }

  @Test("a payout that failed is no longer paid by itself: a line that names it is told why")
  func failed() {
    let table = three.run(7, failed: [2])
    #expect(table.matches(line(-200_00, reference("PR-7/2"), name: "李伟")) == [])
    let suggestion = table.suggestions(line(-200_00, reference("PR-7/2"), name: "李伟"))[0]
    #expect(suggestion.evidence.contains(.saidFailed(Payout.ID("PR-7/2")!)))
  }

  @Test("a payout comes back by reference, once")
  func returned() {
    let table = MatchingTable().payout("PR-7/17", 600_00, state: .paid)
    let back = line(600_00, reference("PR-7/17"), code: "AC04")
    #expect(table.matches(back, back) == ["1 returned PR-7/17 600.00"])
    #expect(table.suggestions(back, back)[0].evidence.contains(.alreadyReturned(Payout.ID("PR-7/17")!, by: BankLine.ID(number: 1))))
    #expect(table.matches(line(599_00, reference("PR-7/17"))) == [])
    // It often comes from a clearing account of the bank; a credit that is not marked, and from somebody else, is for people.
    #expect(table.matches(line(600_00, reference("PR-7/17"), name: "应解汇款", code: "AC04")) == ["1 returned PR-7/17 600.00"])
    #expect(table.matches(line(600_00, reference("PR-7/17"), name: "李伟")) == [])
    let inTransit = MatchingTable().payout("PR-7/17", 600_00)
    #expect(inTransit.matches(line(-600_00, reference("PR-7/17")), back) == ["1 paid PR-7/17 -600.00", "2 returned PR-7/17 600.00"])
    // What nothing has paid yet is not given back by itself.
    #expect(inTransit.matches(back) == [])
    #expect(table.matches(line(600_00, reference("PR-7/17"), code: "AC04", day: "2020-10-01")) == [])
  }

  @Test("a credit that may take back a debit which nothing explains is no return by itself")
  func corrected() {
    let table = MatchingTable().payout("PR-7/17", 600_00)
    let paid = line(-600_00, reference("PR-7/17"))
    let back = line(600_00, reference("PR-7/17"), code: "AC04", day: "2020-10-05")
    #expect(table.matches(paid, back).count == 2)
    // Debited twice: it may be the second that comes back.
    #expect(table.matches(paid, paid, back) == ["1 paid PR-7/17 -600.00"])
    #expect(table.matches(paid, line(-600_00, purpose: "补贴", name: "江大山"), back) == ["1 paid PR-7/17 -600.00"])
    #expect(table.matches(paid, line(-600_00, name: "李伟"), back).count == 2)
    #expect(table.matches(paid, line(-600_00, reference("PR-7/17"), day: "2020-10-06"), back).count == 2)
  }

  @Test(
    "a credit that says that it is for something else is a return only by right check digits, or where the bank marks it",
    arguments: [("PR-7/17", "", "", true), ("PR-7/17", "捐款", "", false), ("PR-7/17", "退回", "", true), ("PR-7/17", "捐款", "AC04", true)])
  func otherPurpose(text: String, purpose: String, code: String, isMatched: Bool) {
    let table = MatchingTable().payout("PR-7/17", 600_00, state: .paid)
    #expect(table.matches(line(600_00, text, purpose: purpose, name: "江大山", code: code)).isEmpty == !isMatched)
    #expect(table.matches(line(600_00, reference(text), purpose: purpose, code: code)) == ["1 returned PR-7/17 600.00"])
  }

  @Test("where a payout was paid twice, a person says which of the two came back")
  func paidAgain() {
    let table = MatchingTable().payout("PR-7/17", 600_00, account: "6217001234", state: .paid, isPaidAgain: true)
    for back in [line(600_00, reference("PR-7/17"), code: "AC04"), line(600_00, name: "江大山", tail: "1234", code: "AC04")] {
      #expect(table.matches(back) == [])
      #expect(table.suggestions(back)[0].parts == [MatchPart(.again(Payout.ID("PR-7/17")!), Money(fen: 600_00))])
    }
    // And a debit that names it once more is such a second payment.
    let debit = line(-600_00, reference("PR-7/17"))
    #expect(table.matches(debit) == [] && table.suggestions(debit)[0].parts[0].target == .again(Payout.ID("PR-7/17")!))
  }

  @Test("what the bank called failed, and did not debit with its run, is not said to have been")
  func failedAlone() {
    let failed = MatchingTable().payout("PR-7/17", 600_00).payout("PR-7/18", 500_00).run(7, failed: [17])
    let evidence = failed.suggestions(line(600_00, reference("PR-7/17"), code: "AC04"))[0].evidence
    #expect(evidence.contains(.saidFailed(Payout.ID("PR-7/17")!)) && !evidence.contains(.failedWithRun(Payout.ID("PR-7/17")!)))
  }

  @Test(
    "or by payee, amount and window where the bank says that it comes back",
    arguments: [
      (line(600_00, name: "江大山", tail: "1234", code: "AC04"), true), (line(600_00, name: "江大山", tail: "1234"), false),
      (line(600_00, name: "江大山", code: "AC04"), false), (line(600_00, code: "AC04"), false),
      (line(600_00, name: "江大山", tail: "1234", code: "AC04", day: "2020-11-01"), true),
      (line(600_00, name: "江大山", tail: "1234", code: "AC04", day: "2020-11-02"), false),
      (line(601_00, name: "江大山", tail: "1234", code: "AC04"), false), (line(600_00, name: "李伟", tail: "1234", code: "AC04"), false),
      (line(600_00, reference: "BT1", name: "江大山", tail: "1234", code: "AC04"), false),
    ])
  func byPayee(line: OpenLine, isMatched: Bool) {
    let table = MatchingTable().payout("PR-7/17", 600_00, account: "6217001234", state: .paid)
    #expect(table.matches(line) == (isMatched ? ["1 returned PR-7/17 600.00"] : []))
    #expect(table.payout("PR-7/18", 600_00, account: "6228001234", state: .paid).matches(line) == [])
  }
}

@Suite("Buyers' payments")
struct ReceiptMatchingTests {
  private let two = MatchingTable().order(1042, 1000_00).order(1043, 250_00)

  @Test("by the orders they name")
  func named() {
    #expect(two.matches(line(1000_00, "货款 O-1042")) == ["1 order O-1042 1000.00"])
    #expect(two.matches(line(1250_00, "O-1042、O-1043")) == ["1 order O-1042 1000.00", "1 order O-1043 250.00"])
    #expect(two.matches(line(1249_00, "O-1042、O-1043")) == [])
    #expect(two.matches(line(1001_00, "O-1042")) == [])
    #expect(two.matches(line(1000_00, "O-1042", name: "别人公司")) == [])
    #expect(two.order(1044, 1_00, "别人").matches(line(1001_00, "O-1042 O-1044")) == [])
    #expect(two.matches(line(1000_00, "O-1042"), line(1000_00, "O-1042")) == [])
    #expect(two.matches(line(1000_00, reference("O-1042")), line(1000_00, reference("O-1042"))) == ["1 order O-1042 1000.00"])
  }

  @Test("in part, where the order is sure")
  func part() {
    #expect(two.matches(line(400_00, reference("O-1042"))) == ["1 order O-1042 400.00"])
    #expect(two.matches(line(400_00, "O-1042", name: "永宝大蜀")) == ["1 order O-1042 400.00"])
    #expect(two.matches(line(400_00, "O-1042")) == [])
    #expect(two.order(10_420, 1_00).matches(line(400_00, reference("O-1042"), name: "永宝大蜀")) == [])
    #expect(two.order(10_420, 1_00, "别人").matches(line(400_00, reference("O-1042"))) == [])
    #expect(two.order(10_420, 1_00, "别人").matches(line(400_00, reference("O-1042"), name: "永宝大蜀")).count == 1)
    // The same row twice is not two instalments; another day's is.
    let part = line(400_00, reference("O-1042"))
    #expect(two.matches(part, part) == ["1 order O-1042 400.00"])
    #expect(two.matches(part, line(400_00, reference("O-1042"), day: "2020-10-04")).count == 2)
    #expect(two.matches(part, line(700_00, reference("O-1042"), day: "2020-10-04")) == ["1 order O-1042 400.00"])
  }

  @Test(
    "by a number without check digits only where it stands as one and the text is of nothing else",
    arguments: [
      ("货款 O-1042", true), ("订单O1042", true), ("订单 O-1042 板栗货款 2020年10月", true), ("Payment for order no. O-1042", true), ("O-1042", true),
      ("Ｏ－１０４２ 货款", true), ("网银转账 货款O1042", true), ("板栗 O-1042", true), ("420625O1042", true), ("B座O1042 5楼租金", false),
      ("O1042 氧气款", false),
      ("O-1042 周转筐押金", false), ("O-1042 运费补差 非货款", false), ("退货款 O-1042", false), ("血型O 1042", false), ("O 1042", false),
      ("O1042级鸡蛋抽检费", false),
      ("航班CZ3 O1042座", false), ("O-1042/3 货款", false), ("O-1042-2", false), ("CO1042 货款", false), ("代还货款 O-1042", false),
      ("红薯 O-1042", false),
    ])
  func aloneInText(text: String, isMatched: Bool) {
    var table = two
    table.rules.goods = ["板栗"]
    for name in ["永宝大蜀", ""] {
      #expect(table.matches(line(1000_00, text, purpose: text, name: name)) == (isMatched ? ["1 order O-1042 1000.00"] : []), "\(name)")
    }
    // What bears check digits is told by them.
    #expect(table.matches(line(1000_00, reference("O-1042"), purpose: text, name: "永宝大蜀")) == ["1 order O-1042 1000.00"])
    // In part nothing else stands beside it, and no other number.
    let hasNumber = text.contains("2020")
    let part = line(400_00, text, purpose: text, name: "永宝大蜀")
    #expect(table.matches(part) == (isMatched && !hasNumber ? ["1 order O-1042 400.00"] : []))
  }

  @Test("without check digits in a field of its own too, unless the text is of something else or a foreign reference speaks")
  func aloneInField() {
    func credit(_ fen: Int64, _ purpose: String, reference: String = "O-1042", batch: String = "", name: String = "") -> OpenLine {
      line(fen, purpose, reference: reference, batch: batch, purpose: purpose, name: name)
    }
    #expect(two.matches(credit(1000_00, "货款")).count == 1 && two.matches(credit(1000_00, "")).count == 1)
    #expect(two.matches(credit(1000_00, "周转筐押金", name: "永宝大蜀")) == [])
    #expect(two.matches(credit(1000_00, "O-1042 货款", reference: "INV-7")) == [])
    #expect(two.matches(credit(1000_00, "O-1042 货款", reference: "INV-7", name: "永宝大蜀")).count == 1)
    #expect(two.matches(credit(400_00, "O-1042 货款", reference: "INV-7", name: "永宝大蜀")) == [])
    #expect(two.matches(credit(1000_00, "货款", batch: "BT9")) == [])
  }

  @Test("from the day on which the order was placed", arguments: ["O-1042", reference("O-1042")])
  func placedBefore(text: String) {
    #expect(two.matches(line(1000_00, text, day: "2020-09-20")).count == 1)
    #expect(two.matches(line(1000_00, text, name: "永宝大蜀", day: "2020-09-19")) == [])
    #expect(two.matches(line(100_00, text, name: "永宝大蜀", day: "2020-09-19")) == [])
  }

  @Test("not by a number that may have been cut off or miswritten, where another open order has the amount")
  func cutOff() {
    let whole = line(1000_00, "货款 O-1042")
    #expect(two.order(10_421, 1000_00, "别人").matches(whole) == [])
    #expect(two.order(1043_0, 1000_00, "别人").matches(whole).count == 1)
    #expect(two.order(1024, 1000_00, "别人").matches(whole) == [])
    #expect(two.order(10_421, 999_00, "别人").matches(whole).count == 1)
    let sure = line(1000_00, "货款 O-1042", name: "永宝大蜀")
    #expect(two.order(10_421, 1000_00, "别人").matches(sure).count == 1)
    #expect(two.order(10_421, 1000_00).matches(sure) == [])
    #expect(two.order(1049, 1000_00).matches(sure).count == 1)
    #expect(two.order(10_421, 1000_00, "别人").matches(line(1000_00, reference("O-1042"))).count == 1)
  }

  @Test("by buyer and exact amount, where one order alone has it")
  func byBuyer() {
    #expect(two.matches(line(250_00, name: "永宝大蜀")) == ["1 order O-1043 250.00"])
    #expect(two.matches(line(250_00, account: "buyer 永宝大蜀")) == ["1 order O-1043 250.00"])
    #expect(two.matches(line(250_00)) == [])
    #expect(two.order(1050, 250_00).matches(line(250_00, name: "永宝大蜀")) == [])
    #expect(two.matches(line(250_00, "O-9", name: "永宝大蜀")) == [])
    let cut = String(reference("O-1043").dropLast())
    #expect(two.matches(line(250_00, cut, name: "永宝大蜀")) == ["1 order O-1043 250.00"])
    #expect(two.matches(line(250_00, cut)) == [])
    #expect(two.matches(line(250_00, cut, purpose: "杂费", name: "永宝大蜀")).count == 1)
    #expect(two.matches(line(250_00, "CO1043", purpose: "CO1043 监测费", name: "永宝大蜀")) == [])
    #expect(two.matches(line(250_00, String(reference("O-999").dropLast()), name: "永宝大蜀")) == [])
  }

  @Test(
    "by buyer only where the line says that it is for goods, or nothing, and from the day of the order to 90 days after it is due",
    arguments: [
      (line(250_00, purpose: "九月货款", name: "永宝大蜀"), true), (line(250_00, purpose: "保证金", name: "永宝大蜀"), false),
      (line(250_00, purpose: "退货款", name: "永宝大蜀"), false), (line(250_00, purpose: "非货款", name: "永宝大蜀"), false),
      (line(250_00, purpose: "保证金 货款", name: "永宝大蜀"), false), (line(250_00, purpose: "10月 货款", name: "永宝大蜀"), true),
      (line(250_00, name: "永宝大蜀", day: "2020-09-20"), true),
      (line(250_00, name: "永宝大蜀", day: "2020-09-19"), false), (line(250_00, name: "永宝大蜀", day: "2020-12-30"), true),
      (line(250_00, name: "永宝大蜀", day: "2020-12-31"), false),
    ])
  func purposeAndWindow(line: OpenLine, isMatched: Bool) {
    #expect(two.matches(line) == (isMatched ? ["1 order O-1043 250.00"] : []))
    #expect(isMatched || !two.suggestions(line).isEmpty)
  }

  @Test("not where the buyer sells to us too, and the credit can be a payout to him that comes back")
  func buyerIsPayee() {
    let credit = line(250_00, purpose: "农产品货款", name: "永宝大蜀")
    for state in [OpenPayout.State.paid, .inTransit] {
      #expect(two.payout("PR-7/1", 250_00, "永宝大蜀", state: state).matches(credit) == [])
    }
    #expect(two.payout("PR-7/1", 250_00, "永宝大蜀", state: .paid, isPaidAgain: true).matches(credit) == [])
    for state in [OpenPayout.State.returned, .failed] {
      #expect(two.payout("PR-7/1", 250_00, "永宝大蜀", state: state).matches(credit) == ["1 order O-1043 250.00"])
    }
    #expect(two.payout("PR-7/1", 251_00, "永宝大蜀", state: .paid).matches(credit) == ["1 order O-1043 250.00"])
    // Where the order is named, that tells.
    #expect(two.payout("PR-7/1", 250_00, "永宝大蜀", state: .paid).matches(line(250_00, "O-1043")) == ["1 order O-1043 250.00"])
  }

  @Test("several orders of a buyer are suggested as a sum")
  func sum() {
    let suggestion = two.order(1044, 77_00).suggestions(line(1077_00, name: "永宝大蜀")).first { $0.step == .subsetSum }
    #expect(suggestion?.parts.map(\.amount.fen) == [1000_00, 77_00])
  }
}
