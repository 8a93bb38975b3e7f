import RouteChecking
import Testing

@testable import Routing

@Suite("Benchmark texts")
struct ReadingTests {
  static let solomon = """
    C1

    VEHICLE
    NUMBER     CAPACITY
      2         20

    CUSTOMER
    CUST NO.  XCOORD.   YCOORD.    DEMAND   READY TIME  DUE DATE   SERVICE   TIME

        0      0         0          0          0       100          0
        1      3         4         10          0        90         10
        2      0         9         10         20        30         10
    """
  static let liLim = "2\t20\t1\n0\t0\t0\t0\t0\t100\t0\t0\t0\n1\t3\t4\t5\t0\t90\t1\t0\t2\n2\t0\t9\t-5\t0\t90\t1\t1\t0\n"
  static let cvrplib = """
    NAME : tiny
    COMMENT : (made here)
    TYPE : CVRP
    DIMENSION : 3
    EDGE_WEIGHT_TYPE : EUC_2D
    CAPACITY : 20
    NODE_COORD_SECTION
    1 0 0
    2 3 4
    3 0 9
    DEMAND_SECTION
    1 0
    2 10
    3 10
    DEPOT_SECTION
    1
    -1
    EOF
    """

  static func instance(_ text: String) throws -> Instance { try Instance([UInt8](text.utf8), name: "file") }

  @Test("of Solomon, Li and Lim, and CVRPLIB are read")
  func formats() throws {
    let solomon = try ReadingTests.instance(ReadingTests.solomon)
    #expect(solomon.name == "C1" && solomon.vehicles == 2 && solomon.capacity == 20 && solomon.customers.count == 2)
    #expect(CheckedCase(solomon).vehicles[0].leg(0, 1)?.metres == 5 && solomon.customers[1].close == 30)
    let problem = try solomon.problem()
    #expect(problem.profiles[0].metres[1] == 50_000)
    #expect(problem.stops[1].window == TimeWindow(open: 200_000, close: 300_000))
    let pairs = try ReadingTests.instance(ReadingTests.liLim)
    #expect(try pairs.problem().jobs == [Job(.shipment(from: 0, to: 1), load: [5])])
    let tiny = try ReadingTests.instance(ReadingTests.cvrplib.replacingOccurrences("\n", with: "\r\n"))
    #expect(tiny.name == "tiny" && tiny.customers.map(\.number) == [1, 2] && !tiny.isTimed)
    #expect(Solver.plan(try tiny.problem(), steps: 50).cost.vehicles == 1)
  }

  @Test("are judged in double precision: late by rounding is late")
  func rounding() throws {
    let text = ReadingTests.solomon.replacingOccurrences("0         9", with: "1         1").replacingOccurrences(
      "20        30", with: "0        1.41")
    let instance = try ReadingTests.instance(text)
    let verdict = RouteChecker(CheckedCase(instance)).judge(routes: [(vehicle: 0, stops: [2]), (vehicle: 0, stops: [1])], unserved: [])
    #expect(verdict.violations.map(\.rule) == [.late])
  }

  @Test("with more stops than can be handled take no memory for their legs")
  func tooMany() {
    let nodes = (0...Problem.stopsMax + 1).map { Instance.Node(number: $0, x: 0, y: 0) }
    let instance = Instance(name: "large", vehicles: 1, capacity: 1, depot: nodes[0], customers: Array(nodes.dropFirst()))
    #expect(throws: ProblemFaults(faults: [.tooMany(.stops, 30_001, max: 30_000)])) { try instance.problem() }
  }

  static let faults: [(String, InstanceFault)] = [
    ("hello", .unknownFormat), ("", .unknownFormat),
    (solomon.replacingOccurrences("  2         20", with: "  2"), .fieldCount(line: 5, expected: 2, found: 1)),
    (solomon.replacingOccurrences("3         4 ", with: "3         x "), .notANumber(line: 11, "x")),
    (solomon.replacingOccurrences("    2      0", with: "    1      0"), .repeatedNumber(line: 12, 1)),
    (solomon.replacingOccurrences("20        30         10", with: "20        30"), .fieldCount(line: 12, expected: 7, found: 6)),
    (solomon.replacingOccurrences("4         10", with: "4        -10"), .outOfRange(line: 11, "-10")),
    (liLim.replacingOccurrences("\t1\t0\n", with: "\t7\t0\n"), .unknownPartner(line: 3, 2)),
    (liLim.replacingOccurrences("-5", with: "-4"), .unknownPartner(line: 3, 2)),
    (cvrplib.replacingOccurrences("EUC_2D", with: "GEO"), .unsupported(line: 5, keyword: "EDGE_WEIGHT_TYPE", value: "GEO")),
    (cvrplib.replacingOccurrences("3 10\n", with: ""), .missing(line: 17, "DEMAND_SECTION 3")),
    (cvrplib.replacingOccurrences("2 3 4", with: "2 3"), .fieldCount(line: 9, expected: 3, found: 2)),
    (cvrplib.replacingOccurrences("2 10\n", with: "2 10\n2 10\n"), .repeatedNumber(line: 14, 2)),
    (
      cvrplib.replacingOccurrences("EUC_2D", with: "EXPLICIT").replacingOccurrences("DIMENSION : 3", with: "DIMENSION : 999999999")
        .replacingOccurrences("1 0 0\n2 3 4\n3 0 9\n", with: ""), .fieldCount(line: 15, expected: 999_999_999, found: 3)
    ),
    (solomon.replacingOccurrences("20        30", with: "30        20"), .windowClosesBeforeItOpens(line: 12, "30", "20")),
    (solomon.replacingOccurrences("30         10", with: "30        -10"), .outOfRange(line: 12, "-10")),
    (solomon.replacingOccurrences("20        30", with: "-2        30"), .outOfRange(line: 12, "-2")),
  ]

  @Test("that are broken say what is wrong on which line", arguments: faults.indices)
  func broken(index: Int) {
    let (text, fault) = ReadingTests.faults[index]
    #expect(throws: fault) { try ReadingTests.instance(text) }
  }
}

extension String {
  func replacingOccurrences(_ old: String, with new: String) -> String { self.replacing(old, with: new) }

  @Test("as JSON: a problem with every term comes back as it was written", arguments: RichOptimumTests.Term.allCases)
  func document(term: RichOptimumTests.Term) throws {
    for seed in 1...20 {
      let problem = try RichOptimumTests.problem(term, UInt64(seed))
      let again = try ProblemDocument(problem).problem(named: "another name")
      #expect(String(describing: again) == String(describing: problem), "seed \(seed)")
    }
  }
}
