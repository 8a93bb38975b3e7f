import Catalogue
import Foundation
import GreenChannel
import Measures
import Messages
import Testing

private let packageFolder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent()

private func files(below folder: String) -> [CatalogueFile] {
  let path = packageFolder.appendingPathComponent(folder).path
  let names = FileManager.default.enumerator(atPath: path)?.compactMap { $0 as? String } ?? []
  return names.compactMap { name in
    FileManager.default.contents(atPath: path + "/" + name).map { CatalogueFile(path: name, bytes: [UInt8]($0)) }
  }
}

/// The Catalogue of this package, read once.
private let county: CountyCatalogue = {
  guard let catalogue = try? CatalogueSource.parse(files(below: "Catalog")) else { preconditionFailure("the shipped Catalogue is sound") }
  return catalogue
}()

@Suite("The county's day")
struct CountyDayTests {
  private func scenario() throws -> Scenario { try ScenarioFiles.read(files(below: "Catalog/scenarios/county-day"), county) }

  @Test("has 60 villages, 12 vehicles and 200 jobs of three kinds")
  func size() throws {
    let scenario = try scenario()
    let villages = scenario.sites.filter { $0.place.kind == .village }
    #expect(villages.count == 60 && scenario.fleet.count == 12 && scenario.jobs.count == 200)
    #expect(ScenarioJob.Kind.allCases.map { kind in scenario.jobs.count { $0.kind == kind } } == [120, 60, 20])
    #expect(scenario.counties == ["420625"] && scenario.day == Day("2020-10-07"))
    #expect(Set(scenario.fleet.map(\.like)) == Set(county.vehicles.map(\.id)))
  }

  @Test("has the article's eggs and chickens on their way to the supermarkets")
  func article() throws {
    let scenario = try scenario()
    func pieces(_ product: String, _ pack: String) throws -> Int64 {
      let content = try #require(county.pack(pack)).pack.content
      return scenario.jobs.prefix(4).filter { $0.product == product && $0.from == "jiangjialiang" }.reduce(0) { $0 + $1.boxes * content }
    }
    #expect(try pieces("egg", "egg-a-10") == 2_500)
    #expect(try pieces("chicken-live", "chicken-live-10") == 1_000)
    for job in scenario.jobs.prefix(3) { #expect(county.place(job.to)?.kind == .shop && job.due.upperBound == 600) }
  }

  @Test("asks for nothing that no vehicle could do alone")
  func possible() throws {
    let scenario = try scenario()
    for job in scenario.jobs {
      let from = try #require(county.place(job.from))
      let to = try #require(county.place(job.to))
      let ramp = try #require(county.ramp(of: to))
      #expect(ramp.hours.contains { $0.contains(job.due.upperBound - 1) }, "\(job.id) is due when \(job.to) is closed")
      #expect(county.ramp(of: from)?.hours.contains { $0.upperBound > job.readyAt } ?? false)
      #expect(
        scenario.fleet.contains { member in
          let vehicle = member.vehicle
          guard job.kind != .riders else { return vehicle.body == .bus && vehicle.seats >= job.riders }
          return vehicle.body != .bus && vehicle.rated >= job.mass && ((try? vehicle.box.volume()) ?? 0) >= job.volume
            && vehicle.shift.lowerBound < job.due.upperBound
        }, "\(job.id)")
    }
  }

  @Test("comes back from its files")
  func roundTrip() throws {
    let scenario = try scenario()
    #expect(try ScenarioFiles.read(scenario.files(ownPlaces: false), county) == scenario)
  }
}

@Suite("Invented days")
struct ScenarioMakerTests {
  private func maker(seed: UInt64, counties: Int, jobs: Int, vehicles: Int) throws -> ScenarioMaker {
    ScenarioMaker(seed: seed, day: try #require(Day("2020-10-07")), counties: counties, jobs: jobs, vehicles: vehicles, villages: 60)
  }

  @Test("of a province have as many jobs and vehicles as were asked for, and each county keeps to itself")
  func province() throws {
    let scenario = try maker(seed: 1, counties: 60, jobs: 10_000, vehicles: 600).scenario(
      county, id: "province-day", name: Text(zh: "省", en: "province"))
    #expect(scenario.jobs.count == 10_000 && scenario.fleet.count == 600 && scenario.counties.count == 60)
    #expect(Set(scenario.jobs.map(\.id)).count == 10_000 && Set(scenario.fleet.map(\.vehicle.id)).count == 600)
    let read = try ScenarioFiles.read(scenario.files(ownPlaces: true), county)
    #expect(read.jobs == scenario.jobs && read.sites.count == scenario.sites.count)
    #expect(read.fleet.map(\.vehicle.depot) == scenario.fleet.map(\.vehicle.depot))
    for name in scenario.counties.prefix(5) {
      let part = read.part(of: name)
      let places = Set(part.sites.map(\.place.id))
      #expect((166...167).contains(part.jobs.count) && part.fleet.count == 10)
      #expect(part.jobs.allSatisfy { places.contains($0.from) && places.contains($0.to) })
      #expect(part.fleet.allSatisfy { places.contains($0.vehicle.depot) })
    }
  }

  @Test("are the same from the same seed, others from another, and one county more leaves the rest as they are", arguments: [1, 99])
  func seeds(seed: UInt64) throws {
    func files(_ seed: UInt64, _ counties: Int) throws -> [CatalogueFile] {
      try maker(seed: seed, counties: counties, jobs: 100 * counties, vehicles: 12 * counties)
        .scenario(county, id: "x", name: Text(zh: "", en: "")).files(ownPlaces: true)
    }
    #expect(try files(seed, 2).map(\.bytes) == files(seed, 2).map(\.bytes))
    #expect(try files(seed, 2).map(\.bytes) != files(seed + 1, 2).map(\.bytes))
    let (two, three) = (try files(seed, 2)[2].bytes, try files(seed, 3)[2].bytes)
    #expect(three.starts(with: two))
  }
}

@Suite("Faults of a scenario")
struct ScenarioFaultTests {
  private static let shipped = files(below: "Catalog/scenarios/county-day")

  /// The faults after replacing text in one file, as `code path:line:column`.
  private func faults(_ path: String, _ old: String, _ new: String) throws -> [String] {
    let changed = try Self.shipped.map { file in
      guard file.path == path else { return file }
      let text = String(decoding: file.bytes, as: UTF8.self)
      let range = try #require(text.range(of: old), "\(path) has no \(old)")
      return CatalogueFile(path: path, bytes: Array(text.replacingCharacters(in: range, with: new).utf8))
    }
    return faults(of: changed)
  }

  private func faults(of files: [CatalogueFile]) -> [String] {
    do {
      _ = try ScenarioFiles.read(files, county)
      return []
    } catch { return error.faults.map { "\($0.code) \($0.path):\($0.line):\($0.column)" } }
  }

  private static let first = "J001,420625,goods,egg,127500,250,482,,jiangjialiang,county-supermarket-shop,05:30,,10:00"

  @Test(
    "are each told with file, line and column",
    arguments: [
      ("goods,egg", "goods,gold", ["E-SCN-003 jobs.csv:2:4"]), ("goods,egg", "gifts,egg", ["E-SCN-004 jobs.csv:2:3"]),
      ("goods,egg", "goods,", ["E-SCN-008 jobs.csv:2:4"]), ("goods,egg,127500", "goods,egg,", ["E-SCN-008 jobs.csv:2:5"]),
      ("482,,", "482,3,", ["E-SCN-008 jobs.csv:2:8"]), ("127500", "-1", ["E-SCN-004 jobs.csv:2:5"]),
      ("127500", "1.5", ["E-SCN-004 jobs.csv:2:5"]), ("jiangjialiang,", "atlantis,", ["E-SCN-003 jobs.csv:2:9"]),
      ("county-supermarket-shop", "jiangjialiang", ["E-SCN-006 jobs.csv:2:10"]),
      ("05:30", "5:30", ["E-SCN-004 jobs.csv:2:11", "E-SCN-004 jobs.csv:2:11"]),
      ("10:00", "05:30", ["E-SCN-007 jobs.csv:2:13"]), ("10:00", "24:01", ["E-SCN-004 jobs.csv:2:13"]),
      ("05:30,,", "05:30,10:01,", ["E-SCN-007 jobs.csv:2:13"]), ("J001", "J002", ["E-SCN-005 jobs.csv:3:1"]),
      ("J001", "", ["E-SCN-004 jobs.csv:2:1"]), (",10:00", "", ["E-TAB-007 jobs.csv:2:12"]),
    ])
  func jobs(old: String, new: String, found: [String]) throws {
    let line = try #require(Self.first.range(of: old)).lowerBound
    let changed = Self.first[..<line] + Self.first[line...].replacing(old, with: new, maxReplacements: 1)
    #expect(try faults("jobs.csv", Self.first, String(changed)) == found)
  }

  @Test("tell of vehicles, of the head and of files that are not there")
  func others() throws {
    #expect(try faults("vehicles.csv", "dry-2t7,420625,dry-2t7", "dry-2t7,420625,sledge") == ["E-SCN-003 vehicles.csv:2:3"])
    #expect(try faults("vehicles.csv", "courier-depot", "nowhere") == ["E-SCN-003 vehicles.csv:2:4"])
    #expect(try faults("scenario.csv", "2020-10-07", "2020-10-32") == ["E-SCN-004 scenario.csv:2:4"])
    #expect(faults(of: Self.shipped.filter { $0.path != "jobs.csv" }) == ["E-SCN-001 jobs.csv:1:0"])
    #expect(try faults("jobs.csv", "id,county", "number,county") == ["E-TAB-009 jobs.csv:1:1"])
    let places = CatalogueFile(
      path: "places.csv", bytes: Array("id,county,like,latitude,longitude\na,c02,nowhere,32,111\nb,c02,chengguan,91,111\n".utf8))
    #expect(faults(of: Self.shipped + [places]).prefix(2) == ["E-SCN-003 places.csv:2:3", "E-SCN-004 places.csv:3:4"])
  }
}
