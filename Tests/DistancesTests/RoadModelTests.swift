import Catalogue
import Distances
import Measures
import Messages
import Testing

@Suite("Built-in distances")
struct RoadModelTests {
  @Test("lie within a few per cent of the published ones whose ends have sourced positions")
  func calibration() throws {
    let error = RoadModel(county).error
    #expect(error.pairs.count == 6 && error.pairs.count { $0.isFitted } == 2)
    let largest = try #require(error.largestPerMille)
    let mean = try #require(error.meanPerMille)
    #expect(largest <= 20 && mean <= largest)
    // 77/54.1 and 20/13.7, of which the fit lies between.
    #expect((1423...1460).contains(RoadModel(county).factorThousandths(.national)))
    // No published distance reaches them.
    #expect(RoadModel(county).factorThousandths(.county) == 1450 && RoadModel(county).factorThousandths(.village) == 1500)
  }

  @Test("take their factors from published distances however they are mixed", arguments: [1, 2, 3])
  func recovers(seed: UInt64) {
    // Roads of known factors, measured between towns, and from villages to their towns: the fit must find the factors again.
    var random = RandomStream(seed: seed)
    var roads = RoadFacts()
    let own: [(RoadClass.Kind, Int64)] = [(.national, 1300), (.county, 1300), (.village, 1300)]
    roads.classes = own.map { kind, detour in
      RoadClass(
        kind: kind, name: .init(zh: "", en: ""), kilometresPerHour: 40, detourThousandths: detour,
        reachMetres: kind == .village ? 2000 : 0, places: kind == .national ? (0..<6).map { "t\($0)" } : [], source: "")
    }
    var places = (0..<12).map { number in
      place("t\(number)", random.int(in: 32_000_000...32_500_000), random.int(in: 111_000_000...111_500_000))
    }
    places += (0..<12).map { number in
      let town = places[number].position
      return place(
        "v\(number)", town.microdegreesLatitude + random.int(in: 50_000...80_000), town.microdegreesLongitude, kind: .village,
        town: "t\(number)")
    }
    let truth: [RoadClass.Kind: Double] = [.national: 1.25, .county: 1.55, .village: 1.9]
    func straight(_ a: Place, _ b: Place) -> Double { WGS84Point(a.position).metres(to: WGS84Point(b.position)) }
    for first in 0..<12 {
      for second in 0..<first {
        let kind: RoadClass.Kind = first < 6 ? .national : .county
        let metres = straight(places[first], places[second]) * truth[kind]!
        roads.publishedDistances.append(
          PublishedDistance(from: "t\(first)", to: "t\(second)", metres: Int64(metres.rounded()), source: ""))
      }
      let line = straight(places[first], places[12 + first])
      let metres = min(2000, line / 2) * truth[.village]! + max(line - 2000, line / 2) * truth[.county]!
      roads.publishedDistances.append(
        PublishedDistance(from: "v\(first)", to: "t\(first)", metres: Int64(metres.rounded()), source: ""))
    }
    let model = RoadModel(roads, places: places)
    for (kind, factor) in truth {
      #expect(abs(Double(model.factorThousandths(kind)) / 1000 - factor) < 0.02, "seed \(seed): \(kind)")
    }
    #expect(model.error.largestPerMille! < 15)
  }

  @Test("say which of their places are assumed")
  func assumed() {
    let table = RoadTable.builtIn(county, places: places("chengguan", "xiangyang", "jiangjialiang"), on: day)
    #expect(table.stops.map(\.assumed) == [false, false, true])
    #expect(!table.isAssumed(from: 0, to: 1) && table.isAssumed(from: 0, to: 2) && table.isAssumed(from: 2, to: 1))
    #expect(table.origin == .builtIn && table.error == RoadModel(county).error && table.standIn == nil)
  }

  @Test("are the same both ways, zero to themselves, and no shorter than the straight line")
  func shape() {
    let table = RoadTable.builtIn(county, places: county.places, on: day)
    for from in stride(from: 0, to: table.size, by: 7) {
      #expect(table.metres(from: from, to: from) == 0 && table.seconds(from: from, to: from) == 0)
      for to in stride(from: 0, to: from, by: 5) {
        let straight = WGS84Point(county.places[from].position).metres(to: WGS84Point(county.places[to].position))
        #expect(table.seconds(from: from, to: to) == table.seconds(from: to, to: from))
        #expect(Double(table.metres(from: from, to: to)) + 1 >= straight)
      }
    }
    #expect(table.missingLegs.isEmpty)
  }

  @Test("take to the motorway where it saves five minutes, and say where they get on and off and what each class pays")
  func motorways() throws {
    let ends = places("chengguan", "xiangyang", "shengkang", "lengji")
    let table = RoadTable.builtIn(county, places: ends, on: day)
    let passage = try #require(table.passage(from: 0, to: 1))
    #expect(passage.entry == "gucheng" && passage.exit == "xiangyang-north")
    let back = try #require(table.passage(from: 1, to: 0))
    #expect(back.entry == passage.exit && back.exit == passage.entry && back.metres == passage.metres)
    // 0.45 yuan a kilometre.
    let fen = table.tollFen("truck-1", from: 0, to: 1)
    #expect(Int64(fen) == (Int64(passage.metres) * 450 + 5_000) / 10_000)
    #expect(table.tollFen("truck-2", from: 0, to: 1) == 2 * fen)
    #expect(table.tollMatrix("truck-1")[1] == fen && table.tollMatrix("truck-1")[0] == 0)
    #expect(table.tollFen("sledge", from: 0, to: 1) == 0)
    #expect(table.passage(from: 0, to: 3) == nil)
    let slow = RoadTable.builtIn(county, places: ends, on: day, motorways: false)
    #expect(slow.seconds(from: 0, to: 1) > table.seconds(from: 0, to: 1) && slow.passages.isEmpty)
    // Before the table of 2020 nothing is known.
    #expect(RoadTable.builtIn(county, places: ends, on: try #require(Day("2019-12-31"))).tollClasses.isEmpty)
  }

  @Test("change from one motorway to another at a junction, where nobody gets off")
  func junction() throws {
    let table = RoadTable.builtIn(county, places: places("xiangyang", "baokang"), on: day)
    let passage = try #require(table.passage(from: 0, to: 1))
    #expect(passage.entry == "xiangyang-north" && passage.exit == "baokang")
    #expect(!table.passages.contains { $0.entry == "doupodian" || $0.exit == "doupodian" })
  }
}
