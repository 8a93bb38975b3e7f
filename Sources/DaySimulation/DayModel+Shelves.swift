import Dispatching
import Simulation

extension DayModel {
  mutating func stockShelf(_ piece: Int, _ run: Int, _ packs: Int64) {
    let terms = script.pieces[piece]
    guard terms.cargo.to <= script.runs[run].visits.count else { return }
    let place = script.runs[run].visits[terms.cargo.to - 1].place
    guard let shelf = script.shelves.firstIndex(where: { $0.place == place && $0.product == terms.product }) else { return }
    stock[shelf] += packs
    wasStocked[shelf] = true
  }

  mutating func expectCustomer(_ shelf: Int, _ kernel: inout Kernel<DayEvent>) {
    guard let arrivals = arrivals[shelf], let next = arrivals.next(after: kernel.now, from: &customers[shelf]) else { return }
    kernel.schedule(.customerComes(Int32(shelf)), at: next)
  }

  /// Each takes a pack.
  mutating func serveCustomer(_ shelf: Int, _ kernel: inout Kernel<DayEvent>) {
    outcome.customers += 1
    if stock[shelf] > 0 {
      stock[shelf] -= 1
    } else {
      outcome.unserved += 1
      if wasStocked[shelf] && outcome.soldOut[shelf] == nil { outcome.soldOut[shelf] = kernel.now }
    }
    expectCustomer(shelf, &kernel)
  }
}
