import Catalogue
import Distances
import Measures
import Testing

@Suite("Positions")
struct PositionTests {
  /// From the tests of eviltransform (googollee and others), WGS-84 before GCJ-02.
  static let published: [(WGS84Point, GCJ02Point)] = [
    (WGS84Point(latitude: 31.1774276, longitude: 121.5272106), GCJ02Point(latitude: 31.17530398364597, longitude: 121.531541859215)),
    (WGS84Point(latitude: 22.543847, longitude: 113.912316), GCJ02Point(latitude: 22.540796131694766, longitude: 113.9171764808363)),
    (WGS84Point(latitude: 39.911954, longitude: 116.377817), GCJ02Point(latitude: 39.91334545536069, longitude: 116.38404722455657)),
  ]

  @Test("are shifted as the published vectors have it, and come back within a millimetre", arguments: published)
  func gcj02(point: WGS84Point, shifted: GCJ02Point) {
    let found = GCJ02Point(point)
    #expect(metres(found, shifted) < 1)
    #expect(shifted.wgs84.metres(to: point) < 1)
    #expect(found.wgs84.metres(to: point) < 0.001)
  }

  private func metres(_ a: GCJ02Point, _ b: GCJ02Point) -> Double {
    WGS84Point(latitude: a.latitude, longitude: a.longitude).metres(to: WGS84Point(latitude: b.latitude, longitude: b.longitude))
  }

  @Test(
    "come back from GCJ-02 within a millimetre everywhere in the box that is shifted, and a step inside its edge", arguments: [7, 8, 9])
  func thereAndBack(seed: UInt64) {
    var random = RandomStream(seed: seed)
    for _ in 0..<2_000 {
      let point = WGS84Point(
        latitude: Double(random.int(in: 900_000...55_700_000)) / 1e6, longitude: Double(random.int(in: 72_100_000...137_700_000)) / 1e6)
      let back = GCJ02Point(point).wgs84
      #expect(back.metres(to: point) < 0.001, "seed \(seed): \(point)")
    }
  }

  @Test("outside of that box are not shifted")
  func abroad() {
    let point = WGS84Point(latitude: 48.8566, longitude: 2.3522)
    #expect(GCJ02Point(point) == GCJ02Point(latitude: 48.8566, longitude: 2.3522))
    #expect(GCJ02Point(point).wgs84 == point)
  }

  @Test("are as far apart as the great circle is long")
  func greatCircle() {
    func metres(_ a: (Double, Double), _ b: (Double, Double)) -> Double {
      WGS84Point(latitude: a.0, longitude: a.1).metres(to: WGS84Point(latitude: b.0, longitude: b.1))
    }
    let quarter = WGS84Point.earthRadiusMetres * .pi / 2
    #expect(abs(metres((0, 0), (0, 90)) - quarter) < 0.01)
    #expect(abs(metres((0, 0), (90, 17)) - quarter) < 0.01)
    #expect(abs(metres((0, 0), (0, 1)) - quarter / 90) < 0.01)
    #expect(metres((32.2, 111.6), (32.2, 111.6)) == 0)
    // 襄阳 and 老河口 from the county seat, as the table of published distances has their straight lines.
    #expect(abs(metres((32.26604, 111.63476), (32.0422, 112.14479)) - 54_100) < 100)
    #expect(abs(metres((32.26604, 111.63476), (32.38583, 111.66778)) - 13_700) < 100)
  }

  @Test("in GCJ-02 are brought to WGS-84 before anything is measured")
  func systems() {
    let wgs84 = Position(
      microdegreesLatitude: 32_266_040, microdegreesLongitude: 111_634_760, system: .wgs84, assumed: false, source: "")
    let shifted = GCJ02Point(WGS84Point(wgs84))
    let gcj02 = Position(
      microdegreesLatitude: Int64((shifted.latitude * 1e6).rounded()), microdegreesLongitude: Int64((shifted.longitude * 1e6).rounded()),
      system: .gcj02, assumed: false, source: "")
    #expect(WGS84Point(gcj02).metres(to: WGS84Point(wgs84)) < 0.2)
  }
}
