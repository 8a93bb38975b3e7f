extension Schema {
  /// Delivery runs. What lists are filtered by has columns of its own, which follow from the body. An order's part rides on one live run at
  /// most: the key of `run_parts` sees to that.
  static let runs = """
    ALTER TABLE transfers ADD COLUMN source_delivery_run INTEGER;
    CREATE INDEX transfers_by_delivery_run ON transfers (county, source_delivery_run, number) WHERE source_delivery_run IS NOT NULL;

    CREATE TABLE delivery_runs (
      county INTEGER NOT NULL,
      number INTEGER NOT NULL CHECK (number > 0),
      day INTEGER NOT NULL,
      vehicle TEXT NOT NULL,
      state INTEGER NOT NULL CHECK (state BETWEEN 0 AND 5),
      body BLOB NOT NULL,
      PRIMARY KEY (county, number)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX delivery_runs_by_day ON delivery_runs (county, day, number);

    CREATE TABLE run_parts (
      county INTEGER NOT NULL,
      order_number INTEGER NOT NULL,
      line INTEGER NOT NULL CHECK (line > 0),
      part INTEGER NOT NULL CHECK (part > 0),
      run INTEGER NOT NULL,
      PRIMARY KEY (county, order_number, line, part),
      FOREIGN KEY (county, run) REFERENCES delivery_runs (county, number),
      FOREIGN KEY (county, order_number) REFERENCES orders (county, number)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX run_parts_by_run ON run_parts (county, run);
    """
}
