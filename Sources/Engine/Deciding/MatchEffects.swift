import Ledger
import Ordering
import Payouts

/// What a match changes, or taking it back: put only when all of it stands.
struct MatchEffects {
  var transfers: [Transfer] = []
  var payouts: [Payout.ID: Payout] = [:]
  var runs: [PayoutRun.ID: PayoutRun] = [:]
  var orders: [Order.ID: Order] = [:]
  var limits: [OrderLimit] = []

  func put(into world: World) {
    payouts.values.sorted { $0.id < $1.id }.forEach(world.put)
    runs.values.sorted { $0.id < $1.id }.forEach(world.put)
    orders.values.sorted { $0.id < $1.id }.forEach { world.put($0) }
  }
}
