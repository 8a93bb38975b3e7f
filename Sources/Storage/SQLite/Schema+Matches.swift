extension Schema {
  /// A line that a person took a match back from is not matched by itself again; a payee may be left out since a line shows it as paid.
  static let matches = """
    ALTER TABLE bank_lines ADD COLUMN for_people INTEGER NOT NULL DEFAULT 0 CHECK (for_people IN (0, 1));

    CREATE TABLE payouts_left_out_for_more (
      county INTEGER NOT NULL,
      run INTEGER NOT NULL,
      serial INTEGER NOT NULL CHECK (serial > 0),
      payee TEXT NOT NULL,
      owed_fen INTEGER NOT NULL CHECK (owed_fen <> 0),
      reason INTEGER NOT NULL CHECK (reason BETWEEN 0 AND 5),
      detail TEXT NOT NULL,
      PRIMARY KEY (county, run, serial),
      FOREIGN KEY (county, run) REFERENCES payout_runs (county, number)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO payouts_left_out_for_more SELECT * FROM payouts_left_out;
    DROP TABLE payouts_left_out;
    ALTER TABLE payouts_left_out_for_more RENAME TO payouts_left_out;
    """
}
