import GRDB

/// The tables. Every primary key begins with the county; constraints say what must hold whatever the program does.
///
/// Migrations are named and only ever added. Days are days since 1970-01-01, instants UTC milliseconds, states the raw
/// values of their Swift types.
enum Schema {
  /// "SHAN": marks a file as ours in the SQLite header.
  static let applicationID: Int32 = 0x5348_414E

  static let names = [
    "2026-11 orders", "2026-11 ledger", "2026-11 corrections", "2026-11 payouts", "2026-11 matches", "2026-11 second payments",
    "2026-11 delivery runs",
  ]

  static let tables = [
    "catalogues", "households", "lots", "stock_movements", "unsold_reports", "orders", "order_lines", "allocations",
    "payments", "keys", "journal", "vault", "accounts", "transfers", "holds", "book", "sales",
    "lot_settlements", "memberships", "distributions", "distribution_rows", "incomes",
    "payout_runs", "payouts_left_out", "payouts", "payees", "bank_lines", "statements", "delivery_runs",
    "run_parts",
  ]

  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration(names[0]) { try $0.execute(sql: orders) }
    migrator.registerMigration(names[1]) { try $0.execute(sql: ledger) }
    migrator.registerMigration(names[2]) { try $0.execute(sql: corrections) }
    migrator.registerMigration(names[3]) { try $0.execute(sql: payouts) }
    migrator.registerMigration(names[4]) { try $0.execute(sql: matches) }
    migrator.registerMigration(names[5]) { try $0.execute(sql: secondPayments) }
    migrator.registerMigration(names[6]) { try $0.execute(sql: runs) }
    return migrator
  }

  private static let orders = """
    CREATE TABLE catalogues (
      county INTEGER NOT NULL PRIMARY KEY,
      body BLOB NOT NULL,
      vault_key TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE households (
      county INTEGER NOT NULL,
      number INTEGER NOT NULL CHECK (number > 0),
      code TEXT NOT NULL,
      name TEXT NOT NULL,
      village TEXT NOT NULL,
      members INTEGER NOT NULL CHECK (members BETWEEN 1 AND 99),
      registered_on INTEGER,
      lifted_on INTEGER CHECK (lifted_on IS NULL OR lifted_on >= registered_on),
      id_token BLOB,
      card_token BLOB,
      phone_token BLOB,
      sample INTEGER NOT NULL CHECK (sample IN (0, 1)),
      PRIMARY KEY (county, number),
      UNIQUE (county, code)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE lots (
      county INTEGER NOT NULL,
      number INTEGER NOT NULL CHECK (number > 0),
      producer TEXT NOT NULL,
      from_poor_household INTEGER NOT NULL CHECK (from_poor_household IN (0, 1)),
      product TEXT NOT NULL,
      grade TEXT NOT NULL,
      unit INTEGER NOT NULL CHECK (unit IN (0, 1)),
      place TEXT NOT NULL,
      harvested_on INTEGER NOT NULL,
      received_at INTEGER NOT NULL,
      expires_on INTEGER NOT NULL CHECK (expires_on >= harvested_on),
      certificate TEXT NOT NULL,
      received INTEGER NOT NULL CHECK (received >= 0),
      reserved INTEGER NOT NULL CHECK (reserved >= 0),
      shipped INTEGER NOT NULL CHECK (shipped >= 0),
      lost INTEGER NOT NULL CHECK (lost >= 0),
      expired INTEGER NOT NULL CHECK (expired IN (0, 1)),
      movements INTEGER NOT NULL CHECK (movements > 0),
      CHECK (received - reserved - shipped - lost >= 0),
      PRIMARY KEY (county, number)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX lots_on_shelf ON lots (county, product, grade, from_poor_household, expires_on, number)
      WHERE expired = 0 AND received - reserved - shipped - lost > 0;
    CREATE INDEX lots_by_expiry ON lots (county, expires_on, number) WHERE expired = 0;

    CREATE TABLE stock_movements (
      county INTEGER NOT NULL,
      lot INTEGER NOT NULL,
      serial INTEGER NOT NULL CHECK (serial > 0),
      kind INTEGER NOT NULL CHECK (kind BETWEEN 0 AND 6),
      quantity INTEGER NOT NULL,
      reason TEXT NOT NULL,
      at INTEGER NOT NULL,
      actor TEXT NOT NULL,
      PRIMARY KEY (county, lot, serial),
      FOREIGN KEY (county, lot) REFERENCES lots (county, number)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE unsold_reports (
      county INTEGER NOT NULL,
      number INTEGER NOT NULL CHECK (number > 0),
      village TEXT NOT NULL,
      producer TEXT NOT NULL,
      product TEXT NOT NULL,
      grade TEXT NOT NULL,
      quantity INTEGER NOT NULL CHECK (quantity > 0),
      harvested_on INTEGER NOT NULL,
      expires_on INTEGER NOT NULL,
      at INTEGER NOT NULL,
      actor TEXT NOT NULL,
      received_as INTEGER,
      PRIMARY KEY (county, number),
      FOREIGN KEY (county, received_as) REFERENCES lots (county, number)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE orders (
      county INTEGER NOT NULL,
      number INTEGER NOT NULL CHECK (number > 0),
      buyer TEXT NOT NULL,
      buyer_number TEXT NOT NULL,
      channel TEXT NOT NULL,
      ordered_at INTEGER NOT NULL,
      deliver_on INTEGER NOT NULL,
      deliver_to TEXT NOT NULL,
      on_shortage INTEGER NOT NULL CHECK (on_shortage BETWEEN 0 AND 2),
      reserved_until INTEGER,
      state INTEGER NOT NULL CHECK (state BETWEEN 0 AND 2),
      payment INTEGER NOT NULL CHECK (payment BETWEEN 0 AND 4),
      fulfilment INTEGER NOT NULL CHECK (fulfilment BETWEEN 0 AND 8),
      settlement INTEGER NOT NULL CHECK (settlement BETWEEN 0 AND 2),
      amount_fen INTEGER NOT NULL CHECK (amount_fen >= 0),
      paid_fen INTEGER NOT NULL CHECK (paid_fen >= 0),
      refunded_fen INTEGER NOT NULL CHECK (refunded_fen BETWEEN 0 AND paid_fen),
      PRIMARY KEY (county, number)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX orders_by_reservation ON orders (county, reserved_until, number) WHERE reserved_until IS NOT NULL;

    CREATE TABLE order_lines (
      county INTEGER NOT NULL,
      order_number INTEGER NOT NULL,
      line INTEGER NOT NULL CHECK (line > 0),
      pack TEXT NOT NULL,
      count INTEGER NOT NULL CHECK (count > 0),
      content INTEGER NOT NULL CHECK (content > 0),
      net_grams INTEGER NOT NULL CHECK (net_grams > 0),
      unit INTEGER NOT NULL CHECK (unit IN (0, 1)),
      price_fen INTEGER NOT NULL CHECK (price_fen >= 0),
      price_basis INTEGER NOT NULL CHECK (price_basis BETWEEN 0 AND 2),
      PRIMARY KEY (county, order_number, line),
      FOREIGN KEY (county, order_number) REFERENCES orders (county, number)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE allocations (
      county INTEGER NOT NULL,
      order_number INTEGER NOT NULL,
      line INTEGER NOT NULL,
      part INTEGER NOT NULL CHECK (part > 0),
      lot INTEGER,
      packs INTEGER NOT NULL CHECK (packs > 0),
      state INTEGER NOT NULL CHECK (state BETWEEN 0 AND 8),
      stocked INTEGER NOT NULL CHECK (stocked >= 0),
      packed_grams INTEGER NOT NULL CHECK (packed_grams >= 0),
      priced_grams INTEGER NOT NULL CHECK (priced_grams >= 0),
      PRIMARY KEY (county, order_number, line, part),
      FOREIGN KEY (county, order_number, line) REFERENCES order_lines (county, order_number, line),
      FOREIGN KEY (county, lot) REFERENCES lots (county, number)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX allocations_waiting ON allocations (county, order_number) WHERE state = 0;

    CREATE TABLE payments (
      county INTEGER NOT NULL,
      order_number INTEGER NOT NULL,
      serial INTEGER NOT NULL CHECK (serial > 0),
      kind INTEGER NOT NULL CHECK (kind IN (0, 1)),
      amount_fen INTEGER NOT NULL CHECK (amount_fen > 0),
      at INTEGER NOT NULL,
      actor TEXT NOT NULL,
      PRIMARY KEY (county, order_number, serial),
      FOREIGN KEY (county, order_number) REFERENCES orders (county, number)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE keys (
      county INTEGER NOT NULL,
      scope TEXT NOT NULL,
      key TEXT NOT NULL,
      batch INTEGER NOT NULL,
      position INTEGER NOT NULL CHECK (position >= 0),
      PRIMARY KEY (county, scope, key)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE journal (
      county INTEGER NOT NULL,
      batch INTEGER NOT NULL CHECK (batch > 0),
      first_command INTEGER NOT NULL CHECK (first_command > 0),
      commands INTEGER NOT NULL CHECK (commands > 0),
      at INTEGER NOT NULL,
      rules INTEGER NOT NULL,
      hash BLOB NOT NULL CHECK (length(hash) = 32),
      body BLOB NOT NULL,
      PRIMARY KEY (county, batch)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE vault (
      county INTEGER NOT NULL,
      token BLOB NOT NULL,
      kind TEXT NOT NULL,
      search_digest BLOB NOT NULL,
      sealed BLOB NOT NULL,
      PRIMARY KEY (county, token)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX vault_by_search_digest ON vault (county, kind, search_digest);
    """
}
