import Ledger
import Measures
import Messages
import Testing

@testable import Payouts

@Suite("Lines that pay payouts one by one")
struct PayoutMatchingTests {
  private let two = MatchingTable().payout("PR-7/17", 60_000).payout("PR-7/18", 70_000, "李伟")

  @Test("by reference and equal amount, unless the bank shows another payee")
  func reference() {
    #expect(two.matches(line(-60_000, Self.whole)) == ["1 paid PR-7/17 -600.00"])
    #expect(two.matches(line(-60_000, Self.whole, name: "江**")) == ["1 paid PR-7/17 -600.00"])
    #expect(two.matches(line(-60_000, Self.whole, name: "李伟")) == [])
    #expect(two.suggestions(line(-60_000, Self.whole, name: "李伟"))[0].evidence.contains(.name(.contradicts)))
    let known = MatchingTable().payout("PR-7/17", 60_000, account: "6217000000000017")
    #expect(known.matches(line(-60_000, Self.whole, name: "江大山", account: "6217000000000017")).count == 1)
    // A name with a slip of the pen, and the very account.
    #expect(known.matches(line(-60_000, Self.whole, name: "江太山", account: "6217000000000017")).count == 1)
    #expect(known.matches(line(-60_000, Self.whole, name: "江大山", account: "6217000000000999")) == [])
    #expect(known.matches(line(-60_000, Self.whole, name: "江太山")) == [])
    #expect(two.matches(line(-60_000, "PR-7/17")) == ["1 paid PR-7/17 -600.00"])
    #expect(two.matches(line(-60_000, "PR-7/17", name: "李伟")) == [])
    #expect(two.matches(line(-60_001, Self.whole)) == [])
    #expect(two.matches(line(-60_000, Self.whole, day: "2020-12-31")) == ["1 paid PR-7/17 -600.00"])
    // Nothing is paid before it was sent, on 1 October; a bank may date it back by three days.
    #expect(two.matches(line(-60_000, Self.whole, day: "2020-09-28")).count == 1)
    #expect(two.matches(line(-60_000, Self.whole, day: "2020-09-27")) == [])
  }

  private static let whole = PayoutsTests.reference("PR-7/17")

  @Test("a fee is no more than banks take, whatever is allowed, and never what may be another payout")
  func feeOrPayout() {
    let one = MatchingTable().payout("PR-7/17", 600_00, account: "6217001234").fee(1_000_000_00)
    #expect(one.matches(line(-61_000, Self.whole)) == ["1 paid PR-7/17 -600.00", "1 fee -10.00"])
    #expect(one.matches(line(-61_001, Self.whole)) == [])
    #expect(one.matches(line(-99_000_00, Self.whole)) == [])
    // Merged with another, of the excess or less.
    #expect(one.payout("PR-7/18", 3_00, "李伟").matches(line(-60_300, Self.whole)) == [])
    #expect(one.payout("PR-7/18", 3_00, "李伟").matches(line(-60_299, Self.whole)).count == 2)
    #expect(one.payout("PR-7/18", 1_00, "李伟").payout("PR-7/19", 2_00, "李伟").matches(line(-60_300, Self.whole)) == [])
    #expect(one.payout("PR-7/18", 3_00, "李伟", state: .paid).matches(line(-60_300, Self.whole)).count == 2)
    // All of it is another payout to the payee, or to anybody where the line shows nobody.
    let both = one.payout("PR-8/1", 602_00)
    #expect(both.matches(line(-60_200, Self.whole, name: "江大山")) == [] && both.matches(line(-60_200, Self.whole)) == [])
    let others = one.payout("PR-8/1", 602_00, "李伟", account: "6228009999")
    #expect(others.matches(line(-60_200, Self.whole, name: "江大山")).count == 2 && others.matches(line(-60_200, Self.whole)) == [])
  }

  @Test("a fee only within its bound, and never on the payee's side")
  func fee() {
    #expect(two.fee(500).matches(line(-60_500, Self.whole)) == ["1 paid PR-7/17 -600.00", "1 fee -5.00"])
    #expect(two.fee(500).matches(line(-60_501, Self.whole)) == [])
    #expect(two.fee(500).matches(line(-59_500, Self.whole)) == [])
    #expect(two.fee(500).matches(line(-60_500, "PR-7/17")) == [])
    let suggestion = two.suggestions(line(-60_500, Self.whole))[0]
    #expect(suggestion.evidence.prefix(2) == [.reference(.payout(Payout.ID("PR-7/17")!), .verified), .amountDiffers(by: Money(fen: 500))])
    #expect(suggestion.parts.map(\.amount.fen) == [-60_000] && !suggestion.isAutomatic)
  }

  @Test("several references, where they add up")
  func several() {
    let text = "\(Self.whole) \(PayoutsTests.reference("PR-7/18"))"
    #expect(two.matches(line(-130_000, text)) == ["1 paid PR-7/17 -600.00", "1 paid PR-7/18 -700.00"])
    #expect(two.matches(line(-60_000, text)) == [])
  }

  @Test("the same line twice pays once, and the second is told what was before it")
  func twice() {
    let one = line(-60_000, Self.whole, name: "江大山")
    #expect(two.matches(one, one) == ["1 paid PR-7/17 -600.00"])
    let suggestion = two.suggestions(one, one)[0]
    #expect(suggestion.evidence.contains(.alreadyPaid(Payout.ID("PR-7/17")!, by: BankLine.ID(number: 1))))
    #expect(suggestion.evidence.last!.text.en == "PR-7/17 is already paid by BL-1")
    let later = MatchingTable().payout("PR-7/17", 60_000, state: .paid, paidBy: 3)
    #expect(later.matches(one) == [])
    #expect(later.suggestions(one)[0].evidence.contains(.alreadyPaid(Payout.ID("PR-7/17")!, by: BankLine.ID(number: 3))))
  }

  @Test("two lines by equal right are both left to people")
  func equalRight() {
    #expect(two.matches(line(-60_000, "PR-7/17"), line(-60_000, "PR-7/17", name: "江大山")) == ["2 paid PR-7/17 -600.00"])
    #expect(two.matches(line(-60_000, "PR-7/17", name: "江大山"), line(-60_000, "PR-7-17", name: "江大山")) == [])
    // A row that is there twice is one payment.
    #expect(two.matches(line(-60_000, "PR-7/17", name: "江大山"), line(-60_000, "PR-7/17", name: "江大山")) == ["1 paid PR-7/17 -600.00"])
    let known = MatchingTable().payout("PR-7/17", 60_000, account: "6217001234")
    #expect(known.matches(line(-60_000, name: "江大山", tail: "1234"), line(-60_000, name: "江大山", tail: "1234", day: "2020-10-04")) == [])
  }

  @Test("damaged references, where one payout alone fits")
  func damaged() {
    let misread = String(Self.whole.dropLast() + "8")
    #expect(two.matches(line(-60_000, misread, name: "江大山")) == ["1 paid PR-7/17 -600.00"])
    #expect(two.matches(line(-60_000, misread)) == [])
    #expect(two.matches(line(-60_000, String(Self.whole.dropLast(2)))) == ["1 paid PR-7/17 -600.00"])
    #expect(two.payout("PR-7/19", 60_000).matches(line(-60_000, String(Self.whole.dropLast(2)))) == [])
    #expect(two.matches(line(-60_000, "7N000017", name: "江大山")) == ["1 paid PR-7/17 -600.00"])
    #expect(two.matches(line(-60_000, "7N000017", name: "李伟")) == [])
  }

  @Test("its run's reference and a sure payee, where its own is lost or damaged")
  func runOnly() {
    let older = two.payout("PR-6/1", 60_000)
    #expect(older.matches(line(-60_000, PayoutsTests.reference("PR-7"), name: "江大山")) == ["1 paid PR-7/17 -600.00"])
    #expect(older.matches(line(-60_000, "PR-7", name: "江大山")) == [])
    #expect(older.matches(line(-60_000, PayoutsTests.reference("PR-7"))) == [])
    let damaged = PayoutsTests.reference("PR-7") + " " + Self.whole.dropLast(2)
    #expect(older.matches(line(-60_000, damaged)) == ["1 paid PR-7/17 -600.00"])
    #expect(older.matches(line(-60_000, PayoutsTests.reference("PR-6") + " " + Self.whole.dropLast(2))) == [])
  }

  @Test("a number alone, where no neighbour of the same amount is open")
  func neighbours() {
    let three = two.payout("PR-7/71", 60_000, "李伟")
    #expect(three.matches(line(-60_000, "PR-7/17")) == [])
    #expect(three.matches(line(-60_000, "PR-7/17", name: "江*山")) == ["1 paid PR-7/17 -600.00"])
    #expect(three.matches(line(-60_000, "PR-7/17"), line(-60_000, "PR-7/71", name: "李伟")).count == 2)
  }

  @Test(
    "without one, by amount, window and payee",
    arguments: [
      (line(-60_000, name: "江大山", tail: "1234"), true), (line(-60_000, name: "江·大 山", tail: "1234"), true),
      (line(-60_000, name: "江大川", tail: "1234"), false), (line(-60_000), false), (line(-60_000, name: "江大山"), false),
      (line(-60_000, account: "6217001234"), true), (line(-60_000, name: "江*山"), false), (line(-60_000, tail: "1234"), false),
      (line(-60_000, name: "江*山", tail: "1234"), true), (line(-60_000, name: "**山", tail: "1235"), false),
      (line(-60_000, name: "江大山", account: "6217001235"), false), (line(-60_000, name: "江大山", tail: "1234", day: "2020-10-11"), true),
      (line(-60_000, name: "江大山", tail: "1234", day: "2020-10-12"), false),
      (line(-60_000, name: "江大山", tail: "1234", day: "2020-09-30"), false),
      (line(-60_000, "O-7", name: "江大山", tail: "1234"), false), (line(60_000, name: "江大山", tail: "1234"), false),
      // What says that it is something else is not taken for it.
      (line(-60_000, purpose: "农产品货款", account: "6217001234"), true),
      (line(-60_000, purpose: "代发 农产品货款 10 月", account: "6217001234"), true),
      (line(-60_000, purpose: "稻谷补贴", account: "6217001234"), false),
      (line(-60_000, purpose: "退耕还林补助(非农产品货款)", account: "6217001234"), false),
      (line(-60_000, purpose: "退耕还林补助(农产品货款)", account: "6217001234"), false),
      (line(-60_000, purpose: "批量代付-农产品货款,共3笔", account: "6217001234"), true),
      (line(-60_000, batch: "社保补贴202010批", account: "6217001234"), false),
      (line(-60_000, batch: "NOTPROVIDED", account: "6217001234"), true),
      (line(-60_000, reference: "BT20201003", account: "6217001234"), false),
      (line(-60_000, reference: "NOTPROVIDED", account: "6217001234"), true),
    ])
  func unique(line: OpenLine, isMatched: Bool) {
    let table = MatchingTable().payout("PR-7/17", 60_000, account: "6217001234").payout("PR-7/18", 70_000, "李伟")
    #expect(table.matches(line) == (isMatched ? ["1 paid PR-7/17 -600.00"] : []))
  }

  @Test("twins are left to people unless the account tells them apart")
  func twins() {
    let twins = MatchingTable().payout("PR-7/17", 60_000, account: "6217001234").payout("PR-7/18", 60_000, account: "6217009999")
    #expect(twins.matches(line(-60_000, name: "江大山")) == [])
    #expect(twins.matches(line(-60_000, name: "江大山", tail: "9999")) == ["1 paid PR-7/18 -600.00"])
    // Also where one of them has its line.
    #expect(twins.matches(line(-60_000, Self.whole), line(-60_000, name: "江大山")) == ["1 paid PR-7/17 -600.00"])
    let suggestions = twins.suggestions(line(-60_000, name: "江大山"))
    #expect(suggestions.count == 2 && suggestions[0].evidence.contains(.twin(Payout.ID("PR-7/18")!)))
    // An older one may still be on its way.
    let older = MatchingTable().payout("PR-6/1", 60_000, sentOn: Day("2020-08-01")!).payout("PR-7/17", 60_000)
    #expect(older.matches(line(-60_000, name: "江大山")) == [])
  }

  @Test("other counties' references and random numbers are nothing")
  func foreign() {
    let foreign = PaymentReference(.payout(Payout.ID("PR-7/17")!), county: "420626")!.description
    #expect(two.matches(line(-60_000, foreign), line(-60_000, "17"), line(-60_000, "000017")) == [])
  }

  @Test("suggestions are the best first, five at most, each with its reasons")
  func ranked() {
    var table = MatchingTable()
    for number in 1...20 { table = table.payout("PR-7/\(number)", 60_000, "江小芳", account: number == 5 ? "6217001234" : "") }
    let suggestions = table.suggestions(line(-60_000, name: "江*芳", tail: "1234"))
    #expect(suggestions.count == 5 && suggestions.map(\.score) == suggestions.map(\.score).sorted(by: >))
    #expect(suggestions[0].parts[0].target == .paid(Payout.ID("PR-7/5")!) && suggestions[0].score < 1000)
    #expect(suggestions[0].evidence.prefix(4) == [.amountEqual, .name(.fits), .account(.tail), .cardEnd("1234")])
  }

  @Test("a merged line is suggested as a sum, with a warning where another set fits too")
  func merged() {
    let table = MatchingTable().payout("PR-7/1", 100).payout("PR-7/2", 250).payout("PR-7/3", 400).payout("PR-7/4", 70_000, "李伟")
    let sum = table.suggestions(line(-650, name: "江大山")).filter { $0.step == .subsetSum }
    #expect(sum.map(\.parts.count) == [2] && !sum[0].isAutomatic && !sum[0].evidence.contains(.anotherSum))
    let other = table.payout("PR-7/5", 550).suggestions(line(-650, name: "江大山")).filter { $0.step == .subsetSum }
    #expect(other[0].evidence.contains(.anotherSum))
  }
}
