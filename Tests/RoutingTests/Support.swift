import RouteChecking
import Routing

/// Dice of the tests, so that a failing case can be rolled again.
struct Dice {
  var state: UInt64
  init(_ seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 }

  mutating func roll(_ range: ClosedRange<Int>) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return range.lowerBound + Int(state >> 33) % (range.count)
  }
}

extension Solver {
  /// Steps alone limit it, so a test is the same on every machine.
  static func plan(_ problem: Problem, steps: Int, objective: Objective = .distance, seed: UInt64 = 1, from given: Plan? = nil) -> Result {
    Solver(problem, Settings(objective: objective, steps: steps, seed: seed), now: { 0 }).solve(from: given)
  }
}

func judge(_ problem: Problem, _ plan: Plan) -> Verdict {
  RouteChecker(CheckedCase(problem)).judge(plan.routes.map { CheckedRoute($0, in: problem) }, unserved: plan.unserved)
}

/// Places on a grid, whose legs are Manhattan distances with a little noise that differs by direction.
func profile(_ count: Int, _ dice: inout Dice, noise: Int = 0, isTimed: Bool = true) -> TravelProfile {
  let places = (0..<count).map { _ in (dice.roll(0...50), dice.roll(0...50)) }
  func legs() -> [Int32] {
    (0..<count * count).map { cell in
      let (a, b) = (places[cell / count], places[cell % count])
      return cell / count == cell % count ? 0 : Int32(abs(a.0 - b.0) + abs(a.1 - b.1) + dice.roll(0...noise))
    }
  }
  let metres = legs()
  return TravelProfile(size: count, metres: metres, seconds: isTimed ? legs() : [Int32](repeating: 0, count: count * count))
}
