import Catalogue
import Dispatching
import Engine
import Ledger
import Measures
import Messages
import Testing

@Suite("A run that passes toll-free")
struct RunBookingTests {
  private let one = DeliveryRun.ID(number: 1)

  private func planned() throws -> TestCounty {
    let county = try TestCounty.withOrders(.memory)
    var draft = TestCounty.draft([(1, 10)])
    func passage(_ to: Int, isFree: Bool, _ fen: Int64) -> RunPassage {
      RunPassage(to: to, entry: "a", exit: "b", isFree: isFree, toll: Money(fen: fen), rule: isFree ? "share-of-mass" : "mixing")
    }
    draft.toll = RunToll(
      isFree: false, saved: Money(fen: 1000),
      passages: [passage(1, isFree: false, 700), passage(2, isFree: true, 600), passage(3, isFree: true, 400)])
    draft.cost.tolls = Money(fen: 700)
    try county.adopt(draft)
    return county
  }

  @Test("pays its tolls where it leaves without the booking that is asked for")
  func notBooked() throws {
    let county = try planned()
    let run = try county.run(1, .start(at: TestCounty.at("06:00")))
    #expect(run.toll.passages.map(\.isFree) == [false, false, false])
    #expect(run.toll.passages.map(\.rule) == ["mixing", "not-booked", "not-booked"])
    #expect(run.cost.tolls.fen == 1700 && run.toll.saved == .zero && !run.toll.isFree)
  }

  @Test("saves them where it is booked")
  func booked() throws {
    let county = try planned()
    try county.run(1, .book(Booking(at: Instant("2020-10-08T03:00")!, entersAt: TestCounty.at("06:00"), number: "Y1")))
    let run = try county.run(1, .start(at: TestCounty.at("06:00")))
    #expect(run.toll.passages.map(\.isFree) == [false, true, true] && run.cost.tolls.fen == 700 && run.toll.saved.fen == 1000)
  }

  @Test("keeps its vehicle in the Catalogue, with its depot and its body, for as long as it is not over")
  func staysInTheCatalogue() throws {
    let county = try planned()
    func catalogue(_ change: (inout [Vehicle]) -> Void) throws {
      var vehicles = ["van", "van-2", "cart"].map { TestCounty.van($0) }
      change(&vehicles)
      try county.apply(TestCounty.catalogue(vehicles: vehicles))
    }
    let refused = RunFault.vehicleOnRun("van", one, .planned)
    #expect(throws: refused) { try catalogue { $0.removeFirst() } }
    #expect(throws: refused) { try catalogue { $0[0].depot = "village" } }
    #expect(throws: refused) { try catalogue { $0[0].body = .refrigerated } }
    // Others may go, and what is owed for it may change.
    try catalogue {
      $0.removeLast(); $0[0].costPerHour = Money(fen: 1)
    }
    try county.run(1, .cancel(reason: "x"))
    try catalogue { $0.removeFirst() }
  }
}
