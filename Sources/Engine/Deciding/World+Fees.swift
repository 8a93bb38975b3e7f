import Catalogue
import Ledger
import Measures
import Payouts

// What a bank takes for itself in a line that is about something else.
extension World {
  /// What a line has above payouts and orders is no more of a fee than banks take; the rest is something that has to be said.
  func requireSmallFee(in parts: [MatchPart], of line: BankLine) throws {
    let added = parts.filter { $0.isFee && ($0.amount > .zero) == (line.body.amount > .zero) }
    let maxima = try parts.compactMap(feeMax)
    guard !added.isEmpty, !maxima.isEmpty else { return }
    let fee = Money(fen: try added.reduce(Money.zero) { try $0 + $1.amount }.fen.magnitudeChecked())
    let max = try maxima.reduce(Money.zero) { try $0 + $1 }
    guard fee <= max else { throw PayoutFault.addedTooMuch(line.id, fee, max: max) }
  }

  /// Nil for what no fee belongs to.
  private func feeMax(beside part: MatchPart) throws -> Money? {
    switch part.target {
    case .run(let id) where part.amount < .zero:
      try payouts(of: id).filter { $0.way == .bank }.reduce(Money.zero) { try $0 + KeptFee.max(of: $1.amount) }
    case .paid, .returned, .again, .run, .order: KeptFee.max(of: Money(fen: try part.amount.fen.magnitudeChecked()))
    case .bankFee, .account: nil
    }
  }

  /// What the bank kept for itself of one thing that it gave back: the payee is owed all of it, and the rest is our expense. A person says
  /// so, the line tells that it is about that, and the fee is no more than banks take.
  func isKeptFee(_ part: MatchPart, of line: BankLine, _ command: Command) throws -> Bool {
    guard case .matchLine(let body) = command.action, part.target == .bankFee, line.body.amount > .zero else { return false }
    guard let back = body.parts.first(where: \.givesBack) else { return false }
    guard !body.reason.isEmpty else { throw PayoutFault.reasonMissing }
    let fee = Money(fen: try part.amount.fen.magnitudeChecked())
    guard body.parts.count == 2 else { throw PayoutFault.keptFromSeveral(line.id) }
    let max = KeptFee.max(of: back.amount)
    guard fee <= max else { throw PayoutFault.keptTooMuch(fee, from: back.name, max: max) }
    guard try tells(line.body, of: back.target) else { throw PayoutFault.keptFromUnnamed(line.id, back.name) }
    return true
  }

  /// Whether a credit says that something is given back, names it, or shows its payee.
  private func tells(_ line: BankLineBody, of target: MatchPart.Target) throws -> Bool {
    if line.isReturn || !line.returnCode.isEmpty { return true }
    let (id, run): (Payout.ID?, PayoutRun.ID?) =
      switch target {
      case .returned(let id), .again(let id): (id, id.run)
      case .run(let run): (nil, run)
      default: (nil, nil)
      }
    let county = try requireCatalogue().county.code
    for text in [line.reference, line.batchReference, line.text, line.bankReference] {
      for reading in PaymentReference.readings(in: text, county: county) {
        switch reading {
        case .verified(.payout(let named)), .plain(.payout(let named)): if named == id || id == nil && named.run == run { return true }
        case .verified(.run(let named)), .plain(.run(let named)): if named == run { return true }
        default: continue
        }
      }
    }
    guard let id, let account = try payout(id)?.account else { return false }
    return NameFit(shown: line.name, known: account.name) >= .fits
  }
}

extension MatchPart {
  fileprivate var isFee: Bool { target == .bankFee || target == .account(AccountKey(.bankFee)) }

  /// A payout comes back by it, or what failed of a run.
  fileprivate var givesBack: Bool {
    switch target {
    case .returned, .again, .run: amount > .zero
    case .paid, .order, .bankFee, .account: false
    }
  }
}

extension Int64 {
  /// The magnitude, where there is one.
  func magnitudeChecked() throws(Overflow) -> Int64 { self < 0 ? try Int64(0).subtracting(self) : self }
}
