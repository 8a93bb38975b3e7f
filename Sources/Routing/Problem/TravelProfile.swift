/// How one kind of vehicle travels: metres and seconds from every place to every place, row by row; the way back may differ.
public struct TravelProfile: Sendable {
  /// Number of places, i.e. of rows and of columns.
  public let size: Int
  public let metres: [Int32]
  public let seconds: [Int32]
  /// What each leg costs in tolls, in the unit of cost; nil where roads are free.
  public let tolls: [Int32]?
  /// How the seconds change with the hour, ascending; before the first they are as given.
  public let pace: [Pace]

  /// Stands in a matrix where no way leads from the row's place to the column's.
  public static let unreachable = Int32.max

  public init(size: Int, metres: [Int32], seconds: [Int32], tolls: [Int32]? = nil, pace: [Pace] = []) {
    self.size = size
    self.metres = metres
    self.seconds = seconds
    self.tolls = tolls
    self.pace = pace
  }

  /// A profile whose metres and seconds are the same numbers, kept once.
  public init(size: Int, legs: [Int32]) {
    self.init(size: size, metres: legs, seconds: legs)
  }
}

/// From a second on, every part of a leg that is driven takes so many thousandths of what it takes otherwise.
///
/// A leg that is under way at a change goes on at the new pace, so who leaves later never arrives earlier (Ichoua, Gendreau, Potvin 2003).
public struct Pace: Sendable, Hashable {
  public let from: Int
  public let permille: Int

  public init(from: Int, permille: Int) {
    self.from = from
    self.permille = permille
  }
}

extension TravelProfile {
  /// Whether metres and seconds are the same memory; a cheap test that may miss equal copies.
  var isOneMatrix: Bool {
    metres.withUnsafeBufferPointer { a in seconds.withUnsafeBufferPointer { b in a.baseAddress == b.baseAddress } }
  }
}
