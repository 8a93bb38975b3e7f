import Catalogue
import Ledger
import Measures
import Ordering
import Payouts
import Testing

@Suite("A payout plan")
struct PayoutPlanTests {
  private static let card = PayeeAccount(token: [UInt8](repeating: 1, count: 16), name: "江大山")

  private static func claimant(
    _ owed: Int64, account: [UInt8]? = card.token, accountName: String = "", because: String = "", held: String = "",
    returned: [Claimant.Returned] = [], disputed: String = ""
  ) -> Claimant {
    let payee = Producer.household(Household.ID(number: 1))
    return Claimant(
      payee: payee, name: "江大山", owed: Money(fen: owed), account: account,
      terms: Payee(payee: payee, accountName: accountName, because: because, held: held), returned: returned,
      disputed: disputed)
  }

  private static func returned(_ account: PayeeAccount?, isOwed: Bool = true) -> Claimant.Returned {
    Claimant.Returned(payout: Payout.ID("PR-1/1")!, account: account, code: "AC04", isOwed: isOwed)
  }

  @Test("a run holds so many, and the others wait")
  func limit() {
    let plan = PayoutPlan([Self.claimant(100), Self.claimant(-1), Self.claimant(200), Self.claimant(300)], minimum: .zero, limit: 2)
    #expect(plan.payouts.map(\.amount.fen) == [100, 200] && plan.waiting == 1 && plan.leftOut.map(\.reason) == [.owes])
  }

  @Test(
    "pays what is owed, or says why not",
    arguments: [
      (claimant(10_000), "bank 100.00"),
      (claimant(10_000, account: nil), "cash 100.00"),
      (claimant(-1), "owes -0.01"),
      (claimant(0), ""),
      (claimant(10_000, held: "户主去世,待继承"), "held 100.00 户主去世,待继承"),
      (
        claimant(10_000, returned: [returned(PayeeAccount(token: [2], name: "江大山"))], disputed: "PR-1/1 BL-9"),
        "disputed 100.00 PR-1/1 BL-9"
      ),
      (claimant(999), "below-minimum 9.99 10.00"),
      (claimant(1000), "bank 10.00"),
      (claimant(10_000, accountName: "江小山"), "name-differs 100.00 江小山"),
      (claimant(10_000, accountName: "江小山", because: "代领人:子"), "bank 100.00 江小山"),
      (claimant(10_000, account: nil, accountName: "江小山"), "cash 100.00"),
      (claimant(10_000, returned: [returned(card)]), "account-returned 100.00 PR-1/1 AC04"),
      (claimant(10_000, returned: [returned(PayeeAccount(token: [2], name: "江大山"))]), "bank 100.00 PR-1/1"),
      // What was wrong may have been the name.
      (claimant(10_000, returned: [returned(PayeeAccount(token: card.token, name: "江大三"))]), "bank 100.00 PR-1/1"),
    ])
  func rules(claimant: Claimant, expected: String) {
    let plan = PayoutPlan([claimant], minimum: Money(fen: 1000))
    let payouts = plan.payouts.map { planned in
      let other = planned.account.flatMap { $0.name == "江大山" ? nil : $0.name }
      return (["\(planned.way.name) \(planned.amount)"] + [other].compactMap(\.self) + planned.reissues.map(\.description)).joined(
        separator: " ")
    }
    let leftOut = plan.leftOut.map { ["\($0.reason.name) \($0.owed)", $0.detail].filter { !$0.isEmpty }.joined(separator: " ") }
    #expect((payouts + leftOut).joined(separator: "; ") == expected)
  }

  @Test("what came back after the run's day is not paid by it, and says already that the account is no good")
  func cameBackLater() {
    let later = Self.claimant(500, returned: [Self.returned(Self.card, isOwed: false)])
    #expect(PayoutPlan([later], minimum: .zero).leftOut.map(\.reason) == [.accountReturned])
    let plan = PayoutPlan([later], minimum: .zero, retries: true)
    #expect(plan.payouts.map(\.amount.fen) == [500] && plan.payouts[0].reissues.isEmpty)
  }

  @Test("pays again to the same account where it is told to")
  func retries() {
    let plan = PayoutPlan([Self.claimant(500, returned: [Self.returned(Self.card)])], minimum: .zero, retries: true)
    #expect(plan.payouts.map(\.amount) == [Money(fen: 500)] && plan.leftOut.isEmpty)
  }

  @Test(
    "is read as it is written",
    arguments: ["PR-7/17": true, "PR-7/017": false, "PR-7": false, "PR-7/": false, "7/17": false, "PR-7/0": false])
  func ids(text: String, isOne: Bool) { #expect(Payout.ID(text)?.description == (isOne ? text : nil)) }
}
