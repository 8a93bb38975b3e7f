/// A problem laid out for the search: flat, 32-bit, by node. Shared by all islands and never written after it is built.
///
/// Nodes are the stops (`0..<stopCount`), then one start for each vehicle (slot), then one end for each slot; so a list needs no
/// special case at its ends.
final class SearchData: @unchecked Sendable {
  let problem: Problem
  /// From the problem's numbers of stops and places to the search's and back.
  let numbers: Renumbering
  let stopCount: Int
  let slotCount: Int
  let dimensions: Int
  let typeCount: Int

  /// Row of the matrices, by node.
  let place: Row
  /// First and last second of service, and its length, by node.
  let open: Row
  let close: Row
  let service: Row
  /// By stop: the other stop of its shipment, or -1.
  let partner: Row
  /// By stop: the stop that stands for its job, i.e. itself or the pickup of its shipment.
  let head: Row
  /// By stop: its job.
  let job: Row
  /// By stop and dimension: on board before the stop (delivery), after it (pickup), from it to the partner (shipment; only at the head).
  let dropped: Row
  let taken: Row
  let shipped: Row
  /// By type and dimension.
  let capacity: Row
  let typeOfSlot: Row
  /// By type: the first type that has the same matrices, places, shift and cost of time; their routes differ in load and fixed cost alone.
  let alikeOnRoad: Row
  let firstSlot: Row
  let tables: [TypeTables]
  let table: UnsafePointer<TypeTables>
  let neighbours: NeighbourLists
  /// Fewer routes cannot carry all loads: the largest vehicle's capacity, filled to the last unit.
  let routesMin: Int
  /// Whether there are deliveries or pickups, not only shipments.
  let hasSingleJobs: Bool
  /// What stands for a leg that cannot be driven, and for an hour that never comes.
  static let never = 1 << 29

  init(_ problem: Problem) {
    self.problem = problem
    let numbers = Renumbering(problem)
    self.numbers = numbers
    let slots = problem.vehicles.indices.flatMap { type in
      repeatElement(type, count: min(problem.vehicles[type].count, problem.jobs.count))
    }
    let nodes = problem.stops.count + 2 * slots.count
    stopCount = problem.stops.count
    slotCount = slots.count
    typeCount = problem.vehicles.count
    dimensions = problem.vehicles.first?.capacity.count ?? 0
    place = Row(count: nodes)
    open = Row(count: nodes)
    close = Row(count: nodes)
    service = Row(count: nodes)
    for (node, old) in numbers.stops.enumerated() {
      let stop = problem.stops[old]
      place[node] = numbers.newPlace[stop.place]
      open[node] = stop.window.open
      close[node] = stop.window.close
      service[node] = stop.serviceSeconds
    }
    for (slot, type) in slots.enumerated() {
      let vehicle = problem.vehicles[type]
      for (node, at) in [(stopCount + slot, vehicle.start), (stopCount + slots.count + slot, vehicle.end)] {
        place[node] = numbers.newPlace[at]
        open[node] = vehicle.shift.open
        close[node] = vehicle.shift.close
      }
    }
    partner = Row(count: stopCount, repeating: -1)
    head = Row(0..<stopCount)
    job = Row(count: stopCount)
    dropped = Row(count: stopCount * dimensions)
    taken = Row(count: stopCount * dimensions)
    shipped = Row(count: stopCount * dimensions)
    capacity = Row(problem.vehicles.flatMap(\.capacity))
    typeOfSlot = Row(slots)
    // Slots are in the order of their types; a type without vehicles has an empty run.
    firstSlot = Row((0...problem.vehicles.count).map { type in slots.firstIndex { $0 >= type } ?? slots.count })
    hasSingleJobs = problem.jobs.contains { $0.stops.count == 1 }
    tables = TypeTables.make(problem, numbers.places)
    let tables = tables
    alikeOnRoad = Row(
      problem.vehicles.indices.map { type in
        let vehicle = problem.vehicles[type]
        return problem.vehicles.indices.first { other in
          let one = problem.vehicles[other]
          return tables[other].hasMatrices(of: tables[type]) && one.costPerSecond == vehicle.costPerSecond && one.shift == vehicle.shift
            && one.start == vehicle.start && one.end == vehicle.end
        } ?? type
      })
    let pointer = UnsafeMutablePointer<TypeTables>.allocate(capacity: tables.count)
    pointer.initialize(from: tables, count: tables.count)
    table = UnsafePointer(pointer)
    neighbours = NeighbourLists(count: stopCount, place: place, open: open, close: close, service: service, tables: tables)
    routesMin = SearchData.routesMin(problem)
    for index in problem.jobs.indices { place(job: index) }
  }

  private static func routesMin(_ problem: Problem) -> Int {
    var fewest = min(1, problem.jobs.count)
    for dimension in 0..<problem.dimensions {
      let capacity = problem.vehicles.map { $0.capacity[dimension] }.max() ?? 0
      // All deliveries are on board at their route's start, all pickups at its end; shipments come and go.
      var (delivered, picked) = (0, 0)
      for job in problem.jobs {
        switch job.kind {
        case .delivery: delivered += job.load[dimension]
        case .pickup: picked += job.load[dimension]
        case .shipment: break
        }
      }
      if capacity > 0 { fewest = max(fewest, (max(delivered, picked) + capacity - 1) / capacity) }
    }
    return fewest
  }

  private func place(job index: Int) {
    let job = problem.jobs[index]
    let stops = job.stops.map { numbers.newStop[$0] }
    for stop in stops {
      head[stop] = stops[0]
      self.job[stop] = index
      if stops.count > 1 { partner[stop] = stop == stops[0] ? stops[1] : stops[0] }
    }
    for (dimension, amount) in job.load.enumerated() {
      let at = stops[0] * dimensions + dimension
      switch job.kind {
      case .delivery: dropped[at] = amount
      case .pickup: taken[at] = amount
      case .shipment: shipped[at] = amount
      }
    }
  }

  deinit {
    for row in [place, open, close, service, partner, head, job, dropped, taken, shipped, capacity, typeOfSlot, alikeOnRoad, firstSlot] {
      row.free()
    }
    for row in Set(tables.flatMap(\.rows)) { row.deallocate() }
    table.deallocate()
    neighbours.free()
  }
}
