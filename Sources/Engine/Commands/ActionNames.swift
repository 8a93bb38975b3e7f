extension Action {
  /// Every ``name`` that the log can hold.
  public static let names = [
    "apply-catalogue", "add-household", "change-household", "receive-lot", "correct-lot", "write-off", "report-unsold", "place-order",
    "cancel-order", "pay-order", "refund-order", "pack-order", "dispatch-order", "deliver-order", "short-order", "return-order",
    "lose-order", "fill-order", "post-transfers", "open-balances", "hold-transfer", "post-hold", "void-hold", "reverse-transfer",
    "close-period", "settle-order", "settle-lot", "undo-settlement", "set-membership", "enter-distribution", "approve-distribution",
    "settle-distribution", "revoke-distribution", "record-income", "withdraw-income", "set-payee",
    "prepare-payouts", "approve-payouts", "send-payouts", "close-payouts", "cancel-payouts", "drop-payout", "hand-over-payout",
    "take-back-payout", "correct-payout", "enter-bank-line", "record-statement", "match-line", "unmatch-line", "record-outcomes",
    "adopt-plan", "book-run", "load-run", "start-run", "report-run", "finish-run", "cancel-run", "pass-time",
  ]
}
