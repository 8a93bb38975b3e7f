/// Hours of a leg whose seconds change while it is driven (Ichoua, Gendreau, Potvin 2003): it is summed up over the steps it passes
/// through, in millionths of a second and rounded up to a whole one, so that who leaves later never arrives earlier.
struct Travel {
  let pace: [Pace]

  init(_ pace: [Pace]) { self.pace = pace }

  /// When a leg ends that takes `seconds` at an even pace.
  func arrival(_ departure: Int, _ seconds: Int) -> Int {
    if pace.isEmpty || seconds >= SearchData.never { return departure + seconds }
    var rest = seconds * 1_000_000
    return drive(&rest, from: departure, until: .max)
  }

  /// Drives what is left of a leg, in millionths of a second at an even pace, but not past a second.
  /// - Returns: when it is done or that second has come.
  func drive(_ rest: inout Int, from departure: Int, until end: Int) -> Int {
    var step = pace.count
    while step > 0 && pace[step - 1].from > departure { step -= 1 }
    var time = departure
    while rest > 0 && time < end {
      let permille = step > 0 ? pace[step - 1].permille : 1000
      let needed = (rest * permille + 999_999_999) / 1_000_000_000
      let change = min(step < pace.count ? pace[step].from : .max, end)
      if needed <= change - time {
        rest = 0
        return time + needed
      }
      rest = max(rest - (change - time) * 1_000_000_000 / permille, 1)
      time = change
      step += 1
    }
    return time
  }

  /// The latest departure that arrives no later than `arrival`.
  func latestDeparture(_ arrival: Int, _ seconds: Int) -> Int {
    if pace.isEmpty { return arrival - seconds }
    let longest = pace.reduce(1000) { max($0, $1.permille) }
    var low = arrival - seconds * longest / 1000 - 1
    var high = arrival
    while low < high {
      let middle = low + (high - low + 1) / 2
      if self.arrival(middle, seconds) <= arrival { low = middle } else { high = middle - 1 }
    }
    return low
  }
}
