import Dispatching
import Ledger
import Measures
import Testing

@Suite("A booking and a new plan")
struct LeftBookingTests {
  private let at = Instant("2020-10-08T02:00")!

  private func run(leaves clock: String = "06:30", isFree: Bool = true, isBooked: Bool = true, _ state: DeliveryRun.State = .booked)
    -> DeliveryRun
  {
    let leaves = Instant("2020-10-08T\(clock)")!
    return DeliveryRun(
      id: DeliveryRun.ID(number: 1), day: Day("2020-10-08")!, vehicle: "van", state: state, leavesAt: leaves, backAt: leaves,
      stops: [RunStop(place: "a", arrivesAt: leaves, beginsAt: leaves, leavesAt: leaves)], cargo: [], cost: RunCost(),
      toll: RunToll(
        isFree: isFree, passages: [RunPassage(to: 1, entry: "x", exit: "y", isFree: isFree, toll: Money(fen: 5), rule: "share-of-mass")]),
      booking: isBooked ? Booking(at: at, entersAt: leaves, number: "Y1") : nil)
  }

  private func left(_ old: DeliveryRun, by new: DeliveryRun?) -> LeftBooking? {
    old.bookingLeft(by: new, leadMinutes: 240, validMinutes: 1440)
  }

  @Test("is left behind where the run is given up, or pays its tolls")
  func leftBehind() {
    let booked = run()
    for new in [nil, run(.cancelled), run(isFree: false)] {
      let left = left(booked, by: new)
      #expect(left?.booking.number == "Y1" && left?.run == booked.id && left?.entersAt == nil)
    }
  }

  @Test(
    "holds for as long as the motorway is entered in its hours",
    arguments: [("06:00", true), ("05:59", false), ("06:30", true), ("23:00", true)])
  func hours(clock: String, holds: Bool) {
    let new = run(leaves: clock)
    #expect((left(run(), by: new) == nil) == holds)
    if !holds { #expect(left(run(), by: new)?.entersAt == new.leavesAt) }
  }

  @Test("that is used up, or that nobody made, is not left")
  func usedUp() {
    #expect(left(run(.underWay), by: run(isFree: false)) == nil)
    #expect(left(run(isBooked: false), by: nil) == nil)
  }
}
