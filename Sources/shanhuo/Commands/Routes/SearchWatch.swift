import Foundation
import Routing

/// Watches a search from outside: tells its progress, and ends it on Ctrl-C.
final class SearchWatch: @unchecked Sendable {
  nonisolated(unsafe) private static var isInterrupted: sig_atomic_t = 0

  private let isTold: Bool
  private var toldNanoseconds: Int64 = 0

  init(isTold: Bool) {
    self.isTold = isTold
    signal(SIGINT) { _ in SearchWatch.isInterrupted = 1 }
  }

  /// - Returns: whether the search goes on.
  func note(_ progress: Solver.Progress) -> Bool {
    // The first island speaks for all, so that no two threads write here.
    if isTold, progress.island == 0, progress.nanoseconds - toldNanoseconds >= 1_000_000_000 {
      toldNanoseconds = progress.nanoseconds
      let seconds = progress.nanoseconds / 1_000_000_000
      Terminal.note(
        say(
          "\(seconds) 秒,\(progress.steps) 步,每秒 \(Int(progress.stepsPerSecond)) 步,最好 \(progress.bestCost)",
          "\(seconds) s, \(progress.steps) iterations, \(Int(progress.stepsPerSecond)) a second, best \(progress.bestCost)"))
    }
    return SearchWatch.isInterrupted == 0
  }
}
