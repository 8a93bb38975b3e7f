import Catalogue
import Ledger
import Measures
import Ordering
import Payouts
public import WireFormat

/// Everything that can be commanded. The byte of each case is part of the journal's format and never changes.
public enum Action: Sendable, Hashable {
  case applyCatalogue(ApplyCatalogue)
  case addHousehold(AddHousehold)
  case changeHousehold(ChangeHousehold)
  case receiveLot(ReceiveLot)
  case adjustLot(AdjustLot)
  case reportUnsold(ReportUnsold)
  case placeOrder(PlaceOrder)
  case changeOrder(ChangeOrder)
  case postTransfers(PostTransfers)
  case openBalances(OpenBalances)
  case holdTransfer(HoldTransfer)
  case resolveHold(ResolveHold)
  case reverseTransfer(ReverseTransfer)
  case closePeriod(ClosePeriod)
  case settleOrder(SettleOrder)
  case settleLot(SettleLot)
  case setMembership(SetMembership)
  case enterDistribution(EnterDistribution)
  case moveDistribution(MoveDistribution)
  case recordIncome(RecordIncome)
  case withdrawIncome(WithdrawIncome)
  case undoSettlement(UndoSettlement)
  case setPayee(SetPayee)
  case preparePayouts(PreparePayouts)
  case movePayoutRun(MovePayoutRun)
  case changePayout(ChangePayout)
  case enterBankLine(EnterBankLine)
  case recordStatement(RecordStatement)
  case matchLine(MatchLine)
  case unmatchLine(UnmatchLine)
  case recordOutcomes(RecordOutcomes)
  case adoptPlan(AdoptPlan)
  case changeRun(ChangeRun)
  /// Given by the writer itself at the beginning of a batch where something has fallen due.
  case passTime

  /// The name under which the log and the permissions know it.
  public var name: String {
    switch self {
    case .applyCatalogue: "apply-catalogue"
    case .addHousehold: "add-household"
    case .changeHousehold: "change-household"
    case .receiveLot: "receive-lot"
    case .adjustLot(let adjust): adjust.kind == .correction ? "correct-lot" : "write-off"
    case .reportUnsold: "report-unsold"
    case .placeOrder: "place-order"
    case .changeOrder(let change): "\(change.step.name)-order"
    case .postTransfers: "post-transfers"
    case .openBalances: "open-balances"
    case .holdTransfer: "hold-transfer"
    case .resolveHold(let resolve): resolve.posts ? "post-hold" : "void-hold"
    case .reverseTransfer: "reverse-transfer"
    case .closePeriod: "close-period"
    case .settleOrder: "settle-order"
    case .settleLot: "settle-lot"
    case .setMembership: "set-membership"
    case .enterDistribution: "enter-distribution"
    case .moveDistribution(let move): move.to.verb + "-distribution"
    case .recordIncome: "record-income"
    case .withdrawIncome: "withdraw-income"
    case .undoSettlement: "undo-settlement"
    case .setPayee: "set-payee"
    case .preparePayouts: "prepare-payouts"
    case .movePayoutRun(let move): move.to.verb + "-payouts"
    case .changePayout(let change): change.step.name + "-payout"
    case .enterBankLine: "enter-bank-line"
    case .recordStatement: "record-statement"
    case .matchLine: "match-line"
    case .unmatchLine: "unmatch-line"
    case .recordOutcomes: "record-outcomes"
    case .adoptPlan: "adopt-plan"
    case .changeRun(let change): change.step.name + "-run"
    case .passTime: "pass-time"
    }
  }

  /// Keys of different scopes never meet.
  public var keyScope: String {
    switch self {
    case .addHousehold: "household"
    case .receiveLot(let receive): "lot/\(receive.producer)"
    case .placeOrder(let place): "order/" + place.buyer
    case .enterDistribution(let enter): "distribution/" + enter.body.payer
    case .enterBankLine(let enter): "bank-line/" + enter.line.account
    case .recordStatement(let record): "statement/" + record.statement.account
    case .recordIncome(let record): "income/\(record.household)"
    default: name
    }
  }
}

extension Action: WireCodable {
  public func encode(to writer: inout ByteWriter) {
    switch self {
    case .applyCatalogue(let body): Action.encode(1, body, to: &writer)
    case .addHousehold(let body): Action.encode(2, body, to: &writer)
    case .changeHousehold(let body): Action.encode(3, body, to: &writer)
    case .receiveLot(let body): Action.encode(4, body, to: &writer)
    case .adjustLot(let body): Action.encode(5, body, to: &writer)
    case .reportUnsold(let body): Action.encode(6, body, to: &writer)
    case .placeOrder(let body): Action.encode(7, body, to: &writer)
    case .changeOrder(let body): Action.encode(8, body, to: &writer)
    case .passTime: writer.write(byte: 9)
    case .postTransfers(let body): Action.encode(10, body, to: &writer)
    case .openBalances(let body): Action.encode(11, body, to: &writer)
    case .holdTransfer(let body): Action.encode(12, body, to: &writer)
    case .resolveHold(let body): Action.encode(13, body, to: &writer)
    case .reverseTransfer(let body): Action.encode(14, body, to: &writer)
    case .closePeriod(let body): Action.encode(15, body, to: &writer)
    case .settleOrder(let body): Action.encode(16, body, to: &writer)
    case .settleLot(let body): Action.encode(17, body, to: &writer)
    case .setMembership(let body): Action.encode(18, body, to: &writer)
    case .enterDistribution(let body): Action.encode(19, body, to: &writer)
    case .moveDistribution(let body): Action.encode(20, body, to: &writer)
    case .recordIncome(let body): Action.encode(21, body, to: &writer)
    case .withdrawIncome(let body): Action.encode(22, body, to: &writer)
    case .undoSettlement(let body): Action.encode(23, body, to: &writer)
    case .setPayee(let body): Action.encode(24, body, to: &writer)
    case .preparePayouts(let body): Action.encode(25, body, to: &writer)
    case .movePayoutRun(let body): Action.encode(26, body, to: &writer)
    case .changePayout(let body): Action.encode(27, body, to: &writer)
    case .enterBankLine(let body): Action.encode(28, body, to: &writer)
    case .recordStatement(let body): Action.encode(29, body, to: &writer)
    case .matchLine(let body): Action.encode(30, body, to: &writer)
    case .unmatchLine(let body): Action.encode(31, body, to: &writer)
    case .recordOutcomes(let body): Action.encode(32, body, to: &writer)
    case .adoptPlan(let body): Action.encode(33, body, to: &writer)
    case .changeRun(let body): Action.encode(34, body, to: &writer)
    }
  }

  private static func encode(_ kind: UInt8, _ body: some WireCodable, to writer: inout ByteWriter) {
    writer.write(byte: kind)
    body.encode(to: &writer)
  }

  public init(from reader: inout ByteReader) throws(WireFault) {
    switch try reader.readByte() {
    case 1: self = .applyCatalogue(try reader.read())
    case 2: self = .addHousehold(try reader.read())
    case 3: self = .changeHousehold(try reader.read())
    case 4: self = .receiveLot(try reader.read())
    case 5: self = .adjustLot(try reader.read())
    case 6: self = .reportUnsold(try reader.read())
    case 7: self = .placeOrder(try reader.read())
    case 8: self = .changeOrder(try reader.read())
    case 9: self = .passTime
    case 10: self = .postTransfers(try reader.read())
    case 11: self = .openBalances(try reader.read())
    case 12: self = .holdTransfer(try reader.read())
    case 13: self = .resolveHold(try reader.read())
    case 14: self = .reverseTransfer(try reader.read())
    case 15: self = .closePeriod(try reader.read())
    case 16: self = .settleOrder(try reader.read())
    case 17: self = .settleLot(try reader.read())
    case 18: self = .setMembership(try reader.read())
    case 19: self = .enterDistribution(try reader.read())
    case 20: self = .moveDistribution(try reader.read())
    case 21: self = .recordIncome(try reader.read())
    case 22: self = .withdrawIncome(try reader.read())
    case 23: self = .undoSettlement(try reader.read())
    case 24: self = .setPayee(try reader.read())
    case 25: self = .preparePayouts(try reader.read())
    case 26: self = .movePayoutRun(try reader.read())
    case 27: self = .changePayout(try reader.read())
    case 28: self = .enterBankLine(try reader.read())
    case 29: self = .recordStatement(try reader.read())
    case 30: self = .matchLine(try reader.read())
    case 31: self = .unmatchLine(try reader.read())
    case 32: self = .recordOutcomes(try reader.read())
    case 33: self = .adoptPlan(try reader.read())
    case 34: self = .changeRun(try reader.read())
    default: throw .malformed(at: reader.position - 1)
    }
  }
}

extension Action {
  /// The body, field by field, in a fixed order.
  public var fields: [Field] {
    switch self {
    case .applyCatalogue(let body): [Field("catalogue_bytes", body.catalogue.count), Field("vault_key", body.vaultKey)]
    case .addHousehold(let body): body.fields
    case .changeHousehold(let body): body.fields
    case .receiveLot(let body): body.fields
    case .adjustLot(let body): body.fields
    case .reportUnsold(let body): body.fields
    case .placeOrder(let body): body.fields
    case .changeOrder(let body): body.fields
    case .postTransfers(let body): body.fields
    case .openBalances(let body): body.fields
    case .holdTransfer(let body): body.fields
    case .resolveHold(let body): body.fields
    case .reverseTransfer(let body): body.fields
    case .closePeriod(let body): body.fields
    case .settleOrder(let body): body.fields
    case .settleLot(let body): body.fields
    case .setMembership(let body): body.fields
    case .enterDistribution(let body): body.fields
    case .moveDistribution(let body): body.fields
    case .recordIncome(let body): body.fields
    case .withdrawIncome(let body): body.fields
    case .undoSettlement(let body): body.fields
    case .setPayee(let body): body.fields
    case .preparePayouts(let body): body.fields
    case .movePayoutRun(let body): body.fields
    case .changePayout(let body): body.fields
    case .enterBankLine(let body): body.fields
    case .recordStatement(let body): body.fields
    case .matchLine(let body): body.fields
    case .unmatchLine(let body): body.fields
    case .recordOutcomes(let body): body.fields
    case .adoptPlan(let body): body.fields
    case .changeRun(let body): body.fields
    case .passTime: []
    }
  }
}

extension Distribution.State {
  /// What is done to bring a distribution there.
  fileprivate var verb: String {
    switch self {
    case .entered: "enter"
    case .approved: "approve"
    case .settled: "settle"
    case .revoked: "revoke"
    }
  }
}

extension PayoutRun.State {
  /// What is done to bring a run there.
  fileprivate var verb: String {
    switch self {
    case .draft: "prepare"
    case .approved: "approve"
    case .sent: "send"
    case .closed: "close"
    case .cancelled: "cancel"
    }
  }
}
