public import Catalogue
import Dispatching
import Distances
public import Measures

/// Why a haul can ride on no vehicle of the day, whatever else rides.
public enum Hindrance: Sendable, Hashable {
  /// Neither a bus for people nor a vehicle for goods is there.
  case noVehicle
  /// Heavier than what any vehicle may carry.
  case tooHeavy(Mass, most: Mass)
  /// Cubic millimetres.
  case tooVoluminous(Int64, most: Int64)
  case tooMany(Int64, seats: Int64)
  /// No vehicle can drive there and away again.
  case noRoad(Place.ID)
}

/// Which hauls of a day can ride at all. The solver takes in nothing that no vehicle holds or comes to, so they are told from the others before.
struct Feasibility {
  let units: LoadUnits
  /// Positions in the task's hauls, rising.
  private(set) var riding: [Int] = []
  private(set) var hindered: [(haul: Int, why: Hindrance)] = []

  private let task: DayTask

  init(_ task: DayTask) {
    self.task = task
    var whys: [Int: Hindrance] = [:]
    let sizes = Dictionary(grouping: task.vehicles) { $0.body == .bus }
    for (index, haul) in task.hauls.enumerated() { whys[index] = Feasibility.size(haul, sizes[haul.isPeople] ?? [], task) }
    let sound = task.hauls.indices.filter { whys[$0] == nil }
    units = LoadUnits(sound.map { task.hauls[$0] })
    for index in sound { whys[index] = unreached(task.hauls[index]) ?? rounded(task.hauls[index], sizes[task.hauls[index].isPeople] ?? []) }
    riding = sound.filter { whys[$0] == nil }
    leaveOutUnreached(&whys)
    hindered = whys.keys.sorted().map { ($0, whys[$0]!) }
  }

  /// What lies in a vehicle fits there, whatever the Catalogue says of it by now.
  private static func size(_ haul: Haul, _ vehicles: [Vehicle], _ task: DayTask) -> Hindrance? {
    if let aboard = haul.aboard {
      let vehicle = task.runs.first { $0.id == aboard }?.vehicle
      return vehicles.contains { $0.id == vehicle } ? nil : .noVehicle
    }
    guard !vehicles.isEmpty else { return .noVehicle }
    let sizes = vehicles.map { LoadSize($0, task.catalogue.tollFreeRules) }
    let most = (grams: sizes.map(\.grams).max() ?? 0, volume: sizes.map(\.volume).max() ?? 0, seats: vehicles.map(\.seats).max() ?? 0)
    if haul.isPeople, haul.count > most.seats { return .tooMany(haul.count, seats: most.seats) }
    if !haul.isPeople, haul.mass.grams > most.grams { return .tooHeavy(haul.mass, most: Mass(grams: most.grams)) }
    if haul.volume > most.volume { return .tooVoluminous(haul.volume, most: most.volume) }
    return nil
  }

  /// One vehicle has all the room: for its mass and for its volume, as the solver rounds them.
  private func rounded(_ haul: Haul, _ vehicles: [Vehicle]) -> Hindrance? {
    guard haul.aboard == nil else { return nil }
    let load = units.load([haul])
    let rules = task.catalogue.tollFreeRules
    guard !vehicles.contains(where: { zip(load, units.capacity($0, rules)).allSatisfy { $0 <= $1 } }) else { return nil }
    return .tooVoluminous(
      haul.volume,
      most: vehicles.map { LoadSize($0, rules) }.filter { haul.isPeople || $0.grams >= haul.mass.grams }.map(\.volume).max() ?? 0)
  }

  // MARK: Roads

  private func unreached(_ haul: Haul) -> Hindrance? {
    [haul.from, haul.to].first { task.roads.index(of: $0) == nil }.map { .noRoad($0) }
  }

  /// A place is reached from a depot or from another place of the day's hauls, so that who is left out may take others with him.
  private mutating func leaveOutUnreached(_ whys: inout [Int: Hindrance]) {
    let roads = task.roads
    let depots = Set(task.vehicles.compactMap { roads.index(of: $0.depot) })
    func leads(_ from: Int, _ to: Int) -> Bool {
      roads.seconds(from: from, to: to) != RoadTable.unreachable && roads.metres(from: from, to: to) != RoadTable.unreachable
    }
    var places: Set<Int> = []
    func isReached(_ place: Int) -> Bool {
      depots.contains { depot in
        (leads(depot, place) || places.contains { $0 != place && leads($0, place) })
          && (leads(place, depot) || places.contains { $0 != place && leads(place, $0) })
      }
    }
    while true {
      func ends(_ index: Int) -> [Int] { [task.hauls[index].from, task.hauls[index].to].compactMap { roads.index(of: $0) } }
      places = Set(riding.flatMap(ends))
      let cutOff = places.filter { !isReached($0) }
      guard !cutOff.isEmpty else { return }
      for index in riding { if let place = ends(index).first(where: cutOff.contains) { whys[index] = .noRoad(roads.stops[place].id) } }
      riding = riding.filter { whys[$0] == nil }
    }
  }
}
