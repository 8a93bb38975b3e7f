public import Dispatching
public import Engine
public import Ledger
public import Measures
import Ordering
import WireFormat

// MARK: - Saving

extension SQLiteStore {
  func save(_ changes: RunChanges) throws(StoreFault) {
    guard !changes.isEmpty else { return }
    let save = try statement(
      """
      INSERT INTO delivery_runs (county, number, day, vehicle, state, body) VALUES (?, ?, ?, ?, ?, ?)
      ON CONFLICT (county, number) DO UPDATE SET state = excluded.state, body = excluded.body
      """)
    let clear = try statement("DELETE FROM run_parts WHERE county = ? AND run = ?")
    let insert = try statement("INSERT INTO run_parts (county, order_number, line, part, run) VALUES (?, ?, ?, ?, ?)")
    for run in changes.runs {
      var writer = ByteWriter()
      writer.write(run)
      try save.bind(county).bind(run.id.number).bind(Int64(run.day.number)).bind(run.vehicle).bind(run.state.rawValue).bind(writer.bytes)
        .run()
      try clear.bind(county).bind(run.id.number).run()
    }
    // Only when all have let go of theirs: a new plan may move parts from one run to another.
    for run in changes.runs {
      for part in run.liveParts {
        try insert.bind(county).bind(part.order.number).bind(part.line).bind(part.part).bind(run.id.number).run()
      }
    }
  }
}

// MARK: - Reading

extension SQLiteStore {
  public func runs(_ ids: [DeliveryRun.ID]) throws(StoreFault) -> [DeliveryRun] {
    try read("SELECT \(DeliveryRun.columns) FROM delivery_runs WHERE county = ? AND number = ?", ids.map(\.number)) {
      statement throws(StoreFault) in try DeliveryRun(row: statement)
    }
  }

  public func liveRuns() throws(StoreFault) -> [DeliveryRun.ID] { try liveRuns("1 = 1") { $0 } }

  public func liveRuns(on day: Day) throws(StoreFault) -> [DeliveryRun.ID] { try liveRuns("day = ?") { $0.bind(Int64(day.number)) } }

  private func liveRuns(_ which: String, _ bind: (Statement) throws(StoreFault) -> Statement) throws(StoreFault) -> [DeliveryRun.ID] {
    let text = "SELECT number FROM delivery_runs WHERE county = ? AND \(which) AND state <= ? ORDER BY number"
    let statement = try bind(try statement(text).bind(county)).bind(DeliveryRun.State.underWay.rawValue)
    var found: [DeliveryRun.ID] = []
    while try statement.next() { found.append(DeliveryRun.ID(number: statement.int(0))) }
    return found
  }

  public func runs(carrying parts: [OrderPart]) throws(StoreFault) -> [DeliveryRun.ID?] {
    let statement = try statement("SELECT run FROM run_parts WHERE county = ? AND order_number = ? AND line = ? AND part = ?")
    var found: [DeliveryRun.ID?] = []
    for part in parts {
      guard try statement.bind(county).bind(part.order.number).bind(part.line).bind(part.part).next() else {
        found.append(nil)
        continue
      }
      found.append(DeliveryRun.ID(number: statement.int(0)))
      statement.reset()
    }
    return found
  }
}

// MARK: - Rows

extension DeliveryRun {
  static let columns = "number, day, vehicle, state, body"

  /// A run whose columns do not follow from its body is damage.
  init(row: Statement) throws(StoreFault) {
    do {
      var reader = ByteReader(row.blob(4))
      try self.init(from: &reader)
      guard reader.isAtEnd else { throw WireFault.malformed(at: reader.position) }
    } catch {
      throw .damaged("the run R-\(row.int(0)) cannot be read: \(error)")
    }
    guard id.number == row.int(0), try day == row.day(1), vehicle == row.text(2), try state == row.raw(3) else {
      throw .damaged("the columns of \(id) do not follow from its body")
    }
  }
}

/// A part with the live run on which it is.
struct RunPartRow: Equatable {
  static let columns = "order_number, line, part, run"

  var part: OrderPart
  var run: DeliveryRun.ID

  init(_ part: OrderPart, _ run: DeliveryRun.ID) {
    self.part = part
    self.run = run
  }

  init(row: Statement) throws(StoreFault) {
    part = OrderPart(order: Order.ID(number: row.int(0)), line: row.int(1), part: row.int(2))
    run = DeliveryRun.ID(number: row.int(3))
  }
}
