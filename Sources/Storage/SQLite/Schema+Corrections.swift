extension Schema {
  /// What is settled again is posted on the day of the correction, or later; a household's ties to a party have a history.
  static let corrections = """
    ALTER TABLE households ADD COLUMN earlier_members TEXT NOT NULL DEFAULT '';
    ALTER TABLE sales ADD COLUMN not_before INTEGER;
    ALTER TABLE lot_settlements ADD COLUMN not_before INTEGER;

    CREATE TABLE dated_memberships (
      county INTEGER NOT NULL,
      party TEXT NOT NULL,
      household INTEGER NOT NULL,
      shares INTEGER NOT NULL CHECK (shares > 0),
      from_day INTEGER NOT NULL,
      until_day INTEGER CHECK (until_day > from_day),
      PRIMARY KEY (county, party, household, from_day),
      FOREIGN KEY (county, household) REFERENCES households (county, number)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO dated_memberships
      SELECT county, party, household, shares, ifnull(from_day, -719162), until_day FROM memberships;
    DROP TABLE memberships;
    ALTER TABLE dated_memberships RENAME TO memberships;
    CREATE INDEX memberships_by_household ON memberships (county, household);

    -- Nobody is paid twice for a day's work.
    CREATE INDEX distribution_rows_by_work ON distribution_rows (county, household, worked_on) WHERE worked_on IS NOT NULL;
    """
}
