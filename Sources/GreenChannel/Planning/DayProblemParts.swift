import Catalogue
import Dispatching
import Distances
import Measures
import Routing

/// The arrays of a day's routing problem.
struct DayProblemParts {
  private(set) var stops: [Stop] = []
  private(set) var jobs: [Job] = []
  private(set) var vehicles: [VehicleType] = []
  private(set) var profiles: [TravelProfile] = []
  private(set) var apart: [(Int, Int)] = []
  private(set) var begun: [BegunRoute] = []

  private let task: DayTask
  private let classes: [RideClass.ID: Int]
  private let units: LoadUnits

  init(_ task: DayTask, _ units: LoadUnits, _ haulsOfJob: [[Int]], _ jobOfKind: [RunCargo.Kind: Int]) {
    (self.task, self.units) = (task, units)
    classes = Dictionary(task.catalogue.rideClasses.enumerated().map { ($1.id, $0) }) { first, _ in first }
    apart = task.catalogue.apart.compactMap { pair in
      guard let first = classes[pair.first], let second = classes[pair.second] else { return nil }
      return (first, second)
    }
    for hauls in haulsOfJob { add(hauls.map { task.hauls[$0] }) }
    addVehicles()
    addBegun(jobOfKind)
  }

  // MARK: Jobs

  private mutating func add(_ hauls: [Haul]) {
    let haul = hauls[0]
    let grams = hauls.reduce(Int64(0)) { $0 + $1.mass.grams }
    let ride = ride(hauls)
    let first = stops.count
    let ready = max(task.second(haul.readyAt), task.second(task.now))
    stops.append(stop(haul.from, grams: grams, open: ready, close: DayProblemParts.dayEnd))
    stops.append(
      stop(haul.to, grams: grams, open: max(task.second(haul.due.lowerBound), 0), close: task.second(haul.due.upperBound)))
    jobs.append(
      Job(
        .shipment(from: first, to: first + 1), load: load(hauls), priority: haul.priority, longestOnBoard: ride.longest,
        longestOnBoardChilled: ride.chilled,
        costPerSecondOnBoard: ride.cost, skills: ride.skills, goods: rideClass(haul), isListed: isListed(haul)))
  }

  /// What lies in a vehicle fits there.
  private func load(_ hauls: [Haul]) -> [Int] {
    let load = units.load(hauls)
    guard let run = task.runs.first(where: { $0.id == hauls[0].aboard }), let vehicle = task.vehicles.first(where: { $0.id == run.vehicle })
    else { return load }
    return zip(load, units.capacity(vehicle, task.catalogue.tollFreeRules)).map { min($0, $1) }
  }

  private func rideClass(_ haul: Haul) -> Int {
    if haul.isPeople { return classes.count }
    let id = haul.product?.rides ?? (task.catalogue.riding.parcels.isEmpty ? RideClass.food : task.catalogue.riding.parcels)
    return classes[id] ?? classes[RideClass.food] ?? 0
  }

  private func isListed(_ haul: Haul) -> Bool {
    guard let product = haul.product, task.catalogue.tollFreeRules.isListed(product) else { return false }
    return task.hasCertificate || !task.catalogue.tollFreeRules.needCertificate.contains(product.id)
  }

  /// What goods ask of the vehicle, how long they may ride, and what a second of it costs. Goods that would not keep in the open air, not
  /// even on the straight way, ride cold.
  private func ride(_ hauls: [Haul]) -> (skills: UInt64, longest: Int?, chilled: Int?, cost: Int) {
    let haul = hauls[0]
    if haul.isPeople {
      let longest = task.vehicles.compactMap(\.longestRideMinutes).min()
      return (DayProblem.Skill.people, longest.map { Int($0) * 60 }, nil, 0)
    }
    let open = task.vehicles.filter { $0.body == .dry }.compactMap(task.decicelsius(in:)).max()
    let cold = task.vehicles.filter { $0.body == .refrigerated }.compactMap(task.decicelsius(in:)).max()
    let straight = Int64(straightSeconds(haul))
    var skills = DayProblem.Skill.goods
    var temperature = open ?? cold
    if let limit = haul.longestSeconds(at: open), limit < straight, cold != nil {
      skills |= DayProblem.Skill.cold
      temperature = cold
    }
    func longest(_ decicelsius: Int64?) -> Int? {
      haul.longestSeconds(at: decicelsius).map { Int(min(max($0, 0), Int64(DayProblemParts.dayEnd))) }
    }
    // Where it keeps for ever in the cold, no day is too long.
    let chilled = cold == nil ? nil : longest(cold) ?? (longest(temperature) == nil ? nil : DayProblemParts.dayEnd)
    let cost = hauls.reduce(Int64(0)) { $0 + $1.costPerSecond(at: temperature) }
    return (skills, longest(temperature), chilled, Int(min(cost, Int64(Problem.ratePerSecondMax))))
  }

  private func straightSeconds(_ haul: Haul) -> Int {
    guard let from = task.roads.index(of: haul.from), let to = task.roads.index(of: haul.to) else { return 0 }
    let seconds = task.roads.seconds(from: from, to: to)
    return seconds == RoadTable.unreachable ? 0 : Int(seconds) + setUp(haul.to, forPeople: haul.isPeople)
  }

  // MARK: Stops

  static let dayEnd = 24 * 3600

  private func stop(_ place: Place.ID, grams: Int64, open: Int, close: Int) -> Stop {
    let ramp = task.ramp(of: place)
    let hours = ramp?.hours.map { Int($0.lowerBound) * 60...Int($0.upperBound) * 60 } ?? [0...DayProblemParts.dayEnd]
    let windows = hours.compactMap { hours -> TimeWindow? in
      let (low, high) = (max(hours.lowerBound, open), min(hours.upperBound, close))
      return low <= high ? TimeWindow(open: low, close: high) : nil
    }
    let service = ramp.map { Int($0.serviceSeconds(grams: grams) - $0.secondsPerStop) } ?? 0
    return Stop(
      number: stops.count + 1, place: task.roads.index(of: place) ?? 0,
      // Where nobody is there in time, a window that no vehicle meets: the job is told as one that cannot be done.
      windows: windows.isEmpty ? [TimeWindow(open: max(open, 0), close: max(open, 0))] : windows, serviceSeconds: service)
  }

  private func setUp(_ place: Place.ID, forPeople: Bool) -> Int {
    forPeople ? 60 : Int(task.ramp(of: place)?.secondsPerStop ?? 0)
  }

  // MARK: Vehicles

  private mutating func addVehicles() {
    var profileOf: [String: Int] = [:]
    for vehicle in task.vehicles {
      let isBus = vehicle.body == .bus
      let key = (vehicle.tollClass ?? "") + (isBus ? " bus" : "")
      let profile = profileOf[key] ?? profiles.count
      if profile == profiles.count {
        profiles.append(self.profile(vehicle.tollClass, forPeople: isBus))
        profileOf[key] = profile
      }
      vehicles.append(type(vehicle, profile))
    }
    guard vehicles.isEmpty else { return }
    // Where nobody can drive, nothing is left to be driven, and the solver has a vehicle that stays at home.
    profiles = [profile(nil, forPeople: false)]
    vehicles = [VehicleType(count: 1, capacity: [0, 0, 0], start: 0, end: 0, shift: TimeWindow(open: 0, close: 0))]
  }

  private func profile(_ tollClass: TollRate.Class?, forPeople: Bool) -> TravelProfile {
    let roads = task.roads
    var seconds = roads.seconds
    let setUps = roads.stops.map { Int32(setUp($0.id, forPeople: forPeople)) }
    for from in 0..<roads.size {
      for to in 0..<roads.size where to != from && seconds[from * roads.size + to] != RoadTable.unreachable {
        seconds[from * roads.size + to] += setUps[to]
      }
    }
    let tolls = task.weighsTolls ? tollClass.map { roads.tollMatrix($0).map { $0 * 1000 } } : nil
    return TravelProfile(size: roads.size, metres: roads.metres, seconds: seconds, tolls: tolls)
  }

  private func type(_ vehicle: Vehicle, _ profile: Int) -> VehicleType {
    let rules = task.catalogue.tollFreeRules
    let depot = task.roads.index(of: vehicle.depot) ?? 0
    let isBus = vehicle.body == .bus
    var skills = isBus ? DayProblem.Skill.people : DayProblem.Skill.goods
    if vehicle.body == .refrigerated { skills |= DayProblem.Skill.cold }
    return VehicleType(
      count: 1,
      capacity: units.capacity(vehicle, rules), start: depot, end: depot,
      shift: TimeWindow(
        open: max(Int(vehicle.shift.lowerBound) * 60, min(task.second(task.now), Int(vehicle.shift.upperBound) * 60)),
        close: Int(vehicle.shift.upperBound) * 60),
      costPerMetre: Int(vehicle.costPerKilometre.fen), costPerSecond: Int(vehicle.costPerHour.fen * 1000 / 3600), profile: profile,
      skills: skills, driving: .article62, tollFree: tollFree(vehicle), freeOfTolls: rules.freeForAll(on: task.day) != nil,
      isChilled: vehicle.body == .refrigerated)
  }

  /// From how much listed load on the vehicle passes toll-free; nothing where it never does.
  private func tollFree(_ vehicle: Vehicle) -> [Int?] {
    let rules = task.catalogue.tollFreeRules
    guard let terms = rules.terms(on: task.day), vehicle.body != .bus else { return [] }
    let hasLeftUnbooked = task.runs.contains { $0.vehicle == vehicle.id && $0.state.isLive && $0.hasLeftUnbooked }
    guard !hasLeftUnbooked || !rules.asksForBooking(on: task.day) else { return [] }
    let empty = try? TollFreeCheck(rules, vehicle, on: task.day).verdict(on: Load([]))
    guard let empty, empty.findings.allSatisfy({ $0.passes || $0.rule == .shareOfMass || $0.rule == .shareOfVolume }) else { return [] }
    func least(_ whole: Int64) -> Int64? {
      whole > 0
        ? Int64(
          (Int128(whole) * Int128(terms.loadMin.numerator) + Int128(terms.loadMin.denominator - 1)) / Int128(terms.loadMin.denominator))
        : nil
    }
    let box = LoadSize(vehicle, rules).volume / 1000
    return [least(vehicle.rated.grams).map(units.bound(grams:)), least(box).map(units.bound(cubicCentimetres:)), nil]
  }

  // MARK: Runs under way

  private mutating func addBegun(_ jobOfKind: [RunCargo.Kind: Int]) {
    for run in task.runs where run.hasBegun && !run.isBrokenDown {
      guard let type = task.vehicles.firstIndex(where: { $0.id == run.vehicle }) else { continue }
      let last = run.stops.last { $0.state != .ahead }
      guard let place = task.roads.index(of: last?.place ?? task.vehicles[type].depot) else { continue }
      let heading = heading(run, jobOfKind)
      let at =
        if run.state != .underWay { loadedAndReady(run, type) } else if heading.isEmpty {
          max(task.second(run.freeAt), task.second(task.now))
        } else {
          onItsWay(run, from: place)
        }
      // What life goods have left is told from now on; how long people have ridden is not.
      var since: [Int: Int] = [:]
      for piece in run.cargo where piece.state == .aboard {
        guard let job = jobOfKind[piece.kind] else { continue }
        since[job] = piece.isPeople ? min(at, task.second(run.loadedAt(piece))) : at
      }
      let aboard = since.keys.sorted()
      begun.append(
        BegunRoute(
          vehicle: type, place: place, at: at, aboard: aboard, aboardSince: aboard.map { since[$0]! }, locked: heading,
          drivenSeconds: TimeAtTheWheel(run, task).seconds(until: task.instant(at))))
    }
  }

  /// What a run that is between two stops will do at the next: it is somewhere on the road there, and goes there first.
  private func heading(_ run: DeliveryRun, _ jobOfKind: [RunCargo.Kind: Int]) -> [Int] {
    guard run.state == .underWay, run.isDriving, !run.isCutOff else { return [] }
    let next = run.nextStop
    func job(_ piece: RunCargo) -> Job? { jobOfKind[piece.kind].map { jobs[$0] } }
    let unloads = run.cargo.filter { $0.to == next && $0.state == .aboard }.compactMap { job($0)?.stops.last }
    let loads = run.cargo.filter { $0.from == next && $0.state == .planned }.compactMap { job($0)?.stops.first }
    var seen: Set<Int> = []
    return (unloads + loads).filter { seen.insert($0).inserted }
  }

  /// When a loaded vehicle can leave, or take on at the depot what is still to come; as was planned, where nothing has changed.
  private func loadedAndReady(_ run: DeliveryRun, _ type: Int) -> Int {
    let waiting = run.cargo.filter { $0.from == 0 && $0.state == .planned }.reduce(Int64(0)) { $0 + ($1.isPeople ? 0 : $1.mass.grams) }
    let ramp = task.ramp(of: task.vehicles[type].depot)
    let work = ramp.map { $0.serviceSeconds(grams: waiting) - $0.secondsPerStop } ?? 0
    return max(task.second(run.leavesAt) - Int(work), task.second(run.freeAt), task.second(task.now), vehicles[type].shift.open)
  }

  /// When it must have left its last stop to be no sooner than now at the next.
  private func onItsWay(_ run: DeliveryRun, from place: Int) -> Int {
    guard let next = task.roads.index(of: run.stops[run.nextStop - 1].place) else { return task.second(task.now) }
    let seconds = next == place ? 0 : task.roads.seconds(from: place, to: next)
    guard seconds != RoadTable.unreachable else { return task.second(task.now) }
    return max(task.second(run.leftAt), task.second(task.now) - Int(seconds))
  }
}

extension DeliveryRun {
  /// When it can drive on from where it is: its last report, or the end of the work at the stop where it stands.
  var freeAt: Instant {
    let last = events.last?.at ?? leavesAt
    guard let standing = stops.first(where: { $0.state == .arrived }) else { return last }
    return max(last, standing.leavesAt)
  }

  /// When it left its last stop, or the depot.
  fileprivate var leftAt: Instant { events.last { $0.kind == .left }?.at ?? startedAt ?? leavesAt }

  /// It is on the road to a stop.
  fileprivate var isDriving: Bool { nextStop <= stops.count && stops[nextStop - 1].state == .ahead }

  /// The road that it is on was found closed.
  fileprivate var isCutOff: Bool {
    events.contains { $0.kind == .roadClosed && $0.stop == nextStop - 1 && $0.towards == stops[nextStop - 1].place }
  }
}
