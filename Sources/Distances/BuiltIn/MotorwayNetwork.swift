import Catalogue

/// How far it is along motorways from each toll station to each other.
struct MotorwayNetwork {
  /// Stations and junctions, as the Catalogue has them.
  let stations: [TollStation]
  /// Row by row, nil where no motorway leads.
  private let metres: [Int64?]

  /// Neighbours along each motorway by their posts, then the shortest way over all (Floyd 1962, Warshall 1962).
  init(_ roads: RoadFacts) {
    let stations = roads.tollStations
    let count = stations.count
    var metres = [Int64?](repeating: nil, count: count * count)
    for index in 0..<count { metres[index * count + index] = 0 }
    for motorway in roads.motorways {
      let posts = stations.indices.flatMap { index in
        stations[index].posts.filter { $0.motorway == motorway.id }.map { (station: index, metres: $0.metres) }
      }.sorted { ($0.metres, $0.station) < ($1.metres, $1.station) }
      for (near, far) in zip(posts, posts.dropFirst()) {
        for (a, b) in [(near.station, far.station), (far.station, near.station)] {
          metres[a * count + b] = min(metres[a * count + b] ?? .max, far.metres - near.metres)
        }
      }
    }
    for middle in 0..<count {
      for from in 0..<count {
        guard let first = metres[from * count + middle] else { continue }
        for to in 0..<count {
          guard let second = metres[middle * count + to] else { continue }
          metres[from * count + to] = min(metres[from * count + to] ?? .max, first + second)
        }
      }
    }
    self.stations = stations
    self.metres = metres
  }

  func metres(from: Int, to: Int) -> Int64? { metres[from * stations.count + to] }

  func metres(from: TollStation.ID, to: TollStation.ID) -> Int64? {
    guard let first = stations.firstIndex(where: { $0.id == from }), let second = stations.firstIndex(where: { $0.id == to }) else {
      return nil
    }
    return metres(from: first, to: second)
  }

  /// Where vehicles get on and off.
  var gates: [Int] { stations.indices.filter { !stations[$0].isJunction } }
}
