extension Schema {
  static let payouts = """
    ALTER TABLE transfers ADD COLUMN source_run INTEGER;
    ALTER TABLE transfers ADD COLUMN source_payout INTEGER;
    ALTER TABLE transfers ADD COLUMN source_bank_line INTEGER;
    CREATE INDEX transfers_by_payout ON transfers (county, source_run, source_payout, number) WHERE source_run IS NOT NULL;
    CREATE INDEX transfers_by_bank_line ON transfers (county, source_bank_line, number) WHERE source_bank_line IS NOT NULL;

    CREATE TABLE payout_runs (
      county INTEGER NOT NULL,
      number INTEGER NOT NULL CHECK (number > 0),
      through_day INTEGER NOT NULL,
      maker TEXT NOT NULL,
      prepared_at INTEGER NOT NULL,
      state INTEGER NOT NULL CHECK (state BETWEEN 0 AND 4),
      count INTEGER NOT NULL CHECK (count > 0),
      amount_fen INTEGER NOT NULL CHECK (amount_fen >= 0),
      hash BLOB NOT NULL CHECK (length(hash) = 32),
      approved_by TEXT NOT NULL,
      sent_at INTEGER,
      format TEXT NOT NULL,
      bank_owes_fen INTEGER NOT NULL CHECK (bank_owes_fen >= 0),
      CHECK (approved_by <> maker),
      CHECK (state IN (0, 4) OR approved_by <> ''),
      PRIMARY KEY (county, number)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE payouts_left_out (
      county INTEGER NOT NULL,
      run INTEGER NOT NULL,
      serial INTEGER NOT NULL CHECK (serial > 0),
      payee TEXT NOT NULL,
      owed_fen INTEGER NOT NULL CHECK (owed_fen <> 0),
      reason INTEGER NOT NULL CHECK (reason BETWEEN 0 AND 4),
      detail TEXT NOT NULL,
      PRIMARY KEY (county, run, serial),
      FOREIGN KEY (county, run) REFERENCES payout_runs (county, number)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE payouts (
      county INTEGER NOT NULL,
      run INTEGER NOT NULL,
      number INTEGER NOT NULL CHECK (number > 0),
      payee TEXT NOT NULL,
      amount_fen INTEGER NOT NULL CHECK (amount_fen > 0),
      way INTEGER NOT NULL CHECK (way IN (0, 1)),
      account BLOB,
      account_name TEXT NOT NULL,
      state INTEGER NOT NULL CHECK (state BETWEEN 0 AND 4),
      outcome INTEGER NOT NULL CHECK (outcome BETWEEN 0 AND 2),
      claim INTEGER NOT NULL,
      reissues TEXT NOT NULL,
      reissued_as_run INTEGER,
      reissued_as INTEGER,
      note TEXT NOT NULL,
      CHECK ((way = 0) = (account IS NOT NULL) AND (way = 0) = (account_name <> '')),
      CHECK ((state = 3) = (reissued_as IS NOT NULL) AND (state = 3) = (reissued_as_run IS NOT NULL)),
      PRIMARY KEY (county, run, number),
      FOREIGN KEY (county, run) REFERENCES payout_runs (county, number),
      FOREIGN KEY (county, claim) REFERENCES transfers (county, number)
    ) STRICT, WITHOUT ROWID;
    CREATE UNIQUE INDEX payouts_by_claim ON payouts (county, claim);
    CREATE INDEX payouts_by_payee ON payouts (county, payee, run, number);
    CREATE INDEX payouts_returned ON payouts (county, payee, run, number) WHERE state = 2;
    CREATE INDEX payouts_open ON payouts (county, run, number) WHERE state = 0;

    CREATE TABLE bank_lines (
      county INTEGER NOT NULL,
      number INTEGER NOT NULL CHECK (number > 0),
      account TEXT NOT NULL,
      booked_on INTEGER NOT NULL,
      value_on INTEGER,
      amount_fen INTEGER NOT NULL CHECK (amount_fen <> 0),
      reference TEXT NOT NULL,
      batch_reference TEXT NOT NULL,
      bank_reference TEXT NOT NULL,
      name TEXT NOT NULL,
      account_digest BLOB,
      account_tail TEXT NOT NULL,
      text TEXT NOT NULL,
      return_code TEXT NOT NULL,
      is_return INTEGER NOT NULL CHECK (is_return IN (0, 1)),
      occurrence INTEGER NOT NULL CHECK (occurrence > 0),
      arrival INTEGER NOT NULL,
      match BLOB,
      PRIMARY KEY (county, number),
      FOREIGN KEY (county, arrival) REFERENCES transfers (county, number)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX bank_lines_by_day ON bank_lines (county, account, booked_on, number);
    CREATE INDEX bank_lines_open ON bank_lines (county, booked_on, number) WHERE match IS NULL;

    CREATE TABLE statements (
      county INTEGER NOT NULL,
      number INTEGER NOT NULL CHECK (number > 0),
      account TEXT NOT NULL,
      format TEXT NOT NULL,
      digest BLOB NOT NULL CHECK (length(digest) = 32),
      bank_number TEXT NOT NULL,
      from_day INTEGER NOT NULL,
      through_day INTEGER NOT NULL CHECK (through_day >= from_day),
      opening_fen INTEGER,
      closing_fen INTEGER,
      lines INTEGER NOT NULL CHECK (lines >= 0),
      last_line INTEGER NOT NULL CHECK (last_line >= 0),
      actor TEXT NOT NULL,
      at INTEGER NOT NULL,
      PRIMARY KEY (county, number)
    ) STRICT, WITHOUT ROWID;

    -- A payment that was another's can be withdrawn.
    CREATE TABLE payments_with_withdrawals (
      county INTEGER NOT NULL,
      order_number INTEGER NOT NULL,
      serial INTEGER NOT NULL CHECK (serial > 0),
      kind INTEGER NOT NULL CHECK (kind BETWEEN 0 AND 2),
      amount_fen INTEGER NOT NULL CHECK (amount_fen > 0),
      at INTEGER NOT NULL,
      actor TEXT NOT NULL,
      PRIMARY KEY (county, order_number, serial),
      FOREIGN KEY (county, order_number) REFERENCES orders (county, number)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO payments_with_withdrawals SELECT * FROM payments;
    DROP TABLE payments;
    ALTER TABLE payments_with_withdrawals RENAME TO payments;

    CREATE TABLE payees (
      county INTEGER NOT NULL,
      payee TEXT NOT NULL,
      account BLOB,
      account_name TEXT NOT NULL,
      because TEXT NOT NULL,
      held TEXT NOT NULL,
      PRIMARY KEY (county, payee)
    ) STRICT, WITHOUT ROWID;
    """
}
