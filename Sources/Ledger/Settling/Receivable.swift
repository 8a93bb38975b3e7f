public import Catalogue
public import Measures
public import Ordering

/// What a buyer still owes for what an order delivered on one day, and until when.
public struct Receivable: Sendable, Hashable {
  public var order: Order.ID
  public var buyer: Party.ID
  public var deliveredOn: Day
  /// By the buyer's terms; the day of delivery where nothing is laid down.
  public var dueOn: Day
  public var amount: Money
  /// Later than the law allows: large retailers have 60 days (S53).
  public var isBeyondLaw: Bool

  /// Whole days past the due day on `day`; none where it is not due yet.
  public func daysOverdue(on day: Day) -> Int64 { max(0, dueOn.days(to: day)) }

  /// What is left of deliveries after payments, the oldest paid first.
  ///
  /// - Parameter deliveries: by day.
  public static func open(
    _ order: Order.ID, of buyer: Party.ID, deliveries: [(on: Day, amount: Money)], paid: Money, terms: PaymentTerms?, on day: Day
  ) throws(Overflow) -> [Receivable] {
    var left = max(paid, .zero)
    var open: [Receivable] = []
    for delivery in deliveries {
      let covered = min(left, delivery.amount)
      left = try left - covered
      guard covered < delivery.amount else { continue }
      let limit = delivery.on.advanced(by: PaymentTerms.largeRetailerDaysMax)
      open.append(
        Receivable(
          order: order, buyer: buyer, deliveredOn: delivery.on, dueOn: delivery.on.advanced(by: terms?.days ?? 0),
          amount: try delivery.amount - covered, isBeyondLaw: terms?.isLargeRetailer == true && limit < day))
    }
    return open
  }
}
