import Ledger
import Measures
import Messages
import Storage
import Tabular

/// A transfer as people and programs see it: accounts by what they are called.
struct TransferView: Encodable {
  var transfer: String
  var group: String
  var kind: String
  var on: String
  var debit: String
  var credit: String
  var amountFen: Int64
  var reason: String
  var item: String?
  var source: String?
  /// The hold that it ends, or the transfer that it reverses.
  var of: String?
  var memo: String?

  private enum CodingKeys: CodingKey { case transfer, group, kind, on, debit, credit, amountFen, reason, item, source, of, memo }

  private var kindLabel: String
  private var reasonLabel: String

  static func views(_ transfers: [Transfer], _ register: Register) throws -> [TransferView] {
    let ids = Set(transfers.flatMap { [$0.debit, $0.credit] }).sorted()
    let keys = Dictionary(uniqueKeysWithValues: try register.accounts(ids).map { ($0.id, $0.key.text) })
    return transfers.map { TransferView($0, debit: keys[$0.debit] ?? "?", credit: keys[$0.credit] ?? "?") }
  }

  private init(_ transfer: Transfer, debit: String, credit: String) {
    func some(_ text: String) -> String? { text.isEmpty ? nil : text }
    self.transfer = transfer.id.description
    group = transfer.group.description
    kind = transfer.kind.name
    on = transfer.on.description
    self.debit = debit
    self.credit = credit
    amountFen = transfer.amount.fen
    reason = transfer.reason.name
    item = some(transfer.item)
    source = some(transfer.source.description)
    of = transfer.of?.description
    memo = some(transfer.memo)
    kindLabel = transfer.kind == .posting ? "" : transfer.kind.label(.ofProcess) + " " + (of ?? "")
    reasonLabel = transfer.reason.label(.ofProcess)
  }

  static var columns: [TerminalTable.Column] {
    [
      .init(say("转账", "transfer")), .init(say("日期", "on")), .init(say("借方", "debit")), .init(say("贷方", "credit")),
      .init(say("金额", "amount"), right: true), .init(say("内容", "what"), flexible: true),
    ]
  }

  var row: [String] {
    let what = [kindLabel, reasonLabel, item ?? "", source ?? "", memo ?? ""].filter { !$0.isEmpty }
    return [transfer, on, debit, credit, Money(fen: amountFen).description, what.joined(separator: " ")]
  }
}
