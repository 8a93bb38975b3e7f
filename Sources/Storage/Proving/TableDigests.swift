import Engine
import Foundation
import Ledger
import Measures
import Messages
import Ordering
import WireFormat

/// The large tables, each row reduced to a hash value, so that they can be read while the journal is still being replayed.
/// Hash values are seeded at random in every process (`Hasher`): nobody can prepare two rows that have the same.
struct TableDigests: Sendable {
  struct Row: Sendable {
    /// Of an order or transfer, or of the command that a key belongs to.
    var number: Int64
    var digest: Int
  }

  var rows: [Row] = []
  /// What is wrong with a row by itself.
  var findings: [Finding] = []
  /// What the rows say of buyers' money: of orders, of sales, of transfers.
  var paid = OrdersPaid()
  var sold: [(order: Int64, fen: Int64)] = []
  var accounts = BuyerAccounts()

  static func digest(_ bytes: some ContiguousBytes) -> Int {
    var hasher = Hasher()
    bytes.withUnsafeBytes { hasher.combine(bytes: $0) }
    return hasher.finalize()
  }

  /// Orders with their lines, allocations and payments, those of the numbers from `first` to `last`.
  static func orders(_ store: SQLiteStore, _ first: Int64, _ last: Int64) -> TableDigests {
    var result = TableDigests()
    var writer = ByteWriter(capacity: 1024)
    do {
      let reader = try OrderReader(store, from: first, to: last)
      defer { reader.close() }
      while result.findings.count <= Proof.findingsMax, let row = try reader.next() {
        writer.removeAll()
        row.order.encode(to: &writer)
        result.rows.append(Row(number: row.order.id.number, digest: digest(writer.bytes)))
        result.paid.take(row.order)
        if !row.derivedColumnsFollow { result.findings.append(.differs("orders", row.order.id.description)) }
      }
    } catch .damaged(let why) {
      result.findings.append(Finding(code: "E-PRF-005", place: "orders", text: Text(zh: why, en: why)))
    } catch {
      result.findings.append(Finding(code: "E-PRF-006", place: "orders", text: error.text))
    }
    return result
  }

  static func transfers(_ store: SQLiteStore) -> TableDigests {
    var result = TableDigests()
    var writer = ByteWriter(capacity: 128)
    do {
      result.accounts = try BuyerAccounts(store)
      let rows = try store.statement("SELECT \(Transfer.columns) FROM transfers WHERE county = ? ORDER BY number").bind(store.county)
      while result.findings.count <= Proof.findingsMax, try rows.next() {
        writer.removeAll()
        let transfer = try Transfer(row: rows)
        writer.write(transfer)
        result.accounts.take(transfer)
        result.rows.append(Row(number: rows.int(0), digest: digest(writer.bytes)))
      }
      rows.reset()
    } catch {
      result.findings.append(Finding(code: "E-PRF-005", place: "transfers", text: error.text))
    }
    return result
  }

  /// Sales, an order's together.
  static func sales(_ store: SQLiteStore) -> TableDigests {
    var result = TableDigests()
    var writer = ByteWriter(capacity: 512)
    var order: Int64?
    func finish() {
      if let order { result.rows.append(Row(number: order, digest: digest(writer.bytes))) }
      writer.removeAll()
    }
    do {
      let rows = try store.statement(
        "SELECT \(Sale.columns) FROM sales WHERE county = ? ORDER BY order_number, line, part"
      ).bind(store.county)
      while result.findings.count <= Proof.findingsMax, try rows.next() {
        if rows.int(0) != order { finish() }
        order = rows.int(0)
        let sale = try Sale(row: rows)
        writer.write(sale)
        guard sale.kind == .delivered else { continue }
        if result.sold.last?.order != rows.int(0) { result.sold.append((rows.int(0), 0)) }
        result.sold[result.sold.count - 1].fen &+= sale.amount.fen
      }
      rows.reset()
      finish()
    } catch {
      result.findings.append(Finding(code: "E-PRF-005", place: "sales", text: error.text))
    }
    return result
  }

  /// Idempotency keys with the number of the command that each points to.
  static func keys(_ store: SQLiteStore) -> TableDigests {
    var result = TableDigests()
    do {
      var firstCommands: [Int64: Int64] = [:]
      let batches = try store.statement("SELECT batch, first_command FROM journal WHERE county = ?").bind(store.county)
      while try batches.next() { firstCommands[batches.int(0)] = batches.int(1) }
      let rows = try store.statement("SELECT scope, key, batch, position FROM keys WHERE county = ?").bind(store.county)
      while result.findings.count <= Proof.findingsMax, try rows.next() {
        let key = Key(scope: rows.text(0), text: rows.text(1))
        if let sum = firstCommands[rows.int(2)]?.addingReportingOverflow(rows.int(3)), !sum.overflow {
          result.rows.append(Row(number: sum.partialValue, digest: key.hashValue))
        } else {
          result.findings.append(.differs("keys", "\(key.scope) \(key.text)"))
        }
      }
      rows.reset()
    } catch {
      result.findings.append(Finding(code: "E-PRF-006", place: "keys", text: error.text))
    }
    return result
  }
}

/// The digests of all large tables.
struct LargeTables {
  /// By number, one after the other.
  var orders: [TableDigests]
  /// In any order.
  var keys: TableDigests
  /// By number.
  var transfers: TableDigests
  /// By the number of the order.
  var sales: TableDigests

  var buyerMoney: BuyerMoney { BuyerMoney(orders: orders.map(\.paid), sold: sales.sold, accounts: transfers.accounts) }
}

extension OrderReader.Row {
  /// Whether the columns that are kept for lists say what follows from the rest.
  fileprivate var derivedColumnsFollow: Bool {
    guard let derived = try? DerivedColumns(order) else { return false }
    return stored
      == OrderReader.StoredColumns(
        payment: Int64(derived.payment.rawValue), fulfilment: Int64(derived.fulfilment.rawValue), amount: derived.amount.fen,
        paid: derived.paid.fen, refunded: derived.refunded.fen)
  }
}

extension Finding {
  static func differs(_ table: String, _ row: String) -> Finding {
    Finding(
      code: "E-PRF-005", place: "\(table) \(row)", text: Text(zh: "与日志重放的结果不符", en: "it differs from what replaying the journal gives"))
  }
}
