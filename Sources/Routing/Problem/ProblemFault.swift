public import Messages

/// What is wrong with a problem. Stops are named by their number, jobs by their position from 1 on, vehicle types and profiles likewise.
public enum ProblemFault: Fault, Equatable {
  case noVehicle
  case noProfile
  case matrixShape(profile: Int, Matrix, expected: Int, found: Int)
  case placeOutOfRange(Owner, place: Int, places: Int)
  case windowClosesBeforeItOpens(Owner, TimeWindow)
  case negative(Owner, Quantity, Int)
  case tooLarge(Owner, Quantity, Int, max: Int)
  case dimensions(Owner, expected: Int, found: Int)
  case profileOutOfRange(vehicle: Int, profile: Int, profiles: Int)
  case repeatedNumber(stop: Int)
  case stopOutOfRange(job: Int, stop: Int, stops: Int)
  case unknownStop(job: Int, stop: Int)
  case unclearJob(job: Int)
  case stopOfSeveralJobs(stop: Int)
  case stopWithoutJob(stop: Int)
  case jobTooLarge(job: Int)
  case unreachable(stop: Int)
  case sumTooLarge(Quantity)
  case tooMany(Quantity, Int, max: Int)
  case windowsOverlap(stop: Int)
  case goodsOutOfRange(goods: Int)
  case breaksOutOfOrder(vehicle: Int)
  case paceOutOfOrder(profile: Int)
  case begunVehicle(route: Int, vehicle: Int)
  case begunJob(route: Int, job: Int)
  case lockedStop(route: Int, stop: Int)
  case belowOne(Owner, Quantity, Int)

  public enum Matrix: Sendable { case metres, seconds, tolls }

  public enum Owner: Sendable, Equatable {
    case stop(Int), job(Int), vehicle(Int), profile(Int), begun(Int)
  }

  public enum Quantity: Sendable {
    case window, service, load, capacity, count, fixedCost, costPerMetre, costPerSecond, metres, seconds, legCost, timeCost, stops
    case prize, priority, longestOnBoard, costPerSecondOnBoard, skill, trips, reload, breakSeconds, drivingSeconds, tollFree, toll,
      permille,
      hour
  }
}

/// Everything that is wrong with a problem, at once.
public struct ProblemFaults: Error, Sendable, Equatable {
  public let faults: [ProblemFault]
}
