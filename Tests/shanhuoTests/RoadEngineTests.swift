import Foundation
import Testing

/// What `shanhuo distances --json` prints.
private struct Answer: Decodable {
  struct Leg: Decodable {
    var to: String
    var metres: Int?
    var seconds: Int?
  }

  var origin: String
  var source: String?
  var standIn: String?
  var legs: [Leg]

  init(_ text: String) throws {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    self = try decoder.decode(Answer.self, from: Data(text.utf8))
  }
}

extension Workplace {
  /// Writes a file beside the database.
  fileprivate func write(_ name: String, _ text: String) throws {
    try Data(text.utf8).write(to: folder.appendingPathComponent(name))
  }
}

@Suite("OSRM itself")
struct RoadEngineTests {
  /// The engine's programs, which PyPI's osrm-bindings carries; Scripts/test fetches them. In CI they must be there.
  private static let engine = packageFolder.appendingPathComponent(".build/osrm/osrm").path
  private static let canRun =
    FileManager.default.isExecutableFile(atPath: engine + "/bin/osrm-routed") || ProcessInfo.processInfo.environment["CI"] != nil

  /// Positions of the Catalogue, in degrees.
  private static let seat = (32.26604, 111.63476)
  private static let bend = (32.31, 111.62)
  private static let laohekou = (32.38583, 111.66778)
  private static let shihua = (32.27845, 111.45617)
  private static let xiangyang = (32.0422, 112.14479)

  /// Both ways from the seat by a bend to 老河口 and on a slower road to 石花; one way only to 襄阳. 保康 lies far from any road.
  private static let map = """
    <?xml version="1.0" encoding="UTF-8"?>
    <osm version="0.6">
    \([seat, bend, laohekou, shihua, xiangyang].enumerated().map { index, position in
      "<node id=\"\(index + 1)\" version=\"1\" lat=\"\(position.0)\" lon=\"\(position.1)\"/>"
    }.joined(separator: "\n"))
    <way id="1" version="1"><nd ref="1"/><nd ref="2"/><nd ref="3"/><tag k="highway" v="primary"/></way>
    <way id="2" version="1"><nd ref="1"/><nd ref="4"/><tag k="highway" v="tertiary"/></way>
    <way id="3" version="1"><nd ref="1"/><nd ref="5"/><tag k="highway" v="trunk"/><tag k="oneway" v="yes"/></way>
    </osm>
    """

  /// Makes the engine's data, starts it on a free port with some options, and waits until it listens.
  private static func start(_ options: String = "") -> String {
    """
    E=\(engine); [ -s map.osrm.fileIndex ] || { $E/bin/osrm-extract -p $E/share/profiles/car.lua map.osm && $E/bin/osrm-contract map.osrm; } > made 2>&1
    PORT=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
    $E/bin/osrm-routed --algorithm ch -i 127.0.0.1 -p $PORT \(options) map.osrm > routed 2>&1 & ROUTED=$!
    for i in $(seq 100); do (echo > /dev/tcp/127.0.0.1/$PORT) 2>/dev/null && break; sleep 0.05; done

    """
  }

  /// Tests run on threads that block most signals, and what they start inherits that: only SIGKILL ends it for sure.
  private static let stop = "\nkill -9 $ROUTED; wait $ROUTED 2>/dev/null; true"

  private static func metres(_ line: [(Double, Double)]) -> Double {
    zip(line, line.dropFirst()).reduce(0) { sum, leg in
      let (a, b) = leg
      let (north, east) = ((b.0 - a.0) * .pi / 180, (b.1 - a.1) * .pi / 180)
      let haversine = pow(sin(north / 2), 2) + cos(a.0 * .pi / 180) * cos(b.0 * .pi / 180) * pow(sin(east / 2), 2)
      return sum + 2 * 6_371_008.8 * asin(haversine.squareRoot())
    }
  }

  private func workplace() throws -> Workplace {
    let workplace = try Workplace()
    try workplace.write("map.osm", RoadEngineTests.map)
    _ = try workplace.run("shanhuo init --catalog Catalog > /dev/null")
    return workplace
  }

  @Test("answers a small map with its roads' lengths, one-way roads and all", .enabled(if: canRun))
  func smallMap() throws {
    let shown = try workplace().run(
      RoadEngineTests.start() + """
        shanhuo distances --from chengguan --to laohekou shihua xiangyang --osrm http://127.0.0.1:$PORT --json
        shanhuo distances --from xiangyang --to chengguan laohekou --osrm http://127.0.0.1:$PORT/ --json
        """ + RoadEngineTests.stop)
    let lines = shown.split(separator: "\n").map(String.init)
    try #require(lines.count == 2, "\(shown)")
    let out = try Answer(lines[0])
    #expect(out.origin == "engine" && out.standIn == nil)
    let roads = [
      [RoadEngineTests.seat, RoadEngineTests.bend, RoadEngineTests.laohekou], [RoadEngineTests.seat, RoadEngineTests.shihua],
      [RoadEngineTests.seat, RoadEngineTests.xiangyang],
    ]
    for (leg, road) in zip(out.legs, roads) {
      let (found, expected) = (Double(try #require(leg.metres)), RoadEngineTests.metres(road))
      #expect(abs(found - expected) < expected * 0.005, "\(leg.to): \(found) m of \(expected)")
      // Between 20 and 110 km/h.
      #expect((18.0...180.0).contains(Double(try #require(leg.seconds)) / (found / 1000)))
    }
    let back = try Answer(lines[1])
    #expect(back.legs.map(\.metres) == [nil, nil] && back.legs.map(\.seconds) == [nil, nil])
  }

  @Test("is asked in pieces that it takes, and answers the same", .enabled(if: canRun))
  func pieces() throws {
    let command =
      "shanhuo distances --from shihua --to laohekou chengguan xiangyang 巩家湾村 柜门关村 --osrm http://127.0.0.1:$PORT --json 2>/dev/null"
    let workplace = try workplace()
    let whole = try workplace.run(RoadEngineTests.start() + command + RoadEngineTests.stop)
    let pieces = try workplace.run(RoadEngineTests.start("--max-table-size 3") + command + RoadEngineTests.stop)
    let (one, many) = (try Answer(whole), try Answer(pieces))
    #expect(
      one.origin == "engine" && one.legs.map(\.metres) == many.legs.map(\.metres) && one.legs.map(\.seconds) == many.legs.map(\.seconds))
    #expect(one.legs.count == 5 && one.legs[0].metres ?? 0 > 30_000)
  }

  @Test("is what a day is planned by, and the built-in roads stand in when it is gone", .enabled(if: canRun))
  func planning() throws {
    let workplace = try workplace()
    try workplace.write("h.csv", "code,name,village,members,card\nA,江大山,江家梁村,3,6217000000000000012\n")
    try workplace.write(
      "show.py",
      """
      import json, sys
      plan = json.load(sys.stdin)
      run = plan["runs"][0]
      roads = plan["roads"].split(":")[0]
      print(roads, "roads_stand_in" in plan, *[stop["place"] for stop in run["stops"]], run["kilometres"])
      """)
    let shown = try workplace.run(
      RoadEngineTests.start() + """
        shanhuo household import h.csv >made 2>&1
        shanhuo lot receive --producer H-1 --product egg --grade a --pieces 900 --at shihua --harvested 2020-10-07 >made 2>&1
        for day in 08 09; do
          shanhuo order place --buyer county-supermarket --line egg-a-30=5 --deliver-to chengguan --deliver-on 2020-10-$day --key $day >made
        done
        shanhuo run plan --date 2020-10-08 --iterations 20 --osrm http://127.0.0.1:$PORT --json 2>/dev/null | python3 show.py
        shanhuo run check R-1 --osrm http://127.0.0.1:$PORT 2>/dev/null
        """ + RoadEngineTests.stop + "\n" + """
          shanhuo run plan --date 2020-10-09 --iterations 20 --osrm http://127.0.0.1:$PORT --osrm-seconds 1 --json 2>/dev/null | python3 show.py
          """)
    let lines = shown.split(separator: "\n").map(String.init)
    try #require(lines.count == 3, "\(shown)")
    #expect(lines[0].hasPrefix("http False shihua chengguan "), "\(shown)")
    // From the depot in the seat to 石花 and back on the map's only road.
    let kilometres = try #require(Double(lines[0].split(separator: " ").last ?? ""))
    let road = 2 * RoadEngineTests.metres([RoadEngineTests.seat, RoadEngineTests.shihua]) / 1000
    #expect(abs(kilometres - road) < road * 0.1, "\(kilometres) km, \(road) of road")
    #expect(lines[1].contains("keeps every rule"))
    #expect(lines[2].hasPrefix("built in True shihua chengguan "), "\(shown)")
  }

  @Test("says which places lie far from its roads", .enabled(if: canRun))
  func farAway() throws {
    let shown = try workplace().run(
      RoadEngineTests.start() + "shanhuo distances --from chengguan --to baokang --osrm http://127.0.0.1:$PORT --json 2>&1 >/dev/null"
        + RoadEngineTests.stop)
    #expect(shown.contains("Baokang lies ") && !shown.contains("Chengguan Town lies "))
  }
}

@Suite("A routing engine in trouble")
struct TroubledEngineTests {
  /// Takes one connection after the other and answers each as its mode says; counts them in a file.
  private static let server = """
    import json, os, socket, sys, threading, time
    # Nobody waits for ever, whatever happens.
    watch = threading.Timer(60, os._exit, [1])
    watch.daemon = True
    watch.start()
    mode = sys.argv[1]
    listener = socket.create_server(("127.0.0.1", 0))
    open("port.new", "w").write(str(listener.getsockname()[1]))
    os.rename("port.new", "port")

    def table(rows, columns):
        ways = [[None if (a, b) == (0, 2) else 1000.6 * abs(a - b) for b in range(columns)] for a in range(rows)]
        return json.dumps({"code": "Ok", "durations": ways, "distances": ways}).encode()

    def whole(body, status="200 OK"):
        return ("HTTP/1.1 %s\\r\\nContent-Type: application/json\\r\\nContent-Length: %d\\r\\n\\r\\n" % (status, len(body))).encode() + body

    good = whole(table(3, 3))
    kept = []
    for asked in range(1, 100):
        connection, _ = listener.accept()
        open("asked", "a").write("x")
        connection.recv(65536)
        if mode == "hang":
            kept.append(connection)
            continue
        answer = {
            "garbage": b"\\x00\\xff\\x17 not HTTP at all",
            "html": whole(b"<html>It works!</html>"),
            "error": whole(b"{}", "500 Internal Server Error"),
            "missing": whole(b"{}", "404 Not Found"),
            "refusing": whole(b'{"code":"InvalidQuery","message":"Query string malformed"}', "400 Bad Request"),
            "early": good[:-20],
            "empty": b"",
            "small": whole(table(2, 2)),
            "negative": whole(table(3, 3).replace(b"1000.6", b"-1")),
            "nulls": good,
            "flaky": good if asked == 3 else b"",
            "chunked": b"HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n" + b"".join(
                b"%x\\r\\n%s\\r\\n" % (len(c), c) for c in (table(3, 3)[i:i + 7] for i in range(0, len(table(3, 3)), 7))) + b"0\\r\\n\\r\\n",
            "open": b"HTTP/1.0 200 OK\\r\\n\\r\\n" + table(3, 3),
            "huge": b"HTTP/1.1 200 OK\\r\\nContent-Length: 99999999999\\r\\n\\r\\n",
            "header": b"HTTP/1.1 200 OK\\r\\n" + b"X: " + b"a" * 100000,
            "drip": None,
        }[mode]
        try:
            if answer is None:
                for byte in good:
                    connection.send(bytes([byte]))
                    time.sleep(0.02)
            elif mode == "chunked":
                for at in range(0, len(answer), 11):
                    connection.send(answer[at:at + 11])
                    time.sleep(0.002)
            else:
                connection.sendall(answer)
        except OSError:
            pass
        connection.close()
    """

  private func run(_ mode: String, _ options: String = "") throws -> (output: String, error: String, asked: Int) {
    let workplace = try Workplace()
    try workplace.write("engine.py", TroubledEngineTests.server)
    let output = try workplace.run(
      """
      shanhuo init --catalog Catalog > /dev/null; touch asked
      python3 engine.py \(mode) > /dev/null 2> trouble & ENGINE=$!
      for i in $(seq 200); do [ -s port ] && break; sleep 0.05; done
      shanhuo distances --from chengguan --to laohekou xiangyang --osrm http://127.0.0.1:$(cat port) --osrm-seconds 1 \(options) --json 2> error
      STATUS=$?; kill -9 $ENGINE; wait $ENGINE 2> /dev/null; exit $STATUS
      """)
    func text(_ name: String) throws -> String { try String(contentsOf: workplace.folder.appendingPathComponent(name), encoding: .utf8) }
    return (output, try text("error"), try text("asked").count)
  }

  @Test(
    "is given up and said aloud, and the built-in distances stand in; what may pass is asked three times, what may not once",
    arguments: [
      ("garbage", "E-DST-011", 1), ("html", "E-DST-011", 1), ("error", "E-DST-016", 3), ("missing", "E-DST-016", 1),
      ("refusing", "E-DST-012", 1), ("early", "E-DST-019", 3), ("empty", "E-DST-019", 3), ("hang", "E-DST-018", 3),
      ("drip", "E-DST-018", 3), ("small", "E-DST-013", 1), ("negative", "E-DST-014", 1), ("huge", "E-DST-020", 1),
      ("header", "E-DST-011", 1),
    ])
  func standIn(mode: String, code: String, asked: Int) throws {
    let found = try run(mode)
    let answer = try Answer(found.output)
    #expect(answer.origin == "built-in" && answer.standIn != nil && answer.legs.allSatisfy { $0.metres != nil }, "\(mode)")
    #expect(found.error.contains("warning \(code):") && found.error.contains("The built-in distances stand in."), "\(mode): \(found.error)")
    #expect(found.asked == asked, "\(mode)")
  }

  @Test("fails the command where nothing may stand in")
  func noStandIn() throws {
    #expect(try run("error", "--no-stand-in").output == "exit 75\n")
    let refused = try run("refusing", "--no-stand-in")
    #expect(refused.output == "exit 65\n" && refused.error.contains("InvalidQuery"))
  }

  @Test("is heard however it parts its answer, once it answers", arguments: ["nulls", "chunked", "open", "flaky"])
  func heard(mode: String) throws {
    let found = try run(mode)
    let answer = try Answer(found.output)
    #expect(answer.origin == "engine" && answer.standIn == nil, "\(mode): \(found.error)")
    // The way to the third place is a null.
    #expect(answer.legs.map(\.metres) == [1001, nil], "\(mode)")
    #expect(found.asked == (mode == "flaky" ? 3 : 1))
  }

  @Test("that is not there is told within the tries, and one whose address is none is told at once")
  func notThere() throws {
    let workplace = try Workplace()
    _ = try workplace.run("shanhuo init --catalog Catalog > /dev/null")
    let gone = try workplace.run("shanhuo distances --from chengguan --to xiangyang --osrm http://127.0.0.1:1")
    #expect(gone.contains("E-DST-017") && gone.contains("They stand in for the engine"))
    for address in ["127.0.0.1:5000", "https://127.0.0.1", "http://", "http://host:0", "http://host:99999", "http://a b"] {
      let told = try workplace.run("shanhuo distances --from chengguan --to xiangyang --osrm '\(address)'")
      #expect(told.contains("E-DST-021") && told.contains("exit 64"), "\(address): \(told)")
    }
  }
}
