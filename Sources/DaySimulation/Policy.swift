/// What drivers and dispatchers do when a day does not go as planned.
public enum Policy: Sendable, Hashable, CustomStringConvertible {
  /// The stops in their order; who queues, queues, and who meets a closed road goes round.
  case asPlanned
  /// As planned, but who meets a closed road waits until it opens.
  case wait
  /// As planned, but who has queued for so long (`leave.minutes`) drives on and comes back at the end.
  case leave
  /// As planned, but a spare vehicle takes over from one that broke down, where that is sooner than the repair.
  case spareVehicle
  /// As planned, so many minutes earlier; goods are not ready any sooner.
  case earlierStart(minutes: Int)

  static let names = "as-planned, wait, leave, spare-vehicle, earlier-start=MINUTES"

  /// - Throws: ``DayFault/unknownPolicy(_:)``.
  public init(_ name: String) throws(DayFault) {
    switch name {
    case "as-planned": self = .asPlanned
    case "wait": self = .wait
    case "leave": self = .leave
    case "spare-vehicle": self = .spareVehicle
    default:
      let parts = name.split(separator: "=", maxSplits: 1)
      guard parts.count == 2, parts[0] == "earlier-start", let minutes = Int(parts[1]), (1...720).contains(minutes) else {
        throw .unknownPolicy(name)
      }
      self = .earlierStart(minutes: minutes)
    }
  }

  public var description: String {
    switch self {
    case .asPlanned: "as-planned"
    case .wait: "wait"
    case .leave: "leave"
    case .spareVehicle: "spare-vehicle"
    case .earlierStart(let minutes): "earlier-start=\(minutes)"
    }
  }
}
