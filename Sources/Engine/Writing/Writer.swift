import Glibc

/// The one writer of a county in this process: a thread of its own, because it blocks while a commit syncs.
///
/// Callers hand in submissions and wait; while one batch syncs, the next fills. Nobody waits for a timer.
public final class Writer: @unchecked Sendable {
  // Everything below is guarded by `mutex`, but `batchWriter`, which only the thread touches.
  private struct Waiting {
    var submissions: [Submission]
    var answer: @Sendable ([Answer]) -> Void
  }

  private var queue: [Waiting] = []
  private var isStopping = false
  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let filled = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
  private var thread = pthread_t()
  private let makeBatchWriter: @Sendable () -> BatchWriter

  /// - Parameter open: makes the store, on the writer's thread.
  public init(county: Int64, open: @escaping @Sendable () throws -> any Store) {
    makeBatchWriter = { BatchWriter(county: county, open: open) }
    pthread_mutex_init(mutex, nil)
    pthread_cond_init(filled, nil)
    let this = Unmanaged.passUnretained(self)
    pthread_create(
      &thread, nil,
      { context in
        Unmanaged<Writer>.fromOpaque(context!).takeUnretainedValue().run()
        return nil
      }, this.toOpaque())
  }

  /// Waits for everything handed in so far, then ends the thread. Submitting afterwards is a programmer's mistake.
  public func stop() {
    pthread_mutex_lock(mutex)
    isStopping = true
    pthread_cond_signal(filled)
    pthread_mutex_unlock(mutex)
    pthread_join(thread, nil)
  }

  /// Decides `submissions` in the order given; several callers' submissions share batches.
  public func submit(_ submissions: [Submission]) async -> [Answer] {
    await withCheckedContinuation { continuation in
      submit(submissions) { continuation.resume(returning: $0) }
    }
  }

  /// Hands in submissions and returns at once; `answer` is called on the writer's thread.
  ///
  /// - Precondition: at most ``BatchWriter/batchMax`` submissions.
  public func submit(_ submissions: [Submission], answer: @escaping @Sendable ([Answer]) -> Void) {
    precondition(submissions.count <= BatchWriter.batchMax)
    pthread_mutex_lock(mutex)
    precondition(!isStopping, "submitted to a writer that was stopped")
    queue.append(Waiting(submissions: submissions, answer: answer))
    pthread_cond_signal(filled)
    pthread_mutex_unlock(mutex)
  }

  private func run() {
    let batchWriter = makeBatchWriter()
    while let batch = nextBatch() {
      let answers = batchWriter.write(batch.flatMap(\.submissions))
      var first = 0
      for waiting in batch {
        waiting.answer(Array(answers[first..<first + waiting.submissions.count]))
        first += waiting.submissions.count
      }
    }
  }

  /// As many waiting submissions as fit into a batch; nil when stopping and nothing waits.
  private func nextBatch() -> [Waiting]? {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    while queue.isEmpty {
      if isStopping { return nil }
      pthread_cond_wait(filled, mutex)
    }
    var count = 0
    var commands = 0
    while count < queue.count, commands + queue[count].submissions.count <= BatchWriter.batchMax {
      commands += queue[count].submissions.count
      count += 1
    }
    let batch = Array(queue[..<count])
    queue.removeFirst(count)
    return batch
  }
}
