/// By node and dimension, where loads rise and fall along a route: the load on leaving the node, and the highest such load from the start
/// up to the node and from the node to the end.
struct LoadProfile {
  let after: Row
  let highestUntil: Row
  let highestFrom: Row

  init(count: Int) {
    after = Row(count: count)
    highestUntil = Row(count: count)
    highestFrom = Row(count: count)
  }

  func free() {
    after.free()
    highestUntil.free()
    highestFrom.free()
  }
}

/// By node, where time costs: the span of the route up to the node and from it on, as duration, earliest and latest start
/// (Vidal, Crainic, Gendreau, Prins 2014, equations 10 to 13, without lateness).
struct SpanProfile {
  let until: UnsafeMutablePointer<Span>
  let from: UnsafeMutablePointer<Span>

  struct Span {
    var duration: Int32
    var earliest: Int32
    var latest: Int32

    /// This span, a leg of `seconds`, then the other span.
    @inline(__always) func then(_ seconds: Int, _ other: Span) -> Span {
      let travel = duration &+ Int32(truncatingIfNeeded: seconds)
      let waiting = max(other.earliest &- travel &- latest, 0)
      return Span(
        duration: travel &+ other.duration &+ waiting, earliest: max(other.earliest &- travel, earliest) &- waiting,
        latest: min(other.latest &- travel, latest))
    }
  }

  init(count: Int) {
    until = .allocate(capacity: max(count, 1))
    from = .allocate(capacity: max(count, 1))
  }

  func free() {
    until.deallocate()
    from.deallocate()
  }
}

extension Search {
  /// Recomputes one route's loads and spans, where the rules ask for them.
  func refreshProfiles(_ slot: Int) {
    if Rules.mixedLoads { refreshLoads(slot) }
    if Rules.timeCost { refreshSpans(slot) }
  }

  private func refreshLoads(_ slot: Int) {
    let first = start(slot)
    let last = end(slot)
    let count = dimensions
    for dimension in 0..<count {
      var onBoard = load[slot &* count &+ dimension]
      var highest = onBoard
      var node = first
      while true {
        if node < data.stopCount { onBoard = onBoard &+ change(node, dimension) }
        highest = max(highest, onBoard)
        loads.after[node &* count &+ dimension] = onBoard
        loads.highestUntil[node &* count &+ dimension] = highest
        if node == last { break }
        node = next[node]
      }
      if !data.hasSingleJobs { continue }
      highest = 0
      while true {
        highest = max(highest, loads.after[node &* count &+ dimension])
        loads.highestFrom[node &* count &+ dimension] = highest
        if node == first { break }
        node = previous[node]
      }
    }
  }

  /// By how much the load on board rises at a stop.
  @inline(__always) private func change(_ stop: Int, _ dimension: Int) -> Int {
    let head = data.head[stop]
    let at = head &* dimensions &+ dimension
    if head != stop { return 0 &- data.shipped[at] }
    return data.taken[at] &+ data.shipped[at] &- data.dropped[at]
  }

  private func refreshSpans(_ slot: Int) {
    let tables = tables(slot)
    let first = start(slot)
    let last = end(slot)
    var node = first
    spans.until[first] = span(first)
    while node != last {
      let after = next[node]
      spans.until[after] = spans.until[node].then(tables.time(data.place[node], data.place[after]), span(after))
      node = after
    }
    spans.from[last] = span(last)
    while node != first {
      let before = previous[node]
      spans.from[before] = span(before).then(tables.time(data.place[before], data.place[node]), spans.from[node])
      node = before
    }
  }

  @inline(__always) func span(_ node: Int) -> SpanProfile.Span {
    SpanProfile.Span(
      duration: Int32(truncatingIfNeeded: data.service[node]), earliest: Int32(truncatingIfNeeded: data.open[node]),
      latest: Int32(truncatingIfNeeded: data.close[node]))
  }

  /// Shortest duration of a used route; 0 of an unused one.
  @inline(__always) func duration(_ slot: Int) -> Int { size[slot] == 0 ? 0 : Int(spans.from[start(slot)].duration) }
}
