import Catalogue
import Engine
import Ledger
import Measures
import Payouts

/// A county with a run that the bank has: PR-1/1 and PR-1/2 by bank, PR-1/3 in cash, PR-1/4 to the cooperative.
struct BankCounty {
  let payouts: PayoutCounty
  var county: TestCounty { payouts.county }

  init(sent: Bool = true) throws {
    payouts = try PayoutCounty()
    for (payee, fen) in [("H-1", 10_000), ("H-2", 2_000), ("H-3", 500), ("coop", 7_000)] as [(String, Int64)] {
      try payouts.credit(payee, fen)
    }
    try payouts.prepare()
    if sent { try send(1) }
  }

  func send(_ run: Int64) throws {
    try payouts.move(run, to: .approved, by: "approver")
    try payouts.move(run, to: .sent)
  }

  @discardableResult
  func enter(_ fen: Int64, code: String = "", account: String = "bank", on day: Day = TestCounty.today) throws -> BankLine.ID {
    let line = BankLineBody(account: account, bookedOn: day, amount: Money(fen: fen), name: "农行", text: "代发", returnCode: code)
    guard case .bankLine(let id) = try county.command(.enterBankLine(EnterBankLine(line))) else { preconditionFailure() }
    return id
  }

  func match(_ line: BankLine.ID, _ parts: (MatchPart.Target, Int64)...) throws { try match(line, parts) }

  func match(_ line: BankLine.ID, _ parts: [(MatchPart.Target, Int64)]) throws {
    try county.command(
      .matchLine(MatchLine(line, parts: parts.map { MatchPart($0.0, Money(fen: $0.1)) }, step: .byHand, reason: "核对")))
  }

  func unmatch(_ line: BankLine.ID) throws { try county.command(.unmatchLine(UnmatchLine(line, reason: "错配"))) }

  func outcomes(_ told: [(String, Bool)]) throws {
    try county.command(
      .recordOutcomes(RecordOutcomes(told.map { PayoutOutcome(payout: Payout.ID($0.0)!, isPaid: $0.1, code: $0.1 ? "" : "AC04") })))
  }

  func state(_ payout: String) throws -> Payout.State { try payouts.payout(payout).state }
  func net(_ key: String) throws -> Int64 { try county.net(key) ?? 0 }
}
