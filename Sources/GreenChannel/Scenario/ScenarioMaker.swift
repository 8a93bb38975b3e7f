public import Catalogue
public import Measures
public import Messages

/// Makes days up: villages that sell, markets that wait, parcels on their way up, workers on theirs. The same seed gives the same day.
///
/// Quantities, hours and how often what occurs are invented; products, packs, places and vehicles are the Catalogue's. The first county is
/// the Catalogue's own and has the article's jobs among its own: 2,500 eggs and 1,000 live chickens of 江家梁村 that were on the shelf and
/// sold on one day (S1). Further counties are copies of it, shifted over the map.
public struct ScenarioMaker {
  public var seed: UInt64
  public var day: Day
  public var counties: Int
  /// Of all counties together; the first counties have what is left over.
  public var jobs: Int
  public var vehicles: Int
  /// Of each county.
  public var villages: Int

  public init(seed: UInt64, day: Day, counties: Int, jobs: Int, vehicles: Int, villages: Int) {
    self.seed = seed
    self.day = day
    self.counties = counties
    self.jobs = jobs
    self.vehicles = vehicles
    self.villages = villages
  }

  /// - Precondition: the Catalogue has the places, products and vehicles of ``CountyDay``; the shipped one has.
  public func scenario(_ catalogue: CountyCatalogue, id: String, name: Text) -> Scenario {
    var scenario = Scenario(
      id: id, name: name, day: day, seed: seed, source: "invented from the seed; the article's goods of 江家梁村 from S1", sites: [],
      fleet: [], jobs: [])
    var (sites, fleet): ([Scenario.Site], [Scenario.Member]) = ([], [])
    for number in 0..<counties {
      var county = CountyDay(catalogue, number: number, seed: seed, day: day, villages: villages)
      scenario.jobs += county.jobs(share(of: jobs, number))
      sites += county.sites
      fleet += county.fleet(share(of: vehicles, number))
    }
    return Scenario(
      id: id, name: name, day: day, seed: seed, source: scenario.source, sites: sites, fleet: fleet, jobs: scenario.jobs)
  }

  private func share(of whole: Int, _ number: Int) -> Int { whole / counties + (number < whole % counties ? 1 : 0) }
}
