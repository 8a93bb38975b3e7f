import Catalogue
import Engine
import Ledger
import Measures
import Ordering
import Storage

/// An order with all that its trace is made of, read from the register.
struct TracedOrder {
  let order: Order
  let sales: [Sale]
  let transfers: [Transfer]
  let trace: OrderTrace

  init(_ id: Order.ID, _ register: Register) throws {
    guard let order = try register.order(id) else { throw OrderFault.unknown(id) }
    self.order = order
    sales = try register.sales(of: id)
    transfers = try register.transfers(of: id)
    trace = try OrderTrace(order, sales: sales, transfers: transfers, try register.keys(of: transfers))
  }

  func check() throws { try trace.check(order, sales: sales, transfers: transfers) }
}

/// A household's year with the orders that its income came from.
struct TracedHousehold {
  let household: Household
  let transfers: [(transfer: Transfer, isCredit: Bool)]
  let orders: [Order.ID: TracedOrder]
  let keys: AccountKeys
  let trace: HouseholdTrace

  init(_ id: Household.ID, year: Int64, _ register: Register) throws {
    guard let household = try register.household(id) else { throw EngineFault.unknownHousehold(id.description) }
    self.household = household
    transfers = try register.incomeTransfers(of: id, year: year)
    var orders: [Order.ID: TracedOrder] = [:]
    for (transfer, _) in transfers {
      guard case .part(let order, _, _) = transfer.source, orders[order] == nil else { continue }
      orders[order] = try TracedOrder(order, register)
    }
    self.orders = orders
    keys = try register.keys(of: transfers.map(\.transfer))
    trace = try HouseholdTrace(id, year: year, transfers, orders: orders.mapValues(\.trace))
  }

  func check() throws {
    for order in orders.values.sorted(by: { $0.order.id < $1.order.id }) { try order.check() }
    try trace.check(transfers)
  }
}

extension Register {
  func keys(of transfers: [Transfer]) throws -> AccountKeys {
    AccountKeys(try accounts(Set(transfers.flatMap { [$0.debit, $0.credit] }).sorted()))
  }
}
