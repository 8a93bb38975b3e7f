import Catalogue
import Dispatching
import Measures
import Simulation

extension DayScript.Place {
  func isOpen(at time: Milliseconds) -> Bool { hours.contains { $0.contains(time) } }

  /// Whether it opens, or is open, at or after a moment.
  func opens(after time: Milliseconds) -> Bool { hours.contains { $0.upperBound > time } }

  /// How many vehicles it serves at once. In a village there is room for any.
  func docks(_ figures: DayFigures) -> Int {
    switch kind {
    case .shop: Int(figures[.shopDocks])
    case .hub, .depot, .warehouse, .beyond: Int(figures[.depotDocks])
    case .town, .village, .community: 1_000
    }
  }

  var hasOthers: Bool { kind == .shop || kind == .warehouse }
}

extension DayModel {
  mutating func queue(_ run: Int, _ kernel: inout Kernel<DayEvent>) {
    guard let visit = vehicles[run].route.first else { return }
    let place = script.runs[run].visits[visit].place
    enter(.waiting, run, kernel.now)
    let first = items(run, visit).map(\.from).min() ?? 0
    if first > kernel.now {
      kernel.schedule(.queues(Int32(run)), at: first)
      return
    }
    guard script.places[place].opens(after: kernel.now) else { return giveUp(run, &kernel) }
    vehicles[run].queue += 1
    vehicles[run].ticket = ramps[place].request(then: .docks(Int32(run)), &kernel)
    if policy == .leave && mayPutOff(run, visit) {
      let patience = Int(figures[.patienceMinutes] * 60_000)
      kernel.schedule(.losesPatience(Int32(run), queue: vehicles[run].queue), after: patience)
    }
  }

  /// Where goods are fetched nobody leaves without them: they are wanted further on.
  private func mayPutOff(_ run: Int, _ visit: Int) -> Bool {
    script.runs[run].visits[visit].loads.isEmpty && vehicles[run].route.count > 1 && !vehicles[run].postponed.contains(visit)
  }

  mutating func losePatience(_ run: Int, _ queue: Int32, _ kernel: inout Kernel<DayEvent>) {
    guard vehicles[run].queue == queue, vehicles[run].phase == .waiting, let ticket = vehicles[run].ticket,
      let visit = vehicles[run].route.first, ramps[script.runs[run].visits[visit].place].withdraw(ticket, &kernel)
    else { return }
    vehicles[run].ticket = nil
    vehicles[run].postponed.insert(visit)
    vehicles[run].route.removeFirst()
    vehicles[run].route.append(visit)
    drive(run, &kernel)
  }

  mutating func dock(_ run: Int, _ kernel: inout Kernel<DayEvent>) {
    guard let visit = vehicles[run].route.first else { return }
    vehicles[run].ticket = nil
    air(run, kernel.now)
    enter(.working, run, kernel.now)
    let stop = script.runs[run].visits[visit]
    let perGram = Double(script.places[stop.place].millisecondsPer100Kilograms) / 100_000 * serviceFactor(run)
    outcome.begins[script.runs[run].firstVisit + visit] = kernel.now
    // One after the other, as they are ready or wanted.
    var time = Double(kernel.now)
    for (piece, from) in items(run, visit).sorted(by: { ($0.from, $0.piece) < ($1.from, $1.piece) }) {
      time = max(time, Double(from)) + Double(script.pieces[piece].handledGrams) * perGram
    }
    for piece in stop.unloads where isAboard(piece) { handOver(piece, run, kernel.now, home: false) }
    vehicles[run].isOpen = true
    kernel.schedule(.isServed(Int32(run)), at: Int(time + 0.5))
  }

  /// What is handled at a visit, and from when on it can be.
  private func items(_ run: Int, _ visit: Int) -> [(piece: Int, from: Milliseconds)] {
    let stop = script.runs[run].visits[visit]
    return stop.unloads.filter { isAboard($0) }.map { ($0, script.pieces[$0].due.lowerBound) }
      + stop.loads.filter { cargo[$0].state == .planned }.map { ($0, script.pieces[$0].readyAt) }
  }

  mutating func finish(_ run: Int, _ kernel: inout Kernel<DayEvent>) {
    let visit = vehicles[run].route.removeFirst()
    let stop = script.runs[run].visits[visit]
    ramps[stop.place].release(&kernel)
    air(run, kernel.now)
    vehicles[run].isOpen = false
    if kernel.now - vehicles[run].arrivedAt >= DayModel.rest { vehicles[run].driven = 0 }
    for piece in stop.loads { load(piece, run) }
    drive(run, &kernel)
  }

  /// Nobody is there any more today: what should be handed over comes back, what should be fetched stays.
  private mutating func giveUp(_ run: Int, _ kernel: inout Kernel<DayEvent>) {
    let visit = vehicles[run].route.removeFirst()
    for piece in script.runs[run].visits[visit].unloads where isAboard(piece) { refuse(piece, run, .lateness) }
    for piece in script.runs[run].visits[visit].loads { cargo[piece].state = .left }
    vehicles[run].isAltered = true
    drive(run, &kernel)
  }

  mutating func changeHours(_ place: Int, _ kernel: inout Kernel<DayEvent>) {
    let isOpen = script.places[place].isOpen(at: kernel.now)
    ramps[place].setCapacity(isOpen ? script.places[place].docks(figures) : 0, &kernel)
    guard !script.places[place].opens(after: kernel.now) else { return }
    for run in vehicles.indices {
      guard let ticket = vehicles[run].ticket, let visit = vehicles[run].route.first, script.runs[run].visits[visit].place == place,
        ramps[place].withdraw(ticket, &kernel)
      else { continue }
      vehicles[run].ticket = nil
      giveUp(run, &kernel)
    }
  }

  // MARK: Somebody else's vehicles

  mutating func expectOther(_ place: Int, _ kernel: inout Kernel<DayEvent>) {
    guard let arrivals = otherArrivals[place], let next = arrivals.next(after: kernel.now, from: &others[place]) else { return }
    kernel.schedule(.otherComes(Int32(place)), at: next)
  }

  mutating func takeOther(_ place: Int, _ kernel: inout Kernel<DayEvent>) {
    if script.places[place].isOpen(at: kernel.now) { ramps[place].request(then: .otherDocks(Int32(place)), &kernel) }
    expectOther(place, &kernel)
  }

  mutating func serveOther(_ place: Int, _ kernel: inout Kernel<DayEvent>) {
    kernel.schedule(.otherIsServed(Int32(place)), after: laws.others.drawMilliseconds(from: &others[place]))
  }
}
