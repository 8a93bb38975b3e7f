import Ledger
import Measures

/// Payouts that lines may be about, on their way into a ``Matcher``: column by column, so that a million of them take little room.
public struct PayoutColumns: Sendable {
  private(set) var ids: [Payout.ID] = []
  /// In fen.
  private(set) var amounts: [Int64] = []
  private(set) var sentOn: [Day] = []
  private(set) var states: [OpenPayout.State] = []
  private(set) var paidOn: [Day?] = []
  private(set) var paidBy: [BankLine.ID?] = []
  private(set) var accounts: [KnownAccount] = []
  /// Few.
  private(set) var paidAgain: Set<Payout.ID> = []
  /// Where each one's names are in `pool`.
  private(set) var names: [Int32] = []
  /// Sets of names; namesakes share one.
  private(set) var pool: [[FoldedName]] = []
  private var places: [[String]: Int32] = [:]

  public init() {}

  public init(_ payouts: some Sequence<OpenPayout>) {
    for payout in payouts { append(payout) }
  }

  public mutating func append(_ payout: OpenPayout) {
    ids.append(payout.id)
    amounts.append(payout.amount.fen)
    sentOn.append(payout.sentOn)
    states.append(payout.state)
    paidOn.append([.paid, .returned].contains(payout.state) ? payout.paidOn ?? payout.sentOn : nil)
    paidBy.append(payout.paidBy)
    if payout.isPaidAgain { paidAgain.insert(payout.id) }
    accounts.append(KnownAccount(digest: payout.accountDigest, tail: payout.accountTail))
    names.append(place(of: payout.names))
  }

  private mutating func place(of names: [String]) -> Int32 {
    if let place = places[names] { return place }
    let place = Int32(pool.count)
    pool.append(names.map(FoldedName.init).filter { !$0.text.isEmpty })
    places[names] = place
    return place
  }

  /// By day of sending, then by number: in this order they mostly come.
  mutating func sort() {
    places = [:]
    let isSorted = ids.indices.dropFirst().allSatisfy { (sentOn[$0 - 1], ids[$0 - 1]) < (sentOn[$0], ids[$0]) }
    guard !isSorted else { return }
    let order = ids.indices.sorted { (sentOn[$0], ids[$0]) < (sentOn[$1], ids[$1]) }
    ids = order.map { ids[$0] }
    amounts = order.map { amounts[$0] }
    states = order.map { states[$0] }
    paidOn = order.map { paidOn[$0] }
    paidBy = order.map { paidBy[$0] }
    accounts = order.map { accounts[$0] }
    names = order.map { names[$0] }
    sentOn = order.map { sentOn[$0] }
  }
}
