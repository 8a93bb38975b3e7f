/// How one kind of vehicle travels: metres and seconds from every place to every place, row by row; the way back may differ.
public struct TravelProfile: Sendable {
  /// Number of places, i.e. of rows and of columns.
  public let size: Int
  public let metres: [Int32]
  public let seconds: [Int32]

  /// Stands in a matrix where no way leads from the row's place to the column's.
  public static let unreachable = Int32.max

  public init(size: Int, metres: [Int32], seconds: [Int32]) {
    self.size = size
    self.metres = metres
    self.seconds = seconds
  }

  /// A profile whose metres and seconds are the same numbers, kept once.
  public init(size: Int, legs: [Int32]) {
    self.init(size: size, metres: legs, seconds: legs)
  }
}

extension TravelProfile {
  /// Whether metres and seconds are the same memory; a cheap test that may miss equal copies.
  var isOneMatrix: Bool {
    metres.withUnsafeBufferPointer { a in seconds.withUnsafeBufferPointer { b in a.baseAddress == b.baseAddress } }
  }
}
