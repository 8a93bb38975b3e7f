/// What came of one replicate of a day.
public struct DayOutcome: Sendable, Hashable {
  /// Pieces with an hour by which they are due, and how many of them were there by then and taken.
  public var due = 0
  public var onTime = 0
  /// By visit of all runs: when work began there, in milliseconds since midnight; nil where it never did.
  public var begins: [Int?]
  /// Grams and fen, by who bears them.
  public var lostGrams = [Double](repeating: 0, count: Bearer.allCases.count)
  public var lostFen = [Double](repeating: 0, count: Bearer.allCases.count)
  /// Fen of the value of goods that went with their life on board, whether or not they were good enough.
  public var lifeLostFen = 0.0
  /// Fen: kilometres, hours and tolls.
  public var cost = 0.0
  public var tolls = 0.0
  public var tollsSaved = 0.0
  /// By shelf: when the first customer found nothing, in milliseconds since midnight; nil where nobody did.
  public var soldOut: [Int?]
  public var customers = 0
  public var unserved = 0
  /// Milliseconds over all vehicles.
  public var driving = 0
  public var working = 0
  public var waiting = 0
  public var broken = 0
  public var events = 0
  /// When the last vehicle was home.
  public var end = 0

  init(visits: Int, shelves: Int) {
    begins = [Int?](repeating: nil, count: visits)
    soldOut = [Int?](repeating: nil, count: shelves)
  }

  /// Of pieces that are due; 1 where none is.
  public var onTimeShare: Double { due == 0 ? 1 : Double(onTime) / Double(due) }
  /// Of the time that vehicles are out, what is driven or worked.
  public var utilisation: Double {
    let all = driving + working + waiting + broken
    return all == 0 ? 0 : Double(driving + working) / Double(all)
  }
}
