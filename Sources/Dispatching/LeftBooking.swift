public import Ledger
public import Measures

/// A booking of which a new plan makes no use.
public struct LeftBooking: Sendable, Hashable {
  public var run: DeliveryRun.ID
  public var booking: Booking
  /// When the run enters the motorway by the new plan; nil where it does not run, or passes nothing toll-free.
  public var entersAt: Instant?
}

extension DeliveryRun {
  /// When it comes to the first motorway that it passes toll-free, or to its first, as planned; when it leaves, where it uses none.
  public var entersMotorwayAt: Instant {
    guard let first = (toll.passages.first(where: \.isFree) ?? toll.passages.first)?.to, first > 1, first - 2 < stops.count else {
      return leavesAt
    }
    return stops[first - 2].leavesAt
  }

  /// The booking that its new plan leaves behind; nil where it has none, or it holds for the new plan too, or is used up.
  ///
  /// - Parameters:
  ///   - new: the run as the plan has it; nil where that says nothing of it.
  ///   - lead: minutes between booking and entering the motorway, at least; nil where nobody asks for any.
  ///   - valid: minutes between them at most; nil where nobody says so.
  public func bookingLeft(by new: DeliveryRun?, leadMinutes lead: Int64?, validMinutes valid: Int64?) -> LeftBooking? {
    guard let booking else { return nil }
    // Who is on the motorway, or was, has used it.
    if state == .underWay, let first = toll.passages.first(where: \.isFree), first.to <= nextStop { return nil }
    guard let new, new.state.isLive, new.toll.passages.contains(where: \.isFree) else {
      return LeftBooking(run: id, booking: booking, entersAt: nil)
    }
    let minutes = (new.entersMotorwayAt.milliseconds - booking.at.milliseconds) / 60_000
    guard minutes >= lead ?? 0, minutes <= valid ?? .max else {
      return LeftBooking(run: id, booking: booking, entersAt: new.entersMotorwayAt)
    }
    return nil
  }

  /// It has left, and nobody has booked its passage, which nobody can any more.
  public var hasLeftUnbooked: Bool { startedAt != nil && booking == nil }

  /// What would have passed toll-free is paid.
  ///
  /// - Parameter rule: that says so.
  public mutating func payTolls(by rule: String) throws(Overflow) {
    for index in toll.passages.indices where toll.passages[index].isFree {
      cost.tolls = try cost.tolls + toll.passages[index].toll
      toll.passages[index].isFree = false
      toll.passages[index].rule = rule
    }
    toll.saved = .zero
    toll.isFree = toll.passages.isEmpty
  }
}
