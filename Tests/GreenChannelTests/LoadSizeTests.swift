import Catalogue
import Dispatching
import GreenChannel
import Ledger
import Measures
import Messages
import Testing

@Suite("A part that is more than a vehicle holds")
struct LoadSizeTests {
  private func vehicle(_ body: Vehicle.Body, tonnes: Int64, cubicMetres: Int64) -> Vehicle {
    Vehicle(
      id: "\(body)", name: Text(zh: "x", en: "x"), body: body, vehicleClass: "truck-2-axle", rated: Mass(grams: tonnes * 1_000_000),
      unladen: .zero, outline: Outline(), box: Outline(length: cubicMetres * 1000, width: 1000, height: 1000), seats: 1, carrier: "c",
      depot: "d", costPerKilometre: .zero, costPerHour: .zero, shift: 0..<1440, excluded: nil, source: "test")
  }

  private func haul(packs: Int64, kilograms: Int64, litres: Int64, spoils: Bool = false) -> Haul {
    let day = Instant("2020-10-07T00:00")!
    return Haul(
      kind: .other("0"), product: nil, count: packs, mass: Mass(grams: kilograms * 1000), volume: litres * 1_000_000, from: "a", to: "b",
      readyAt: day, due: day...day, value: Money(fen: 100_003), life: spoils ? Haul.Life(left: 1_000_000, needed: 0) : nil)
  }

  private func loads(_ haul: Haul, _ vehicles: [Vehicle]) -> [Haul] { haul.loads(in: vehicles, TollFreeRules()) { .other("\($0)") } }

  @Test(
    "becomes as few loads as can be, of about the same size",
    arguments: [
      // Packs, kilograms, litres; what the vans of 2 t and 10 m³ make of it.
      ((100, 2000, 10_000), [100]), ((100, 2001, 10_000), [50, 50]), ((100, 2000, 10_001), [50, 50]), ((100, 6300, 1), [25, 25, 25, 25]),
      ((7, 7000, 1), [2, 2, 2, 1]), ((3, 0, 0), [3]), ((2, 5000, 1), [2]),
    ] as [((Int64, Int64, Int64), [Int64])])
  func sizes(haul: (Int64, Int64, Int64), packs: [Int64]) {
    let whole = self.haul(packs: haul.0, kilograms: haul.1, litres: haul.2)
    let loads = loads(whole, [vehicle(.dry, tonnes: 2, cubicMetres: 10), vehicle(.dry, tonnes: 1, cubicMetres: 9)])
    #expect(loads.map(\.count) == packs)
    #expect(loads.map(\.kind) == loads.indices.map { .other("\($0)") })
    // Nothing is lost on the way.
    #expect(loads.reduce(0) { $0 + $1.mass.grams } == whole.mass.grams && loads.reduce(0) { $0 + $1.volume } == whole.volume)
    #expect(loads.reduce(0) { $0 + $1.value.fen } == whole.value.fen)
  }

  @Test("is measured by the refrigerated vehicles where it may spoil, and people are never divided")
  func cold() {
    let vehicles = [vehicle(.dry, tonnes: 10, cubicMetres: 40), vehicle(.refrigerated, tonnes: 2, cubicMetres: 40)]
    #expect(loads(haul(packs: 4, kilograms: 4000, litres: 4), vehicles).count == 1)
    #expect(loads(haul(packs: 4, kilograms: 4000, litres: 4, spoils: true), vehicles).map(\.count) == [2, 2])
    var people = haul(packs: 99, kilograms: 99_000, litres: 1)
    people.kind = .riders("0")
    #expect(loads(people, vehicles).count == 1)
  }
}
