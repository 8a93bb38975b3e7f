extension Schema {
  /// A bank may pay a payout once more; and what it called failed may have been paid with its run.
  static let secondPayments = """
    ALTER TABLE payouts ADD COLUMN paid_again INTEGER NOT NULL DEFAULT 0 CHECK (paid_again >= 0);
    ALTER TABLE payouts ADD COLUMN paid_with_run INTEGER NOT NULL DEFAULT 0 CHECK (paid_with_run IN (0, 1));
    """
}
