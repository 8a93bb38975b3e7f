import Engine
import Foundation

/// Reads the journal from its first batch on a thread of its own, hashes and decodes, and keeps a few batches ready.
final class JournalReader: @unchecked Sendable {
  private static let readyMax = 8

  // Everything below is guarded by `condition`, but `store`, which only the thread touches.
  private let condition = NSCondition()
  private var ready: [OpenedBatch] = []
  private var end: Result<Void, StoreFault>?
  private var isCancelled = false
  private let store: SQLiteStore

  init(_ store: SQLiteStore) {
    self.store = store
    let thread = Thread { [self] in finish(with: Result { () throws(StoreFault) in try read() }) }
    thread.stackSize = 8 << 20
    thread.start()
  }

  /// The next batch, or nil behind the last.
  func next() throws(StoreFault) -> OpenedBatch? {
    condition.lock()
    defer { condition.unlock() }
    while ready.isEmpty {
      if let end {
        try end.get()
        return nil
      }
      condition.wait()
    }
    condition.signal()
    return ready.removeFirst()
  }

  /// Ends the reading early and waits for its end.
  func cancel() {
    condition.lock()
    isCancelled = true
    condition.signal()
    while end == nil { condition.wait() }
    condition.unlock()
  }

  private func read() throws(StoreFault) {
    let rows = try store.statement("SELECT \(StoredBatch.columns) FROM journal WHERE county = ? ORDER BY batch")
      .bind(store.county)
    while try rows.next() {
      guard keep(OpenedBatch(try StoredBatch(row: rows))) else { return rows.reset() }
    }
  }

  private func keep(_ batch: OpenedBatch) -> Bool {
    condition.lock()
    defer { condition.unlock() }
    while ready.count >= JournalReader.readyMax, !isCancelled { condition.wait() }
    ready.append(batch)
    condition.signal()
    return !isCancelled
  }

  private func finish(with result: Result<Void, StoreFault>) {
    condition.lock()
    end = result
    condition.signal()
    condition.unlock()
  }
}
