import Simulation

extension DayModel {
  // MARK: Breakdowns

  /// Schedules the breakdown, if it comes on a drive that begins now.
  mutating func expectBreakdown(_ run: Int, _ duration: Milliseconds, _ kernel: inout Kernel<DayEvent>) {
    if vehicles[run].untilBreakdown < duration {
      kernel.schedule(.breaksDown(Int32(run)), after: vehicles[run].untilBreakdown, priority: .urgent)
    } else {
      vehicles[run].untilBreakdown -= duration
    }
  }

  /// It stands until it is mended, or a spare vehicle has its goods. The cooling goes on.
  mutating func breakDown(_ run: Int, _ kernel: inout Kernel<DayEvent>) {
    guard let drive = vehicles[run].drive, let paused = kernel.interrupt(drive) else { return }
    enter(.broken, run, kernel.now)
    vehicles[run].paused = paused
    vehicles[run].drive = nil
    var wait = laws.repair.drawMilliseconds(from: &vehicles[run].breakdowns)
    vehicles[run].untilBreakdown =
      laws.untilBreakdown?.drawMilliseconds(from: &vehicles[run].breakdowns) ?? Kernel<DayEvent>.endOfTime
    let spare = Int(figures[.spareMinutes] * 60_000) + Int(Double(spareWay(run)) * dayFactor)
    if policy == .spareVehicle && spares > 0 && spare < wait {
      spares -= 1
      wait = spare
    }
    kernel.schedule(.goesOn(Int32(run)), after: wait)
  }

  private func spareWay(_ run: Int) -> Milliseconds {
    let ways = script.runs[run].spareWays
    return ways[vehicles[run].route.first ?? ways.count - 1]
  }

  mutating func goOn(_ run: Int, _ kernel: inout Kernel<DayEvent>) {
    guard let paused = vehicles[run].paused else { return }
    vehicles[run].paused = nil
    enter(.driving, run, kernel.now)
    vehicles[run].drive = kernel.resume(paused)
    expectBreakdown(run, paused.remaining, &kernel)
  }

  // MARK: Roads that close

  mutating func expectClosure(_ kernel: inout Kernel<DayEvent>) {
    guard script.roadCount > 0, let gap = laws.untilClosure?.drawMilliseconds(from: &closures) else { return }
    let time = kernel.now + gap
    let road = closures.below(script.roadCount)
    if time < DayModel.endOfDay { kernel.schedule(.roadCloses(Int32(road)), at: time, priority: .urgent) }
  }

  static let endOfDay: Milliseconds = 24 * 3_600_000

  /// Who is on the road already has passed by.
  mutating func closeRoad(_ road: Int, _ kernel: inout Kernel<DayEvent>) {
    closed[road] += 1
    kernel.schedule(.roadOpens(Int32(road)), after: laws.closure.drawMilliseconds(from: &closures), priority: .urgent)
    expectClosure(&kernel)
  }

  mutating func openRoad(_ road: Int, _ kernel: inout Kernel<DayEvent>) {
    closed[road] -= 1
    guard closed[road] == 0 else { return }
    for run in waitingForRoad.removeValue(forKey: road) ?? [] { drive(run, &kernel) }
  }
}
