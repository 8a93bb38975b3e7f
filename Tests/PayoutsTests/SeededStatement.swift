import Catalogue
import Ledger
import Measures
import Ordering

@testable import Payouts

/// Made-up payouts and a bank statement about them, with the truth; the same from the same seed.
///
/// The recipe. Payouts: one run in every twelve days with a tenth of them each, the last one with the rest. Names are of 20 surnames and
/// 30 given names, so hundreds share one; six of ten amounts are one of five round figures; each twentieth payout has the name and the
/// amount of the one before it (a twin), and each fiftieth goes to the payee of the one before.
///
/// Lines, for each payout: 90 % are paid by a debit 0 to 3 days after sending (3 % of them 11 to 20 days after, 1 % a day before); of
/// those 2 % are given back, each hundredth is listed twice, and the two payouts to one payee are sometimes merged into one line. The
/// reference is whole in half of them; else in the human form, without its head, in fours, in small letters, cut off at the right by 1
/// to 4 or at the left by 3 to 12 characters, with one digit changed, with two swapped, or missing (13 %). The other side is a name with
/// or without account, masked (`江*山`) with or without account, or nothing.
///
/// One run is debited whole, with a result file in which 1 % failed, and credited one by one. Buyers pay orders by reference, several at
/// once, in part, or without one. Noise, 3 %: strangers with the round figures, payees with odd amounts, long numbers as text.
struct SeededStatement {
  private(set) var payouts: [OpenPayout] = []
  private(set) var runs: [OpenRun] = []
  private(set) var receivables: [OpenReceivable] = []
  private(set) var lines: [OpenLine] = []
  /// What each line is about; empty where it is about nothing that is known.
  private(set) var truth: [BankLine.ID: [MatchPart]] = [:]
  /// The lines in which a reference survives in some form.
  private(set) var withReference: Set<BankLine.ID> = []

  static let county = "420625"
  static let rules = MatchingRules(county: county, purposes: ["代发"])

  private var random: RandomStream
  private static let start = Day("2020-03-01")!

  init(seed: UInt64, payouts count: Int) {
    random = RandomStream(seed: seed)
    let olderRuns = 3
    for run in 1...olderRuns { makeRun(run, count: count / 10) }
    makeRun(olderRuns + 1, count: count - olderRuns * (count / 10) - count / 10)
    let single = payouts.count
    makeRun(olderRuns + 2, count: count / 10)
    pay(0..<single)
    payWhole(single..<payouts.count)
    receive(count / 10)
    for _ in 0..<count * 3 / 100 { addNoise() }
  }

  // MARK: - Payouts

  private static let surnames = Array("江王李张刘陈杨赵黄周吴徐孙马朱胡郭何高林").map(String.init)
  private static let given = ["大山", "小芳", "秀英", "伟", "建国", "桂兰", "玉兰", "志强", "𡐓", "春梅"]
    .flatMap { [$0, "国" + $0.prefix(1), "文" + $0.prefix(1)] }
  private static let round: [Int64] = [30_000, 50_000, 60_000, 120_000, 200_000]

  private mutating func makeRun(_ number: Int, count: Int) {
    let sentOn = Self.start.advanced(by: Int64(number) * 12)
    for index in 1...max(1, count) {
      let id = Payout.ID(run: PayoutRun.ID(number: Int64(number)), number: Int64(index))
      var payout = OpenPayout(
        id: id, state: .inTransit, amount: amount(), names: [name()], accountDigest: nil, accountTail: "", sentOn: sentOn)
      let account = (0..<19).map { _ in UInt8(random.int(in: 48...57)) }
      (payout.accountDigest, payout.accountTail) = (account, String(decoding: account.suffix(4), as: UTF8.self))
      if index > 1, let last = payouts.last { liken(&payout, to: last, index) }
      payouts.append(payout)
    }
  }

  private func liken(_ payout: inout OpenPayout, to last: OpenPayout, _ index: Int) {
    if index % 50 == 0 {
      (payout.names, payout.accountDigest, payout.accountTail) = (last.names, last.accountDigest, last.accountTail)
    } else if index % 20 == 0 {
      (payout.names, payout.amount) = (last.names, last.amount)
    }
  }

  private mutating func name() -> String { random.pick(Self.surnames) + random.pick(Self.given) }

  private mutating func amount() -> Money {
    Money(fen: random.int(in: 0...9) < 6 ? random.pick(Self.round) : random.int(in: 1...30_000) * 10)
  }

  // MARK: - Payments one by one

  private mutating func pay(_ indices: Range<Int>) {
    var index = indices.lowerBound
    while index < indices.upperBound {
      let payout = payouts[index]
      index += 1
      guard random.int(in: 0...99) < 90 else { continue }
      if index < indices.upperBound, payouts[index].accountDigest == payout.accountDigest, random.int(in: 0...1) == 0 {
        merge(payout, payouts[index])
        index += 1
      } else {
        pay(payout)
      }
    }
  }

  private mutating func pay(_ payout: OpenPayout) {
    let day = payout.sentOn.advanced(by: delay())
    let line = add(payout, -payout.amount.fen, on: day, [MatchPart(.paid(payout.id), Money(fen: -payout.amount.fen))])
    if random.int(in: 0...99) == 0 { add(repeating: line) }
    if random.int(in: 0...99) < 2 { giveBack(payout, paidOn: day, .returned(payout.id)) }
  }

  private mutating func delay() -> Int64 {
    switch random.int(in: 0...99) {
    case 0: -1
    case 1...3: random.int(in: 11...20)
    default: random.int(in: 0...3)
    }
  }

  private mutating func giveBack(_ payout: OpenPayout, paidOn: Day, _ target: MatchPart.Target) {
    let day = paidOn.advanced(by: random.int(in: 1...20))
    let id = add(payout, payout.amount.fen, on: day, [MatchPart(target, payout.amount)])
    lines[lines.count - 1].returnCode = random.pick(["AC04", "AC01", "BE01", ""])
    lines[lines.count - 1].isReturn = true
    if random.int(in: 0...49) == 0 { add(repeating: id) }
  }

  private mutating func merge(_ first: OpenPayout, _ second: OpenPayout) {
    let sum = first.amount.fen + second.amount.fen
    let parts = [first, second].map { MatchPart(.paid($0.id), Money(fen: -$0.amount.fen)) }
    add(first, -sum, on: first.sentOn, parts)
    let isNamed = random.int(in: 0...1) == 0
    lines[lines.count - 1].texts = isNamed ? [first, second].map { Self.reference(.payout($0.id)) } : ["合并付款"]
    withReference.remove(lines[lines.count - 1].id)
  }

  // MARK: - A whole run

  private mutating func payWhole(_ indices: Range<Int>) {
    for (number, run) in Dictionary(grouping: payouts, by: \.id.run).sorted(by: { $0.key < $1.key }) {
      let total = run.reduce(Int64(0)) { $0 + $1.amount.fen }
      runs.append(OpenRun(id: number, sentOn: run[0].sentOn, inTransit: Money(fen: total), inTransitCount: Int64(run.count)))
    }
    let last = runs.count - 1
    let failed = indices.filter { _ in random.int(in: 0...99) == 0 }
    runs[last].outcomes = indices.map { PayoutOutcome(payout: payouts[$0].id, isPaid: !failed.contains($0)) }
    let whole = runs[last].inTransit
    for index in failed {
      payouts[index].state = .failed
      runs[last].inTransit = Money(fen: runs[last].inTransit.fen - payouts[index].amount.fen)
      runs[last].inTransitCount -= 1
    }
    let day = runs[last].sentOn.advanced(by: 1)
    let run = MatchPart.Target.run(runs[last].id)
    let amount = Money(fen: -whole.fen)
    append(OpenLine(id: next, bookedOn: day, amount: amount, texts: [Self.reference(.run(runs[last].id))]), [MatchPart(run, amount)])
    for index in failed { giveBack(payouts[index], paidOn: day, run) }
  }

  // MARK: - Buyers

  private mutating func receive(_ count: Int) {
    let buyers = (1...20).map { "buyer-\($0)" }
    for number in 1...max(1, count) {
      let buyer = buyers[number % buyers.count]
      let due = Money(fen: random.int(in: 1...9) < 4 ? random.pick(Self.round) * 10 : random.int(in: 100_000...9_999_999))
      receivables.append(
        OpenReceivable(
          order: Order.ID(number: Int64(number)), buyer: buyer, names: ["谷城县\(buyer)商贸有限公司"], due: due,
          dueOn: Self.start.advanced(by: random.int(in: 20...90))))
    }
    var index = 0
    while index + 20 < receivables.count {
      receive(receivables[index], with: receivables[index + 20])
      index += index % 40 == 19 ? 21 : 1
    }
  }

  /// `other` is of the same buyer; the second twenty of every forty are left for it.
  private mutating func receive(_ receivable: OpenReceivable, with other: OpenReceivable) {
    let part = MatchPart(.order(receivable.order), receivable.due)
    switch random.int(in: 0...9) {
    case 0...4: add(receivable, [part], [form(of: .order(receivable.order), wholeOnly: true)])
    case 5: add(receivable, [part, MatchPart(.order(other.order), other.due)], ["\(receivable.order)、\(other.order)"])
    case 6:
      let half = Money(fen: receivable.due.fen / 2)
      add(receivable, [MatchPart(.order(receivable.order), half)], [Self.reference(.order(receivable.order))])
    case 7, 8: add(receivable, [part], ["货款"])
    default: break
    }
  }

  private mutating func add(_ receivable: OpenReceivable, _ parts: [MatchPart], _ texts: [String]) {
    let sum = parts.reduce(Int64(0)) { $0 + $1.amount.fen }
    let day = receivable.dueOn.advanced(by: random.int(in: -9...20))
    let line = OpenLine(id: next, bookedOn: day, amount: Money(fen: sum), texts: texts, name: receivable.names[0])
    if texts != ["货款"] { withReference.insert(line.id) }
    append(line, parts)
  }

  // MARK: - Lines

  private var next: BankLine.ID { BankLine.ID(number: Int64(lines.count + 1)) }

  private mutating func append(_ line: OpenLine, _ parts: [MatchPart]) {
    lines.append(line)
    truth[line.id] = parts
  }

  @discardableResult
  private mutating func add(_ payout: OpenPayout, _ fen: Int64, on day: Day, _ parts: [MatchPart]) -> BankLine.ID {
    var line = OpenLine(id: next, bookedOn: day, amount: Money(fen: fen))
    line.texts = [form(of: .payout(payout.id), wholeOnly: false)]
    if line.texts == [""] {
      line.purpose = "代发 \(random.int(in: 1...99_999_999))"
      line.texts = [line.purpose]
    } else {
      withReference.insert(line.id)
    }
    show(payout, on: &line)
    append(line, parts)
    return line.id
  }

  private mutating func show(_ payout: OpenPayout, on line: inout OpenLine) {
    let name = payout.names[0]
    let masked = name.prefix(1) + "*" + name.dropFirst(2)
    switch random.int(in: 0...19) {
    case 0...8: (line.name, line.accountTail) = (name, payout.accountTail)
    case 9...12: line.name = name
    case 13, 14: (line.name, line.accountTail) = (String(masked), payout.accountTail)
    case 15: line.name = String(masked)
    case 16...18: (line.name, line.accountDigest) = (name.prefix(1) + "·" + name.dropFirst(1), payout.accountDigest)
    default: break
    }
  }

  /// The same content again; it is about nothing.
  private mutating func add(repeating id: BankLine.ID) {
    var line = lines[Int(id.number) - 1]
    line.id = next
    append(line, [])
  }

  private mutating func addNoise() {
    var line = OpenLine(id: next, bookedOn: Self.start.advanced(by: random.int(in: 10...80)), amount: Money(fen: 1))
    let sign: Int64 = random.int(in: 0...3) == 0 ? 1 : -1
    line.texts = ["\(random.int(in: 1...999_999_999_999))", random.pick(["水电费", "PR 2020", "Q3 N123456", "转账"])]
    line.purpose = line.texts[1]
    switch random.int(in: 0...2) {
    case 0: (line.amount, line.name) = (Money(fen: sign * random.pick(Self.round)), random.pick(Self.surnames) + "外人")
    case 1: (line.amount, line.name) = (Money(fen: sign * (random.int(in: 1...30_000) * 10 + 7)), name())
    default: line.amount = Money(fen: sign * random.pick(Self.round))
    }
    append(line, [])
  }

  // MARK: - References

  static func reference(_ subject: PaymentReference.Subject) -> String { PaymentReference(subject, county: county)!.description }

  /// Empty where the reference is lost.
  private mutating func form(of subject: PaymentReference.Subject, wholeOnly: Bool) -> String {
    let whole = Self.reference(subject)
    switch random.int(in: 0...99) {
    case 0..<50: return whole
    case 50..<60: return "附言 \(subject)"
    case 60..<66: return String(whole.dropFirst(4))
    case 66..<70: return whole.lowercased()
    case 70..<74: return whole.enumerated().map { $0.offset % 4 == 0 ? " \($0.element)" : "\($0.element)" }.joined()
    case _ where wholeOnly: return whole
    case 74..<78: return String(whole.dropLast(Int(random.int(in: 1...4))))
    case 78..<82: return String(whole.dropFirst(Int(random.int(in: 3...12))))
    case 82..<85: return changed(whole, swap: false)
    case 85..<87: return changed(whole, swap: true)
    default: return ""
    }
  }

  /// In the last five digits.
  private mutating func changed(_ whole: String, swap: Bool) -> String {
    var bytes = Array(whole.utf8)
    let place = bytes.count - Int(random.int(in: 1...5))
    if swap { bytes.swapAt(place, place - 1) } else { bytes[place] = 48 + (bytes[place] - 48 + UInt8(random.int(in: 1...9))) % 10 }
    return String(decoding: bytes, as: UTF8.self)
  }
}
