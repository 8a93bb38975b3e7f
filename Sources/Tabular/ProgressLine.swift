import Glibc

/// A line on stderr that says how far a long work has come; only on a terminal, and only after two seconds.
public struct ProgressLine {
  private let unit: String
  private let total: Int64?
  private let started = ProgressLine.seconds()
  private var lastShown = 0.0
  private var wasShown = false
  private let isTerminal = isatty(STDERR_FILENO) == 1

  public init(unit: String, total: Int64? = nil) {
    self.unit = unit
    self.total = total
  }

  public var elapsed: Double { ProgressLine.seconds() - started }

  public mutating func show(_ done: Int64) {
    let elapsed = elapsed
    guard isTerminal, elapsed > 2, elapsed - lastShown > 0.2 else { return }
    lastShown = elapsed
    wasShown = true
    let share = total.map { $0 > 0 ? " (\(done * 100 / $0) %)" : "" } ?? ""
    write("\r\(done) \(unit)\(share), \(Int(Double(done) / elapsed))/s   ")
  }

  public func finish() { if wasShown { write("\r\u{1B}[K") } }

  private func write(_ text: String) { _ = Array(text.utf8).withUnsafeBytes { Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count) } }

  private static func seconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
