import Catalogue
import Dispatching
import Engine
import Ledger
import Measures
import Messages
import Ordering
import Payouts
import Storage
import WireFormat

func openStore(_ path: String) throws -> any Store { try SQLiteStore(try DatabaseFile(path, mode: .write)) }

/// Everything that a store knows, as bytes.
func stateBytes(_ store: any Store) throws -> [[UInt8]] {
  let numbers = try store.numbers()
  func ids<ID: NumberedID>(_ count: Int64) -> [ID] { (0..<count).map { ID(number: $0 + 1) } }
  let lots: [Lot.ID] = ids(numbers.lot)
  let transfers: [Transfer.ID] = ids(numbers.transfer)
  let state = try store.bookState()
  var bytes = [try store.catalogue()?.wireBytes ?? [], Array("\(numbers) \(state)".utf8)]
  bytes += try store.households(ids(numbers.household)).map(\.wireBytes) + store.lots(lots).map(\.wireBytes)
  bytes += try store.orders(ids(numbers.order)).map(\.wireBytes) + store.movements(of: lots).map(\.wireBytes)
  bytes += try store.accounts((ids(numbers.account) as [Account.ID])).map(\.wireBytes)
  bytes += try store.transfers(transfers).map(\.wireBytes) + store.holds(transfers).map(\.wireBytes)
  bytes += try store.sales(of: ids(numbers.order)).map(\.wireBytes) + store.lotSettlements(lots).map(\.wireBytes)
  for party in TestCounty.catalogue().parties { bytes += try store.memberships(of: party.id).map(\.wireBytes) }
  bytes += try store.distributions(ids(numbers.distribution)).map(\.wireBytes)
  let runs: [PayoutRun.ID] = ids(numbers.payoutRun)
  bytes += try store.payoutRuns(runs).map(\.wireBytes) + runs.flatMap { try store.payouts(of: $0) }.map(\.wireBytes)
  bytes += try store.runs((ids(numbers.run) as [DeliveryRunID])).map(\.wireBytes)
  bytes += try store.bankLines(ids(numbers.bankLine)).map(\.wireBytes)
  let payees = ids(numbers.household).map { Producer.household($0) } + TestCounty.catalogue().parties.map { .party($0.id) }
  bytes += try store.payees(payees).map(\.wireBytes)
  return bytes + (try store.incomes(ids(numbers.income)).map(\.wireBytes))
}

extension Answer {
  func get() throws -> (outcome: Outcome, repeated: Bool) {
    switch self {
    case .accepted(let outcome, let repeated): return (outcome, repeated)
    case .rejected(let fault): throw fault
    case .failed(let fault): throw fault
    }
  }

  var isAccepted: Bool { if case .accepted = self { true } else { false } }
}
