extension Schema {
  /// Days stand before accounts in the indexes, so that what a day posts lies together on disk, however many accounts it
  /// touches; an account's transfers are looked up day by day.
  static let ledger = """
    CREATE TABLE accounts (
      county INTEGER NOT NULL,
      number INTEGER NOT NULL CHECK (number > 0),
      key TEXT NOT NULL,
      debits_fen INTEGER NOT NULL CHECK (debits_fen >= 0),
      credits_fen INTEGER NOT NULL CHECK (credits_fen >= 0),
      pending_debits_fen INTEGER NOT NULL CHECK (pending_debits_fen >= 0),
      pending_credits_fen INTEGER NOT NULL CHECK (pending_credits_fen >= 0),
      PRIMARY KEY (county, number)
    ) STRICT, WITHOUT ROWID;
    CREATE UNIQUE INDEX accounts_by_key ON accounts (county, key);

    CREATE TABLE transfers (
      county INTEGER NOT NULL,
      number INTEGER NOT NULL CHECK (number > 0),
      group_number INTEGER NOT NULL CHECK (group_number BETWEEN 1 AND number),
      kind INTEGER NOT NULL CHECK (kind BETWEEN 0 AND 5),
      debit INTEGER NOT NULL,
      credit INTEGER NOT NULL CHECK (credit <> debit),
      amount_fen INTEGER NOT NULL CHECK (amount_fen > 0),
      on_day INTEGER NOT NULL,
      reason INTEGER NOT NULL,
      item TEXT NOT NULL,
      source_order INTEGER,
      source_line INTEGER,
      source_part INTEGER,
      source_lot INTEGER,
      source_distribution INTEGER,
      of_transfer INTEGER,
      memo TEXT NOT NULL,
      PRIMARY KEY (county, number),
      FOREIGN KEY (county, debit) REFERENCES accounts (county, number),
      FOREIGN KEY (county, credit) REFERENCES accounts (county, number)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX transfers_by_debit ON transfers (county, on_day, debit, number, amount_fen) WHERE kind <= 2;
    CREATE INDEX transfers_by_credit ON transfers (county, on_day, credit, number, amount_fen) WHERE kind <= 2;
    CREATE INDEX transfers_by_order ON transfers (county, source_order, number) WHERE source_order IS NOT NULL;
    CREATE INDEX transfers_by_lot ON transfers (county, source_lot, number) WHERE source_lot IS NOT NULL;
    CREATE INDEX transfers_by_distribution ON transfers (county, source_distribution, number) WHERE source_distribution IS NOT NULL;
    CREATE INDEX transfers_by_income ON transfers (county, on_day, item, debit, credit, amount_fen, kind, number) WHERE item <> '' AND kind <= 2;
    CREATE UNIQUE INDEX transfers_by_other ON transfers (county, of_transfer) WHERE of_transfer IS NOT NULL;

    CREATE TABLE holds (
      county INTEGER NOT NULL,
      transfer INTEGER NOT NULL,
      debit INTEGER NOT NULL,
      credit INTEGER NOT NULL,
      amount_fen INTEGER NOT NULL CHECK (amount_fen > 0),
      expires_at INTEGER,
      resolved_by INTEGER,
      PRIMARY KEY (county, transfer),
      FOREIGN KEY (county, transfer) REFERENCES transfers (county, number),
      FOREIGN KEY (county, resolved_by) REFERENCES transfers (county, number)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX holds_by_expiry ON holds (county, expires_at, transfer) WHERE resolved_by IS NULL AND expires_at IS NOT NULL;

    CREATE TABLE sales (
      county INTEGER NOT NULL,
      order_number INTEGER NOT NULL,
      line INTEGER NOT NULL,
      part INTEGER NOT NULL,
      kind INTEGER NOT NULL CHECK (kind IN (0, 1)),
      on_day INTEGER NOT NULL,
      amount_fen INTEGER NOT NULL CHECK (amount_fen >= 0),
      vat_fen INTEGER NOT NULL CHECK (vat_fen BETWEEN 0 AND amount_fen),
      state INTEGER NOT NULL CHECK (state BETWEEN 0 AND 3),
      agreement TEXT NOT NULL,
      settled_by INTEGER,
      transfers INTEGER NOT NULL CHECK (transfers >= 0),
      reason TEXT NOT NULL,
      PRIMARY KEY (county, order_number, line, part),
      FOREIGN KEY (county, order_number, line, part) REFERENCES allocations (county, order_number, line, part)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX sales_due ON sales (county, on_day, order_number) WHERE state IN (0, 1);

    CREATE TABLE lot_settlements (
      county INTEGER NOT NULL,
      lot INTEGER NOT NULL,
      agreement TEXT NOT NULL,
      movements INTEGER NOT NULL CHECK (movements >= 0),
      amount_fen INTEGER NOT NULL CHECK (amount_fen >= 0),
      settled_by INTEGER,
      transfers INTEGER NOT NULL CHECK (transfers >= 0),
      PRIMARY KEY (county, lot),
      FOREIGN KEY (county, lot) REFERENCES lots (county, number)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE memberships (
      county INTEGER NOT NULL,
      party TEXT NOT NULL,
      household INTEGER NOT NULL,
      shares INTEGER NOT NULL CHECK (shares > 0),
      from_day INTEGER,
      until_day INTEGER CHECK (until_day > from_day),
      PRIMARY KEY (county, party, household),
      FOREIGN KEY (county, household) REFERENCES households (county, number)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX memberships_by_household ON memberships (county, household);

    CREATE TABLE distributions (
      county INTEGER NOT NULL,
      number INTEGER NOT NULL CHECK (number > 0),
      kind INTEGER NOT NULL CHECK (kind BETWEEN 0 AND 3),
      payer TEXT NOT NULL,
      on_day INTEGER NOT NULL,
      decision TEXT NOT NULL,
      total_fen INTEGER NOT NULL CHECK (total_fen >= 0),
      by_trade_above INTEGER NOT NULL,
      by_trade_below INTEGER NOT NULL CHECK (by_trade_below > 0),
      maker TEXT NOT NULL,
      state INTEGER NOT NULL CHECK (state BETWEEN 0 AND 3),
      approved_by TEXT NOT NULL CHECK (approved_by <> maker),
      settled_by INTEGER,
      transfers INTEGER NOT NULL CHECK (transfers >= 0),
      CHECK (state NOT IN (1, 2) OR approved_by <> ''),
      PRIMARY KEY (county, number),
      FOREIGN KEY (county, settled_by) REFERENCES transfers (county, number)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX distributions_due ON distributions (county, on_day, number) WHERE state = 1;

    CREATE TABLE distribution_rows (
      county INTEGER NOT NULL,
      distribution INTEGER NOT NULL,
      serial INTEGER NOT NULL CHECK (serial > 0),
      household INTEGER NOT NULL,
      worked_on INTEGER,
      quantity INTEGER NOT NULL CHECK (quantity >= 0),
      money_fen INTEGER NOT NULL CHECK (money_fen >= 0),
      PRIMARY KEY (county, distribution, serial),
      FOREIGN KEY (county, distribution) REFERENCES distributions (county, number),
      FOREIGN KEY (county, household) REFERENCES households (county, number)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE incomes (
      county INTEGER NOT NULL,
      number INTEGER NOT NULL CHECK (number > 0),
      household INTEGER NOT NULL,
      item TEXT NOT NULL,
      year INTEGER NOT NULL,
      month INTEGER CHECK (month BETWEEN 1 AND 12),
      amount_fen INTEGER NOT NULL CHECK (amount_fen >= 0),
      source TEXT NOT NULL CHECK (source <> ''),
      actor TEXT NOT NULL,
      withdrawn TEXT NOT NULL,
      PRIMARY KEY (county, number),
      FOREIGN KEY (county, household) REFERENCES households (county, number)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX incomes_by_household ON incomes (county, household, year);
    CREATE INDEX incomes_by_year ON incomes (county, year, household);

    CREATE TABLE book (
      county INTEGER NOT NULL PRIMARY KEY,
      closed_through INTEGER,
      opening INTEGER
    ) STRICT, WITHOUT ROWID;
    """
}
