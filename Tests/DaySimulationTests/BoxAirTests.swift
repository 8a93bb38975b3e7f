import Simulation
import Testing

@testable import DaySimulation

@Suite("The air in a vehicle's box")
struct BoxAirTests {
  private func air(kept: Double?, high: Double = 25, swing: Double = 0, cooling: Double = 30, open: Double = 20) -> BoxAir {
    BoxAir(kept: kept, outside: OutsideAir(high: high, swing: swing), at: 0, coolingMinutes: cooling, openMinutes: open)
  }

  @Test("stays where its cooling keeps it, and as it is outside without one")
  func constant() {
    for (kept, expected) in [(Double?(4), 4.0), (nil, 25.0)] {
      var box = air(kept: kept)
      box.advance(from: 0, to: 7_200_000, isOpen: false) { _, before, after in
        #expect(before == expected && after == expected)
      }
      #expect(box.celsius == expected)
    }
  }

  @Test("comes nearer to the air outside by 1 - 1/e in each time constant while the doors are open, and back when they are closed")
  func exponential() {
    var box = air(kept: 4)
    box.advance(from: 0, to: 20 * 60_000, isOpen: true) { _, _, _ in }
    #expect(abs(box.celsius - (25 - 21 / 2.718281828459045)) < 1e-9)
    let opened = box.celsius
    box.advance(from: 20 * 60_000, to: 50 * 60_000, isOpen: false) { _, _, _ in }
    #expect(abs(box.celsius - (4 + (opened - 4) / 2.718281828459045)) < 1e-9)
  }

  @Test("shows stretches that add up to the time that passed")
  func stretches() {
    var box = air(kept: 4)
    var hours = 0.0
    box.advance(from: 1_000, to: 3_456_789, isOpen: true) { span, _, _ in hours += span }
    #expect(abs(hours - 3_455_789.0 / 3_600_000) < 1e-12)
  }

  @Test("is coldest at six and warmest at three in the afternoon")
  func day() {
    let outside = OutsideAir(high: 27, swing: 4)
    #expect(outside.celsius(at: 15 * 3_600_000) == 27 && outside.celsius(at: 6 * 3_600_000) == 19)
    #expect(outside.celsius(at: 0) == 19 + 8 * 6 / 15.0 && outside.celsius(at: 24 * 3_600_000) == 27 - 8 * 9 / 15.0)
  }
}
