public import Catalogue
public import Measures
import Messages

extension RoadTable {
  /// The table that a routing engine answers question by question.
  ///
  /// An engine tells neither motorways nor tolls: legs take to the motorway where the built-in distances do.
  ///
  /// - Parameters:
  ///   - address: of the engine, for the table's origin.
  ///   - positionsMax: positions of one question; halved for as long as the engine finds that too many.
  ///   - ask: sends a question's path and returns the body of the answer.
  public static func engine(
    _ catalogue: CountyCatalogue, places: [Place], on day: Day, address: String, positionsMax: Int = OSRMQuestion.positionsMax,
    ask: (String) throws(RoadEngineFault) -> [UInt8]
  ) throws(RoadEngineFault) -> (table: RoadTable, snapMetres: [Int32]) {
    let points = places.map { WGS84Point($0.position) }
    var size = max(2, positionsMax)
    while true {
      do throws(RoadEngineFault) {
        let (metres, seconds, snaps) = try answers(points, positionsMax: size, ask)
        try requireDistances(metres, seconds, snaps, places, points)
        let table = RoadTable(
          stops: places.map(Stop.init), metres: metres, seconds: seconds, motorwaysOf: .builtIn(catalogue, places: places, on: day),
          origin: .engine(address))
        return (table, snaps)
      } catch {
        guard case .refused("TooBig", _) = error, size > 2 else { throw error }
        size = max(2, size / 2)
      }
    }
  }

  private static func answers(
    _ points: [WGS84Point], positionsMax: Int, _ ask: (String) throws(RoadEngineFault) -> [UInt8]
  ) throws(RoadEngineFault) -> (metres: [Int32], seconds: [Int32], snaps: [Int32]) {
    let count = points.count
    var metres = [Int32](repeating: unreachable, count: count * count)
    var seconds = metres
    var snaps = [Int32](repeating: 0, count: count)
    for question in OSRMQuestion.all(count, positionsMax: positionsMax) {
      let width = question.columns.count
      let answer = try OSRMAnswer(try ask(question.path(points)), rows: question.rows.count, columns: width)
      for (index, row) in question.rows.enumerated() {
        let cells = index * width..<(index + 1) * width
        let place = row * count + question.columns.lowerBound
        metres.replaceSubrange(place..<place + width, with: answer.metres[cells])
        seconds.replaceSubrange(place..<place + width, with: answer.seconds[cells])
        snaps[row] = max(snaps[row], answer.snapMetres[index])
      }
    }
    for index in 0..<count {
      metres[index * count + index] = 0
      seconds[index * count + index] = 0
    }
    return (metres, seconds, snaps)
  }

  /// Below this nobody minds whether two places lie at one point of the engine's roads.
  private static let neighboursMetres = 100.0

  /// Where places lie apart, it takes metres and seconds from one to the other, unless the engine took both to one point of its roads.
  private static func requireDistances(
    _ metres: [Int32], _ seconds: [Int32], _ snaps: [Int32], _ places: [Place], _ points: [WGS84Point]
  ) throws(RoadEngineFault) {
    let count = points.count
    for cell in metres.indices where metres[cell] == 0 || seconds[cell] == 0 {
      let (from, to) = (cell / count, cell % count)
      let apart = points[from].metres(to: points[to])
      guard from == to || apart <= neighboursMetres + Double(snaps[from]) + Double(snaps[to]) else {
        throw .noDistance(from: places[from].id, to: places[to].id, apartMetres: Int(apart))
      }
    }
  }

  /// A table with the motorways and tolls of another over the same places.
  init(stops: [Stop], metres: [Int32], seconds: [Int32], motorwaysOf other: RoadTable, origin: Origin) {
    self.init(
      stops: stops, metres: metres, seconds: seconds, passages: other.passages, passageOfLeg: other.passageOfLeg,
      tollClasses: other.tollClasses, tollFen: other.tollFen, origin: origin)
  }

  /// The legs on which no way leads, or of which a file says nothing: row and column of each.
  public var missingLegs: [(from: Int, to: Int)] {
    metres.indices.filter { metres[$0] == RoadTable.unreachable }.map { ($0 / size, $0 % size) }
  }
}
