public import Measures

extension TollFreeRules {
  /// What a vehicle may carry by law: its rated mass, or what the legal gross mass of its class leaves where that is less.
  public func payloadMax(of vehicle: Vehicle) -> Mass {
    guard let gross = vehicleClass(vehicle.vehicleClass)?.grossMax else { return vehicle.rated }
    return min(vehicle.rated, Mass(grams: max(0, gross.grams - vehicle.unladen.grams)))
  }
}

extension TollFreeRules {
  /// Whether passing toll-free on a day has to be booked ahead.
  public func asksForBooking(on day: Day) -> Bool { freeForAll(on: day) == nil && terms(on: day)?.bookingLeadMinutes != nil }
}
