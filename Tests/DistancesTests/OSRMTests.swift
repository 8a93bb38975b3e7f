import Catalogue
import Distances
import Measures
import Testing

@Suite("A routing engine's answers")
struct OSRMTests {
  private func fault(_ text: String, rows: Int = 2, columns: Int = 2) -> RoadEngineFault? {
    do {
      _ = try OSRMAnswer(Array(text.utf8), rows: rows, columns: columns)
      return nil
    } catch { return error }
  }

  /// As osrm-routed 26.10 writes it, of a map with a one-way street.
  @Test("are read as the engine writes them; a way that does not exist is unreachable")
  func real() throws {
    let text = """
      {"code":"Ok","distances":[[0,2050.6],[null,0]],"destinations":[{"hint":"AA","location":[111.63,32.26],"name":"","distance":0},\
      {"hint":"AA","location":[111.64,32.27],"name":"","distance":0}],"durations":[[0,113.4],[null,0]],\
      "sources":[{"hint":"AA","location":[111.63,32.26],"name":"","distance":12.6},{"hint":"AA","location":[111.64,32.27],"name":"","distance":0}]}
      """
    let answer = try OSRMAnswer(Array(text.utf8), rows: 2, columns: 2)
    #expect(answer.metres == [0, 2051, RoadTable.unreachable, 0] && answer.seconds == [0, 113, RoadTable.unreachable, 0])
    #expect(answer.snapMetres == [13, 0])
  }

  @Test("that are no table are told what they are")
  func garbage() {
    #expect(fault("<html>502 Bad Gateway</html>")?.code == "E-DST-011")
    #expect(fault("")?.code == "E-DST-011")
    #expect(fault("{\"code\":\"Ok\"")?.code == "E-DST-011")
    #expect(fault("{\"code\":\"Ok\"}") == .notATable("durations ?"))
    #expect(fault("{\"code\":\"Ok\",\"durations\":[[0]]}", rows: 1, columns: 1) == .notATable("distances ?"))
    #expect(fault("{\"code\":\"Ok\",\"durations\":\"soon\",\"distances\":[[0]]}", rows: 1, columns: 1)?.code == "E-DST-011")
    #expect(fault("{\"code\":\"NoTable\",\"message\":\"no way\"}") == .refused(code: "NoTable", message: "no way"))
    #expect(fault(String(repeating: "[", count: 100_000))?.code == "E-DST-011")
  }

  @Test("of another size, or with numbers that are no distance, are told where")
  func wrong() {
    func answer(_ durations: String, _ distances: String) -> RoadEngineFault? {
      fault("{\"code\":\"Ok\",\"durations\":\(durations),\"distances\":\(distances)}")
    }
    #expect(answer("[[0,1]]", "[[0,1],[1,0]]") == .wrongSize(rows: 1, columns: 2, expected: 2, 2))
    #expect(answer("[[0,1],[1,0]]", "[[0,1],[1]]") == .wrongSize(rows: 2, columns: 1, expected: 2, 2))
    #expect(answer("[[0,1],[-1,0]]", "[[0,1],[1,0]]") == .badNumber(row: 1, column: 0))
    #expect(answer("[[0,1],[1,0]]", "[[0,1e30],[1,0]]") == .badNumber(row: 0, column: 1))
    #expect(answer("[[0,1],[1,0]]", "[[0,null],[1,0]]") == .halfACell(row: 0, column: 1))
    #expect(answer("[[0,null],[1,0]]", "[[0,null],[1,0]]") == nil)
  }

  @Test(
    "come in pieces that make up the table once and no cell twice",
    arguments: [(1, 100), (100, 100), (101, 100), (37, 6), (5, 2), (0, 100)])
  func pieces(count: Int, positionsMax: Int) {
    var seen = [Int](repeating: 0, count: count * count)
    for question in OSRMQuestion.all(count, positionsMax: positionsMax) {
      let positions = question.rows == question.columns ? question.rows.count : question.rows.count + question.columns.count
      #expect(positions <= positionsMax)
      for row in question.rows { for column in question.columns { seen[row * count + column] += 1 } }
    }
    // What one place is from itself is known, and an engine refuses to tell.
    #expect(seen.indices.allSatisfy { seen[$0] == 1 || (seen[$0] == 0 && $0 / count == $0 % count) })
    #expect(
      OSRMQuestion.all(count, positionsMax: positionsMax).allSatisfy { $0.rows.count + $0.columns.count > 2 || $0.rows != $0.columns })
  }

  @Test("are asked for longitude first, with sources and destinations where a piece is no square")
  func paths() {
    let points = [
      WGS84Point(latitude: 32.5, longitude: 111.25), WGS84Point(latitude: -1.0000004, longitude: -0.5),
      WGS84Point(latitude: 3, longitude: 4),
    ]
    #expect(
      OSRMQuestion.all(3).first?.path(points)
        == "table/v1/driving/111.250000,32.500000;-0.500000,-1.000000;4.000000,3.000000?annotations=duration,distance")
    #expect(
      OSRMQuestion.all(3, positionsMax: 2)[0].path(points)
        == "table/v1/driving/111.250000,32.500000;-0.500000,-1.000000?annotations=duration,distance&sources=0&destinations=1")
  }

  /// An engine in which the way from place i to place j takes 100 i + j seconds and ten times the metres.
  private func answer(_ path: String, _ points: [WGS84Point], limit: Int) throws(RoadEngineFault) -> [UInt8] {
    let body = path.split(separator: "/")[3].split(separator: "?")
    let asked = body[0].split(separator: ";").map { text in
      points.firstIndex { OSRMTests.text($0) == text }!
    }
    guard asked.count <= limit else { throw .refused(code: "TooBig", message: "Too many table coordinates") }
    func indices(_ key: String) -> [Int] {
      let found = body[1].split(separator: "&").first { $0.hasPrefix(key + "=") }
      return found.map { $0.dropFirst(key.count + 1).split(separator: ";").map { asked[Int($0)!] } } ?? asked
    }
    func rows(_ factor: Int) -> String {
      "["
        + indices("sources").map { from in
          "[" + indices("destinations").map { "\((100 * from + $0) * factor)" }.joined(separator: ",") + "]"
        }
        .joined(separator: ",") + "]"
    }
    return Array("{\"code\":\"Ok\",\"durations\":\(rows(1)),\"distances\":\(rows(10))}".utf8)
  }

  private static func text(_ point: WGS84Point) -> Substring {
    OSRMQuestion.all(2)[0].path([point, point]).split(separator: "/")[3].split(separator: ";")[0]
  }

  @Test("are put together in their places, in smaller pieces where the engine finds the first too big", arguments: [100, 12, 7, 2])
  func together(limit: Int) throws {
    let places = Array(county.places.prefix(30))
    let points = places.map { WGS84Point($0.position) }
    let (table, _) = try RoadTable.engine(county, places: places, on: day, address: "http://engine") { path throws(RoadEngineFault) in
      try answer(path, points, limit: limit)
    }
    for from in 0..<30 {
      for to in 0..<30 where from != to {
        #expect(
          table.seconds(from: from, to: to) == Int32(100 * from + to) && table.metres(from: from, to: to) == Int32(1000 * from + 10 * to))
      }
    }
    #expect(table.origin == .engine("http://engine"))
  }

  @Test("that know of no distance between places that lie apart are garbage, unless both were taken to one point of its roads")
  func nothingBetween() throws {
    let two = [place("a", 32_000_000, 111_000_000), place("b", 32_000_000, 111_100_000)]
    func table(_ metres: Int, _ seconds: Int, snap: Int = 0, _ places: [Place] = two) throws(RoadEngineFault) -> RoadTable {
      let sources = "[{\"distance\":\(snap)},{\"distance\":\(snap)}]"
      return try RoadTable.engine(county, places: places, on: day, address: "") { _ throws(RoadEngineFault) in
        let (far, long) = ("[[0,\(metres)],[\(metres),0]]", "[[0,\(seconds)],[\(seconds),0]]")
        return Array("{\"code\":\"Ok\",\"distances\":\(far),\"durations\":\(long),\"sources\":\(sources)}".utf8)
      }.table
    }
    let apart = Int(WGS84Point(two[0].position).metres(to: WGS84Point(two[1].position)))
    let fault = RoadEngineFault.noDistance(from: "a", to: "b", apartMetres: apart)
    #expect(throws: fault) { try table(0, 0) }
    #expect(throws: fault) { try table(9000, 0) }
    #expect(throws: fault) { try table(0, 600) }
    #expect(fault.code == "E-DST-022" && !fault.mayPass)
    #expect(try table(9500, 600).metres(from: 0, to: 1) == 9500)
    #expect(try table(0, 0, snap: apart / 2).metres(from: 0, to: 1) == 0)
    #expect(try table(0, 0, [two[0], place("c", 32_000_000, 111_000_900)]).seconds(from: 0, to: 1) == 0)
  }

  @Test("that are too big however small the piece are an error")
  func neverSmallEnough() {
    let places = Array(county.places.prefix(4))
    #expect(throws: RoadEngineFault.refused(code: "TooBig", message: "")) {
      try RoadTable.engine(county, places: places, on: day, address: "") { _ throws(RoadEngineFault) in
        throw .refused(code: "TooBig", message: "")
      }
    }
  }
}
