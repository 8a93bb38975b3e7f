public import Routing

extension CheckedCase {
  /// A benchmark instance in double precision, as the literature judges it: who is late by rounding is late.
  public init(_ instance: Instance) {
    let latest = instance.isTimed ? instance.depot.close : .infinity
    let visits = instance.customers.enumerated().map { index, node in
      Visit(
        number: node.number, place: index + 1, open: instance.isTimed ? node.open : 0, close: instance.isTimed ? node.close : .infinity,
        service: instance.isTimed ? node.service : 0)
    }
    let position = Dictionary(instance.customers.enumerated().map { ($1.number, $0) }, uniquingKeysWith: { first, _ in first })
    let tasks = instance.customers.enumerated().compactMap { index, node -> Task? in
      guard instance.isPaired else { return .bring(to: index, load: [Double(node.demand)]) }
      if let to = position[node.delivery], node.delivery != 0 { return .carry(from: index, to: to, load: [Double(node.demand)]) }
      if node.pickup != 0 { return nil }
      return node.demand >= 0 ? .fetch(from: index, load: [Double(node.demand)]) : .bring(to: index, load: [Double(-node.demand)])
    }
    let vehicle = Vehicle(
      count: instance.vehicles, capacity: [Double(instance.capacity)], start: 0, end: 0, open: instance.isTimed ? instance.depot.open : 0,
      close: latest
    ) { from, to in
      let length = instance.length(from, to)
      return (length, instance.isTimed ? length : 0)
    }
    self.init(visits: visits, tasks: tasks, vehicles: [vehicle])
  }
}

extension Instance {
  /// Length of the leg between two nodes, by position with the depot first, in the text's unit.
  fileprivate func length(_ from: Int, _ to: Int) -> Double {
    if let givenLegs { return givenLegs[from * (customers.count + 1) + to] }
    let a = from == 0 ? depot : customers[from - 1]
    let b = to == 0 ? depot : customers[to - 1]
    let (dx, dy) = (a.x - b.x, a.y - b.y)
    return (dx * dx + dy * dy).squareRoot()
  }
}
