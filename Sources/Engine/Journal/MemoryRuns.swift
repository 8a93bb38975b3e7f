public import Dispatching
public import Ledger
public import Measures

/// The runs' part of the memory store.
struct MemoryRuns {
  private(set) var runs: [DeliveryRun.ID: DeliveryRun] = [:]
  /// The live run on which a part is.
  private(set) var parts: [OrderPart: DeliveryRun.ID] = [:]

  mutating func apply(_ changes: RunChanges) {
    for run in changes.runs { for part in runs[run.id]?.liveParts ?? [] { parts[part] = nil } }
    for run in changes.runs {
      runs[run.id] = run
      for part in run.liveParts { parts[part] = run.id }
    }
  }
}

extension MemoryStore {
  public func runs(_ ids: [DeliveryRun.ID]) throws(StoreFault) -> [DeliveryRun] { ids.compactMap { runs.runs[$0] } }

  public func liveRuns() throws(StoreFault) -> [DeliveryRun.ID] { runs.runs.values.filter(\.state.isLive).map(\.id).sorted() }

  public func liveRuns(on day: Day) throws(StoreFault) -> [DeliveryRun.ID] {
    runs.runs.values.filter { $0.day == day && $0.state.isLive }.map(\.id).sorted()
  }

  public func runs(carrying parts: [OrderPart]) throws(StoreFault) -> [DeliveryRun.ID?] { parts.map { runs.parts[$0] } }

  public var allRuns: [DeliveryRun] { runs.runs.values.sorted { $0.id < $1.id } }
  /// With the live run on which each is, by part.
  public var allRunParts: [(part: OrderPart, run: DeliveryRun.ID)] {
    runs.parts.map { (part: $0.key, run: $0.value) }.sorted { $0.part < $1.part }
  }
}
