import Ledger
import Measures
import Ordering

@testable import Payouts

/// A few payouts, runs and orders by short words, for tables of what matching does.
struct MatchingTable {
  var payouts: [OpenPayout] = []
  var runs: [OpenRun] = []
  var receivables: [OpenReceivable] = []
  var rules = MatchingRules(county: "420625", purposes: ["农产品货款"], receiptPurposes: ["货款"])

  static let sent = Day("2020-10-01")!

  /// Sent on 1 October.
  func payout(
    _ id: String, _ fen: Int64, _ name: String = "江大山", account: String = "", state: OpenPayout.State = .inTransit, sentOn: Day = sent,
    paidBy: Int64? = nil, isPaidAgain: Bool = false
  ) -> MatchingTable {
    var table = self
    table.payouts.append(
      OpenPayout(
        id: Payout.ID(id)!, state: state, amount: Money(fen: fen), names: [name],
        accountDigest: account.isEmpty ? nil : Array(account.utf8), accountTail: String(account.suffix(4)), sentOn: sentOn,
        paidOn: state == .paid ? sentOn.advanced(by: 1) : nil, paidBy: paidBy.map { BankLine.ID(number: $0) }, isPaidAgain: isPaidAgain))
    return table
  }

  /// Of the payouts named before it; those in `failed` failed by the result file.
  func run(_ number: Int64, failed: [Int64]? = nil, owedBack: Int64 = 0) -> MatchingTable {
    var table = self
    let sent = payouts.indices.filter { payouts[$0].id.run.number == number && payouts[$0].state == .inTransit }
    let outcomes = failed.map { failed in
      sent.map { PayoutOutcome(payout: payouts[$0].id, isPaid: !failed.contains(payouts[$0].id.number)) }
    }
    for index in sent where failed?.contains(payouts[index].id.number) == true { table.payouts[index].state = .failed }
    let open = sent.map { table.payouts[$0] }.filter { $0.state == .inTransit }
    table.runs.append(
      OpenRun(
        id: PayoutRun.ID(number: number), sentOn: Self.sent, inTransit: Money(fen: open.reduce(0) { $0 + $1.amount.fen }),
        inTransitCount: Int64(open.count), outcomes: outcomes ?? [], owedBack: Money(fen: owedBack)))
    return table
  }

  /// Ordered on 20 September, due on 1 October.
  func order(_ number: Int64, _ due: Int64, _ buyer: String = "永宝大蜀") -> MatchingTable {
    var table = self
    table.receivables.append(
      OpenReceivable(
        order: Order.ID(number: number), buyer: buyer, names: [buyer], accountDigests: [Array("buyer \(buyer)".utf8)], due: Money(fen: due),
        orderedOn: Day("2020-09-20"), dueOn: Self.sent))
    return table
  }

  func fee(_ fen: Int64) -> MatchingTable {
    var table = self
    table.rules.feeMax = Money(fen: fen)
    return table
  }

  var matcher: Matcher { Matcher(payouts: payouts, runs: runs, receivables: receivables, rules: rules) }

  /// `BL-1` and on, with what each was matched to by itself: `1 paid PR-7/17 -600.00`.
  func matches(_ lines: OpenLine...) -> [String] {
    var matcher = matcher
    return matcher.match(Self.numbered(lines)).flatMap { proposal in
      proposal.parts.map { "\(proposal.line.number) \($0.words)" }
    }
  }

  /// What is suggested for the last line after matching all.
  func suggestions(_ lines: OpenLine...) -> [Proposal] {
    var matcher = matcher
    let numbered = Self.numbered(lines)
    _ = matcher.match(numbered)
    return matcher.suggestions(for: numbered.last!)
  }

  private static func numbered(_ lines: [OpenLine]) -> [OpenLine] {
    lines.enumerated().map { index, line in
      var line = line
      line.id = BankLine.ID(number: Int64(index + 1))
      return line
    }
  }
}

/// A line on 3 October, below zero a debit.
func line(
  _ fen: Int64, _ text: String = "", reference: String = "", batch: String = "", purpose: String = "", name: String = "",
  account: String = "", tail: String = "", code: String = "", day: String = "2020-10-03"
) -> OpenLine {
  OpenLine(
    id: BankLine.ID(number: 0), bookedOn: Day(day)!, amount: Money(fen: fen), texts: [text, batch, reference], reference: reference,
    batchReference: batch, purpose: purpose, name: name,
    accountDigest: account.isEmpty ? nil : Array(account.utf8), accountTail: account.isEmpty ? tail : String(account.suffix(4)),
    returnCode: code)
}

/// The reference as it stands in a bank file.
func reference(_ human: String) -> String {
  let subject: PaymentReference.Subject =
    if let id = Payout.ID(human) { .payout(id) } else if let id = PayoutRun.ID(human) { .run(id) } else { .order(Order.ID(human)!) }
  return PaymentReference(subject, county: "420625")!.description
}

extension MatchPart {
  fileprivate var words: String {
    switch target {
    case .paid(let id): "paid \(id) \(amount)"
    case .returned(let id): "returned \(id) \(amount)"
    case .run(let id): "run \(id) \(amount)"
    case .order(let id): "order \(id) \(amount)"
    case .bankFee: "fee \(amount)"
    case .account(let key): "account \(key.text) \(amount)"
    case .again(let id): "again \(id) \(amount)"
    }
  }
}
