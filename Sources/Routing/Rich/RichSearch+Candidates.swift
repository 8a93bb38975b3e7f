extension RichSearch {
  /// Collects the insertions of a job into a route that bounds do not rule out: by earliest and latest hours, loads, classes of goods and
  /// the legs' cost. They may let through what cannot be done, never the other way round, where detours save nothing.
  func collect(_ job: Int, _ slot: Int, below bound: Int) {
    let terms = data.jobs[job]
    let type = data.types[data.slots[slot].type]
    let state = states[slot]
    let opening = state.count == 0 && data.slots[slot].begun < 0
    let base = opening ? data.slots[slot].fixedCost + weight(slot) - state.leg[0] : 0
    if terms.first >= 0 && terms.second >= 0 {
      collectPairs(job, slot, type, state, base, below: bound)
    } else {
      collectSingle(job, slot, type, state, base, below: bound)
    }
    if type.trips > state.trips && terms.slot < 0 && !opening { collectTrips(job, slot, type, state, below: bound) }
  }

  @inline(__always) private func legCost(_ type: RichType, _ at: Int, isPaid: Bool) -> Int {
    Int(type.tables.costFrom[at]) &+ (isPaid ? Int(type.tolls.unsafelyUnwrapped[at]) : 0)
  }

  private func room(_ job: RichJob, _ state: RouteState, _ row: Row, _ position: Int, _ type: RichType) -> Bool {
    for dimension in 0..<data.dimensions
    where row[position &* data.dimensions &+ dimension] &+ data.load[job.loadAt &+ dimension] > type.capacity[dimension] { return false }
    return true
  }

  private func collectSingle(
    _ index: Int, _ slot: Int, _ type: RichType, _ state: RouteState, _ base: Int, below bound: Int
  ) {
    let job = data.jobs[index]
    let stop = job.first >= 0 ? job.first : job.second
    let isDelivery = job.role == .deliver
    let isPickup = job.role == .pickUp
    let size = type.tables.size
    let place = data.place[stop]
    let (open, close, service) = (data.open[stop], data.close[stop], data.service[stop])
    let hasTolls = type.tolls != nil
    var fits = true
    for position in 0...state.count {
      let isTripStart = position == 0 || state.nodes[position - 1] < 0
      if isTripStart {
        if position > 0 && job.slot >= 0 { return }
        fits = !(isDelivery && !job.isAboard && position == 0 && data.slots[slot].begun >= 0)
      }
      if isDelivery && !job.isAboard {
        fits = fits && room(job, state, state.load, position, type) && state.classes[position] & job.apart == 0
      }
      if !fits || position < data.slots[slot].locked.count { continue }
      if isPickup && !(room(job, state, state.most, position, type) && state.classesLeft[position] & job.apart == 0) { continue }
      let into = state.place[position] &* size &+ place
      let out = place &* size &+ state.place[position &+ 1]
      let timeIn = Int(type.tables.timeFrom[into]) &* type.permilleLeast / 1000
      let timeOut = Int(type.tables.timeFrom[out]) &* type.permilleLeast / 1000
      let arrival = state.leave[position] &+ timeIn
      if arrival > close { continue }
      if max(arrival, open) &+ service &+ timeOut > state.latest[position &+ 1] { continue }
      let isPaid = hasTolls && (state.isPaid[position] == 1 || !job.isListed)
      let delta = base &+ legCost(type, into, isPaid: isPaid) &+ legCost(type, out, isPaid: isPaid) &- state.leg[position]
      if delta >= bound && data.neighbours.isMetric && !hasTolls { continue }
      let seconds = timeIn &+ timeOut &+ service &- state.time[position]
      let estimate = delta &+ state.rate[position] &* max(seconds, 0)
      candidates.append(Candidate(estimate: estimate, first: Int32(position), second: -1, reload: .none))
    }
  }

  private func collectPairs(
    _ index: Int, _ slot: Int, _ type: RichType, _ state: RouteState, _ base: Int, below bound: Int
  ) {
    let job = data.jobs[index]
    let size = type.tables.size
    let tables = type.tables
    let least = type.permilleLeast
    let (pickup, delivery) = (job.first, job.second)
    let (placeUp, placeDown) = (data.place[pickup], data.place[delivery])
    let (openUp, closeUp, serviceUp) = (data.open[pickup], data.close[pickup], data.service[pickup])
    let (openDown, closeDown, serviceDown) = (data.open[delivery], data.close[delivery], data.service[delivery])
    let hasTolls = type.tolls != nil
    let isSafe = data.neighbours.isMetric && !hasTolls
    @inline(__always) func seconds(_ at: Int) -> Int { Int(tables.timeFrom[at]) &* least / 1000 }
    for position in data.slots[slot].locked.count...state.count {
      if state.classes[position] & job.apart != 0 || !room(job, state, state.load, position, type) { continue }
      let into = state.place[position] &* size &+ placeUp
      let arrival = state.leave[position] &+ seconds(into)
      if arrival > closeUp { continue }
      let isPaid = hasTolls && (state.isPaid[position] == 1 || !job.isListed)
      let isPaidIn = hasTolls && state.isPaid[position] == 1
      let departure = max(arrival, openUp) &+ serviceUp
      let costIn = base &+ legCost(type, into, isPaid: isPaidIn) &- state.leg[position]
      let rate = state.rate[position]
      // Both directly one behind the other.
      let between = placeUp &* size &+ placeDown
      let out = placeDown &* size &+ state.place[position &+ 1]
      let reach = departure &+ seconds(between)
      if reach <= closeDown, max(reach, openDown) &+ serviceDown &+ seconds(out) <= state.latest[position &+ 1] {
        let delta = costIn &+ legCost(type, between, isPaid: isPaid) &+ legCost(type, out, isPaid: isPaidIn)
        if delta < bound || !isSafe {
          let extra = seconds(into) &+ serviceUp &+ seconds(between) &+ serviceDown &+ seconds(out) &- state.time[position]
          let estimate = delta &+ rate &* max(extra, 0) &+ job.rate &* (max(reach, openDown) &- departure)
          candidates.append(Candidate(estimate: estimate, first: Int32(position), second: Int32(position), reload: .none))
        }
      }
      // The delivery is carried forward.
      if position == state.count || state.nodes[position] < 0 { continue }
      let past = placeUp &* size &+ state.place[position &+ 1]
      var time = departure &+ seconds(past)
      if time > state.latest[position &+ 1] { continue }
      let legs = costIn &+ legCost(type, past, isPaid: isPaid)
      if legs >= bound && isSafe { continue }
      let extraUp = rate &* max(seconds(into) &+ serviceUp &+ seconds(past) &- state.time[position], 0)
      var shortest = seconds(past)
      var after = position &+ 1
      while true {
        if !room(job, state, state.load, after, type) || state.classes[after] & job.apart != 0 { break }
        shortest = shortest &+ state.service[after]
        if shortest > job.longest(in: type) { break }
        let leave = max(time, state.open[after]) &+ state.service[after]
        let intoDown = state.place[after] &* size &+ placeDown
        let outDown = placeDown &* size &+ state.place[after &+ 1]
        let reach = leave &+ seconds(intoDown)
        if reach <= closeDown, max(reach, openDown) &+ serviceDown &+ seconds(outDown) <= state.latest[after &+ 1] {
          let isPaidDown = hasTolls && (state.isPaid[after] == 1 || !job.isListed)
          let delta =
            legs &+ legCost(type, intoDown, isPaid: isPaidDown) &+ legCost(type, outDown, isPaid: hasTolls && state.isPaid[after] == 1)
            &- state.leg[after]
          if delta < bound || !isSafe {
            let extra = seconds(intoDown) &+ serviceDown &+ seconds(outDown) &- state.time[after]
            let estimate =
              delta &+ extraUp &+ state.rate[after] &* max(extra, 0) &+ job.rate &* (max(reach, openDown) &- departure)
            candidates.append(Candidate(estimate: estimate, first: Int32(position), second: Int32(after), reload: .none))
          }
        }
        if after == state.count || state.nodes[after] < 0 { break }
        time = leave &+ state.time[after]
        if time > state.latest[after &+ 1] { break }
        shortest = shortest &+ state.time[after]
        after = after &+ 1
      }
    }
  }

  /// With one trip more: the vehicle comes back in front of the job, or behind it.
  private func collectTrips(_ index: Int, _ slot: Int, _ type: RichType, _ state: RouteState, below bound: Int) {
    let job = data.jobs[index]
    let size = type.tables.size
    let head = data.place[job.first >= 0 ? job.first : job.second]
    let tail = job.second >= 0 ? data.place[job.second] : head
    let within = head == tail ? 0 : Int(type.tables.costFrom[head &* size &+ tail])
    for position in data.slots[slot].locked.count...state.count {
      let isTripStart = position == 0 ? data.slots[slot].begun < 0 : state.nodes[position - 1] < 0
      let isTripEnd = position == state.count || state.nodes[position] < 0
      let (before, after) = (state.place[position], state.place[position + 1])
      func legs(_ places: [Int]) -> Int {
        zip(places, places.dropFirst()).reduce(0) { $0 + Int(type.tables.costFrom[$1.0 * size + $1.1]) }
      }
      if !isTripStart {
        let delta = legs([before, type.start, head]) + within + legs([tail, after]) - state.leg[position]
        if delta < bound { candidates.append(Candidate(estimate: delta, first: Int32(position), second: -1, reload: .before)) }
      }
      if !isTripEnd {
        let delta = legs([before, head]) + within + legs([tail, type.start, after]) - state.leg[position]
        if delta < bound { candidates.append(Candidate(estimate: delta, first: Int32(position), second: -1, reload: .after)) }
      }
    }
  }
}
