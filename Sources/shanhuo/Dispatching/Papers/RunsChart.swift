import Catalogue
import Dispatching
import Measures
import Messages
import Publishing

/// A day's runs along its hours.
struct RunsChart {
  private let runs: [RunWords]
  private let day: Day
  private let now: Instant
  private let title: String

  init(_ runs: [RunWords], on day: Day, now: Instant, title: String) {
    self.runs = runs
    self.day = day
    self.now = now
    self.title = title
  }

  func picture() -> TimeChart {
    TimeChart(
      title: title, description: say("\(runs.count) 个车次的时间表", "Times of \(runs.count) runs"), language: .ofProcess, words: chartWords,
      rows: runs.map(row), now: now.day == day ? minute(now) : nil)
  }

  private var chartWords: TimeChart.Words {
    TimeChart.Words(
      looks: [
        .thin: say("行驶", "driving"), .hollow: say("等候、靠台办单", "waiting, backing up, papers"), .solid: say("卸货", "unloading"),
        .hatched: say("装货", "loading"),
      ], window: say("这一站的收货时段", "hours of that stop's ramp"), mark: say("最迟开始卸货(上架)", "handing over begins by then (shelf)"),
      now: say("现在", "now"))
  }

  private func minute(_ instant: Instant) -> Int64 {
    // Rounded down: no milliseconds are planned.
    (instant.milliseconds - Instant(startOf: day).milliseconds) / 60_000
  }

  private func row(_ words: RunWords) -> TimeChart.Row {
    let run = words.run
    let kilometres = RunWords.tenths(grams: run.cost.metres) + say(" 公里", " km")
    return TimeChart.Row(
      label: "\(run.id) · \(words.vehicleName)",
      note: "\(run.leavesAt.clock)-\(run.backAt.clock), \(kilometres), \(run.state.label(.ofProcess))",
      bars: bars(words), windows: windows(words), marks: marks(words))
  }

  // MARK: Bars

  private func bars(_ words: RunWords) -> [TimeChart.Bar] {
    let run = words.run
    var bars: [TimeChart.Bar] = []
    var free = minute(run.leavesAt)
    for (index, stop) in run.stops.enumerated() {
      let (arrives, begins, leaves) = (minute(stop.arrivesAt), minute(stop.beginsAt), minute(stop.leavesAt))
      if free < arrives { bars.append(.init(.thin, from: free, to: arrives)) }
      if arrives < begins { bars.append(.init(.hollow, from: arrives, to: begins)) }
      bars += work(index + 1, begins, leaves, words)
      free = leaves
    }
    if free < minute(run.backAt) || bars.isEmpty { bars.append(.init(.thin, from: free, to: max(free, minute(run.backAt)))) }
    return bars
  }

  /// Where both is done, goods are handed over in the first half and taken on in the second: nothing says how the time is shared.
  private func work(_ number: Int, _ begins: Int64, _ leaves: Int64, _ words: RunWords) -> [TimeChart.Bar] {
    let run = words.run
    let place = words.catalogue.place(run.stops[number - 1].place)?.name(.ofProcess) ?? run.stops[number - 1].place
    let label = "\(number) \(place)"
    let unloads = run.cargo.contains { $0.to == number }
    let loads = run.cargo.contains { $0.from == number }
    guard unloads, loads else { return [.init(loads ? .hatched : .solid, from: begins, to: leaves, label: label)] }
    let middle = (begins + leaves) / 2
    return [.init(.solid, from: begins, to: middle, label: label), .init(.hatched, from: middle, to: leaves)]
  }

  // MARK: Hours of ramps

  /// Each stop's hours, from when the way to it begins until it is left.
  private func windows(_ words: RunWords) -> [TimeChart.Window] {
    let run = words.run
    return run.stops.indices.flatMap { index -> [TimeChart.Window] in
      guard let ramp = words.catalogue.place(run.stops[index].place).flatMap(words.catalogue.ramp(of:)) else { return [] }
      let from = minute(index == 0 ? run.leavesAt : run.stops[index - 1].leavesAt)
      let to = minute(run.stops[index].leavesAt)
      return ramp.hours.map { TimeChart.Window(from: max($0.lowerBound, from), to: min($0.upperBound, to)) }.filter { $0.from < $0.to }
    }
  }

  // MARK: Shelf hours

  private func marks(_ words: RunWords) -> [TimeChart.Mark] {
    var stops: [Instant: [Int]] = [:]
    for piece in words.run.cargo where piece.to <= words.run.stops.count {
      if let due = words.goods.part(piece)?.dueBy { stops[due, default: []].append(piece.to) }
    }
    return stops.sorted { $0.key < $1.key }.map { due, numbers in
      let list = RunWords.numbers(numbers)
      return TimeChart.Mark(at: minute(due), label: say("\(due.clock) 第 \(list) 站", "\(due.clock) stop \(list)"))
    }
  }
}
