public import Catalogue
public import Measures
public import Messages

extension RoadTable {
  /// Seconds at a toll station, on the way in and again on the way out. Assumed.
  static let stationSeconds = 60.0
  /// What a motorway must save before a leg takes to it, in seconds. Assumed.
  static let motorwaySavesSeconds = 300.0

  /// The table of the built-in distances.
  ///
  /// A leg takes to the motorway where that saves five minutes; the way to the station and from it is that of ``RoadModel``. A motorway's own
  /// length is told by the posts of its stations, not by straight lines.
  ///
  /// - Parameters:
  ///   - day: whose toll rates hold.
  ///   - motorways: false for vehicles that keep off them.
  ///   - standIn: why these figures stand in for others.
  public static func builtIn(
    _ catalogue: CountyCatalogue, places: [Place], on day: Day, motorways: Bool = true, standIn: Text? = nil
  ) -> RoadTable {
    let model = RoadModel(catalogue)
    let network = MotorwayNetwork(catalogue.roads)
    let ends = places.map(model.end)
    let count = places.count
    var metres = [Int32](repeating: 0, count: count * count)
    var seconds = metres
    var ways = motorways ? MotorwayWays(network, model, ends) : nil
    var passageOfLeg = [Int16](repeating: -1, count: count * count)
    for from in 0..<count {
      for to in 0..<count where to != from {
        let cell = from * count + to
        var leg = model.leg(from: ends[from], to: ends[to])
        if let way = ways?.fastest(from: from, to: to, below: leg.seconds - motorwaySavesSeconds) {
          leg = (way.metres, way.seconds)
          passageOfLeg[cell] = way.passage
        }
        metres[cell] = Int32(leg.metres.rounded())
        seconds[cell] = Int32(leg.seconds.rounded())
      }
    }
    let passages = ways?.passages ?? []
    let tolls = Tolls(catalogue.roads, on: day, passages)
    return RoadTable(
      stops: places.map(Stop.init), metres: metres, seconds: seconds, passages: passages, passageOfLeg: passageOfLeg,
      tollClasses: tolls.classes, tollFen: tolls.fen, origin: .builtIn, error: model.error, standIn: standIn)
  }
}

/// What each toll class pays for each passage on a day.
struct Tolls {
  var classes: [TollRate.Class]
  var fen: [[Int32]]

  init(_ roads: RoadFacts, on day: Day, _ passages: [RoadTable.Passage]) {
    let rates = roads.tollClasses.compactMap { roads.tollRate($0, on: day) }
    classes = rates.map(\.tollClass)
    fen = rates.map { rate in
      // A passage is shorter than Int32.max metres and a rate below 100 yuan, so that a toll fits 64 bits.
      passages.map { Int32(clamping: (try? rate.toll(metres: Int64($0.metres)))?.fen ?? 0) }
    }
  }
}

/// The fastest way over motorways between places, with the passages that were used so far.
struct MotorwayWays {
  private(set) var passages: [RoadTable.Passage] = []
  private var known: [Int: Int16] = [:]
  private let network: MotorwayNetwork
  private let gates: [Int]
  /// Place by place to or from each gate.
  private let access: [[(metres: Double, seconds: Double)]]
  /// For each place and each gate as an exit, the entry that is fastest, and metres and seconds up to that exit.
  private let best: [[(entry: Int, metres: Double, seconds: Double)?]]

  init?(_ network: MotorwayNetwork, _ model: RoadModel, _ ends: [RoadModel.End]) {
    let gates = network.gates
    guard gates.count > 1, let speed = model.speeds[.motorway] else { return nil }
    let access = ends.map { end in
      gates.map { gate in
        // Stations lie where the roads around are, and so at the end of a national road for whoever comes along one.
        let station = RoadModel.End(
          direction: WGS84Point(network.stations[gate].position).direction, isVillage: false, town: "",
          isOnNationalRoad: end.isOnNationalRoad)
        return model.leg(from: end, to: station)
      }
    }
    best = access.map { legs in
      gates.indices.map { exit in
        var found: (entry: Int, metres: Double, seconds: Double)?
        for entry in gates.indices where entry != exit {
          guard let metres = network.metres(from: gates[entry], to: gates[exit]) else { continue }
          let seconds = legs[entry].seconds + Double(metres) / speed.metresPerSecond + 2 * RoadTable.stationSeconds
          if seconds < found?.seconds ?? .infinity { found = (entry, legs[entry].metres + Double(metres), seconds) }
        }
        return found
      }
    }
    self.network = network
    self.gates = gates
    self.access = access
  }

  mutating func fastest(from: Int, to: Int, below limit: Double) -> (metres: Double, seconds: Double, passage: Int16)? {
    var found: (entry: Int, exit: Int, metres: Double, seconds: Double)?
    for exit in gates.indices {
      guard let way = best[from][exit] else { continue }
      let seconds = way.seconds + access[to][exit].seconds
      if seconds < found?.seconds ?? limit { found = (way.entry, exit, way.metres + access[to][exit].metres, seconds) }
    }
    guard let found, let passage = passage(gates[found.entry], gates[found.exit]) else { return nil }
    return (found.metres, found.seconds, passage)
  }

  /// The passage's position in ``passages``; nil where those that fit are used up.
  private mutating func passage(_ entry: Int, _ exit: Int) -> Int16? {
    let key = entry * network.stations.count + exit
    if let index = known[key] { return index }
    guard let metres = network.metres(from: entry, to: exit), let index = Int16(exactly: passages.count) else { return nil }
    passages.append(.init(entry: network.stations[entry].id, exit: network.stations[exit].id, metres: Int32(clamping: metres)))
    known[key] = index
    return index
  }
}
