import Catalogue
import Engine
import Ledger
import Measures
import Messages
import Ordering

/// What orders say that their buyers owe and have paid beforehand, against what the ledger has for it in `receivable` and `prepaid`.
///
/// Replaying proves that the books are what was decided. This proves of buyers' money that what was decided is right: a buyer's two
/// accounts are the sums over its orders. What people post there from elsewhere is no order's and does not count, but for what they move
/// between the two.
struct BuyerMoney {
  let orders: [OrdersPaid]
  /// What was delivered of each order that has sales, by number.
  let sold: [(order: Int64, fen: Int64)]
  let accounts: BuyerAccounts

  func findings() throws(Overflow) -> [Finding] {
    var expected: [AccountKey: Money] = [:]
    var next = sold.startIndex
    for half in orders {
      for order in half.rows {
        while next < sold.endIndex, sold[next].order < order.number { next += 1 }
        let isSold = next < sold.endIndex && sold[next].order == order.number
        let owed = try Money(fen: isSold ? sold[next].fen : 0) - Money(fen: order.paid)
        guard owed != .zero else { continue }
        let key = AccountKey(owed > .zero ? .receivable : .prepaid, of: half.buyers[Int(order.buyer)])
        expected[key] = try (expected[key] ?? .zero) + owed
      }
    }
    return Set(expected.keys).union(accounts.sums.keys).sorted().compactMap { key in
      let (orders, ledger) = (expected[key] ?? .zero, accounts.sums[key] ?? .zero)
      return orders == ledger ? nil : BuyerMoney.differs(key, orders, ledger)
    }
  }

  private static func differs(_ key: AccountKey, _ orders: Money, _ ledger: Money) -> Finding {
    Finding(
      code: "E-PRF-009", place: "accounts \(key.text)",
      text: Text(
        zh: "该买方的订单合计 \(orders),账上为 \(ledger);请用 ledger post 在 receivable 与 prepaid 之间更正",
        en: "the buyer's orders come to \(orders), and the ledger has \(ledger); put it right by ledger post between receivable and prepaid"
      ))
  }
}

/// What orders were paid, less refunds: of those that were paid, or delivered in part.
struct OrdersPaid: Sendable {
  struct Row: Sendable {
    var number: Int64
    /// Place in ``OrdersPaid/buyers``.
    var buyer: Int32
    /// In fen.
    var paid: Int64
  }

  private(set) var rows: [Row] = []
  private(set) var buyers: [Party.ID] = []
  private var places: [Party.ID: Int32] = [:]

  mutating func take(_ order: Order) {
    // What cannot be added up differs from the journal, and that is found apart.
    guard let paid = try? order.total(.payment) - order.total(.refund) else { return }
    guard paid != .zero || order.lines.contains(where: { $0.allocations.contains { $0.state == .delivered } }) else { return }
    let place = places[order.buyer] ?? Int32(buyers.count)
    if place == buyers.count {
      places[order.buyer] = place
      buyers.append(order.buyer)
    }
    rows.append(Row(number: order.id.number, buyer: place, paid: paid.fen))
  }
}

/// What orders posted to the accounts of buyers: debits less credits.
struct BuyerAccounts: Sendable {
  /// By an account's number: its place in `keys`; below zero for every other account, so that a transfer costs two looks into an array.
  private var places: [Int32] = []
  private var keys: [AccountKey] = []
  private var fen: [Int64] = []

  init() {}

  init(_ store: SQLiteStore) throws(StoreFault) {
    let counting = try store.statement("SELECT count(*) FROM accounts WHERE county = ?").bind(store.county)
    // Numbers have no gaps: one beyond the count is damage, which is found apart.
    let count = try counting.next() ? counting.int(0) : 0
    counting.reset()
    for role in [AccountRole.receivable, .prepaid] {
      let rows = try store.statement("SELECT number, key FROM accounts WHERE county = ? AND key > ? AND key < ? ORDER BY number")
        .bind(store.county).bind(role.rawValue + ":").bind(role.rawValue + ";")
      defer { rows.reset() }
      while try rows.next() {
        guard let number = Int32(exactly: rows.int(0)), (1...max(1, count)).contains(Int64(number)), let key = AccountKey(rows.text(1))
        else { continue }
        while places.count <= number { places.append(-1) }
        places[Int(number)] = Int32(keys.count)
        keys.append(key)
        fen.append(0)
      }
    }
  }

  private func place(_ id: Account.ID) -> Int? {
    guard places.indices.contains(Int(id.number)) else { return nil }
    let place = Int(places[Int(id.number)])
    return place < 0 ? nil : place
  }

  mutating func take(_ transfer: Transfer) {
    let (debit, credit) = (place(transfer.debit), place(transfer.credit))
    guard debit != nil || credit != nil, transfer.kind.posts else { return }
    switch transfer.source {
    case .order, .part: break
    case .none where debit != nil && credit != nil: break
    default: return
    }
    if let debit { fen[debit] &+= transfer.amount.fen }
    if let credit { fen[credit] &-= transfer.amount.fen }
  }

  var sums: [AccountKey: Money] { Dictionary(zip(keys, fen.map { Money(fen: $0) })) { first, _ in first } }
}
