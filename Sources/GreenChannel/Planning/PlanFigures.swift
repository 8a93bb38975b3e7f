import Catalogue
public import Dispatching
public import Measures

/// What a plan comes to, for setting plans beside each other.
public struct PlanFigures: Sendable, Hashable {
  public var runs = 0
  /// Of all hauls, those that ride.
  public var carried = 0
  public var hauls = 0
  /// Of the goods that ride, those handed over in time.
  public var onTime = 0
  public var metres: Int64 = 0
  public var driving = Money.zero
  public var time = Money.zero
  public var tolls = Money.zero
  public var tollsSaved = Money.zero
  /// What the goods lose of their value on board.
  public var lifeLost = Money.zero

  public init() {}

  public func cost() throws(Overflow) -> Money { try driving + time + tolls }

  /// Adds the runs of a plan for a task.
  public mutating func add(_ drafts: [RunDraft], _ task: DayTask) throws {
    let hauls = Dictionary(task.hauls.map { ($0.kind, $0) }) { first, _ in first }
    self.hauls += task.hauls.count
    for draft in drafts {
      runs += 1
      metres = try metres.adding(draft.cost.metres)
      driving = try driving + draft.cost.driving
      time = try time + draft.cost.time
      tolls = try tolls + draft.cost.tolls
      tollsSaved = try tollsSaved + draft.toll.saved
      let vehicle = task.vehicles.first { $0.id == draft.vehicle }
      let temperature = vehicle.flatMap(task.decicelsius(in:))
      for piece in draft.cargo {
        guard let haul = hauls[piece.kind], piece.to <= draft.stops.count else { continue }
        carried += 1
        let begins = draft.stops[piece.to - 1].beginsAt
        if begins <= haul.due.upperBound { onTime += 1 }
        let loaded = piece.from == 0 ? draft.leavesAt : draft.stops[piece.from - 1].leavesAt
        guard let product = haul.product, haul.life != nil, let temperature else { continue }
        let seconds = max(0, (begins.milliseconds - loaded.milliseconds) / 1000)
        let millionths = Int128(product.lifeLossMillionths(perHourAt: temperature)) * Int128(seconds) / 3600
        lifeLost = try lifeLost + Money(fen: Int64(clamping: Int128(haul.value.fen) * millionths / 1_000_000))
      }
    }
  }
}

extension DayTask {
  /// As if everybody kept to himself: the hauls of each place of origin by themselves, with the whole fleet to choose from. Nothing is shared
  /// between them, not even a vehicle on its second way.
  public var aloneByOrigin: [DayTask] {
    Dictionary(grouping: hauls, by: \.from).sorted { $0.key < $1.key }.map { _, hauls in
      var task = self
      task.hauls = hauls
      return task
    }
  }
}
