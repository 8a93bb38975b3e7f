import Catalogue
import Distances
import Measures
import Tabular
import Testing

@Suite("A written table of distances")
struct MatrixFileTests {
  private let header = "from,to,metres,seconds,toll_station_in,toll_station_out\n"

  private func read(_ text: String) throws -> RoadTable { try MatrixFile.read(reader(text), named: "table.csv", county, on: day) }

  /// Faults as `code line:column`.
  private func faults(_ text: String) -> [String] {
    do {
      _ = try MatrixFile.read(reader(text), named: "table.csv", county, on: day)
      return []
    } catch {
      return error.faults.map { "\($0.code) \($0.line):\($0.column)" }
    }
  }

  @Test("may be longer one way than the other, names places as people do, and lacks pairs that are told")
  func asymmetric() throws {
    let table = try read(
      header + "城关镇,襄阳市,77000,5400,gucheng,xiangyang-north\nxiangyang,chengguan,78000,5500,,\nchengguan,老河口市,20000,1800,,\n")
    #expect(table.stops.map(\.id) == ["chengguan", "xiangyang", "laohekou"])
    #expect(table.metres(from: 0, to: 1) == 77_000 && table.metres(from: 1, to: 0) == 78_000 && table.seconds(from: 0, to: 2) == 1800)
    #expect(table.passage(from: 0, to: 1)?.entry == "gucheng" && table.passage(from: 1, to: 0) == nil)
    #expect(table.tollFen("truck-1", from: 0, to: 1) > 0 && table.tollFen("truck-1", from: 1, to: 0) == 0)
    #expect(table.missingLegs.map { [$0.from, $0.to] } == [[1, 2], [2, 0], [2, 1]])
    #expect(table.origin == .file("table.csv") && table.error == nil)
  }

  @Test("without columns of stations takes the motorways that the built-in distances take")
  func withoutStations() throws {
    let table = try read("from,to,metres,seconds\nchengguan,xiangyang,77000,5400\nxiangyang,chengguan,77000,5400\n")
    #expect(table.passage(from: 0, to: 1)?.exit == "xiangyang-north")
  }

  @Test(
    "is told its faults with line and column",
    arguments: [
      ("", ["E-TAB-008 1:0"]), ("from,to,metres\n", ["E-TAB-010 1:0"]), ("from,to,metres,seconds,colour\n", ["E-TAB-009 1:5"]),
      ("from,to,metres,seconds\n", ["E-DST-010 2:0"]),
      ("from,to,metres,seconds\nchengguan,atlantis,1,1\n", ["E-DST-001 2:2"]),
      ("from,to,metres,seconds\natlantis,lemuria,x,1\n", ["E-DST-001 2:1", "E-DST-001 2:2", "E-DST-003 2:3"]),
      ("from,to,metres,seconds\nchengguan,xiangyang,-1,1.5\n", ["E-DST-003 2:3", "E-DST-003 2:4"]),
      ("from,to,metres,seconds\nchengguan,xiangyang,100000001,\n", ["E-DST-003 2:3", "E-DST-003 2:4"]),
      ("from,to,metres,seconds\nchengguan,xiangyang,1,1\n\n城关镇,襄阳市,2,2\n", ["E-DST-004 4:1"]),
      ("from,to,metres,seconds\nchengguan,chengguan,1,0\n", ["E-DST-005 2:2"]),
      ("from,to,metres,seconds\nchengguan,xiangyang,1\n", ["E-TAB-007 2:3"]),
      ("from,to,metres,seconds\nchengguan,xiangyang,1,1", ["E-TAB-014 2:4"]),
    ])
  func bad(text: String, found: [String]) { #expect(faults(text) == found) }

  @Test("is told which toll stations it has wrong")
  func badStations() {
    #expect(faults(header + "chengguan,xiangyang,1,1,nowhere,gucheng\n") == ["E-DST-006 2:5"])
    #expect(faults(header + "chengguan,xiangyang,1,1,gucheng,doupodian\n") == ["E-DST-006 2:6"])
    #expect(faults(header + "chengguan,xiangyang,1,1,gucheng,\n") == ["E-DST-007 2:6"])
    #expect(faults(header + "chengguan,xiangyang,1,1,gucheng,gucheng\n") == ["E-DST-008 2:5"])
  }

  @Test("stops after a hundred faults")
  func many() {
    let rows = (0..<1000).map { "nowhere-\($0),chengguan,1,1\n" }.joined()
    #expect(faults("from,to,metres,seconds\n" + rows).count == 100)
  }
}
