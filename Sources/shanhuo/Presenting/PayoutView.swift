import Catalogue
import Engine
import Ledger
import Measures
import Messages
import Ordering
import Payouts
import Sealing

/// A payout run as JSON shows it.
struct PayoutRunView: Encodable {
  var run: String
  var state: String
  var through: String
  var maker: String
  var preparedAt: String
  var approvedBy: String?
  var sentAt: String?
  var format: String?
  /// How many payouts stand, and what they come to.
  var payouts: Int64
  var amountFen: Int64
  /// What an approval signs.
  var hash: String
  var leftOut: [LeftOutView]?
  var lines: [PayoutView]?

  init(_ run: PayoutRun, standing: Int64) {
    self.run = run.id.description
    state = run.state.name
    through = run.through.description
    maker = run.maker
    preparedAt = run.preparedAt.description
    approvedBy = run.approvedBy.isEmpty ? nil : run.approvedBy
    sentAt = run.sentAt?.description
    format = run.format.isEmpty ? nil : run.format
    payouts = standing
    amountFen = run.amount.fen
    hash = run.hash.hex
  }
}

struct LeftOutView: Encodable {
  var payee: String
  var owedFen: Int64
  var reason: String
  var detail: String?

  init(_ leftOut: LeftOut) {
    payee = leftOut.payee.description
    owedFen = leftOut.owed.fen
    reason = leftOut.reason.name
    detail = leftOut.detail.isEmpty ? nil : leftOut.detail
  }
}

/// A payout as JSON shows it; its account number is masked.
struct PayoutView: Encodable {
  var payout: String
  var payee: String
  var name: String
  var way: String
  var account: String?
  /// `card`, `passbook` or `account`; only a card's number bears a check digit.
  var accountKind: String?
  var accountName: String?
  var amountFen: Int64
  var state: String
  var reissues: [String]?
  var reissuedAs: String?
  var note: String?
  /// How often the bank paid it once more, and has that not back.
  var paidAgain: Int64?

  private enum CodingKeys: CodingKey {
    case payout, payee, name, way, account, accountKind, accountName, amountFen, state, reissues, reissuedAs, note, paidAgain
  }

  /// The account holder's name where it is not the payee's own.
  private(set) var otherName: String?
  private(set) var wayLabel: String
  private(set) var stateLabel: String

  /// What a reader of the table should know beside the amount.
  var notes: [String] {
    var notes = [note ?? ""]
    if accountKind == Passbook.kind { notes.append(say("存折", "passbook")) }
    if let paidAgain { notes.append(say("重复付款 \(paidAgain) 次", "paid again \(paidAgain)×")) }
    return notes.filter { !$0.isEmpty }
  }

  init(_ payout: Payout, in run: PayoutRun.State, _ session: Session, _ accounts: AccountReveal) throws {
    let name = try session.holderName(payout.payee.description)
    let ownName = if case .party(let id) = payout.payee { try session.catalogue().party(id)?.name.zh ?? name } else { name }
    otherName = payout.account.flatMap { $0.name == ownName ? nil : $0.name }
    self.payout = payout.id.description
    payee = payout.payee.description
    self.name = name
    way = payout.way.name
    account = try accounts.masked(payout.account?.token)
    accountKind = try accounts.kind(payout.account?.token)
    accountName = payout.account?.name
    amountFen = payout.amount.fen
    let progress = payout.progress(in: run)
    state = progress.rawValue
    reissues = payout.reissues.isEmpty ? nil : payout.reissues.map(\.description)
    reissuedAs = payout.reissuedAs?.description
    note = payout.note.isEmpty ? nil : payout.note
    paidAgain = payout.paidAgain > 0 ? payout.paidAgain : nil
    wayLabel = payout.way.label(.ofProcess)
    stateLabel = progress.label(.ofProcess)
  }
}
