import Foundation
import GRDBSQLite

/// Recomputes the whole ledger by SQL alone, over the file. It shares no code with the ledger: it knows the tables of `Schema+Ledger.swift`,
/// the numbers that stand for kinds, states and reasons, and what must follow from what.
///
/// Each check is one query that gives a row for everything that is wrong; an empty answer is a clean one.
final class SQLAuditor {
  struct Check {
    var name: String
    var sql: String
  }

  /// What the Catalogue says and no table repeats: who pays VAT and how much of a price it is, and what is bought at receipt.
  struct Terms {
    /// Producers whose goods a firm buys at receipt, as SQL has them: `'base'`.
    var ownedByFirms = "'base'"
    /// Producers whose goods bear VAT.
    var taxed = "'base'"
    var vatAbove: Int64 = 9
    var vatBelow: Int64 = 109
    /// Price of a kilogram or a piece, by product.
    var prices = "CASE product WHEN 'egg' THEN 90 WHEN 'chestnut' THEN 1800 END"
  }

  private let path: String
  private let terms: Terms
  /// What the last audit saw: transfers up to this number were there, and this day was closed.
  private var lastTransfer: Int64 = 0
  private var closedThrough: Int64?

  init(_ path: String, terms: Terms = Terms()) {
    self.path = path
    self.terms = terms
  }

  /// The checks that find something, each with the first of what it found. Transfers made since the last call are held against the
  /// days that were closed then.
  func findings() -> [String] {
    var connection: OpaquePointer?
    guard sqlite3_open_v2(path, &connection, SQLITE_OPEN_READONLY, nil) == SQLITE_OK else { return ["open: \(path)"] }
    defer { sqlite3_close(connection) }
    var found: [String] = []
    for check in SQLAuditor.checks(terms) + [closedDays] {
      let rows = SQLAuditor.rows(connection, check.sql)
      if let first = rows.first { found.append("\(check.name): \(first) (\(rows.count))") }
    }
    lastTransfer = SQLAuditor.rows(connection, "SELECT coalesce(max(number), 0) FROM transfers").first.flatMap { Int64($0) } ?? 0
    closedThrough = SQLAuditor.rows(connection, "SELECT closed_through FROM book").first.flatMap { Int64($0) }
    return found
  }

  /// The rows of a query, their columns joined; an error is a row too, so that no check passes because it could not be asked.
  private static func rows(_ connection: OpaquePointer?, _ sql: String) -> [String] {
    var statement: OpaquePointer?
    guard sqlite3_prepare_v2(connection, sql, -1, &statement, nil) == SQLITE_OK else {
      return [String(cString: sqlite3_errmsg(connection))]
    }
    defer { sqlite3_finalize(statement) }
    var rows: [String] = []
    while true {
      switch sqlite3_step(statement) {
      case SQLITE_ROW:
        let columns = (0..<sqlite3_column_count(statement)).map { column in
          sqlite3_column_text(statement, column).map { String(cString: $0) } ?? "-"
        }
        rows.append(columns.joined(separator: " "))
      case SQLITE_DONE: return rows
      default: return rows + [String(cString: sqlite3_errmsg(connection))]
      }
    }
  }

  /// A day that was closed gets nothing more but the end of a hold with nothing posted.
  private var closedDays: Check {
    Check(
      name: "closed-days",
      sql: """
        SELECT 'T-' || number, on_day FROM transfers
        WHERE number > \(lastTransfer) AND kind NOT IN (4, 5) AND on_day <= \(closedThrough.map { "\($0)" } ?? "NULL")
        """)
  }

  // MARK: The checks

  private static func checks(_ terms: Terms) -> [Check] { book + holds + orders(terms) + settlements + lots(terms) + distributions }

  /// Kinds of transfers: 0 posting, 1 post of a hold, 2 reversal, 3 hold, 4 void, 5 expiry.
  private static let book = [
    Check(
      name: "debits-equal-credits",
      sql: """
        SELECT debits, credits, pending_debits, pending_credits FROM (
          SELECT total(debits_fen) AS debits, total(credits_fen) AS credits, total(pending_debits_fen) AS pending_debits,
            total(pending_credits_fen) AS pending_credits FROM accounts)
        WHERE debits <> credits OR pending_debits <> pending_credits
        """),
    Check(
      name: "groups-balance",
      sql: """
        SELECT 'group T-' || g FROM (
          SELECT group_number AS g, amount_fen AS fen FROM transfers JOIN accounts a ON a.number = debit
          UNION ALL SELECT group_number, -amount_fen FROM transfers JOIN accounts a ON a.number = credit)
        GROUP BY g HAVING sum(fen) <> 0
        """),
    Check(
      name: "balances-are-sums-of-transfers",
      sql: """
        WITH legs AS (
          SELECT debit AS account, amount_fen AS debits, 0 AS credits FROM transfers WHERE kind <= 2
          UNION ALL SELECT credit, 0, amount_fen FROM transfers WHERE kind <= 2),
        sums AS (SELECT account, sum(debits) AS debits, sum(credits) AS credits FROM legs GROUP BY account)
        SELECT key FROM accounts LEFT JOIN sums ON account = number
        WHERE debits_fen <> coalesce(debits, 0) OR credits_fen <> coalesce(credits, 0)
        """),
    Check(
      name: "numbering",
      sql: """
        SELECT 'transfers', count(*), max(number) FROM transfers HAVING count(*) <> coalesce(max(number), 0)
        UNION ALL SELECT 'accounts', count(*), max(number) FROM accounts HAVING count(*) <> coalesce(max(number), 0)
        UNION ALL SELECT 'distributions', count(*), max(number) FROM distributions HAVING count(*) <> coalesce(max(number), 0)
        UNION ALL SELECT 'incomes', count(*), max(number) FROM incomes HAVING count(*) <> coalesce(max(number), 0)
        """),
    Check(
      name: "groups-lie-together",
      sql: """
        SELECT 'T-' || t.number FROM transfers t LEFT JOIN transfers before ON before.number = t.number - 1
        WHERE t.group_number <> t.number
          AND (before.group_number IS NOT t.group_number OR before.kind <> t.kind OR t.kind NOT IN (0, 2))
        """),
    Check(
      name: "reversals-mirror",
      sql: """
        SELECT 'T-' || r.number FROM transfers r LEFT JOIN transfers o ON o.number = r.of_transfer
        WHERE r.kind = 2 AND (
          o.number IS NULL OR o.number >= r.number OR o.kind NOT IN (0, 1) OR o.debit <> r.credit OR o.credit <> r.debit
          OR o.amount_fen <> r.amount_fen OR o.item <> r.item OR o.reason <> r.reason OR o.source_order IS NOT r.source_order
          OR o.source_line IS NOT r.source_line OR o.source_part IS NOT r.source_part OR o.source_lot IS NOT r.source_lot
          OR o.source_distribution IS NOT r.source_distribution)
        UNION ALL SELECT 'T-' || of_transfer || ' twice' FROM transfers WHERE of_transfer IS NOT NULL GROUP BY of_transfer
          HAVING count(*) > 1
        UNION ALL SELECT 'T-' || number || ' names another' FROM transfers WHERE (of_transfer IS NOT NULL) <> (kind IN (1, 2, 4, 5))
        """),
    Check(
      name: "never-below-zero",
      sql: """
        SELECT key FROM accounts
        WHERE key LIKE 'prepaid:%' AND credits_fen - debits_fen - pending_debits_fen < 0
          OR (key LIKE 'input-advance:%' OR key LIKE 'loan:%') AND debits_fen - credits_fen - pending_credits_fen < 0
        """),
    Check(
      // What reaches a household's account bears its item. By hand, what comes from its own advances, loans or payouts does not, nor do
      // opening balances (reason 1); and a debit by hand may take income back.
      name: "income-items",
      sql: """
        SELECT 'T-' || t.number, d.key, c.key, t.item FROM transfers t
          JOIN accounts d ON d.number = debit JOIN accounts c ON c.number = credit
        WHERE t.kind <> 2 AND (
          t.item = '' AND c.key LIKE 'payable:H-%' AND t.reason <> 1
            AND NOT (t.reason = 0 AND (d.key LIKE 'input-advance:%' OR d.key LIKE 'loan:%' OR d.key = 'payouts-in-transit'))
          OR t.item <> '' AND c.key NOT LIKE 'payable:H-%' AND NOT (t.reason IN (0, 1) AND d.key LIKE 'payable:H-%')
          OR t.reason IN (13, 14) AND (t.item <> '' OR d.key NOT LIKE 'payable:H-%'
            OR c.key NOT IN (replace(d.key, 'payable', 'input-advance'), replace(d.key, 'payable', 'loan'))))
        """),
  ]

  private static let holds = [
    Check(
      name: "pending-is-open-holds",
      sql: """
        WITH legs AS (
          SELECT debit AS account, amount_fen AS debits, 0 AS credits FROM holds WHERE resolved_by IS NULL
          UNION ALL SELECT credit, 0, amount_fen FROM holds WHERE resolved_by IS NULL),
        sums AS (SELECT account, sum(debits) AS debits, sum(credits) AS credits FROM legs GROUP BY account)
        SELECT key FROM accounts LEFT JOIN sums ON account = number
        WHERE pending_debits_fen <> coalesce(debits, 0) OR pending_credits_fen <> coalesce(credits, 0)
        """),
    Check(
      name: "holds-resolve-once",
      sql: """
        SELECT 'T-' || t.number FROM transfers t LEFT JOIN holds h ON h.transfer = t.number
        WHERE t.kind = 3 AND (
          h.transfer IS NULL OR h.debit <> t.debit OR h.credit <> t.credit OR h.amount_fen <> t.amount_fen
          OR h.resolved_by IS NOT (SELECT number FROM transfers e WHERE e.of_transfer = t.number))
        UNION ALL SELECT 'T-' || e.number FROM transfers e LEFT JOIN holds h ON h.transfer = e.of_transfer
        WHERE e.kind IN (1, 4, 5) AND (
          h.transfer IS NULL OR h.resolved_by IS NOT e.number OR e.debit <> h.debit OR e.credit <> h.credit
          OR e.amount_fen > h.amount_fen OR e.kind <> 1 AND e.amount_fen <> h.amount_fen)
        UNION ALL SELECT 'hold T-' || transfer FROM holds LEFT JOIN transfers ON number = transfer WHERE kind IS NOT 3
        """),
  ]

  /// States of allocations: 0 to 4 are live, 4 delivered, 6 returned, 7 lost; bases of prices: 0 pack, 1 piece, 2 kilogram. Kinds of sales:
  /// 0 delivered, 1 lost; states: 0 open, 1 suspended, 2 settled, 3 returned.
  private static func orders(_ terms: Terms) -> [Check] {
    // Nothing is below zero, so half away from zero is half up.
    func amount(_ packs: String, _ grams: String) -> String {
      "CASE price_basis WHEN 0 THEN price_fen * \(packs) WHEN 1 THEN price_fen * \(packs) * content ELSE (price_fen * \(grams) + 500) / 1000 END"
    }
    /// The amount of each line for the parts in some states, rounded once.
    func lines(_ states: String) -> String {
      """
      SELECT l.order_number, l.line, \(amount("coalesce(packs, 0)", "coalesce(grams, 0)")) AS fen
      FROM order_lines l LEFT JOIN (
        SELECT order_number, line, sum(packs) AS packs, sum(priced_grams) AS grams FROM allocations WHERE state \(states) GROUP BY 1, 2
      ) a ON a.order_number = l.order_number AND a.line = l.line
      """
    }
    return [
      Check(
        name: "order-columns",
        sql: """
          WITH due AS (SELECT order_number, sum(fen) AS fen FROM (\(lines("<= 4"))) GROUP BY 1),
          money AS (
            SELECT number, coalesce(sum(CASE p.kind WHEN 0 THEN p.amount_fen WHEN 2 THEN -p.amount_fen END), 0) AS paid,
              coalesce(sum(CASE p.kind WHEN 1 THEN p.amount_fen END), 0) AS refunded
            FROM orders LEFT JOIN payments p ON order_number = number GROUP BY number)
          SELECT 'O-' || o.number FROM orders o JOIN due ON order_number = o.number JOIN money m ON m.number = o.number
          WHERE amount_fen <> due.fen OR paid_fen <> paid OR refunded_fen <> refunded
            OR payment <> CASE WHEN refunded > 0 THEN CASE WHEN refunded < paid THEN 3 ELSE 4 END WHEN paid = 0 THEN 0
              WHEN paid < due.fen THEN 1 ELSE 2 END
          """),
      Check(
        name: "order-money",
        sql: """
          WITH legs AS (
            SELECT source_order AS o, debit AS account, amount_fen AS fen, reason FROM transfers
            WHERE kind <= 2 AND source_order IS NOT NULL
            UNION ALL SELECT source_order, credit, -amount_fen, reason FROM transfers WHERE kind <= 2 AND source_order IS NOT NULL),
          sums AS (SELECT o, key, sum(fen) AS fen FROM legs JOIN accounts ON number = account GROUP BY o, key),
          -- Paid at the desk, or by a line of the bank that had come into suspense.
          came AS (
            SELECT o, sum(fen) AS fen FROM legs JOIN accounts ON number = account
            WHERE key IN ('bank', 'suspense') AND reason IN (2, 3) GROUP BY o),
          sold AS (SELECT order_number AS o, sum(amount_fen) AS fen FROM sales WHERE kind = 0 GROUP BY 1),
          money AS (
            SELECT number, paid_fen - refunded_fen AS paid, coalesce((SELECT fen FROM sold WHERE o = number), 0) AS sold,
              coalesce((SELECT fen FROM sums WHERE o = number AND key = 'receivable:' || buyer), 0) AS receivable,
              coalesce((SELECT fen FROM sums WHERE o = number AND key = 'prepaid:' || buyer), 0) AS prepaid,
              coalesce((SELECT fen FROM came WHERE o = number), 0) AS bank FROM orders)
          SELECT 'O-' || number, paid, sold, receivable, prepaid, bank FROM money
          WHERE receivable + prepaid <> sold - paid OR receivable < 0 OR prepaid > 0 OR receivable <> 0 AND prepaid <> 0 OR bank <> paid
          """),
      Check(
        name: "sales-are-what-was-delivered",
        sql: """
          WITH sold AS (SELECT order_number, line, sum(amount_fen) AS fen FROM sales WHERE kind = 0 GROUP BY 1, 2)
          SELECT 'O-' || d.order_number || '/' || d.line, d.fen, s.fen FROM (\(lines("= 4"))) d
            LEFT JOIN sold s ON s.order_number = d.order_number AND s.line = d.line
          WHERE d.fen <> coalesce(s.fen, 0)
          """),
      Check(
        name: "sales-are-of-their-parts",
        sql: """
          SELECT 'O-' || a.order_number || '/' || a.line || '.' || a.part, a.state, s.kind, s.state FROM allocations a
            JOIN order_lines l ON l.order_number = a.order_number AND l.line = a.line
            LEFT JOIN sales s ON s.order_number = a.order_number AND s.line = a.line AND s.part = a.part
          WHERE a.state IN (4, 7) AND s.kind IS NULL
            OR s.kind = 0 AND NOT (a.state = 4 AND s.state <> 3 OR a.state = 6 AND s.state = 3 AND s.amount_fen = 0)
            OR s.kind = 1 AND (a.state NOT IN (6, 7) OR s.vat_fen <> 0 OR s.state NOT IN (0, 1, 2)
              OR s.amount_fen <> \(amount("a.packs", "a.priced_grams")))
            OR s.kind IS NOT NULL AND a.lot IS NULL
          """),
      Check(
        name: "vat",
        sql: """
          WITH legs AS (
            SELECT source_order AS o, source_line AS l, source_part AS p, CASE c.key WHEN 'vat' THEN amount_fen ELSE -amount_fen END AS fen
            FROM transfers t JOIN accounts d ON d.number = debit JOIN accounts c ON c.number = credit
            WHERE kind <= 2 AND source_part IS NOT NULL AND 'vat' IN (d.key, c.key)),
          changes AS (
            SELECT source_order AS o, source_line AS l, source_part AS p, count(*) AS count FROM transfers
            WHERE source_part IS NOT NULL AND reason IN (4, 7) GROUP BY 1, 2, 3)
          SELECT 'O-' || s.order_number || '/' || s.line || '.' || s.part, vat_fen FROM sales s
            JOIN allocations a ON a.order_number = s.order_number AND a.line = s.line AND a.part = s.part
            JOIN lots ON lots.number = a.lot
          WHERE vat_fen <> coalesce((SELECT sum(fen) FROM legs WHERE o = s.order_number AND l = s.line AND p = s.part), 0)
            OR producer NOT IN (\(terms.taxed)) AND vat_fen <> 0
            OR producer IN (\(terms.taxed)) AND s.kind = 0
              AND abs(vat_fen - (2 * amount_fen * \(terms.vatAbove) + \(terms.vatBelow)) / (2 * \(terms.vatBelow))) > coalesce(
                (SELECT count - 1 FROM changes WHERE o = s.order_number AND l = s.line AND p = s.part), 0)
          """),
      Check(
        name: "clearing-and-suspense",
        sql: """
          WITH legs AS (
            SELECT source_order AS o, source_line AS l, source_part AS p, debit AS account, -amount_fen AS fen FROM transfers
              WHERE kind <= 2 AND source_part IS NOT NULL
            UNION ALL SELECT source_order, source_line, source_part, credit, amount_fen FROM transfers
              WHERE kind <= 2 AND source_part IS NOT NULL),
          sums AS (SELECT o, l, p, key, sum(fen) AS fen FROM legs JOIN accounts ON number = account GROUP BY 1, 2, 3, 4)
          SELECT 'O-' || order_number || '/' || line || '.' || part, s.kind, s.state FROM sales s
          WHERE coalesce((SELECT fen FROM sums WHERE o = order_number AND l = line AND p = part AND key = 'sales-clearing'), 0)
              <> CASE WHEN s.kind = 0 AND s.state = 0 THEN amount_fen - vat_fen ELSE 0 END
            OR coalesce((SELECT fen FROM sums WHERE o = order_number AND l = line AND p = part AND key = 'suspense'), 0)
              <> CASE WHEN s.kind = 0 AND s.state = 1 THEN amount_fen - vat_fen ELSE 0 END
          UNION ALL SELECT 'no sale of O-' || o || '/' || l || '.' || p, key, fen FROM sums
          WHERE NOT EXISTS (SELECT 1 FROM sales WHERE order_number = o AND line = l AND part = p)
          """),
    ]
  }

  /// The transfers that settle something, by what they settle: `thing` names it.
  private static let steps = """
    steps AS (
      SELECT 'O-' || order_number || '/' || line || '.' || part AS thing, t.* FROM sales s
        JOIN transfers t ON t.number >= s.settled_by AND t.number < s.settled_by + s.transfers
      UNION ALL SELECT 'L-' || lot, t.* FROM lot_settlements s
        JOIN transfers t ON t.number >= s.settled_by AND t.number < s.settled_by + s.transfers
      UNION ALL SELECT 'D-' || s.number, t.* FROM distributions s
        JOIN transfers t ON t.number >= s.settled_by AND t.number < s.settled_by + s.transfers WHERE s.state = 2)
    """

  private static let settlements = [
    Check(
      name: "settled-sales-add-up",
      sql: """
        WITH \(steps),
        legs AS (
          SELECT thing, amount_fen AS fen FROM steps JOIN accounts a ON a.number = debit WHERE key IN ('sales-clearing', 'suspense')
          UNION ALL SELECT thing, -amount_fen FROM steps JOIN accounts a ON a.number = credit WHERE key IN ('sales-clearing', 'suspense')),
        sums AS (SELECT thing, sum(fen) AS fen FROM legs GROUP BY thing)
        SELECT 'O-' || order_number || '/' || line || '.' || part, fen FROM sales s
          LEFT JOIN sums ON thing = 'O-' || order_number || '/' || line || '.' || part
        WHERE coalesce(fen, 0) <> CASE WHEN s.state = 2 AND s.kind = 0 THEN amount_fen - vat_fen ELSE 0 END
          OR (s.state = 2) <> (s.agreement <> '') OR s.state <> 2 AND s.settled_by IS NOT NULL
          OR (s.settled_by IS NULL) <> (s.transfers = 0)
        """),
    Check(
      name: "steps-are-of-their-thing",
      sql: """
        WITH \(steps)
        SELECT thing, 'T-' || number FROM steps WHERE kind <> 0
          OR thing <> CASE WHEN source_part IS NOT NULL THEN 'O-' || source_order || '/' || source_line || '.' || source_part
            WHEN source_lot IS NOT NULL THEN 'L-' || source_lot ELSE 'D-' || coalesce(source_distribution, 0) END
          OR EXISTS (SELECT 1 FROM transfers r WHERE r.of_transfer = steps.number)
        UNION ALL SELECT thing, count(DISTINCT group_number) FROM steps GROUP BY thing
          HAVING count(DISTINCT group_number) > 1 OR min(group_number) <> min(number)
        """),
    Check(
      // What settles a part, a lot or a distribution stands among its steps, or was taken back. Reasons: 8 to 16 without the 7 of returns,
      // 18 to 23.
      name: "nothing-is-settled-twice",
      sql: """
        WITH \(steps)
        SELECT 'T-' || t.number FROM transfers t
        WHERE kind = 0 AND (source_part IS NOT NULL AND reason BETWEEN 8 AND 16 OR reason BETWEEN 18 AND 23 OR source_lot IS NOT NULL)
          AND NOT EXISTS (SELECT 1 FROM steps WHERE steps.number = t.number)
          AND NOT EXISTS (SELECT 1 FROM transfers r WHERE r.of_transfer = t.number AND r.kind = 2)
        """),
    Check(
      name: "payable-is-the-sum-of-steps",
      sql: """
        WITH \(steps),
        legs AS (
          SELECT debit AS account, -amount_fen AS fen FROM steps UNION ALL SELECT credit, amount_fen FROM steps
          UNION ALL SELECT debit, -amount_fen FROM transfers WHERE kind <= 2 AND reason IN (0, 1)
          UNION ALL SELECT credit, amount_fen FROM transfers WHERE kind <= 2 AND reason IN (0, 1)),
        sums AS (SELECT account, sum(fen) AS fen FROM legs GROUP BY account)
        SELECT key, credits_fen - debits_fen, fen FROM accounts LEFT JOIN sums ON account = number
        WHERE (key LIKE 'payable:%' OR key LIKE 'contribution:%' OR key LIKE 'input-advance:%' OR key LIKE 'loan:%'
            OR key IN ('platform-fee', 'spoilage'))
          AND credits_fen - debits_fen <> coalesce(fen, 0)
        """),
  ]

  /// Kind 3 of movements is spoilage. Reasons: 15 purchase, 18 loss.
  private static func lots(_ terms: Terms) -> [Check] {
    [
      Check(
        name: "lot-settlements",
        sql: """
          WITH \(steps),
          sums AS (
            SELECT source_lot, sum(amount_fen) AS fen FROM steps JOIN accounts c ON c.number = credit JOIN lots ON lots.number = source_lot
            WHERE reason IN (15, 18) AND c.key = 'payable:' || producer GROUP BY 1),
          known AS (
            SELECT s.lot, sum(CASE WHEN kind <= 1 THEN quantity ELSE 0 END) AS received FROM lot_settlements s
              JOIN stock_movements m ON m.lot = s.lot AND m.serial <= s.movements GROUP BY 1),
          due AS (
            SELECT number, CASE WHEN producer IN (\(terms.ownedByFirms))
              THEN (\(terms.prices) * received + CASE unit WHEN 0 THEN 500 ELSE 0 END) / CASE unit WHEN 0 THEN 1000 ELSE 1 END
              ELSE (SELECT coalesce(sum((\(terms.prices) * -quantity + CASE unit WHEN 0 THEN 500 ELSE 0 END)
                / CASE unit WHEN 0 THEN 1000 ELSE 1 END), 0) FROM stock_movements m
                WHERE m.lot = number AND kind = 3 AND serial <= s.movements) END AS fen
            FROM (SELECT number, producer, unit, product FROM lots) JOIN known ON known.lot = number JOIN lot_settlements s ON s.lot = number)
          SELECT 'L-' || s.lot, amount_fen, sums.fen, due.fen FROM lot_settlements s JOIN lots ON lots.number = s.lot
            LEFT JOIN due ON due.number = s.lot LEFT JOIN sums ON source_lot = s.lot
          WHERE amount_fen <> coalesce(sums.fen, 0) OR (settled_by IS NULL) <> (transfers = 0) OR s.movements > lots.movements
            OR amount_fen <> coalesce(due.fen, 0)
          """)
    ]
  }

  /// Kinds: 0 surplus, 1 dividend, 2 rent, 3 wages; states: 0 entered, 1 approved, 2 settled, 3 revoked.
  private static let distributions = [
    Check(
      name: "distributions",
      sql: """
        WITH \(steps),
        sums AS (SELECT source_distribution AS d, sum(amount_fen) AS fen FROM steps WHERE source_distribution IS NOT NULL GROUP BY 1),
        due AS (
          SELECT distribution AS d, sum(money_fen * quantity) AS exact, sum((money_fen * quantity + 500) / 1000) AS fen, sum(quantity) AS quantity
          FROM distribution_rows GROUP BY 1)
        SELECT 'D-' || x.number, x.state, sums.fen, due.fen FROM distributions x JOIN due ON due.d = x.number LEFT JOIN sums ON sums.d = x.number
        WHERE x.state = 2 AND sums.fen IS NOT CASE WHEN x.kind <= 1 THEN total_fen ELSE due.fen END
          OR x.state IN (1, 2) AND (approved_by = '' OR approved_by = maker) OR x.state = 0 AND approved_by <> ''
          OR (x.state = 2 OR x.state = 3 AND transfers > 0) <> (settled_by IS NOT NULL)
        """),
    Check(
      name: "distributed-to-households",
      sql: """
        WITH \(steps),
        due AS (
          SELECT distribution AS d, household AS h, kind, total_fen, sum(quantity) AS quantity, sum((money_fen * quantity + 500) / 1000) AS fen
          FROM distribution_rows JOIN distributions x ON x.number = distribution WHERE x.state = 2 GROUP BY 1, 2),
        wholes AS (SELECT d, sum(quantity) AS quantity FROM due GROUP BY d),
        got AS (
          SELECT source_distribution AS d, key, sum(amount_fen) AS fen FROM steps JOIN accounts c ON c.number = credit
          WHERE source_distribution IS NOT NULL GROUP BY 1, 2)
        SELECT 'D-' || due.d, 'H-' || h, got.fen FROM due JOIN wholes ON wholes.d = due.d
          LEFT JOIN got ON got.d = due.d AND key = 'payable:H-' || h
        WHERE kind >= 2 AND coalesce(got.fen, 0) <> due.fen
          OR kind = 1 AND abs(coalesce(got.fen, 0) * wholes.quantity - total_fen * due.quantity) >= wholes.quantity
        UNION ALL SELECT 'D-' || d, key, fen FROM got WHERE NOT EXISTS (SELECT 1 FROM due WHERE due.d = got.d AND key = 'payable:H-' || h)
        """),
  ]
}
