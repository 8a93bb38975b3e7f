import Catalogue
import Ledger
import Measures
import Messages
import Ordering
import Publishing

/// A household's year as a flow picture: who paid, for what, what others got of it, the income items, the household.
struct HouseholdTracePicture {
  private let traced: TracedHousehold
  private let names: TraceNames
  private var sketch = FlowSketch()

  /// Most sources that are drawn one by one, the largest.
  private static let sourcesMax = 24

  init(_ traced: TracedHousehold, _ names: TraceNames) {
    self.traced = traced
    self.names = names
  }

  func picture() throws -> FlowPicture {
    var copy = self
    let trace = traced.trace
    let name = try names.household(trace.household)
    let household = copy.sketch.node("household", name, say("\(trace.year) 年", "\(trace.year)"))
    let sources = trace.root.children.flatMap { item in item.children.map { (item.item, $0) } }
    let shown = sources.map(\.1).sorted { $0.amount > $1.amount }.prefix(HouseholdTracePicture.sourcesMax)
    for (item, source) in sources {
      if source.amount < .zero {
        let back = copy.sketch.node("back", say("退回以前入账", "Taken back of earlier credits"))
        copy.sketch.link(household, back, try .zero - source.amount)
        continue
      }
      let node = copy.sketch.node("item:\(item)", copy.names.item(item))
      try copy.draw(source, into: node, others: shown.contains(source) ? 0 : sources.count - shown.count)
      copy.sketch.link(node, household, source.amount)
    }
    return try copy.sketch.picture(
      title: say("\(name):\(trace.year) 年收入从哪里来", "\(name): where the income of \(trace.year) came from"),
      description: say("\(name) \(trace.year) 年入账 \(trace.amount) 元。", "\(name) was credited \(trace.amount) yuan in \(trace.year)."))
  }

  /// - Parameter others: where it is not drawn by itself, how many stand together.
  private mutating func draw(_ source: TraceNode, into item: FlowNode.ID, others: Int) throws {
    guard case .source(let subject) = source.subject else { return }
    let shares = source.whole.flatMap(\.children)
    let own = try [TraceNode](shares.filter { $0.household == traced.household.id }).sum()
    guard others == 0, !source.whole.isEmpty, own == source.amount else {
      let node =
        try others > 0
        ? sketch.node("others", say("其余 \(others) 项", "\(others) others"))
        : sketch.node("source:\(subject)", try names.shortSource(subject), subject.description)
      sketch.link(try payer(of: source, subject), node, source.amount)
      sketch.link(node, item, source.amount)
      return
    }
    let node = try sketch.node("source:\(subject)", try names.shortSource(subject), subject.description)
    for whole in source.whole { sketch.link(try giver(whole), node, whole.amount, try names.label(whole)) }
    for share in shares {
      let isOwn = share.household == traced.household.id
      sketch.link(node, isOwn ? item : try recipient(share), share.amount, try names.label(share))
    }
  }

  private mutating func giver(_ whole: TraceNode) throws -> FlowNode.ID {
    try sketch.node("from:\(whole.account?.holder ?? "")", try whole.account.map(names.holder) ?? "")
  }

  private mutating func recipient(_ share: TraceNode) throws -> FlowNode.ID {
    try sketch.node("to:\(share.account?.text ?? "")", try share.account.map(names.holder) ?? "")
  }

  /// Whoever is debited by the first transfer; for a part of an order its buyer.
  private mutating func payer(of source: TraceNode, _ subject: TransferSource) throws -> FlowNode.ID {
    if case .part(let order, _, _) = subject, let buyer = traced.orders[order]?.order.buyer {
      return sketch.node("from:\(buyer)", names.party(buyer))
    }
    let first = source.children.first { $0.amount > .zero }?.transfers.first
    guard let transfer = traced.transfers.first(where: { $0.transfer.id == first })?.transfer else {
      return sketch.node("from:", say("其他", "Others"))
    }
    let key = try traced.keys[transfer.debit]
    return try sketch.node("from:\(key.holder.isEmpty ? key.text : key.holder)", try names.holder(key))
  }
}
