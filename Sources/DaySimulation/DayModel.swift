import Dispatching
import Simulation

/// A day of delivery runs: vehicles that drive, queue, load and unload, ramps that open and close, roads, weather, warmth on board, shelves.
///
/// State is kept by position in the script. Which rule stands where: the way in `DayModel+Driving`, ramps in `DayModel+Ramps`, goods in
/// `DayModel+Goods`, what disturbs in `DayModel+Trouble`, customers in `DayModel+Shelves`.
struct DayModel: Model {
  typealias Event = DayEvent

  struct Vehicle {
    enum Phase { case home, driving, waiting, working, broken }

    var phase = Phase.home
    var since: Milliseconds = 0
    var startedAt: Milliseconds = 0
    /// Visits still to come, in their order; the first is the one at hand.
    var route: [Int]
    /// Visits that were put off once, so that they are not again.
    var postponed: Set<Int> = []
    var drive: Activity<DayEvent>?
    var paused: PausedActivity<DayEvent>?
    /// Since the last rest.
    var driven: Milliseconds = 0
    /// At the stop at hand.
    var arrivedAt: Milliseconds = 0
    /// Of driving, until it breaks down.
    var untilBreakdown: Milliseconds
    var breakdowns: PhiloxStream
    var metres: Double = 0
    var air: BoxAir?
    var isOpen = false
    /// Until when the air is known.
    var airAt: Milliseconds = 0
    /// By product: the share of its whole life that goods aboard since the morning would have lost.
    var lost: [Double]
    var ticket: Ticket?
    var queue: Int32 = 0
    /// What is aboard is not what was planned.
    var isAltered = false
  }

  struct Cargo {
    enum State { case planned, aboard, delivered, refused, left }

    var state = State.planned
    /// Of its vehicle, when it came aboard.
    var lost = 0.0
    var metres = 0.0
  }

  let script: DayScript
  let figures: DayFigures
  let laws: DayLaws
  let losses: LossRule
  let policy: Policy
  let streams: RandomStreams
  var vehicles: [Vehicle]
  var cargo: [Cargo]
  var ramps: [Resource<DayEvent>]
  var stock: [Int64]
  var wasStocked: [Bool]
  var dayFactor = 1.0
  var fogEnds: Milliseconds = 0
  /// By road: how many closures of it last.
  var closed: [Int]
  var waitingForRoad: [Int: [Int]] = [:]
  var closures: PhiloxStream
  var customers: [PhiloxStream]
  var arrivals: [HourlyArrivals?]
  var others: [PhiloxStream]
  var otherArrivals: [HourlyArrivals?]
  var spares: Int
  var outcome: DayOutcome

  init(_ day: SimulatedDay, policy: Policy, seed: UInt64, replicate: Int) {
    script = day.script
    figures = day.figures
    laws = day.laws
    losses = day.losses
    arrivals = day.customers
    otherArrivals = day.others
    self.policy = policy
    let streams = RandomStreams(seed: seed, replicate: replicate)
    self.streams = streams
    let (script, figures, laws) = (day.script, day.figures, day.laws)
    vehicles = script.runs.indices.map { index in
      var breakdowns = streams.stream(entity: index, .breakdown)
      let until = laws.untilBreakdown?.drawMilliseconds(from: &breakdowns) ?? Kernel<DayEvent>.endOfTime
      return Vehicle(
        route: Array(script.runs[index].visits.indices), untilBreakdown: until, breakdowns: breakdowns,
        lost: [Double](repeating: 0, count: script.products.count))
    }
    cargo = [Cargo](repeating: Cargo(), count: script.pieces.count)
    ramps = script.places.map { place in Resource(capacity: place.isOpen(at: 0) ? place.docks(figures) : 0) }
    stock = [Int64](repeating: 0, count: script.shelves.count)
    wasStocked = [Bool](repeating: false, count: script.shelves.count)
    closed = [Int](repeating: 0, count: script.roadCount)
    closures = streams.stream(entity: 0, .closure)
    customers = script.shelves.indices.map { streams.stream(entity: $0, .customers) }
    others = script.places.indices.map { streams.stream(entity: $0, .others) }
    spares = Int(figures[.spares])
    outcome = DayOutcome(visits: script.visitCount, shelves: script.shelves.count)
  }

  mutating func begin(_ kernel: inout Kernel<DayEvent>) {
    var weather = streams.stream(entity: 0, .weather)
    dayFactor = laws.day.draw(from: &weather)
    fogEnds = laws.fog.draw(from: &weather) == 1 ? Int(figures[.fogUntil] * 3_600_000) : 0
    for place in script.places.indices {
      for hours in script.places[place].hours {
        if hours.lowerBound > 0 { kernel.schedule(.hoursChange(Int32(place)), at: hours.lowerBound, priority: .urgent) }
        kernel.schedule(.hoursChange(Int32(place)), at: hours.upperBound, priority: .urgent)
      }
      expectOther(place, &kernel)
    }
    expectClosure(&kernel)
    for shelf in script.shelves.indices { expectCustomer(shelf, &kernel) }
    let earlier = if case .earlierStart(let minutes) = policy { minutes * 60_000 } else { 0 }
    for run in script.runs.indices { kernel.schedule(.leaves(Int32(run)), at: max(script.runs[run].leavesAt - earlier, 0)) }
    outcome.due = script.pieces.count { $0.cargo.to >= 1 }
  }

  mutating func handle(_ event: DayEvent, _ kernel: inout Kernel<DayEvent>) {
    switch event {
    case .leaves(let run): leaveDepot(Int(run), &kernel)
    case .arrives(let run): arrive(Int(run), &kernel)
    case .queues(let run): queue(Int(run), &kernel)
    case .docks(let run): dock(Int(run), &kernel)
    case .isServed(let run): finish(Int(run), &kernel)
    case .losesPatience(let run, let queue): losePatience(Int(run), queue, &kernel)
    case .breaksDown(let run): breakDown(Int(run), &kernel)
    case .goesOn(let run): goOn(Int(run), &kernel)
    case .hoursChange(let place): changeHours(Int(place), &kernel)
    case .otherComes(let place): takeOther(Int(place), &kernel)
    case .otherDocks(let place): serveOther(Int(place), &kernel)
    case .otherIsServed(let place): ramps[Int(place)].release(&kernel)
    case .roadCloses(let road): closeRoad(Int(road), &kernel)
    case .roadOpens(let road): openRoad(Int(road), &kernel)
    case .customerComes(let shelf): serveCustomer(Int(shelf), &kernel)
    }
  }

  /// Ends what a vehicle was doing, and books its time.
  mutating func enter(_ phase: Vehicle.Phase, _ run: Int, _ now: Milliseconds) {
    let span = now - vehicles[run].since
    switch vehicles[run].phase {
    case .home: break
    case .driving: outcome.driving += span
    case .waiting: outcome.waiting += span
    case .working: outcome.working += span
    case .broken: outcome.broken += span
    }
    vehicles[run].phase = phase
    vehicles[run].since = now
  }
}
