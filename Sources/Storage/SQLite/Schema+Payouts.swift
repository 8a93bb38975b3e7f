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
