public import Catalogue

/// Works out road distances from positions: the straight line, in stretches by class of road, each times the factor of its class.
///
/// A way begins and ends in a village on a village road for a few kilometres of the line, never more than half of it. The rest is national
/// road where the national road joins the towns of both ends, and county road elsewhere and within one town.
///
/// The factors are fitted to published distances by least squares: with straight kilometres `d[i][c]` of class `c` on the way of the
/// published distance `k[i]`, the factors `f` make
///
///     Σ_i ((Σ_c f[c] d[i][c] − k[i]) / k[i])² + λ Σ_c ((f[c] − g[c]) / g[c])²
///
/// least, where `g` are the Catalogue's own and λ = 0.01: a class that no published distance reaches keeps the Catalogue's factor, and
/// one distance all but settles it (ridge regression: Hoerl and Kennard 1970). Only distances whose two ends have sourced positions take
/// part; the others are compared with, and that is told.
public struct RoadModel: Sendable {
  /// What the Catalogue's own factor weighs beside one published distance.
  static let ownWeight = 0.01

  /// Straight metres by class of road.
  struct Stretches {
    var national = 0.0
    var county = 0.0
    var village = 0.0

    subscript(kind: RoadClass.Kind) -> Double {
      switch kind {
      case .motorway: 0
      case .national: national
      case .county: county
      case .village: village
      }
    }
  }

  /// What of a place decides which roads lead there.
  struct End {
    var direction: WGS84Point.Direction
    var isVillage: Bool
    var town: Place.ID
    var isOnNationalRoad: Bool
  }

  struct Speed {
    /// Metres of road per straight metre.
    var factor: Double
    var metresPerSecond: Double
  }

  private let nationalPlaces: Set<Place.ID>
  private let villageReach: Double
  private(set) var speeds: [RoadClass.Kind: Speed]
  /// How far the model lies from the published distances.
  public private(set) var error = CalibrationError(pairs: [])

  /// - Parameter places: where the ends of published distances are looked up.
  public init(_ roads: RoadFacts, places: [Place]) {
    nationalPlaces = Set(roads.roadClass(.national)?.places ?? [])
    villageReach = Double(roads.roadClass(.village)?.reachMetres ?? 0)
    speeds = Dictionary(
      uniqueKeysWithValues: RoadClass.Kind.allCases.map { kind in
        let known = roads.roadClass(kind)
        return (
          kind,
          Speed(
            factor: Double(known?.detourThousandths ?? 1400) / 1000, metresPerSecond: Double(known?.kilometresPerHour ?? 30) * 1000 / 3600)
        )
      })
    calibrate(roads.publishedDistances, Dictionary(places.map { ($0.id, $0) }) { first, _ in first })
  }

  public init(_ catalogue: CountyCatalogue) { self.init(catalogue.roads, places: catalogue.places) }

  /// Metres of road per thousand straight metres, rounded to the nearest.
  public func factorThousandths(_ kind: RoadClass.Kind) -> Int64 { Int64(((speeds[kind]?.factor ?? 0) * 1000).rounded()) }

  /// Metres and seconds without motorways, both rounded to the nearest.
  public func leg(from: Place, to: Place) -> (metres: Int32, seconds: Int32) {
    let leg = leg(from: end(from), to: end(to))
    return (Int32(leg.metres.rounded()), Int32(leg.seconds.rounded()))
  }

  // MARK: Stretches

  func end(_ place: Place) -> End {
    let town = place.town ?? place.id
    return End(
      direction: WGS84Point(place.position).direction, isVillage: place.kind == .village || place.kind == .community, town: town,
      isOnNationalRoad: nationalPlaces.contains(town) || nationalPlaces.contains(place.id))
  }

  func stretches(from: End, to: End) -> Stretches {
    let straight = from.direction.metres(to: to.direction)
    let half = straight / 2
    let village = (from.isVillage ? min(villageReach, half) : 0) + (to.isVillage ? min(villageReach, half) : 0)
    let isNational = from.isOnNationalRoad && to.isOnNationalRoad && from.town != to.town
    return Stretches(
      national: isNational ? straight - village : 0, county: isNational ? 0 : straight - village, village: village)
  }

  func leg(from: End, to: End) -> (metres: Double, seconds: Double) {
    let stretches = stretches(from: from, to: to)
    var (metres, seconds) = (0.0, 0.0)
    for kind in [RoadClass.Kind.national, .county, .village] {
      guard let speed = speeds[kind] else { continue }
      metres += stretches[kind] * speed.factor
      seconds += stretches[kind] * speed.factor / speed.metresPerSecond
    }
    return (metres, seconds)
  }

  // MARK: Calibration

  private mutating func calibrate(_ published: [PublishedDistance], _ places: [Place.ID: Place]) {
    let pairs = published.compactMap { distance -> (distance: PublishedDistance, from: Place, to: Place)? in
      guard let from = places[distance.from], let to = places[distance.to] else { return nil }
      return (distance, from, to)
    }
    let fitted = pairs.filter { !$0.from.position.assumed && !$0.to.position.assumed }
    let kinds = [RoadClass.Kind.national, .county, .village]
    let own = kinds.map { speeds[$0]?.factor ?? 1 }
    let factors = LeastSquares.solve(
      rows: fitted.map { pair in
        let stretches = stretches(from: end(pair.from), to: end(pair.to))
        return kinds.map { stretches[$0] / Double(pair.distance.metres) }
      }, values: fitted.map { _ in 1 }, own: own, ownWeight: RoadModel.ownWeight)
    for (kind, factor) in zip(kinds, factors) { speeds[kind]?.factor = max(1, factor) }
    error = CalibrationError(
      pairs: pairs.map { pair in
        CalibrationError.Pair(
          published: pair.distance, metres: Int64(leg(from: end(pair.from), to: end(pair.to)).metres.rounded()),
          isFitted: !pair.from.position.assumed && !pair.to.position.assumed)
      })
  }
}

/// Small systems of linear least squares by their normal equations.
enum LeastSquares {
  /// The `f` that make `Σ_i (Σ_c f[c] rows[i][c] − values[i])² + ownWeight Σ_c ((f[c] − own[c]) / own[c])²` least.
  ///
  /// - Precondition: `own` is above zero, as is `ownWeight`: then the equations have one solution.
  static func solve(rows: [[Double]], values: [Double], own: [Double], ownWeight: Double) -> [Double] {
    let size = own.count
    var matrix = [[Double]](repeating: [Double](repeating: 0, count: size + 1), count: size)
    for column in 0..<size {
      let weight = ownWeight / (own[column] * own[column])
      matrix[column][column] += weight
      matrix[column][size] += weight * own[column]
    }
    for (row, value) in zip(rows, values) {
      for first in 0..<size {
        for second in 0..<size { matrix[first][second] += row[first] * row[second] }
        matrix[first][size] += row[first] * value
      }
    }
    return eliminated(matrix)
  }

  /// Gauss's elimination; the matrix is positive definite, so that no row need change its place.
  private static func eliminated(_ equations: [[Double]]) -> [Double] {
    var matrix = equations
    let size = matrix.count
    for pivot in 0..<size {
      for row in 0..<size where row != pivot {
        let factor = matrix[row][pivot] / matrix[pivot][pivot]
        for column in pivot...size { matrix[row][column] -= factor * matrix[pivot][column] }
      }
    }
    return (0..<size).map { matrix[$0][size] / matrix[$0][$0] }
  }
}
