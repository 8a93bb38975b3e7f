extension Problem {
  /// Whether it asks for more than windows, loads, fleets and the cost of time, which the fast searches know.
  public var isRich: Bool {
    !apart.isEmpty || !begun.isEmpty || stops.contains { $0.windows.count > 1 } || jobs.contains(where: \.isRich)
      || vehicles.contains(where: \.isRich)
      || vehicles.contains { vehicle in
        let profile = profiles[vehicle.profile]
        return !profile.pace.isEmpty || profile.tolls != nil && !vehicle.freeOfTolls
      }
  }
}

extension Job {
  fileprivate var isRich: Bool {
    prize != nil || priority != 1 || longestOnBoard != nil || longestOnBoardChilled != nil || costPerSecondOnBoard != 0 || skills != 0
  }
}

extension VehicleType {
  fileprivate var isRich: Bool { trips > 1 || deliveriesFirst || !breaks.isEmpty || driving != nil }
}
