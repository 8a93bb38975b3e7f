public import Catalogue
public import Messages

/// How far it is from every place to every place, how long it takes, and which motorway it uses; the way back may differ.
///
/// Memory: ten bytes a leg, so 900 kB for the 300 places of a county.
public struct RoadTable: Sendable {
  /// Stands where no way leads from the row's place to the column's; the same number as in the route solver's matrices.
  public static let unreachable = Int32.max
  /// Most places of a table: its matrices then take 400 MB.
  public static let placesMax = 7_000

  /// A row and a column of the table.
  public struct Stop: Sendable, Hashable {
    public var id: Place.ID
    public var name: Text
    public var position: Position

    public init(id: Place.ID, name: Text, position: Position) {
      self.id = id
      self.name = name
      self.position = position
    }

    public init(_ place: Place) { self.init(id: place.id, name: place.name, position: place.position) }

    /// No source gives its position, so that every figure of its row and column is a guess.
    public var assumed: Bool { position.assumed }
  }

  /// A motorway from the station where it is entered to the one where it is left.
  public struct Passage: Sendable, Hashable {
    public var entry: TollStation.ID
    public var exit: TollStation.ID
    /// Of motorway between them, by which tolls are worked out.
    public var metres: Int32

    public init(entry: TollStation.ID, exit: TollStation.ID, metres: Int32) {
      self.entry = entry
      self.exit = exit
      self.metres = metres
    }
  }

  /// Where the figures come from.
  public enum Origin: Sendable, Hashable {
    /// The straight line times a factor by class of road (``RoadModel``).
    case builtIn
    /// A table that somebody wrote, by its name.
    case file(String)
    /// A routing engine, by its address.
    case engine(String)
  }

  public let stops: [Stop]
  /// Row by row, from the row's place to the column's.
  public let metres: [Int32]
  public let seconds: [Int32]
  /// Every stretch of motorway that some leg uses, each once.
  public let passages: [Passage]
  /// Row by row the position in ``passages``; -1 for legs on no motorway.
  public let passageOfLeg: [Int16]
  /// Toll classes that have a rate on the table's day, by id.
  public let tollClasses: [TollRate.Class]
  /// For each toll class, in their order, fen for each passage.
  public let tollFen: [[Int32]]
  public let origin: Origin
  /// How far built-in distances lie from the published ones; nil for figures of another origin.
  public let error: CalibrationError?
  /// Why the built-in distances stand in for the figures that were asked for; nil where they do not.
  public let standIn: Text?

  private let positions: [Place.ID: Int]

  /// - Precondition: the matrices have a cell for each pair of stops, and the passages those that they name.
  public init(
    stops: [Stop], metres: [Int32], seconds: [Int32], passages: [Passage] = [], passageOfLeg: [Int16]? = nil,
    tollClasses: [TollRate.Class] = [], tollFen: [[Int32]] = [], origin: Origin, error: CalibrationError? = nil, standIn: Text? = nil
  ) {
    let cells = stops.count * stops.count
    precondition(metres.count == cells && seconds.count == cells && (passageOfLeg?.count ?? cells) == cells)
    precondition(tollFen.count == tollClasses.count && tollFen.allSatisfy { $0.count == passages.count })
    self.stops = stops
    self.metres = metres
    self.seconds = seconds
    self.passages = passages
    self.passageOfLeg = passageOfLeg ?? [Int16](repeating: -1, count: cells)
    self.tollClasses = tollClasses
    self.tollFen = tollFen
    self.origin = origin
    self.error = error
    self.standIn = standIn
    positions = Dictionary(stops.enumerated().map { ($1.id, $0) }) { first, _ in first }
  }

  public var size: Int { stops.count }

  /// The row and column of a place; nil where the table lacks it.
  public func index(of place: Place.ID) -> Int? { positions[place] }

  public func metres(from: Int, to: Int) -> Int32 { metres[from * size + to] }
  public func seconds(from: Int, to: Int) -> Int32 { seconds[from * size + to] }

  /// The motorway that a leg uses; nil for none.
  public func passage(from: Int, to: Int) -> Passage? {
    let index = Int(passageOfLeg[from * size + to])
    return index < 0 ? nil : passages[index]
  }

  /// What a vehicle of a toll class pays on a leg, in fen; zero where the leg uses no motorway or the class has no rate.
  public func tollFen(_ tollClass: TollRate.Class, from: Int, to: Int) -> Int32 {
    let index = Int(passageOfLeg[from * size + to])
    guard index >= 0, let row = tollClasses.firstIndex(of: tollClass) else { return 0 }
    return tollFen[row][index]
  }

  /// Row by row what a vehicle of a toll class pays, in fen.
  public func tollMatrix(_ tollClass: TollRate.Class) -> [Int32] {
    guard let row = tollClasses.firstIndex(of: tollClass) else { return [Int32](repeating: 0, count: passageOfLeg.count) }
    let fen = tollFen[row]
    return passageOfLeg.map { $0 < 0 ? 0 : fen[Int($0)] }
  }

  /// Whether a leg begins or ends at an assumed position.
  public func isAssumed(from: Int, to: Int) -> Bool { stops[from].assumed || stops[to].assumed }
}
