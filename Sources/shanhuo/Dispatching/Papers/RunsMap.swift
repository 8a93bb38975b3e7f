import Catalogue
import Dispatching
import Distances
import Messages
import Publishing

/// A day's runs as a map. Ways are straight lines by the toll stations that they use: nothing is known of the roads between.
struct RunsMap {
  private let runs: [DeliveryRun]
  private let catalogue: CountyCatalogue
  private let title: String
  private let projection: MapProjection

  /// - Precondition: there are runs.
  init(_ runs: [DeliveryRun], _ catalogue: CountyCatalogue, title: String) {
    self.runs = runs
    self.catalogue = catalogue
    self.title = title
    let seat = catalogue.place(catalogue.county.seat) ?? catalogue.places.first
    projection = MapProjection(around: seat.map { WGS84Point($0.position) } ?? WGS84Point(latitude: 0, longitude: 0))
  }

  /// - Throws: ``PaperFault/noPlaces``.
  func picture() throws(PaperFault) -> MapPicture {
    let stations = stationsInUse
    let places = placesInUse
    guard !places.isEmpty else { throw .noPlaces }
    let marks =
      places.map { place in
        MapPicture.Mark(
          depots.contains(place.id) ? .depot : .stop, at: projection.point(place.position), label: place.name(.ofProcess),
          isAssumed: place.position.assumed, tags: tags(place.id))
      }
      + stations.map {
        MapPicture.Mark(.station, at: projection.point($0.position), label: $0.name(.ofProcess), isAssumed: $0.position.assumed)
      }
      + landmarks.map {
        MapPicture.Mark(.landmark, at: projection.point($0.position), label: $0.name(.ofProcess), isAssumed: $0.position.assumed)
      }
    let routes = runs.enumerated().map { MapPicture.Route(letter: RunsMap.letter($0), label: label($1), points: points(of: $1)) }
    return MapPicture(
      title: title, description: say("\(runs.count) 个车次的路线图", "Map of \(runs.count) runs"), language: .ofProcess, words: words,
      marks: marks,
      routes: routes, roads: motorways, notes: notes)
  }

  private var words: MapPicture.Words {
    MapPicture.Words(
      stop: say("站点", "stop"), depot: say("车场", "depot"), station: say("收费站", "toll station"), landmark: say("乡镇", "town"),
      assumed: say("空心:位置是假定的", "hollow: position assumed"), road: say("高速", "motorway"))
  }

  private var notes: [String] {
    [
      say(
        "色块是车次字母和站序(A3:A 车第 3 站)。路线按站点与收费站直线连接,不是实际道路;坐标统一为 WGS-84。",
        "Chips give the run's letter and the number of its stop (A3: third stop of A). Ways are straight lines by stops and toll stations, not roads; positions are in WGS-84."
      )
    ]
  }

  // MARK: Marks

  private var depots: Set<Place.ID> { Set(runs.compactMap { catalogue.vehicle($0.vehicle)?.depot }) }

  private var placesInUse: [Place] {
    let ids = depots.union(runs.flatMap { $0.stops.map(\.place) })
    return catalogue.places.filter { ids.contains($0.id) }
  }

  private var stationsInUse: [TollStation] {
    let ids = Set(runs.flatMap { $0.toll.passages.flatMap { [$0.entry, $0.exit] } })
    return catalogue.tollStations.filter { ids.contains($0.id) }
  }

  private var landmarks: [Place] {
    let used = Set(placesInUse.map(\.id))
    return catalogue.places.filter { $0.kind == .town && !used.contains($0.id) }
  }

  /// `A3` for the third stop of the first run.
  private func tags(_ place: Place.ID) -> [MapPicture.Tag] {
    runs.enumerated().flatMap { route, run in
      run.stops.indices.filter { run.stops[$0].place == place }.map {
        MapPicture.Tag(route: route, text: RunsMap.letter(route) + "\($0 + 1)")
      }
    }
  }

  /// A...Z, AA...
  static func letter(_ index: Int) -> String {
    let last = String(Unicode.Scalar(UInt8(65 + index % 26)))
    return index < 26 ? last : letter(index / 26 - 1) + last
  }

  // MARK: Routes

  private func label(_ run: DeliveryRun) -> String {
    let vehicle = catalogue.vehicle(run.vehicle)?.name(.ofProcess) ?? run.vehicle
    let kilometres = RunWords.tenths(grams: run.cost.metres)
    return say(
      "\(run.id) · \(vehicle) · \(run.leavesAt.clock)-\(run.backAt.clock) · \(run.stops.count) 站 · \(kilometres) 公里",
      "\(run.id) · \(vehicle) · \(run.leavesAt.clock)-\(run.backAt.clock) · \(run.stops.count) stops · \(kilometres) km")
  }

  private func points(of run: DeliveryRun) -> [MapPicture.Point] {
    let depot = catalogue.vehicle(run.vehicle).flatMap { catalogue.place($0.depot) }.map { projection.point($0.position) }
    var points = depot.map { [$0] } ?? []
    for leg in 1...run.stops.count + 1 {
      for passage in run.toll.passages where passage.to == leg {
        points += [passage.entry, passage.exit].compactMap(catalogue.tollStation).map { projection.point($0.position) }
      }
      if leg <= run.stops.count {
        if let place = catalogue.place(run.stops[leg - 1].place) { points.append(projection.point(place.position)) }
      } else if let depot {
        points.append(depot)
      }
    }
    return points
  }

  private var motorways: [[MapPicture.Point]] {
    catalogue.roads.motorways.compactMap { motorway in
      let stations = catalogue.tollStations.flatMap { station in
        station.posts.filter { $0.motorway == motorway.id }.map { (metres: $0.metres, station: station) }
      }.sorted { $0.metres < $1.metres }
      guard stations.count > 1 else { return nil }
      return stations.map { projection.point($0.station.position) }
    }
  }
}

/// Metres east and north of a point: true along both axes, and good to a thousandth over a county.
struct MapProjection {
  private let origin: WGS84Point

  init(around origin: WGS84Point) { self.origin = origin }

  /// Of any coordinate system, to the metre.
  func point(_ position: Position) -> MapPicture.Point {
    let point = WGS84Point(position)
    let east = origin.metres(to: WGS84Point(latitude: origin.latitude, longitude: point.longitude))
    let north = origin.metres(to: WGS84Point(latitude: point.latitude, longitude: origin.longitude))
    return MapPicture.Point(
      eastMetres: Int64((point.longitude < origin.longitude ? -east : east).rounded()),
      northMetres: Int64((point.latitude < origin.latitude ? -north : north).rounded()))
  }
}
