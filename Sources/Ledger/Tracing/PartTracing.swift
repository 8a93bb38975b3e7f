import Catalogue
import Measures

/// Follows what came in for one part of an order to those who got it.
struct PartTracing {
  /// Who gave something for the part, and why; a buyer's reason is the sale.
  struct Giver: Hashable {
    var account: AccountKey
    var reason: TransferReason
  }

  let id: Sale.ID
  private let keys: AccountKeys
  private(set) var givers: [Giver] = []
  private(set) var nodes: [Giver: TraceNode] = [:]

  /// - Parameter transfers: of the part, those that stand, by number.
  init(_ id: Sale.ID, buyer: Party.ID, _ transfers: [Transfer], _ keys: AccountKeys) throws {
    self.id = id
    self.keys = keys
    let buyer = Giver(account: AccountKey(.receivable, of: buyer), reason: .sale)
    try addSale(transfers, buyer)
    try addTax(transfers, buyer)
    let own = transfers.filter { ![.sale, .vat, .saleReturned, .suspended].contains($0.reason) }
    for group in Dictionary(grouping: own, by: \.group).sorted(by: { $0.key < $1.key }) { try addSettlement(group.value, buyer) }
    for role in [AccountRole.salesClearing, .suspense] { try addUnsplit(transfers, in: AccountKey(role), buyer) }
  }

  private mutating func give(_ giver: Giver, _ amount: Money, _ transfers: [Transfer.ID]) throws {
    if nodes[giver] == nil {
      givers.append(giver)
      nodes[giver] = TraceNode(.part(id), amount: .zero)
    }
    nodes[giver]!.amount = try nodes[giver]!.amount + amount
    nodes[giver]!.transfers += transfers
  }

  private func isFrom(_ role: AccountRole, _ transfer: Transfer) throws -> Bool { try keys[transfer.debit].chart == role.rawValue }

  // MARK: The sale

  /// What the buyer owes for the part: the sale less what came back.
  private mutating func addSale(_ transfers: [Transfer], _ buyer: Giver) throws {
    for transfer in transfers {
      if transfer.reason == .sale { try give(buyer, transfer.amount, [transfer.id]) }
      if transfer.reason == .saleReturned, try !isFrom(.vat, transfer) {
        try give(buyer, try .zero - transfer.amount, [transfer.id])
      }
    }
  }

  private mutating func addTax(_ transfers: [Transfer], _ buyer: Giver) throws {
    var tax = TraceNode(.share(.vat), account: AccountKey(.vat), amount: .zero)
    for transfer in transfers {
      let isReturn = try transfer.reason == .saleReturned && isFrom(.vat, transfer)
      guard transfer.reason == .vat || isReturn else { continue }
      tax.amount = isReturn ? try tax.amount - transfer.amount : try tax.amount + transfer.amount
      tax.transfers.append(transfer.id)
    }
    if tax.amount != .zero { nodes[buyer]?.children.append(tax) }
  }

  // MARK: The settlement

  /// Shares out of the proceeds are the buyer's money, or where the goods were lost, the money of who bears that; the others say
  /// themselves whose they are.
  private mutating func addSettlement(_ group: [Transfer], _ buyer: Giver) throws {
    var payer = buyer
    for transfer in group where transfer.reason == .loss {
      payer = Giver(account: try keys[transfer.debit], reason: .loss)
      try give(payer, transfer.amount, [transfer.id])
    }
    var deductions = group.filter(\.isDeduction)
    for transfer in group where transfer.reason != .loss && !transfer.isDeduction {
      let share = try share(transfer, &deductions)
      if try isFrom(.salesClearing, transfer) || isFrom(.suspense, transfer) {
        nodes[payer]?.children.append(share)
      } else {
        let giver = Giver(account: try keys[transfer.debit], reason: transfer.reason)
        try give(giver, transfer.amount, [])
        nodes[giver]?.children.append(share)
      }
    }
  }

  /// A share with what is deducted from it; deductions beyond it are left for the household's next share.
  private func share(_ transfer: Transfer, _ deductions: inout [Transfer]) throws -> TraceNode {
    let key = try keys[transfer.credit]
    var share = TraceNode(.share(transfer.reason), account: key, amount: transfer.amount, transfers: [transfer.id], item: transfer.item)
    if key.isHouseholdsShare { share.household = Household.ID(key.holder) }
    var rest = transfer.amount
    for index in deductions.indices where deductions[index].debit == transfer.credit {
      let amount = min(rest, deductions[index].amount)
      guard amount > .zero else { continue }
      share.children.append(
        TraceNode(
          .deduction(deductions[index].reason), account: try keys[deductions[index].credit], amount: amount,
          transfers: [deductions[index].id]))
      deductions[index].amount = try deductions[index].amount - amount
      rest = try rest - amount
    }
    if !share.children.isEmpty, rest > .zero { share.children.append(TraceNode(.remainder, account: key, amount: rest)) }
    return share
  }

  /// What of the proceeds lies in an account still, as the transfers themselves say.
  private mutating func addUnsplit(_ transfers: [Transfer], in account: AccountKey, _ buyer: Giver) throws {
    var rest = Money.zero
    for transfer in transfers {
      if try keys[transfer.credit] == account { rest = try rest + transfer.amount }
      if try keys[transfer.debit] == account { rest = try rest - transfer.amount }
    }
    guard rest != .zero else { return }
    let moves = account.chart == AccountRole.suspense.rawValue ? transfers.filter { $0.reason == .suspended }.map(\.id) : []
    nodes[buyer]?.children.append(TraceNode(.unsplit, account: account, amount: rest, transfers: moves))
  }
}

extension Transfer {
  fileprivate var isDeduction: Bool { reason == .advanceRepaid || reason == .loanRepaid }
}
