import Catalogue
import Measures
import Routing

/// In which units the solver counts loads: grams, cubic centimetres and people, or more at a time on days whose loads add up to more than it counts.
/// Loads are rounded up, and what a vehicle holds down.
struct LoadUnits {
  private let grams: Int64
  private let cubicCentimetres: Int64

  init(_ hauls: some Sequence<Haul>) {
    var (mass, volume) = (Int128(0), Int128(0))
    for haul in hauls {
      mass += Int128(haul.mass.grams)
      volume += Int128(haul.volume / 1000 + 1)
    }
    func unit(_ sum: Int128) -> Int64 { Int64(clamping: sum / Int128(Problem.quantityMax / 2) + 1) }
    (grams, cubicCentimetres) = (unit(mass), unit(volume))
  }

  func load(_ hauls: [Haul]) -> [Int] {
    let mass = hauls.reduce(Int64(0)) { $0 + ($1.isPeople ? 0 : $1.mass.grams) }
    let volume = hauls.reduce(Int64(0)) { $0 + ($1.volume + 999) / 1000 }
    return [roundedUp(mass, grams), roundedUp(volume, cubicCentimetres), Int(hauls.reduce(0) { $0 + ($1.isPeople ? $1.count : 0) })]
  }

  func capacity(_ vehicle: Vehicle, _ rules: TollFreeRules) -> [Int] {
    let size = LoadSize(vehicle, rules)
    let isBus = vehicle.body == .bus
    return [isBus ? 0 : Int(size.grams / grams), Int(size.volume / 1000 / cubicCentimetres), isBus ? Int(vehicle.seats) : 0]
  }

  /// The least of a load that reaches a bound of grams, or of cubic centimetres.
  func bound(grams bound: Int64) -> Int { roundedUp(bound, grams) }
  func bound(cubicCentimetres bound: Int64) -> Int { roundedUp(bound, cubicCentimetres) }

  private func roundedUp(_ amount: Int64, _ unit: Int64) -> Int { Int((amount + unit - 1) / unit) }
}
