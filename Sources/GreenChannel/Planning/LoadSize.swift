public import Catalogue
public import Dispatching
import Measures

/// What a vehicle takes at most.
struct LoadSize {
  /// The rated mass, or what the legal gross mass leaves where that is less.
  let grams: Int64
  /// Cubic millimetres.
  let volume: Int64

  init(_ vehicle: Vehicle, _ rules: TollFreeRules) {
    grams = rules.payloadMax(of: vehicle).grams
    volume = (try? vehicle.box.volume()) ?? 0
  }

  /// How many packs of a haul fit.
  func packs(of haul: Haul) -> Int64 {
    func fit(_ room: Int64, _ need: Int64) -> Int64 {
      need > 0 ? Int64(clamping: Int128(room) * Int128(haul.count) / Int128(need)) : haul.count
    }
    return min(fit(grams, haul.mass.grams), fit(volume, haul.volume), haul.count)
  }
}

extension Haul {
  /// The haul in loads of about the same size, as few as can be, where all of it is more than any vehicle holds; itself where it fits, or where not
  /// even one pack does. Goods that may have to ride cold are measured by the refrigerated vehicles too.
  ///
  /// - Parameter number: gives the further loads their names, from 1 on.
  public func loads(in vehicles: [Vehicle], _ rules: TollFreeRules, name: (_ number: Int) -> RunCargo.Kind) -> [Haul] {
    func most(_ body: Vehicle.Body) -> Int64? { vehicles.filter { $0.body == body }.map { LoadSize($0, rules).packs(of: self) }.max() }
    let (dry, cold) = (most(.dry), most(.refrigerated))
    let room = life == nil ? max(dry ?? 0, cold ?? 0) : min(dry ?? cold ?? 0, cold ?? dry ?? 0)
    guard !isPeople, room > 0, room < count else { return [self] }
    let number = (count + room - 1) / room
    var (rest, loads) = (self, [Haul]())
    for index in 1..<number {
      let load = rest.taking(packs: count / number + (index < count % number ? 1 : 0), as: name(Int(index)))
      loads.append(load.taken)
      rest = load.left
    }
    return [rest] + loads
  }

  private func taking(packs: Int64, as kind: RunCargo.Kind) -> (taken: Haul, left: Haul) {
    func share(_ whole: Int64) -> Int64 { Int64(clamping: Int128(whole) * Int128(packs) / Int128(count)) }
    var (taken, left) = (self, self)
    taken.kind = kind
    (taken.count, left.count) = (packs, count - packs)
    taken.mass = Mass(grams: share(mass.grams))
    left.mass = Mass(grams: mass.grams - taken.mass.grams)
    taken.volume = share(volume)
    left.volume = volume - taken.volume
    taken.value = Money(fen: share(value.fen))
    left.value = Money(fen: value.fen - taken.value.fen)
    return (taken, left)
  }
}
