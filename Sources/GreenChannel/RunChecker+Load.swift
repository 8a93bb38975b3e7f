import Catalogue
import Dispatching
import Measures

// Room, who rides with whom, and for how long.
extension RunChecker {
  func carry(_ run: DeliveryRun, _ vehicle: Vehicle) throws -> [Violation] {
    var found: [Violation] = []
    let legal = catalogue.tollFreeRules.vehicleClass(vehicle.vehicleClass).map { max(0, $0.grossMax.grams - vehicle.unladen.grams) }
    let mass = min(vehicle.rated.grams, legal ?? vehicle.rated.grams)
    let room = try vehicle.box.volume()
    for leg in 0...run.stops.count {
      let aboard = run.cargo.filter { $0.from <= leg && leg < $0.to && $0.state != .handedOver }
      var (grams, volume, people) = (Int64(0), Int64(0), Int64(0))
      for piece in aboard {
        // Packing may have made it heavier than it was planned.
        let known = wanted[piece.kind]?.mass.grams ?? 0
        if piece.isPeople { people += piece.count } else { grams = try grams.adding(max(piece.mass.grams, known)) }
        volume = try volume.adding(piece.volume)
      }
      if grams > mass { found.append(Violation(.overload, stop: leg, by: grams - mass)) }
      if volume > room { found.append(Violation(.overfull, stop: leg, by: volume - room)) }
      if people > vehicle.seats { found.append(Violation(.noSeat, stop: leg, by: people - vehicle.seats)) }
      if (vehicle.body == .bus) != aboard.contains(where: \.isPeople), !aboard.isEmpty {
        found.append(Violation(.wrongVehicle, stop: leg, by: 1))
      }
      let classes = Set(aboard.filter { !$0.isPeople }.map(rideClass))
      for pair in catalogue.apart where classes.contains(pair.first) && classes.contains(pair.second) {
        found.append(Violation(.apart, stop: leg, by: 1))
      }
    }
    return found
  }

  private func rideClass(_ piece: RunCargo) -> RideClass.ID {
    if let product = piece.product.flatMap(catalogue.product) { return product.rides }
    return catalogue.riding.parcels.isEmpty ? RideClass.food : catalogue.riding.parcels
  }

  // MARK: Freshness, and how long people ride

  func keep(_ run: DeliveryRun, _ vehicle: Vehicle) -> [Violation] {
    var found: [Violation] = []
    let temperature = catalogue.boxDecicelsius(of: vehicle, month: run.day.civil.month)
    for piece in run.cargo where piece.to <= run.stops.count && piece.state != .handedOver {
      let on = piece.from == 0 ? run.leavesAt : run.stops[piece.from - 1].leavesAt
      let off = run.stops[piece.to - 1].beginsAt
      let rode = seconds(on, off)
      if piece.isPeople {
        guard let longest = vehicle.longestRideMinutes, rode > longest * 60 else { continue }
        found.append(Violation(.longRide, stop: piece.to, by: rode - longest * 60))
      } else if let haul = wanted[piece.kind], let product = haul.product, let life = haul.life, let temperature {
        let lost = Int64(clamping: Int128(product.lifeLossMillionths(perHourAt: temperature)) * Int128(rode) / 3600)
        let lacking = life.needed - (life.left - lost)
        if lacking > 0 { found.append(Violation(.stale, stop: piece.to, by: lacking)) }
      }
    }
    return found
  }
}
