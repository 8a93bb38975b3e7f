import Engine
import Foundation
import Glibc
import Measures
import Ordering
import Storage
import Synchronization
import WireFormat

/// `enginebench orders DATABASE CALLERS ORDERS`: so many callers at once in one process, each placing an order, waiting for the durable answer,
/// and placing the next. Prints one line of JSON. Part of `Scripts/bench orders`.
enum OrdersBench {
  static func run(_ path: String, callers: Int, orders count: Int) async throws {
    let county = try Register(try DatabaseFile(path, mode: .read)).county
    let writer = Writer(county: county) { try SQLiteStore(try DatabaseFile(path, mode: .write)) }
    _ = await writer.submit([order(0, run: 0)])
    let run = UInt64(Date().timeIntervalSince1970 * 1000)
    let latencies = Latencies()
    let syncsBefore = syncs()
    let began = now()
    await withTaskGroup(of: Void.self) { group in
      for caller in 0..<callers {
        group.addTask { @Sendable in
          var own: [Double] = []
          for number in stride(from: caller, to: count, by: callers) {
            let begun = now()
            let answers = await writer.submit([order(number, run: run)])
            guard case .accepted = answers[0] else { fatalError("\(answers[0])") }
            own.append(now() - begun)
          }
          latencies.add(own)
        }
      }
    }
    let seconds = now() - began
    let synced = syncs() - syncsBefore
    writer.stop()
    let sorted = latencies.sorted()
    print(
      """
      {"callers":\(callers),"orders":\(count),"seconds":\(rounded(seconds)),"per_second":\(Int(Double(count) / seconds)),\
      "p50_ms":\(rounded(sorted[count / 2] * 1000)),"p99_ms":\(rounded(sorted[count * 99 / 100] * 1000)),"syncs":\(synced)}
      """)
  }

  /// Three lines from the lots that everybody wants.
  static func order(_ number: Int, run: UInt64) -> Submission {
    let packs = ["chestnut-a-1kg", "chestnut-a-5kg", "chestnut-a-500g"]
    let action = Action.placeOrder(
      PlaceOrder(
        buyer: "county-supermarket", orderedAt: instant, deliverOn: instant.day.advanced(by: 1), deliverTo: "chengguan",
        lines: packs.map { PlaceOrder.Line(pack: $0, count: 1) }))
    return Submission(Command(at: instant, actor: "owner", key: "\(run)-\(number)", action: action))
  }

  static let instant = Instant("2020-10-07T08:00")!

}

/// What every caller waited, in seconds.
final class Latencies: Sendable {
  private let values = Mutex<[Double]>([])

  func add(_ more: [Double]) { values.withLock { $0 += more } }
  func sorted() -> [Double] { values.withLock { $0.sorted() } }
}
