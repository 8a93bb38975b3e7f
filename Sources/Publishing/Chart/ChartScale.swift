/// Brings minutes onto the picture, between two whole hours.
struct ChartScale: Sendable {
  let left: Pixels
  let firstHour: Int64
  let lastHour: Int64
  private let hour: Pixels

  private static let width: Pixels = 1120

  /// - Precondition: some row has a bar.
  init(_ rows: [TimeChart.Row], left: Pixels) {
    let bars = rows.flatMap(\.bars)
    let (from, to) = (bars.map(\.from).min()!, bars.map(\.to).max()!)
    self.left = left
    firstHour = ChartScale.hour(of: from)
    lastHour = max(firstHour + 1, ChartScale.hour(of: to + 59))
    hour = max(64, ChartScale.width / (lastHour - firstHour))
  }

  /// Rounded down.
  private static func hour(of minute: Int64) -> Int64 { minute >= 0 ? minute / 60 : -((59 - minute) / 60) }

  var right: Pixels { x(lastHour * 60) }

  func x(_ minute: Int64) -> Pixels { Pixels(hundredths: left.hundredths + (minute - firstHour * 60) * hour.hundredths / 60) }

  /// Nil where it is not shown.
  func shown(_ minute: Int64) -> Pixels? { (firstHour * 60...lastHour * 60).contains(minute) ? x(minute) : nil }

  /// `05:00`; hours beyond the day go on counting.
  static func clock(_ hour: Int64) -> String { (0..<10).contains(hour) ? "0\(hour):00" : "\(hour):00" }
}
