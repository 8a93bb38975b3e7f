public import Catalogue
public import Measures
public import Ordering

/// Where a household's income of a year came from: by income item, then by what it was for, down to each transfer.
///
/// Corrections are nodes below zero, so that every node is the sum of those below it.
public struct HouseholdTrace: Sendable {
  public let household: Household.ID
  public let year: Int64
  public let root: TraceNode
  /// What was taken back in the year, of whichever year it was.
  public let corrections: [TraceCorrection]

  public var amount: Money { root.amount }

  /// - Parameters:
  ///   - transfers: those of the year that bear an income item and credit the household, or take something back from it.
  ///   - orders: the traces of the orders that they come from.
  public init(
    _ household: Household.ID, year: Int64, _ transfers: [(transfer: Transfer, isCredit: Bool)], orders: [Order.ID: OrderTrace]
  ) throws {
    self.household = household
    self.year = year
    let account = AccountKey(.payable, of: household.description)
    let leaves = try transfers.sorted { $0.transfer.id < $1.transfer.id }.map { transfer, isCredit in
      Leaf(
        item: transfer.item, source: transfer.source,
        node: TraceNode(
          isCredit ? .credit(transfer.reason) : .correction(of: transfer.of), account: account,
          amount: isCredit ? transfer.amount : try .zero - transfer.amount, transfers: [transfer.id], item: transfer.item,
          household: household))
    }
    let items = try Dictionary(grouping: leaves, by: \.item).sorted { $0.key < $1.key }.map { item, leaves in
      let sources = try HouseholdTrace.sources(of: leaves, orders)
      return TraceNode(.item, amount: try sources.sum(), item: item, children: sources)
    }
    root = TraceNode(.year(year), account: account, amount: try items.sum(), children: items)
    corrections = transfers.filter { !$0.isCredit }.map { transfer, _ in
      TraceCorrection(
        transfer: transfer.of ?? transfer.id, by: transfer.id, on: transfer.on, amount: transfer.amount, reason: transfer.reason,
        account: account, source: transfer.source)
    }
  }

  private struct Leaf {
    var item: IncomeItem.ID
    var source: TransferSource
    var node: TraceNode
  }

  /// In the order in which the household first got something from each.
  private static func sources(of leaves: [Leaf], _ orders: [Order.ID: OrderTrace]) throws -> [TraceNode] {
    var seen: Set<TransferSource> = []
    let sources = leaves.map(\.source).filter { seen.insert($0).inserted }
    let bySource = Dictionary(grouping: leaves, by: \.source)
    return try sources.map { source in
      let children = bySource[source]!.map(\.node)
      var node = TraceNode(.source(source), amount: try children.sum(), item: children[0].item, children: children)
      if case .part(let order, let line, let part) = source {
        node.whole = orders[order]?.whole(of: Sale.ID(order: order, line: line, part: part)) ?? []
      }
      return node
    }
  }

  /// Proves that every node is the sum of those below it, and the whole that of the transfers.
  public func check(_ transfers: [(transfer: Transfer, isCredit: Bool)]) throws {
    try root.check()
    let sum = try transfers.reduce(Money.zero) { try $1.isCredit ? $0 + $1.transfer.amount : $0 - $1.transfer.amount }
    guard sum == root.amount else { throw TraceFault.doesNotAddUp(transfers.first?.transfer.id, sum, below: root.amount) }
  }
}
