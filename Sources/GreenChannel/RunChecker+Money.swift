import Catalogue
import Dispatching
import Distances
import Measures

// What a run costs.
extension RunChecker {
  func pay(_ run: DeliveryRun, _ vehicle: Vehicle) throws -> [Violation] {
    var (metres, tolls, saved) = (Int64(0), Int64(0), Int64(0))
    var place = vehicle.depot
    for leg in 0...run.stops.count {
      let next = leg < run.stops.count ? run.stops[leg].place : vehicle.depot
      defer { place = next }
      let roads = roads(to: leg + 1, of: run)
      guard next != place, let from = roads.index(of: place), let to = roads.index(of: next),
        roads.metres(from: from, to: to) != RoadTable.unreachable
      else { continue }
      metres += Int64(roads.metres(from: from, to: to))
      guard roads.passage(from: from, to: to) != nil, let tollClass = vehicle.tollClass else { continue }
      let toll = Int64(roads.tollFen(tollClass, from: from, to: to))
      let goods = run.cargo.filter { $0.from <= leg && leg < $0.to && !$0.isPeople }.map { piece in
        LoadedGoods(piece.product.flatMap(catalogue.product).map { .product($0) } ?? .otherGoods, mass: piece.mass, volume: piece.volume)
      }
      let verdict = try TollFreeCheck(catalogue.tollFreeRules, vehicle, on: run.day).verdict(
        on: Load(goods, hasCertificate: run.toll.hasCertificate))
      let isBooked = run.startedAt == nil || run.booking != nil || catalogue.tollFreeRules.terms(on: run.day)?.bookingLeadMinutes == nil
      if verdict.isFree, isBooked || verdict.rule == .freeForAll { saved += verdict.rule == .freeForAll ? 0 : toll } else { tolls += toll }
    }
    var found: [Violation] = []
    let driving = try vehicle.costPerKilometre.fen.scaled(by: metres, over: 1000)
    let time = try vehicle.costPerHour.fen.scaled(by: max(0, seconds(run.leavesAt, run.backAt)), over: 3600)
    // A finished run has the figures of its driver.
    if run.state != .done, run.cost.driving.fen + run.cost.time.fen != driving + time {
      found.append(Violation(.cost, stop: 0, by: run.cost.driving.fen + run.cost.time.fen - driving - time))
    }
    if run.state != .done, run.cost.tolls.fen != tolls { found.append(Violation(.tolls, stop: 0, by: run.cost.tolls.fen - tolls)) }
    if run.toll.saved.fen != saved { found.append(Violation(.tolls, stop: 0, by: run.toll.saved.fen - saved)) }
    return found
  }
}
