import Catalogue
import Ledger
import Measures
import Messages

/// A distribution as JSON shows it.
struct DistributionView: Encodable {
  struct Row: Encodable {
    var household: String
    var workedOn: String?
    /// What its amount is measured by, in words.
    var basis: String
    var amountFen: Int64
  }

  var distribution: String
  var kind: String
  var payer: String
  var on: String
  var decision: String
  var maker: String
  var approvedBy: String?
  var state: String
  /// What all households get together.
  var amountFen: Int64
  var byTrade: String?
  var transfers: Int64
  var rows: [Row]?

  private enum CodingKeys: CodingKey {
    case distribution, kind, payer, on, decision, maker, approvedBy, state, amountFen, byTrade, transfers, rows
  }

  private(set) var kindLabel: String
  private(set) var stateLabel: String

  init(_ distribution: Distribution, withRows: Bool) throws {
    let body = distribution.body
    self.distribution = distribution.id.description
    kind = body.kind.name
    payer = body.payer
    on = body.on.description
    decision = body.decision
    maker = distribution.maker
    approvedBy = distribution.approvedBy.isEmpty ? nil : distribution.approvedBy
    state = distribution.state.name
    byTrade = body.kind == .surplus ? body.byTrade.percent : nil
    transfers = distribution.transfers
    kindLabel = body.kind.label(.ofProcess)
    stateLabel = distribution.state.label(.ofProcess)
    let amounts = withRows ? try body.amounts() : []
    amountFen = withRows ? try amounts.reduce(Money.zero) { try $0 + $1 }.fen : body.total.fen
    rows =
      withRows
      ? zip(body.rows, amounts).map { row, amount in
        Row(
          household: row.household.description, workedOn: row.workedOn?.description, basis: row.basis(body.kind), amountFen: amount.fen)
      } : nil
  }
}

extension DistributionBody.Row {
  fileprivate func basis(_ kind: DistributionKind) -> String {
    switch kind {
    case .surplus: say("交易 ", "trade ") + Money(fen: quantity).description + say(" 账户 ", " account ") + money.description
    case .dividend: "\(quantity) " + say("股", "shares")
    case .rent: Words.thousandths(quantity) + say(" 亩 × ", " mu × ") + money.description
    case .wages: "\(workedOn.map(\.description) ?? "") " + Words.thousandths(quantity) + say(" 天 × ", " d × ") + money.description
    }
  }
}
