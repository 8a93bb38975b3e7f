import Catalogue
import Measures
import Ordering

extension World {
  /// Decides one command on the state as it is: its changes are made here and its outcome returned, or it throws a
  /// `Fault` and nothing has changed. A ``StoreFault`` means that the state itself could not be read.
  func decide(_ command: Command) throws -> Outcome {
    if case .applyCatalogue(let body) = command.action { return try decide(body, command) }
    try requirePermission(command)
    switch command.action {
    case .applyCatalogue(let body): return try decide(body, command)
    case .addHousehold(let body): return try decide(body, command)
    case .changeHousehold(let body): return try decide(body, command)
    case .receiveLot(let body): return try decide(body, command)
    case .adjustLot(let body): return try decide(body, command)
    case .reportUnsold(let body): return try decide(body, command)
    case .placeOrder(let body): return try decide(body, command)
    case .changeOrder(let body): return try decide(body, command)
    case .postTransfers(let body): return try decide(body, command)
    case .openBalances(let body): return try decide(body, command)
    case .holdTransfer(let body): return try decide(body, command)
    case .resolveHold(let body): return try decide(body, command)
    case .reverseTransfer(let body): return try decide(body, command)
    case .closePeriod(let body): return try decide(body, command)
    case .settleOrder(let body): return try decide(body, command)
    case .settleLot(let body): return try decide(body, command)
    case .undoSettlement(let body): return try decide(body, command)
    case .setMembership(let body): return try decide(body, command)
    case .enterDistribution(let body): return try decide(body, command)
    case .moveDistribution(let body): return try decide(body, command)
    case .recordIncome(let body): return try decide(body, command)
    case .withdrawIncome(let body): return try decide(body, command)
    case .setPayee(let body): return try decide(body, command)
    case .preparePayouts(let body): return try decide(body, command)
    case .movePayoutRun(let body): return try decide(body, command)
    case .changePayout(let body): return try decide(body, command)
    case .enterBankLine(let body): return try decide(body, command)
    case .recordStatement(let body): return try decide(body, command)
    case .matchLine(let body): return try decide(body, command)
    case .unmatchLine(let body): return try decide(body, command)
    case .recordOutcomes(let body): return try decide(body, command)
    case .adoptPlan(let body): return try decide(body, command)
    case .changeRun(let body): return try decide(body, command)
    case .passTime: return try passTime(command)
    }
  }

  func requirePermission(_ command: Command) throws {
    if command.action == .passTime, command.actor == BatchDecider.clock { return }
    try requirePermission(command, by: requireCatalogue())
  }

  /// - Parameter catalogue: whose actors are meant.
  func requirePermission(_ command: Command, by catalogue: CountyCatalogue) throws {
    guard let actor = catalogue.actor(command.actor) else { throw EngineFault.unknownActor(command.actor) }
    guard actor.roles.contains(where: { $0.may(command.action) }) else {
      throw EngineFault.mayNot(actor: command.actor, action: command.action.name)
    }
  }
}
