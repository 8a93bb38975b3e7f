import RouteChecking
import Routing
import Testing

@Suite("The checker finds what is wrong with plans made by hand")
struct CheckerTests {
  /// Stops 1 and 2 are brought goods, 3 to 4 is a shipment; all legs are 10.
  static let judged: CheckedCase = {
    func visit(_ number: Int, _ open: Double, _ close: Double) -> CheckedCase.Visit {
      CheckedCase.Visit(number: number, place: number, open: open, close: close, service: 1)
    }
    let vehicle = CheckedCase.Vehicle(
      count: 2, capacity: [10], start: 0, end: 0, open: 0, close: 100, fixedCost: 7, costPerMetre: 2, costPerSecond: 3
    ) { from, to in from == 4 && to == 1 ? nil : (from == to ? 0 : 10, from == to ? 0 : 10) }
    return CheckedCase(
      visits: [visit(1, 0, 100), visit(2, 30, 40), visit(3, 0, 100), visit(4, 0, 35)],
      tasks: [.bring(to: 0, load: [6]), .bring(to: 1, load: [5]), .carry(from: 2, to: 3, load: [5])], vehicles: [vehicle])
  }()

  static func judge(_ routes: [[Int]], unserved: [Int] = [], vehicle: Int = 0) -> Verdict {
    RouteChecker(judged).judge(routes: routes.map { (vehicle: vehicle, stops: $0) }, unserved: unserved)
  }

  static func rules(_ verdict: Verdict) -> [Violation.Rule] { verdict.violations.map(\.rule) }

  @Test("nothing wrong with a sound one, and its costs to the unit")
  func sound() {
    let verdict = CheckerTests.judge([[1, 2], [3, 4]])
    #expect(CheckerTests.rules(verdict) == [.overload])
    let lighter = CheckerTests.judge([[1], [3, 4]], unserved: [1])
    #expect(lighter.isSound && !lighter.isComplete)
    #expect(lighter.unserved == [1] && lighter.vehicles == 2)
    // 10 + 1 + 10, and 10 + 1 + 10 + 1 + 10: nobody waits.
    #expect(lighter.metres == 50 && lighter.seconds == 53)
    #expect(lighter.fixedCost == 14 && lighter.distanceCost == 100 && lighter.timeCost == 159 && lighter.total == 273)
  }

  @Test("that waiting at the beginning costs no time")
  func waiting() { #expect(CheckerTests.judge([[2], [3, 4]], unserved: [0]).seconds == 21 + 32) }

  @Test("who comes late, and by how much")
  func late() {
    let verdict = CheckerTests.judge([[1, 3, 4], [2]])
    // 10 + 1 + 10 + 1 + 10 = 32 at stop 4 is in time; behind stop 2 it is not.
    #expect(verdict.isComplete)
    let later = CheckerTests.judge([[2, 3, 4]], unserved: [0])
    #expect(later.violations.contains(Violation(route: 0, stop: 4, rule: .late, amount: 52 - 35)))
  }

  @Test(
    "each broken rule by its name",
    arguments: [
      ([[1, 1], [3, 4]], [1], Violation.Rule.repeated), ([[1, 9], [3, 4]], [1], .unknownStop), ([[1], [3, 4]], [], .missing),
      ([[1], [3, 4]], [0, 1], .servedAndUnserved), ([[1], [4, 3]], [1], .deliveredBeforePickup), ([[1, 3], [4]], [1], .divided),
      ([[1], [3]], [1], .divided), ([[1], [2], [3, 4]], [], .tooManyVehicles), ([[3, 4, 1]], [1], .noWay),
    ])
  func broken(routes: [[Int]], unserved: [Int], rule: Violation.Rule) {
    #expect(CheckerTests.rules(CheckerTests.judge(routes, unserved: unserved)).contains(rule))
  }

  @Test("a vehicle type that there is not, and who is back after the shift")
  func vehicles() {
    #expect(CheckerTests.rules(CheckerTests.judge([[1]], unserved: [1, 2], vehicle: 4)).contains(.unknownVehicle))
    let short = CheckedCase(
      visits: CheckerTests.judged.visits, tasks: CheckerTests.judged.tasks,
      vehicles: [CheckedCase.Vehicle(count: 1, capacity: [99], start: 0, end: 0, open: 0, close: 20) { _, _ in (10, 10) }])
    let verdict = RouteChecker(short).judge(routes: [(vehicle: 0, stops: [1])], unserved: [1, 2])
    #expect(verdict.violations == [Violation(route: 0, stop: nil, rule: .overtime, amount: 1)])
  }
}
