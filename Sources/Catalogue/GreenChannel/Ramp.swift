/// Where vehicles load and unload: when somebody is there, how long it takes, and by when goods must stand on the shelf.
public struct Ramp: Sendable, Hashable {
  /// Minutes after midnight between which goods are taken in and given out; rising and apart, at least one.
  public var hours: [Range<Int64>]
  /// What a stop takes whatever is handed over: papers, backing up, opening the box.
  public var secondsPerStop: Int64
  public var secondsPer100Kilograms: Int64
  /// Minutes after midnight by which goods of the day must have arrived; nil: until the ramp closes.
  public var shelfBy: Int64?
  /// No source gives the figures.
  public var assumed: Bool
  public var source: String

  public init(
    hours: [Range<Int64>], secondsPerStop: Int64, secondsPer100Kilograms: Int64, shelfBy: Int64? = nil, assumed: Bool, source: String
  ) {
    self.hours = hours
    self.secondsPerStop = secondsPerStop
    self.secondsPer100Kilograms = secondsPer100Kilograms
    self.shelfBy = shelfBy
    self.assumed = assumed
    self.source = source
  }

  /// Seconds at the ramp for `grams` handed over there, rounded up.
  public func serviceSeconds(grams: Int64) -> Int64 {
    let handling = (Int128(grams) * Int128(secondsPer100Kilograms) + 99_999) / 100_000
    return secondsPerStop + Int64(clamping: handling)
  }
}

/// The ramp of every place of a kind that has none of its own.
public struct KindRamp: Sendable, Hashable {
  public var kind: Place.Kind
  public var ramp: Ramp

  public init(kind: Place.Kind, ramp: Ramp) {
    self.kind = kind
    self.ramp = ramp
  }
}
