/// A stop on its way into a plan: its times, and its rows of the matrices.
struct Visit {
  let stop: Int
  let open: Int
  let close: Int
  let service: Int
  /// By place: the legs that lead to the stop, and those that lead from it.
  let costIn: Row
  let costOut: Row
  let timeIn: Row
  let timeOut: Row

  @inline(__always) init(_ stop: Int, _ data: SearchData, _ tables: TypeTables) {
    self.stop = stop
    open = data.open[stop]
    close = data.close[stop]
    service = data.service[stop]
    let row = data.place[stop] &* tables.size
    costIn = Row(base: tables.costInto + row)
    costOut = Row(base: tables.costFrom + row)
    timeIn = Row(base: tables.timeInto + row)
    timeOut = Row(base: tables.timeFrom + row)
  }
}

/// The plan's lists, held apart from their owner so that inner loops keep the addresses in registers.
struct Lists {
  let place: Row
  let next: Row
  let previous: Row
  let route: Row
  let leave: Row
  let latest: Row
  let leg: Row
  let lead: Row

  @inline(__always) init<Rules>(_ search: Search<Rules>) {
    place = search.data.place
    next = search.next
    previous = search.previous
    route = search.route
    leave = search.leave
    latest = search.latest
    leg = search.leg
    lead = search.lead
  }
}
