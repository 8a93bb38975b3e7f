public import Ledger
public import Ordering
public import Payouts

/// The payouts' part of the memory store.
struct MemoryPayouts {
  private(set) var runs: [PayoutRun.ID: PayoutRun] = [:]
  /// Of each run, by number from 1.
  private(set) var payouts: [PayoutRun.ID: [Payout]] = [:]
  private(set) var payees: [Producer: Payee] = [:]
  private(set) var lines: [BankLine.ID: BankLine] = [:]
  private(set) var statements: [BankStatement.ID: BankStatement] = [:]

  mutating func apply(_ changes: PayoutChanges) {
    for run in changes.runs { runs[run.id] = run }
    for payout in changes.payouts { put(payout) }
    for payee in changes.payees { payees[payee.payee] = payee }
    for line in changes.lines { lines[line.id] = line }
    for statement in changes.statements { statements[statement.id] = statement }
  }

  /// Numbers rise by one within a run, so a new one stands behind the others.
  private mutating func put(_ payout: Payout) {
    let index = Int(payout.id.number - 1)
    if payouts[payout.id.run]?.indices.contains(index) == true {
      payouts[payout.id.run]![index] = payout
    } else {
      payouts[payout.id.run, default: []].append(payout)
    }
  }
}

extension MemoryStore {
  public func payoutRuns(_ ids: [PayoutRun.ID]) throws(StoreFault) -> [PayoutRun] { ids.compactMap { payouts.runs[$0] } }

  public func payouts(_ ids: [Payout.ID]) throws(StoreFault) -> [Payout] {
    ids.compactMap { id in
      let all = payouts.payouts[id.run] ?? []
      return all.indices.contains(Int(id.number - 1)) ? all[Int(id.number - 1)] : nil
    }
  }

  public func payouts(of run: PayoutRun.ID) throws(StoreFault) -> [Payout] { payouts.payouts[run] ?? [] }

  public func bankLines(_ ids: [BankLine.ID]) throws(StoreFault) -> [BankLine] { ids.compactMap { payouts.lines[$0] } }

  public func payees(_ payees: [Producer]) throws(StoreFault) -> [Payee] { payees.compactMap { payouts.payees[$0] } }

  public func allPayees() throws(StoreFault) -> [Payee] { payouts.payees.values.sorted { $0.payee.description < $1.payee.description } }
}
