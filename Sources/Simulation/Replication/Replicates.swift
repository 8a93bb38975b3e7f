import Dispatch
import Synchronization

/// Runs independent replicates of a model, on one thread or several.
///
/// Each replicate draws from streams of its own and leaves its result at its own place, so the results are the same bytes with any number of
/// threads. What is computed of them in their order, is so too.
public struct Replicates: Sendable {
  public let threads: Int

  public init(threads: Int = 1) throws(SimulationFault) {
    guard threads >= 1 else { throw .belowOne(.threads, threads) }
    guard threads <= 1024 else { throw .tooLarge(.threads, Double(threads), max: 1024) }
    self.threads = threads
  }

  /// The results of replicates 0 to `count` - 1, in this order.
  ///
  /// - Parameter replicate: simulates the replicate of this number, on any thread.
  public func run<Result: Sendable>(
    _ count: Int, _ replicate: @Sendable (Int) -> Result
  ) throws(SimulationFault) -> [Result] {
    guard count >= 1 else { throw .belowOne(.replicates, count) }
    guard count <= Int(UInt32.max) else { throw .tooLarge(.replicates, Double(count), max: Double(UInt32.max)) }
    return results(of: 0..<count, replicate)
  }

  /// Runs until `rule` is met by what `figure` reads from the results, and gives all of them in their order.
  public func run<Result: Sendable>(
    until rule: StoppingRule, of figure: (Result) -> Double, _ replicate: @Sendable (Int) -> Result
  ) -> [Result] {
    var all: [Result] = []
    var tally = Tally()
    repeat {
      let wanted = all.count < rule.least ? rule.least : min(all.count + rule.step, rule.most)
      let more = results(of: all.count..<wanted, replicate)
      for result in more { tally.add(figure(result)) }
      all += more
    } while all.count < rule.most && !rule.isMet(by: tally)
    return all
  }

  private func results<Result: Sendable>(of range: Range<Int>, _ replicate: @Sendable (Int) -> Result) -> [Result] {
    let workers = min(threads, range.count)
    if workers == 1 { return range.map(replicate) }
    return [Result](unsafeUninitializedCapacity: range.count) { buffer, initialized in
      nonisolated(unsafe) let places = buffer
      let next = Atomic(range.lowerBound)
      DispatchQueue.concurrentPerform(iterations: workers) { _ in
        while true {
          let number = next.add(1, ordering: .relaxed).oldValue
          if number >= range.upperBound { break }
          places.initializeElement(at: number - range.lowerBound, to: replicate(number))
        }
      }
      initialized = range.count
    }
  }
}
