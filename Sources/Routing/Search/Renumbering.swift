/// Another order of places and stops, in which those that are near one another have numbers near one another. A stop's neighbours then lie
/// on few lines of the processor's cache, in the matrices' rows as in the plan's lists.
struct Renumbering {
  /// By new number: the old one.
  let places: [Int]
  let stops: [Int]
  /// By old number: the new one.
  let newPlace: [Int]
  let newStop: [Int]

  /// Follows the nearest place not yet numbered, from the first vehicle's start on.
  init(_ problem: Problem) {
    let profile = problem.profiles[0]
    let size = profile.size
    var tour: [Int] = []
    tour.reserveCapacity(size)
    var rest = Array(0..<size)
    var at = size > 0 ? problem.vehicles[0].start : 0
    if size > 0 {
      rest.swapAt(at, size - 1)
      rest.removeLast()
      tour.append(at)
    }
    profile.metres.withUnsafeBufferPointer { metres in
      while !rest.isEmpty {
        var nearest = 0
        var least = Int32.max
        for (index, place) in rest.enumerated() {
          let leg = metres[at &* size &+ place]
          if leg < least {
            least = leg
            nearest = index
          }
        }
        at = rest[nearest]
        rest[nearest] = rest[rest.count - 1]
        rest.removeLast()
        tour.append(at)
      }
    }
    places = tour
    newPlace = Renumbering.inverse(tour)
    let rank = newPlace
    stops = problem.stops.indices.sorted { (rank[problem.stops[$0].place], $0) < (rank[problem.stops[$1].place], $1) }
    newStop = Renumbering.inverse(stops)
  }

  private static func inverse(_ order: [Int]) -> [Int] {
    var inverse = [Int](repeating: 0, count: order.count)
    for (new, old) in order.enumerated() { inverse[old] = new }
    return inverse
  }
}
