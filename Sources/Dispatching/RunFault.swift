public import Catalogue
public import Ledger
public import Measures
public import Messages

/// Why a run, a plan of runs, or what somebody reports of one, is refused.
public enum RunFault: Fault, Equatable {
  // What a run can do.
  case unknownRun(DeliveryRun.ID)
  case runState(DeliveryRun.ID, DeliveryRun.State, to: DeliveryRun.State)
  case runOver(DeliveryRun.ID, DeliveryRun.State)
  case notUnderWay(DeliveryRun.ID, DeliveryRun.State)
  case bookedTooLate(DeliveryRun.ID, enters: Instant, leadMinutes: Int64)
  case bookedTooEarly(DeliveryRun.ID, enters: Instant, validMinutes: Int64)
  case cargoAboard(DeliveryRun.ID, Int)
  case cargoWaiting(DeliveryRun.ID, Int)
  // Events.
  case eventTwice(DeliveryRun.ID, RunEvent.Kind, stop: Int)
  case unknownStop(DeliveryRun.ID, Int, of: Int)
  case timeBackwards(DeliveryRun.ID, Instant, last: Instant)
  case stopOutOfTurn(DeliveryRun.ID, Int, next: Int)
  case brokenDown(DeliveryRun.ID)
  case notThere(DeliveryRun.ID, Int)
  case wholeCargoOnly(DeliveryRun.ID, RunEvent.Kind)
  case reasonMissing
  case badCount(DeliveryRun.ID, Int64, of: Int64)
  case whichCargo(DeliveryRun.ID)
  case nothingThere(DeliveryRun.ID, RunEvent.Kind, stop: Int)
  case unknownCargo(DeliveryRun.ID, Int, of: Int)
  case cargoState(DeliveryRun.ID, Int, RunCargo.State, RunEvent.Kind, stop: Int)
  case notPacked(OrderPart)
  case later(Instant, now: Instant)
  case unlikelyFigures(DeliveryRun.ID)
  case partAboard(OrderPart, DeliveryRun.ID)
  case otherDay(DeliveryRun.ID, Instant)
  case notBooked(DeliveryRun.ID, tolls: Money)
  case vehicleOnRun(Vehicle.ID, DeliveryRun.ID, DeliveryRun.State)
  case tooHeavyToLeave(DeliveryRun.ID, stop: Int, Mass, most: Mass)
  // Plans.
  case emptyPlan
  case emptyRun(Vehicle.ID)
  case unknownVehicle(Vehicle.ID)
  case noRatedMass(Vehicle.ID)
  case badCargo(Vehicle.ID, Int)
  case badTimes(Vehicle.ID)
  case overloaded(Vehicle.ID, leg: Int, grams: Int64, of: Int64)
  case overfull(Vehicle.ID, leg: Int, volume: Int64, of: Int64)
  case noSeats(Vehicle.ID, leg: Int, people: Int64, of: Int64)
  case vehicleBusy(Vehicle.ID, DeliveryRun.ID)
  case dayPast(Day, today: Day)
  case onOtherRun(RunCargo.Kind, DeliveryRun.ID)
  case plannedTwice(RunCargo.Kind)
  case partGone(OrderPart)
  case otherVehicle(DeliveryRun.ID, Vehicle.ID)
  case visitedStops(DeliveryRun.ID)
  case begunCargo(DeliveryRun.ID)

  public var code: String {
    switch self {
    case .unknownRun: "E-RUN-001"
    case .runState: "E-RUN-002"
    case .runOver: "E-RUN-003"
    case .notUnderWay: "E-RUN-004"
    case .bookedTooLate: "E-RUN-005"
    case .bookedTooEarly: "E-RUN-006"
    case .cargoAboard: "E-RUN-007"
    case .cargoWaiting: "E-RUN-008"
    case .eventTwice: "E-RUN-009"
    case .unknownStop: "E-RUN-010"
    case .timeBackwards: "E-RUN-011"
    case .stopOutOfTurn: "E-RUN-012"
    case .brokenDown: "E-RUN-013"
    case .notThere: "E-RUN-014"
    case .wholeCargoOnly: "E-RUN-015"
    case .reasonMissing: "E-RUN-016"
    case .badCount: "E-RUN-017"
    case .whichCargo: "E-RUN-018"
    case .nothingThere: "E-RUN-019"
    case .unknownCargo: "E-RUN-020"
    case .cargoState: "E-RUN-021"
    case .notPacked: "E-RUN-022"
    case .later: "E-RUN-023"
    case .emptyPlan: "E-RUN-024"
    case .emptyRun: "E-RUN-025"
    case .unknownVehicle: "E-RUN-026"
    case .noRatedMass: "E-RUN-027"
    case .badCargo: "E-RUN-028"
    case .badTimes: "E-RUN-029"
    case .overloaded: "E-RUN-030"
    case .overfull: "E-RUN-031"
    case .noSeats: "E-RUN-032"
    case .vehicleBusy: "E-RUN-033"
    case .dayPast: "E-RUN-034"
    case .onOtherRun: "E-RUN-035"
    case .plannedTwice: "E-RUN-036"
    case .partGone: "E-RUN-037"
    case .otherVehicle: "E-RUN-038"
    case .visitedStops: "E-RUN-039"
    case .begunCargo: "E-RUN-040"
    case .unlikelyFigures: "E-RUN-041"
    case .partAboard: "E-RUN-042"
    case .otherDay: "E-RUN-043"
    case .tooHeavyToLeave: "E-RUN-044"
    case .notBooked: "E-RUN-045"
    case .vehicleOnRun: "E-RUN-046"
    }
  }

  public var exit: ExitStatus {
    switch self {
    // The world moved on while the plan was made: planning again helps.
    case .onOtherRun, .partGone, .vehicleBusy, .visitedStops, .begunCargo: .tryAgain
    default: .badData
    }
  }
}
