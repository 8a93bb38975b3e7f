public import Measures

/// What the county lays down for matching.
public struct MatchingRules: Sendable, Hashable {
  /// Six digits, as in the references.
  public var county: String
  /// What we tell banks that payouts are for. A line without a reference that says something else is not taken for one by itself.
  public var purposes: [String]
  /// Words by which buyers say that they pay for goods. A credit that says something else is not taken for a payment, unless it bears a
  /// reference with check digits.
  public var receiptPurposes: [String]
  /// What we sell is called. Beside other words a payment for goods may be one for something else.
  public var goods: Set<String>
  /// How much more than a payout a line may take for the bank's fee, within ``KeptFee``. Nothing is ever taken off what a household gets.
  public var feeMax: Money
  /// By how many days a bank may date a payment back: a debit further before its payout was sent does not pay it by itself.
  public var datedBackMax: Int64
  /// How long after sending a line without a reference may pay a payout or a run, in days.
  public var paymentDaysMax: Int64
  /// How long after the payment a line without a reference may give it back, in days.
  public var returnDaysMax: Int64
  /// How long after an order falls due a line without a reference may pay it, in days.
  public var receiptDaysMax: Int64
  /// Candidates shown for a line.
  public var suggestionsMax: Int
  /// Items of a sum that is suggested, at most 20.
  public var sumItemsMax: Int
  /// Open items among which a sum is looked for, at most 40.
  public var sumCandidatesMax: Int

  public init(
    county: String, purposes: [String] = [], receiptPurposes: [String] = [], goods: Set<String> = [], feeMax: Money = .zero,
    datedBackMax: Int64 = 3, paymentDaysMax: Int64 = 10, returnDaysMax: Int64 = 30, receiptDaysMax: Int64 = 90, suggestionsMax: Int = 5,
    sumItemsMax: Int = 8, sumCandidatesMax: Int = 40
  ) {
    self.county = county
    self.purposes = purposes
    self.receiptPurposes = receiptPurposes
    self.goods = goods
    self.feeMax = feeMax
    self.datedBackMax = datedBackMax
    self.paymentDaysMax = paymentDaysMax
    self.returnDaysMax = returnDaysMax
    self.receiptDaysMax = receiptDaysMax
    self.suggestionsMax = suggestionsMax
    self.sumItemsMax = min(sumItemsMax, 20)
    self.sumCandidatesMax = min(sumCandidatesMax, 40)
  }
}
