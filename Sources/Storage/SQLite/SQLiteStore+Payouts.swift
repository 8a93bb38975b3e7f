import Catalogue
public import Engine
public import Ledger
import Measures
public import Ordering
public import Payouts

// MARK: - Saving

extension SQLiteStore {
  func save(_ changes: PayoutChanges) throws(StoreFault) {
    for run in changes.runs { try save(run) }
    try save(changes.payouts)
    for payee in changes.payees { try save(payee) }
    for line in changes.lines { try save(line) }
    for statement in changes.statements { try save(statement) }
  }

  private func save(_ run: PayoutRun) throws(StoreFault) {
    let isNew = try payoutRuns([run.id]).isEmpty
    try statement(
      """
      INSERT INTO payout_runs (county, number, through_day, maker, prepared_at, state, count, amount_fen, hash, approved_by, sent_at, format,
        bank_owes_fen)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (county, number) DO UPDATE SET state = excluded.state, amount_fen = excluded.amount_fen, hash = excluded.hash,
        approved_by = excluded.approved_by, sent_at = excluded.sent_at, format = excluded.format,
        bank_owes_fen = excluded.bank_owes_fen
      """
    ).bind(county).bind(run.id.number).bind(Int64(run.through.number)).bind(run.maker).bind(run.preparedAt.milliseconds)
      .bind(run.state.rawValue).bind(run.count).bind(run.amount.fen).bind(run.hash).bind(run.approvedBy)
      .bind(run.sentAt?.milliseconds).bind(run.format).bind(run.bankOwes.fen).run()
    guard isNew else { return }
    for (index, leftOut) in run.leftOut.enumerated() {
      try statement("INSERT INTO payouts_left_out (county, run, serial, payee, owed_fen, reason, detail) VALUES (?, ?, ?, ?, ?, ?, ?)")
        .bind(county).bind(run.id.number).bind(Int64(index + 1)).bind(leftOut.payee.description).bind(leftOut.owed.fen)
        .bind(leftOut.reason.rawValue).bind(leftOut.detail).run()
    }
  }

  private func save(_ payouts: [Payout]) throws(StoreFault) {
    guard !payouts.isEmpty else { return }
    let save = try statement(
      """
      INSERT INTO payouts (county, run, number, payee, amount_fen, way, account, account_name, state, outcome, claim, reissues,
        reissued_as_run, reissued_as, note, paid_again, paid_with_run)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (county, run, number) DO UPDATE SET state = excluded.state, outcome = excluded.outcome, reissued_as_run = excluded.reissued_as_run,
        reissued_as = excluded.reissued_as, note = excluded.note, paid_again = excluded.paid_again, paid_with_run = excluded.paid_with_run
      """)
    for payout in payouts {
      try save.bind(county).bind(payout.id.run.number).bind(payout.id.number).bind(payout.payee.description).bind(payout.amount.fen)
        .bind(payout.way.rawValue).bind(payout.account?.token).bind(payout.account?.name ?? "").bind(payout.state.rawValue)
        .bind(payout.outcome.rawValue).bind(payout.claim.number).bind(payout.reissues.map(\.description).joined(separator: " "))
        .bind(payout.reissuedAs?.run.number).bind(payout.reissuedAs?.number).bind(payout.note).bind(payout.paidAgain)
        .bind(payout.isPaidWithRun).run()
    }
  }

  private func save(_ payee: Payee) throws(StoreFault) {
    try statement("INSERT OR REPLACE INTO payees (county, payee, account, account_name, because, held) VALUES (?, ?, ?, ?, ?, ?)")
      .bind(county).bind(payee.payee.description).bind(payee.account).bind(payee.accountName).bind(payee.because).bind(payee.held).run()
  }
}

// MARK: - Reading

extension SQLiteStore {
  public func payoutRuns(_ ids: [PayoutRun.ID]) throws(StoreFault) -> [PayoutRun] {
    var found = try read("SELECT \(PayoutRun.columns) FROM payout_runs WHERE county = ? AND number = ?", ids.map(\.number)) {
      statement throws(StoreFault) in try PayoutRun(row: statement)
    }
    for index in found.indices { found[index].leftOut = try leftOut(of: found[index].id) }
    return found
  }

  private func leftOut(of run: PayoutRun.ID) throws(StoreFault) -> [LeftOut] {
    let statement = try statement("SELECT \(LeftOutRow.columns) FROM payouts_left_out WHERE county = ? AND run = ? ORDER BY serial")
      .bind(county).bind(run.number)
    var found: [LeftOut] = []
    while try statement.next() { found.append(try LeftOutRow(row: statement).leftOut) }
    return found
  }

  public func payouts(_ ids: [Payout.ID]) throws(StoreFault) -> [Payout] {
    let statement = try statement("SELECT \(Payout.columns) FROM payouts WHERE county = ? AND run = ? AND number = ?")
    var found: [Payout] = []
    for id in ids where try statement.bind(county).bind(id.run.number).bind(id.number).next() {
      defer { statement.reset() }
      found.append(try Payout(row: statement))
    }
    return found
  }

  public func payouts(of run: PayoutRun.ID) throws(StoreFault) -> [Payout] {
    let statement = try statement("SELECT \(Payout.columns) FROM payouts WHERE county = ? AND run = ? ORDER BY number")
      .bind(county).bind(run.number)
    var found: [Payout] = []
    while try statement.next() { found.append(try Payout(row: statement)) }
    return found
  }

  public func allPayees() throws(StoreFault) -> [Payee] {
    let statement = try statement("SELECT \(Payee.columns) FROM payees WHERE county = ? ORDER BY payee").bind(county)
    var found: [Payee] = []
    while try statement.next() { found.append(try Payee(row: statement)) }
    return found
  }

  public func payees(_ payees: [Producer]) throws(StoreFault) -> [Payee] {
    let statement = try statement("SELECT \(Payee.columns) FROM payees WHERE county = ? AND payee = ?")
    var found: [Payee] = []
    for payee in payees where try statement.bind(county).bind(payee.description).next() {
      defer { statement.reset() }
      found.append(try Payee(row: statement))
    }
    return found
  }
}

// MARK: - Rows

extension PayoutRun {
  static let columns =
    "number, through_day, maker, prepared_at, state, count, amount_fen, hash, approved_by, sent_at, format, bank_owes_fen"

  /// Without those left out.
  init(row: Statement) throws(StoreFault) {
    self.init(
      id: ID(number: row.int(0)), through: try row.day(1), maker: row.text(2), preparedAt: row.instant(3), state: try row.raw(4),
      count: row.int(5), amount: Money(fen: row.int(6)), hash: row.blob(7), approvedBy: row.text(8),
      sentAt: row.optionalInt(9).map { Instant(milliseconds: $0) }, format: row.text(10), bankOwes: Money(fen: row.int(11)),
      leftOut: [])
  }
}

/// Somebody left out of a run, with the place.
struct LeftOutRow: Equatable {
  static let columns = "run, serial, payee, owed_fen, reason, detail"

  var run: PayoutRun.ID
  var serial: Int64
  var leftOut: LeftOut

  init(_ run: PayoutRun.ID, _ serial: Int64, _ leftOut: LeftOut) {
    self.run = run
    self.serial = serial
    self.leftOut = leftOut
  }

  init(row: Statement) throws(StoreFault) {
    self.init(
      PayoutRun.ID(number: row.int(0)), row.int(1),
      LeftOut(payee: try row.producer(2), owed: Money(fen: row.int(3)), reason: try row.raw(4), detail: row.text(5)))
  }
}

extension Payout {
  static let columns = """
    run, number, payee, amount_fen, way, account, account_name, state, outcome, claim, reissues, reissued_as_run, reissued_as, note,
    paid_again, paid_with_run
    """

  init(row: Statement) throws(StoreFault) {
    var reissues: [Payout.ID] = []
    for text in row.text(10).split(separator: " ") {
      guard let id = Payout.ID(String(text)) else { throw .damaged("a payout called \(text)") }
      reissues.append(id)
    }
    guard reissues.map(\.description).joined(separator: " ") == row.text(10) else {
      throw .damaged("reissues of PR-\(row.int(0))/\(row.int(1))")
    }
    let reissuedAs = row.optionalInt(11).map { run in Payout.ID(run: PayoutRun.ID(number: run), number: row.optionalInt(12) ?? 0) }
    // Halves of what belongs together say nothing, and must not be there.
    guard reissuedAs != nil || row.optionalInt(12) == nil, row.optionalBlob(5) != nil || row.text(6).isEmpty else {
      throw .damaged("PR-\(row.int(0))/\(row.int(1))")
    }
    self.init(
      id: ID(run: PayoutRun.ID(number: row.int(0)), number: row.int(1)), payee: try row.producer(2), amount: Money(fen: row.int(3)),
      way: try row.raw(4), account: row.optionalBlob(5).map { PayeeAccount(token: $0, name: row.text(6)) }, state: try row.raw(7),
      outcome: try row.raw(8), claim: Transfer.ID(number: row.int(9)), reissues: reissues, reissuedAs: reissuedAs, note: row.text(13),
      paidAgain: row.int(14), isPaidWithRun: try row.bool(15))
  }
}

extension Payee {
  static let columns = "payee, account, account_name, because, held"

  init(row: Statement) throws(StoreFault) {
    self.init(
      payee: try row.producer(0), account: row.optionalBlob(1), accountName: row.text(2), because: row.text(3), held: row.text(4))
  }
}
