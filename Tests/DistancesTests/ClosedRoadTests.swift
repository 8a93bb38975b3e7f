import Catalogue
import Distances
import Measures
import Messages
import Testing

@Suite("A closed road")
struct ClosedRoadTests {
  /// Three places in a row and one that only the last leads to; 10 km and 600 s between neighbours, 15 km and 900 s from end to end.
  private static let table: RoadTable = {
    let position = Position(
      microdegreesLatitude: 32_000_000, microdegreesLongitude: 111_000_000, system: .wgs84, assumed: false, source: "test")
    let stops = ["a", "b", "c", "d"].map { RoadTable.Stop(id: $0, name: Text(zh: $0, en: $0), position: position) }
    let no = RoadTable.unreachable
    let seconds: [Int32] = [
      0, 600, 900, no,
      600, 0, 600, no,
      900, 600, 0, 60,
      no, no, 60, 0,
    ]
    return RoadTable(
      stops: stops, metres: seconds.map { $0 == no ? no : $0 / 60 * 1000 }, seconds: seconds,
      passages: [.init(entry: "x", exit: "y", metres: 5000), .init(entry: "y", exit: "z", metres: 6000)],
      passageOfLeg: [
        -1, 0, -1, -1,
        0, -1, 1, -1,
        -1, 1, -1, -1,
        -1, -1, -1, -1,
      ], tollClasses: ["small", "large"], tollFen: [[300, 400], [900, 1100]], origin: .builtIn)
  }()

  @Test("is gone round by way of another place, with the tolls of both ways, there and back")
  func detour() {
    let closed = Self.table.closing([(0, 2)])
    for (from, to) in [(0, 2), (2, 0)] {
      #expect(closed.seconds(from: from, to: to) == 1200)
      #expect(closed.metres(from: from, to: to) == 20_000)
      #expect(closed.tollFen("large", from: from, to: to) == 900 + 1100)
      #expect(closed.passage(from: from, to: to)?.metres == 11_000)
    }
    #expect(closed.passage(from: 0, to: 2) == .init(entry: "x", exit: "z", metres: 11_000))
    // Everything else is as it was.
    #expect(closed.seconds(from: 0, to: 1) == 600 && closed.tollFen("small", from: 0, to: 1) == 300)
  }

  @Test("cuts off what no other way leads to")
  func cutOff() {
    let closed = Self.table.closing([(2, 3)])
    #expect(closed.seconds(from: 2, to: 3) == RoadTable.unreachable && closed.seconds(from: 3, to: 2) == RoadTable.unreachable)
    #expect(closed.passage(from: 2, to: 3) == nil)
  }

  @Test("is not used to go round another closed road")
  func both() {
    let closed = Self.table.closing([(0, 2), (1, 2)])
    #expect(closed.seconds(from: 0, to: 2) == RoadTable.unreachable)
    #expect(closed.seconds(from: 1, to: 2) == RoadTable.unreachable)
    #expect(closed.seconds(from: 0, to: 1) == 600)
  }

  @Test("is not gone round by way of what lies on it")
  func onTheWay() {
    let line = Self.table.closing([(1, 0)])
    // 600 s directly, 1500 s by way of c.
    #expect(line.seconds(from: 1, to: 0) == 1500)
    var seconds = Self.table.seconds
    (seconds[2], seconds[8]) = (1100, 1100)
    let near = RoadTable(stops: Self.table.stops, metres: Self.table.metres, seconds: seconds, origin: .builtIn)
    // By way of b it is 1200 s, less than a fifth more.
    #expect(near.closing([(0, 2)]).seconds(from: 0, to: 2) == RoadTable.unreachable)
  }

  @Test("and what is left of a table are the places that were asked for")
  func keeping() {
    let some = Self.table.closing([(0, 2)]).keeping { $0 != "b" }
    #expect(some.stops.map(\.id) == ["a", "c", "d"])
    #expect(some.seconds(from: 0, to: 1) == 1200 && some.tollFen("large", from: 0, to: 1) == 2000)
    #expect(some.index(of: "c") == 1)
  }

  @Test("that leads nowhere closes nothing")
  func nothing() { #expect(Self.table.closing([(1, 1)]).seconds == Self.table.seconds) }
}
