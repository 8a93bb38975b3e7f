import Catalogue
import Ledger
import Measures
import Messages
import Tabular

/// Traces for a terminal: one table, in which each amount is the sum of those one step further in.
struct TracePage {
  private let names: TraceNames
  private let title: String
  private var rows: [[String]] = []

  init(_ names: TraceNames, title: String) {
    self.names = names
    self.title = title
  }

  private var columns: [TerminalTable.Column] {
    [
      .init(title, flexible: true), .init(say("金额", "amount"), right: true), .init(say("转账", "transfers")),
      .init(say("日期", "on")),
    ]
  }

  func print() { Terminal.table(columns, rows) }

  private mutating func add(_ label: String, _ amount: Money, _ transfers: [Transfer.ID] = [], on: Day? = nil) {
    rows.append([label, amount.description, TracePage.short(transfers), on?.description ?? ""])
  }

  /// The first two, and how many more.
  private static func short(_ transfers: [Transfer.ID]) -> String {
    let shown = transfers.prefix(2).map(\.description).joined(separator: " ")
    return transfers.count > 2 ? shown + " +\(transfers.count - 2)" : shown
  }

  // MARK: Trees

  /// - Parameter prefix: what stands before the node's own branch.
  private mutating func add(_ node: TraceNode, _ label: String? = nil, branch: String = "", prefix: String = "") throws {
    add(branch + (try label ?? names.label(node)), node.amount, node.transfers, on: names.day(of: node))
    let count = node.children.count + node.whole.count
    for (index, child) in node.children.enumerated() {
      let isLast = index == count - 1
      try add(child, branch: prefix + (isLast ? "└─ " : "├─ "), prefix: prefix + (isLast ? "   " : "│  "))
    }
    // A dashed branch is no part of the sum: the whole of which the household's share is one.
    for (index, whole) in node.whole.enumerated() {
      let isLast = index == node.whole.count - 1
      let label = say("整份:", "in all: ") + (try names.giver(whole))
      try add(whole, label, branch: prefix + (isLast ? "└╌ " : "├╌ "), prefix: prefix + (isLast ? "   " : "╎  "))
    }
  }

  mutating func add(_ trace: OrderTrace) throws {
    add(say("已付", "paid"), trace.paid)
    for (index, payment) in trace.payments.enumerated() {
      add(
        (index == trace.payments.count - 1 ? "└─ " : "├─ ") + payment.reason.label(.ofProcess), payment.amount, [payment.transfer],
        on: payment.on)
    }
    if try trace.owed() > .zero { add(say("尚欠", "still owed"), try trace.owed()) }
    if try trace.prepaid() > .zero { add(say("预付未用或待退", "paid ahead, or to be refunded"), try trace.prepaid()) }
    for root in trace.roots {
      var root = root
      if case .order = root.subject { root.transfers = [] }
      try add(root)
    }
    guard !trace.households.isEmpty else { return }
    add(say("其中入账农户", "of all this, credited to households"), try trace.households.reduce(Money.zero) { try $0 + $1.amount })
    for (index, credit) in trace.households.enumerated() {
      add((index == trace.households.count - 1 ? "└─ " : "├─ ") + (try names.household(credit.household)), credit.amount)
    }
  }

  mutating func add(_ trace: HouseholdTrace) throws { try add(trace.root) }

  // MARK: Corrections

  static func printCorrections(_ corrections: [TraceCorrection], _ names: TraceNames) throws {
    guard !corrections.isEmpty else { return }
    Terminal.print("")
    Terminal.table(
      [
        .init(say("已更正", "taken back")), .init(say("更正转账", "by")), .init(say("日期", "on")),
        .init(say("金额", "amount"), right: true), .init(say("内容", "what"), flexible: true),
      ],
      try corrections.map {
        [
          $0.transfer.description, $0.by.description, $0.on.description, $0.amount.description,
          "\($0.source) \($0.reason.label(.ofProcess)) → \(try names.holder($0.account))",
        ]
      })
  }
}
