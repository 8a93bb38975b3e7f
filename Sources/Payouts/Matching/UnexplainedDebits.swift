import Measures

/// Debits that nothing explains. A credit of the same amount may take such a one back (a payment that was made twice, or to the wrong
/// account), and is then no return of the payout that it names.
struct UnexplainedDebits: Sendable {
  /// By amount without sign, in fen.
  private let byAmount: [Int64: [ReadLine]]

  init(_ lines: [ReadLine]) { byAmount = Dictionary(grouping: lines, by: \.magnitude) }

  /// Whether one that was booked by then names the payout, or went to its payee.
  func mayCancel(_ credit: ReadLine, _ payouts: KnownPayouts, _ payout: Int) -> Bool {
    (byAmount[credit.magnitude] ?? []).contains { debit in
      guard debit.bookedOn <= credit.bookedOn else { return false }
      return debit.quoted.payouts.contains { $0.id == payouts.ids[payout] } || payouts.agreement(debit, payout).isSure
    }
  }
}
