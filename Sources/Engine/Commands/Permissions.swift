public import Catalogue
import Ledger
import Payouts

extension Role {
  /// Who may command what. An owner may do everything but approve own work; an auditor reads and changes nothing.
  public func may(_ action: Action) -> Bool {
    switch (self, action) {
    case (.owner, _): true
    case (.desk, .passTime), (.desk, .receiveLot), (.desk, .adjustLot), (.desk, .reportUnsold), (.desk, .placeOrder): true
    case (.desk, .addHousehold), (.desk, .changeHousehold): true
    case (.desk, .changeOrder(let change)): change.step.isDeskWork
    case (.accountant, .changeOrder(let change)): change.step.isMoney
    case (.accountant, _): action.isBookkeeping
    case (.approver, .moveDistribution(let move)): move.to == .approved || move.to == .revoked
    case (.approver, .movePayoutRun(let move)): move.to == .approved || move.to == .cancelled
    case (.dispatcher, .changeOrder(let change)): change.step.isTransport
    case (.dispatcher, .adoptPlan), (.dispatcher, .changeRun): true
    case (.team, .reportUnsold), (.team, .receiveLot), (.team, .addHousehold), (.team, .changeHousehold): true
    case (.team, .setMembership), (.team, .recordIncome), (.team, .withdrawIncome), (.desk, .setMembership): true
    default: false
    }
  }
}

extension Action {
  fileprivate var isBookkeeping: Bool {
    switch self {
    case .postTransfers, .openBalances, .holdTransfer, .resolveHold, .reverseTransfer, .closePeriod: true
    case .settleOrder, .settleLot, .undoSettlement, .enterDistribution, .setMembership, .recordIncome, .withdrawIncome: true
    case .moveDistribution(let move): move.to != .approved
    case .setPayee, .preparePayouts, .changePayout: true
    case .enterBankLine, .recordStatement, .matchLine, .unmatchLine, .recordOutcomes: true
    case .movePayoutRun(let move): move.to != .approved
    default: false
    }
  }
}

extension OrderStep {
  fileprivate var isMoney: Bool {
    switch self {
    case .pay, .refund: true
    default: false
    }
  }

  fileprivate var isTransport: Bool {
    switch self {
    case .dispatch, .deliver, .lose, .takeBack: true
    default: false
    }
  }

  /// The desk follows an order from beginning to end; giving money back is the accountant's.
  fileprivate var isDeskWork: Bool {
    if case .refund = self { return false }
    return true
  }
}
