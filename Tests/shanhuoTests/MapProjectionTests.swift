import Catalogue
import Distances
import Publishing
import Testing

@testable import shanhuo

@Suite("The projection of a map")
struct MapProjectionTests {
  private let origin = WGS84Point(latitude: 32.2668, longitude: 111.6339)

  private func position(_ latitude: Double, _ longitude: Double, _ system: Position.System) -> Position {
    Position(
      microdegreesLatitude: Int64((latitude * 1_000_000).rounded()), microdegreesLongitude: Int64((longitude * 1_000_000).rounded()),
      system: system, assumed: false, source: "")
  }

  @Test("has the same spot at the same point, whether it is given in WGS-84 or in GCJ-02")
  func systems() {
    let projection = MapProjection(around: origin)
    let spot = WGS84Point(latitude: 32.31, longitude: 111.48)
    let shifted = GCJ02Point(spot)
    let one = projection.point(position(spot.latitude, spot.longitude, .wgs84))
    let other = projection.point(position(shifted.latitude, shifted.longitude, .gcj02))
    #expect(abs(one.eastMetres - other.eastMetres) <= 1)
    #expect(abs(one.northMetres - other.northMetres) <= 1)
    // Taken as it stands, it would lie some hundreds of metres off.
    let unconverted = projection.point(position(shifted.latitude, shifted.longitude, .wgs84))
    #expect(abs(one.eastMetres - unconverted.eastMetres) > 100)
  }

  @Test("measures metres to the east and to the north, and below zero to the west and to the south")
  func metres() {
    let projection = MapProjection(around: origin)
    let there = projection.point(position(32.1668, 111.5339, .wgs84))
    #expect(abs(there.northMetres + 11_119) <= 2)
    #expect(abs(there.eastMetres + 9_402) <= 5)
    #expect(projection.point(position(32.2668, 111.6339, .wgs84)) == MapPicture.Point(eastMetres: 0, northMetres: 0))
  }

  @Test("goes with letters that go on after Z")
  func letters() {
    #expect([0, 25, 26, 51, 52, 701, 702].map(RunsMap.letter) == ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"])
  }
}
