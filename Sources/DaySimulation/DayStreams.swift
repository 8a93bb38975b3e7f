import Simulation

// What random numbers are for. Each purpose has a stream of its own for each entity, named beside it.
extension StreamPurpose {
  /// The day: traffic, whether there is fog.
  static let weather = StreamPurpose(rawValue: 1)
  /// A road.
  static let road = StreamPurpose(rawValue: 2)
  /// A visit: the drive to it. One number beyond the last visit of a run is its way home.
  static let drive = StreamPurpose(rawValue: 3)
  /// A visit: the work there.
  static let service = StreamPurpose(rawValue: 4)
  /// A vehicle: when it breaks down, and for how long.
  static let breakdown = StreamPurpose(rawValue: 5)
  /// The county: which roads close when.
  static let closure = StreamPurpose(rawValue: 6)
  /// A visit: what the inspector says.
  static let inspection = StreamPurpose(rawValue: 7)
  /// A piece of cargo: what breaks, and whether it is refused.
  static let goods = StreamPurpose(rawValue: 8)
  /// A place: other vehicles at its ramp.
  static let others = StreamPurpose(rawValue: 9)
  /// A shelf: its customers.
  static let customers = StreamPurpose(rawValue: 10)
}
