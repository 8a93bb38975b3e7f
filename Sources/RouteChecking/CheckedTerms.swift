/// What a case asks beyond windows and loads, in the checker's own words.
public struct CheckedTerms: Sendable {
  public struct Carriage: Sendable {
    public var prize: Double?
    public var priority: Int
    public var longest: Double?
    /// The same in a vehicle that is chilled.
    public var longestChilled: Double?
    public var costPerSecond: Double
    public var skills: UInt64
    public var goods: Int
    public var isListed: Bool
  }

  public struct Pause: Sendable {
    public var open: Double
    public var close: Double
    public var seconds: Double
  }

  public struct Work: Sendable {
    public var skills: UInt64
    public var trips: Int
    public var reload: Double
    public var deliveriesFirst: Bool
    public var breaks: [Pause]
    /// Longest driving and the rest behind it.
    public var driving: (longest: Double, rest: Double)?
    public var tollFree: [Double?]
    public var toll: @Sendable (_ from: Int, _ to: Int) -> Double
    /// From a second on, so many thousandths.
    public var pace: [(from: Double, permille: Double)]
    public var isChilled: Bool
  }

  public struct Underway: Sendable {
    public var vehicle: Int
    public var place: Int
    public var at: Double
    /// Tasks aboard, and since when.
    public var aboard: [Int: Double]
    /// Visits that come first.
    public var locked: [Int]
    /// At the wheel since the last rest.
    public var driven: Double
  }

  /// By visit.
  public var windows: [[(open: Double, close: Double)]]
  /// By task.
  public var carriage: [Carriage]
  /// By vehicle type.
  public var work: [Work]
  public var apart: [(Int, Int)]
  public var underway: [Underway]
}

/// A route as a plan has it, for the checker: stops by their numbers.
public struct CheckedRoute: Sendable {
  public struct Pause: Sendable {
    /// Which break it is; nil for a rest by the driving rule.
    public var ofBreak: Int?
    public var begin: Double
    public var seconds: Double

    public init(ofBreak: Int?, begin: Double, seconds: Double) {
      self.ofBreak = ofBreak
      self.begin = begin
      self.seconds = seconds
    }
  }

  public struct Hours: Sendable {
    public var departures: [Double]
    public var begins: [Double]
    public var ends: [Double]
    public var pauses: [Pause]

    public init(departures: [Double], begins: [Double], ends: [Double], pauses: [Pause]) {
      self.departures = departures
      self.begins = begins
      self.ends = ends
      self.pauses = pauses
    }
  }

  public var vehicle: Int
  public var stops: [Int]
  public var reloads: [Int]
  public var begun: Int?
  /// Nil: the checker makes hours of its own.
  public var hours: Hours?

  public init(vehicle: Int, stops: [Int], reloads: [Int] = [], begun: Int? = nil, hours: Hours? = nil) {
    self.vehicle = vehicle
    self.stops = stops
    self.reloads = reloads
    self.begun = begun
    self.hours = hours
  }
}
