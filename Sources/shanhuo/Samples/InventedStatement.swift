import BankFiles
import Catalogue
import Engine
import Ledger
import Measures
import Messages
import Ordering
import Payouts
import Sealing
import Storage

/// A bank's statement as it could come of a run, with what each line is really about. `docs/PAYOUTS.md` tells the recipe.
struct InventedStatement {
  /// What a line is really about.
  struct Truth {
    var kind: String
    var targets: [String]
  }

  private(set) var lines: [(line: StatementLine, truth: Truth)] = []
  private var random: RandomStream
  private let county: String
  private let noise: Int64
  private var serial: Int64 = 0

  /// - Parameters:
  ///   - noise: how many lines in 10,000 come to harm.
  init(seed: UInt64, county: String, noise: Int64) {
    random = RandomStream(seed: seed)
    self.county = county
    self.noise = noise
  }

  // MARK: Payouts

  struct Paid {
    var payout: Payout
    var account: String
  }

  /// - Parameter returns: how many payouts in 10,000 come back.
  mutating func pay(_ payouts: [Paid], from day: Day, returns: Int64) {
    var merged: Paid?
    for paid in payouts {
      if let first = merged {
        merged = nil
        merge(first, paid, on: day)
        continue
      }
      let harm = harm()
      if harm == .merged {
        merged = paid
        continue
      }
      let line = add(paid, on: day, harm)
      if random.int(in: 0...9_999) < returns { giveBack(paid, after: line.bookedOn) }
    }
    if let merged { _ = add(merged, on: day, .none) }
    unrelated(count: Int64(payouts.count) * noise / 10_000, from: day)
  }

  private enum Harm: Int64, CaseIterable {
    case none, referenceMissing, referenceCut, referenceInText, referenceSpelled, late, nameMasked, twice, merged
  }

  private mutating func harm() -> Harm {
    guard random.int(in: 0...9_999) < noise else { return .none }
    return Harm(rawValue: random.int(in: 1...Int64(Harm.allCases.count - 1))) ?? .none
  }

  @discardableResult
  private mutating func add(_ paid: Paid, on day: Day, _ harm: Harm) -> StatementLine {
    let reference = reference(.payout(paid.payout.id))
    var line = StatementLine(
      bookedOn: day.advanced(by: random.int(in: 0...9) == 0 ? 1 : 0), valueOn: day, amount: Money(fen: -paid.payout.amount.fen),
      bankReference: nextSerial(), reference: reference, counterpartyName: paid.payout.account?.name ?? "",
      counterpartyAccount: paid.account,
      text: "农产品货款")
    switch harm {
    case .referenceMissing: line.reference = ""
    case .referenceCut: line.reference = String(reference.dropLast(Int(random.int(in: 1...4))))
    case .referenceInText: (line.reference, line.text) = ("", "代发 " + reference + " 货款")
    case .referenceSpelled: (line.reference, line.text) = ("", "货款 " + grouped(reference.lowercased()))
    case .late: line.bookedOn = day.advanced(by: random.int(in: 2...6))
    case .nameMasked:
      line.counterpartyName = masked(line.counterpartyName)
      line.counterpartyAccount = String(line.counterpartyAccount.prefix(4)) + "****" + line.counterpartyAccount.suffix(4)
    case .none, .twice, .merged: break
    }
    append(line, "paid", [paid.payout.id.description])
    if harm == .twice {
      line.bankReference = nextSerial()
      append(line, "twice", [])
    }
    return line
  }

  /// Two payouts in one line, with no reference of either.
  private mutating func merge(_ a: Paid, _ b: Paid, on day: Day) {
    let line = StatementLine(
      bookedOn: day, valueOn: day, amount: Money(fen: -a.payout.amount.fen - b.payout.amount.fen), bankReference: nextSerial(), text: "代发汇总"
    )
    append(line, "merged", [a.payout.id.description, b.payout.id.description])
  }

  private mutating func giveBack(_ paid: Paid, after day: Day) {
    let reference = reference(.payout(paid.payout.id))
    let hasReference = random.int(in: 0...3) > 0
    let line = StatementLine(
      bookedOn: day.advanced(by: random.int(in: 1...3)), amount: paid.payout.amount, bankReference: nextSerial(),
      reference: hasReference ? reference : "", counterpartyName: paid.payout.account?.name ?? "", counterpartyAccount: paid.account,
      text: "退汇",
      returnCode: ["AC01", "AC04", "BE01", "AC06"][Int(random.int(in: 0...3))], isReturn: true)
    append(line, "returned", [paid.payout.id.description])
  }

  // MARK: Others

  mutating func receive(_ orders: [(order: Order.ID, due: Money, buyer: String)], from day: Day) {
    for (order, due, buyer) in orders {
      var line = StatementLine(
        bookedOn: day.advanced(by: random.int(in: 0...5)), amount: due, bankReference: nextSerial(), counterpartyName: buyer, text: "货款")
      switch random.int(in: 0...3) {
      case 0, 1: line.text = "订单 \(order) 货款"
      case 2: line.reference = reference(.order(order))
      default: break
      }
      append(line, "order", [order.description])
    }
  }

  /// Fees and interest that no payout is about.
  private mutating func unrelated(count: Int64, from day: Day) {
    for _ in 0..<max(0, count) {
      let isFee = random.int(in: 0...3) > 0
      let line = StatementLine(
        bookedOn: day.advanced(by: random.int(in: 0...5)),
        amount: Money(fen: isFee ? -random.int(in: 50...5_000) : random.int(in: 1...9_999)),
        bankReference: nextSerial(), text: isFee ? "手续费" : "结息")
      append(line, isFee ? "fee" : "interest", [])
    }
  }

  /// As a bank prints it: by day, in the order of its own numbers.
  mutating func sort() {
    lines.sort { ($0.line.bookedOn, $0.line.bankReference) < ($1.line.bookedOn, $1.line.bankReference) }
  }

  // MARK: Words

  private mutating func append(_ line: StatementLine, _ kind: String, _ targets: [String]) {
    lines.append((line, Truth(kind: kind, targets: targets)))
  }

  private mutating func nextSerial() -> String {
    serial += 1
    return "S" + String(String(1_000_000_000 + serial).dropFirst())
  }

  private func reference(_ subject: PaymentReference.Subject) -> String {
    PaymentReference(subject, county: county)?.description ?? "\(subject)"
  }

  private func grouped(_ text: String) -> String {
    var out = ""
    for (index, character) in text.enumerated() { out += (index > 0 && index % 4 == 0 ? " " : "") + String(character) }
    return out
  }

  private func masked(_ name: String) -> String { name.isEmpty ? "" : name.prefix(1) + String(repeating: "*", count: name.count - 1) }
}
