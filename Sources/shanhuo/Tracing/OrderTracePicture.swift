import Catalogue
import Ledger
import Measures
import Messages
import Ordering
import Publishing

/// An order's trace as a flow picture: what was paid and is owed, the buyer, the parts, those who got it, what was deducted.
struct OrderTracePicture {
  private let traced: TracedOrder
  private let names: TraceNames
  private let notes: [AccountKey: String]
  private var sketch = FlowSketch()

  init(_ traced: TracedOrder, _ names: TraceNames) {
    self.traced = traced
    self.names = names
    notes = OrderTracePicture.notes(traced.trace)
  }

  func picture() throws -> FlowPicture {
    var copy = self
    try copy.drawPayments()
    for root in traced.trace.roots { try copy.draw(root) }
    try copy.drawDeductions()
    let trace = traced.trace
    let buyer = names.party(trace.buyer)
    return try copy.sketch.picture(
      title: say("\(trace.order) \(buyer):每一元到了谁手里", "\(trace.order) \(buyer): who got every yuan"),
      description: say(
        "\(buyer) 应付 \(trace.sold) 元,已付 \(trace.paid) 元;按份分给各方和 \(trace.households.count) 户。",
        "\(buyer) owes \(trace.sold) yuan and paid \(trace.paid); split by part among all, \(trace.households.count) households among them."
      ))
  }

  private mutating func buyer() -> FlowNode.ID { sketch.node("buyer", names.party(traced.trace.buyer), say("买方", "buyer")) }

  private mutating func drawPayments() throws {
    let buyer = buyer()
    if traced.trace.paid > .zero { sketch.link(sketch.node("paid", say("已付", "Paid")), buyer, traced.trace.paid) }
    let owed = try traced.trace.owed()
    if owed > .zero { sketch.link(sketch.node("owed", say("尚欠", "Still owed")), buyer, owed) }
    let prepaid = try traced.trace.prepaid()
    if prepaid > .zero { sketch.link(buyer, sketch.node("prepaid", say("预付未用或待退", "Paid ahead, or to be refunded")), prepaid) }
  }

  private mutating func draw(_ root: TraceNode) throws {
    switch root.subject {
    case .order:
      let buyer = buyer()
      for part in root.children { try draw(part, from: buyer) }
    case .giver(let reason):
      let giver = try sketch.node(
        "giver:\(reason):\(root.account?.text ?? "")", try root.account.map(names.holder) ?? "", reason.label(.ofProcess))
      // A top-up goes to the household itself; what is given for a loss is split like the proceeds.
      if reason == .loss { for part in root.children { try draw(part, from: giver) } }
      for share in root.children.flatMap(\.children) where reason != .loss {
        sketch.link(giver, try recipient(share), share.amount, try names.label(share))
      }
    default: break
    }
  }

  private mutating func draw(_ part: TraceNode, from giver: FlowNode.ID) throws {
    guard case .part(let id) = part.subject else { return }
    let origin = try names.lotAndProducer(of: id)
    let node = sketch.node("part:\(id)", names.pack(of: id), origin)
    sketch.link(giver, node, part.amount)
    for share in part.children { sketch.link(node, try recipient(share), share.amount, try names.label(share)) }
  }

  private mutating func recipient(_ share: TraceNode) throws -> FlowNode.ID {
    if share.subject == .unsplit { return try sketch.node("unsplit:\(share.account?.text ?? "")", try names.label(share)) }
    guard let account = share.account else { return try sketch.node("to:", names.label(share)) }
    return try sketch.node("to:\(account)", names.holder(account), account.holder.isEmpty ? nil : notes[account])
  }

  /// What each got something for, and under which income items.
  private static func notes(_ trace: OrderTrace) -> [AccountKey: String] {
    var reasons: [AccountKey: [String]] = [:]
    var items: [AccountKey: [String]] = [:]
    for node in trace.roots.flatMap(\.descendants) {
      guard case .share(let reason) = node.subject, let account = node.account else { continue }
      let label = reason.label(.ofProcess)
      if reasons[account]?.contains(label) != true { reasons[account, default: []].append(label) }
      if !node.item.isEmpty, items[account]?.contains(node.item) != true { items[account, default: []].append(node.item) }
    }
    return reasons.reduce(into: [:]) { notes, entry in
      notes[entry.key] = ([entry.value.joined(separator: say("、", ", "))] + (items[entry.key] ?? [])).joined(separator: " ")
    }
  }

  /// Only for households from which something was deducted, lest every leaf be drawn twice.
  private mutating func drawDeductions() throws {
    let credits = traced.trace.roots.flatMap(\.descendants).filter { $0.household != nil }
    for (household, credits) in Dictionary(grouping: credits, by: { $0.household! }).sorted(by: { $0.key < $1.key }) {
      let deductions = credits.flatMap(\.children).filter { if case .deduction = $0.subject { true } else { false } }
      guard !deductions.isEmpty else { continue }
      let node = try recipient(credits[0])
      for deduction in deductions {
        guard case .deduction(let reason) = deduction.subject else { continue }
        sketch.link(node, sketch.node("deduction:\(reason)", reason.label(.ofProcess)), deduction.amount)
      }
      let rest = try sketch.node("rest:\(household)", say("余额应付 ", "Payable to ") + names.household(household))
      sketch.link(node, rest, try credits.sum() - deductions.sum())
    }
  }
}
