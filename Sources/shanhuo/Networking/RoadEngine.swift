import Catalogue
import Distances
import Glibc
import Measures
import Messages

/// A routing engine at an address, asked with patience: what may pass is asked again after a while.
struct RoadEngine {
  /// Waits before the second and the third try, in milliseconds; each is doubled from the one before it.
  static let backoffMilliseconds = [250, 1000]
  /// A place this far from the nearest road is told.
  static let snapMetresMax: Int32 = 500

  private let client: HTTPClient
  private let address: String

  init(_ address: String, timeoutMilliseconds: Int) throws(RoadEngineFault) {
    guard let parsed = HTTPAddress(address) else { throw .notAnAddress(address) }
    self.address = address
    client = HTTPClient(address: parsed, timeoutMilliseconds: timeoutMilliseconds)
  }

  /// The engine's table; says on stderr how often it had to be asked again, and which places lie far from its roads.
  func table(_ catalogue: CountyCatalogue, _ places: [Place], on day: Day) throws(RoadEngineFault) -> RoadTable {
    let (table, snaps) = try RoadTable.engine(catalogue, places: places, on: day, address: address) { path throws(RoadEngineFault) in
      try ask(path)
    }
    for (place, metres) in zip(places, snaps) where metres > RoadEngine.snapMetresMax {
      Terminal.note(
        say(
          "\(place.name.zh) 离引擎地图上最近的路 \(metres) 米。", "\(place.name.en) lies \(metres) m from the nearest road of the engine's map."))
    }
    return table
  }

  private func ask(_ path: String) throws(RoadEngineFault) -> [UInt8] {
    for wait in RoadEngine.backoffMilliseconds {
      do throws(RoadEngineFault) { return try client.get(path) } catch {
        guard error.mayPass else { throw error }
        Terminal.note(error.text(.ofProcess) + say(" \(wait) 毫秒后再问。", " Asking again in \(wait) ms."))
        usleep(UInt32(wait) * 1000)
      }
    }
    return try client.get(path)
  }
}
