public import Catalogue
public import Dispatching
public import Distances
import Measures

/// Judges a run by walking it stop by stop. It shares no code with the planner and takes none of its figures on trust.
public struct RunChecker {
  /// A rule that a run breaks, where, and by how much.
  public struct Violation: Sendable, Hashable {
    public enum Rule: String, Sendable, Hashable, CaseIterable {
      /// Arrives sooner than the road allows; seconds.
      case tooFast = "too-fast"
      /// Work begins outside the hours of the ramp; seconds.
      case closed
      /// Handed over after it was due; seconds.
      case late
      /// Handed over before it may be; seconds.
      case early
      /// Taken on before it was ready; seconds.
      case notReady = "not-ready"
      /// Too little time at a stop for its fixed minutes, or for what is handled there; seconds.
      case rushed
      /// Grams above the rated mass, or the legal gross mass.
      case overload
      /// Cubic millimetres above the box.
      case overfull
      /// People without a seat.
      case noSeat = "no-seat"
      /// People in a goods vehicle, or goods in a bus.
      case wrongVehicle = "wrong-vehicle"
      /// Goods of two classes that must not ride together.
      case apart
      /// Millionths of its life that goods lack on delivery.
      case stale
      /// Seconds that people ride too long.
      case longRide = "long-ride"
      /// Seconds for which the vehicle is on another run too.
      case twoRuns = "two-runs"
      /// Seconds before or after the driver's shift.
      case shift
      /// Seconds driven without a rest beyond four hours.
      case rest
      /// Fen by which a figure differs from what it comes to.
      case cost
      case tolls
      /// Not at a place where it lies or is wanted.
      case wrongPlace = "wrong-place"
      /// No road between two stops.
      case noWay = "no-way"
      /// The part of the order is gone, or has other packs by so many.
      case changed
    }

    public var stop: Int
    public var rule: Rule
    public var amount: Int64

    public init(_ rule: Rule, stop: Int, by amount: Int64) {
      self.stop = stop
      self.rule = rule
      self.amount = amount
    }
  }

  let catalogue: CountyCatalogue
  /// As they are now.
  let roads: RoadTable
  private let history: RoadHistory?
  private let others: [DeliveryRun]
  let wanted: [RunCargo.Kind: Haul]

  /// Article 62 of the Regulation on the Implementation of the Road Traffic Safety Law: who has driven for four hours rests for twenty
  /// minutes at least.
  static let drivenMax: Int64 = 4 * 3600
  static let restMin: Int64 = 20 * 60

  /// - Parameters:
  ///   - roads: over the run's stops and its depot, as they are now.
  ///   - history: the roads as they were before some were closed; nil where none was.
  ///   - hauls: what is known of its cargo.
  ///   - others: live runs, of whatever day, on which its vehicle may be too.
  public init(
    _ catalogue: CountyCatalogue, _ roads: RoadTable, history: RoadHistory? = nil, hauls: [Haul], others: [DeliveryRun] = []
  ) {
    self.catalogue = catalogue
    self.roads = roads
    self.history = history
    self.others = others
    wanted = Dictionary(hauls.map { ($0.kind, $0) }) { first, _ in first }
  }

  /// - Throws: `Overflow` where masses (grams) or volumes (cubic millimetres) do not fit into 64 bits.
  public func violations(of run: DeliveryRun) throws -> [Violation] {
    guard let vehicle = catalogue.vehicle(run.vehicle) else { return [Violation(.wrongVehicle, stop: 0, by: 1)] }
    return drive(run, vehicle) + handleAtDepot(run, vehicle) + handle(run, vehicle) + (try carry(run, vehicle)) + keep(run, vehicle)
      + (try pay(run, vehicle)) + stand(run) + overlap(run)
  }

  func seconds(_ from: Instant, _ to: Instant) -> Int64 { (to.milliseconds - from.milliseconds) / 1000 }

  /// What is still to be carried is what its order asks for.
  private func stand(_ run: DeliveryRun) -> [Violation] {
    run.liveCargo.compactMap { piece in
      let (carried, asked) = (piece.count - piece.refused, wanted[piece.kind]?.count ?? 0)
      return piece.orderPart == nil || carried == asked ? nil : Violation(.changed, stop: piece.from, by: abs(asked - carried))
    }
  }

  /// A vehicle is on one run at a time, and what has left and is not back is under way for as long as nobody says that it came back.
  private func overlap(_ run: DeliveryRun) -> [Violation] {
    guard run.state.isLive else { return [] }
    func begin(_ run: DeliveryRun) -> Instant { run.startedAt ?? run.leavesAt }
    return others.filter { $0.id != run.id && $0.vehicle == run.vehicle && $0.state.isLive }.compactMap { other in
      let (first, second) = begin(run) <= begin(other) ? (run, other) : (other, run)
      let bothLeft = first.startedAt != nil && second.startedAt != nil
      let common = seconds(begin(second), bothLeft ? second.backAt : min(first.backAt, second.backAt))
      return common > 0 ? Violation(.twoRuns, stop: 0, by: common) : nil
    }
  }

  /// The roads as they were when a run came to a stop; for one that it has not come to, as they are now.
  func roads(to stop: Int, of run: DeliveryRun) -> RoadTable {
    let arrival = stop > run.stops.count ? run.endedAt : run.events.last { $0.kind == .arrived && $0.stop == stop }?.at
    return arrival.flatMap { history?.table(at: $0) } ?? roads
  }
}
