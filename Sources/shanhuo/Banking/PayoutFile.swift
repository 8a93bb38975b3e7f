import BankFiles
import Catalogue
import Engine
import Ledger
import Measures
import Messages
import Ordering
import Payouts
import Sealing
import Storage

/// Writes what a run pays by bank, as the bank takes it. The same run gives the same bytes: everything in it is stored, the Catalogue's
/// maps and accounts apart.
struct PayoutFile {
  let run: PayoutRun
  let payouts: [Payout]
  let format: PayoutFormat
  let session: Session
  private let accounts: AccountReveal

  /// Stands with every payment, whoever reads it; ASCII and GB 2312 alone.
  static let remark = "农产品货款"

  /// - Parameter payouts: of the run; what is dropped or paid in cash is passed over.
  init(_ run: PayoutRun, _ payouts: [Payout], _ format: PayoutFormat, _ session: Session) {
    self.run = run
    self.payouts = payouts.filter { $0.way == .bank && $0.state != .dropped }
    self.format = format
    self.session = session
    accounts = AccountReveal(session)
  }

  /// - Parameter sentAt: when the run was, or will be, marked as sent.
  func write(sentAt: Instant, into sink: ([UInt8]) throws -> Void) throws {
    guard !payouts.isEmpty else { throw BankUseFault.nothingByBank(run.id) }
    switch format {
    case .sheet(let bank): try writeSheet(try session.catalogue().requireBank(bank), into: sink)
    case .pain(let account): try writePain(try session.catalogue().requireOwnAccount(account), sentAt, into: sink)
    case .cash: break
    }
  }

  private func writeSheet(_ bank: Bank, into sink: ([UInt8]) throws -> Void) throws {
    var sheet = try BatchSheet(bank: bank)
    let needsID = bank.batch.columns.contains { $0.field == .residentID }
    for payout in payouts {
      let order = try order(payout, withID: needsID)
      try naming(payout) { () throws(BankWriteFault) in try sheet.write(order) }
      try sink(sheet.take())
    }
  }

  private func writePain(_ own: OwnAccount, _ sentAt: Instant, into sink: ([UInt8]) throws -> Void) throws {
    let header = PainWriter.Header(
      messageID: try reference(.run(run.id)), createdAt: sentAt, debtorName: own.holder, debtorAccount: own.number,
      debtorBankCode: own.bankCode, executeOn: sentAt.day, count: Int64(payouts.count),
      amount: try payouts.reduce(Money.zero) { try $0 + $1.amount })
    var pain = try PainWriter(header)
    for payout in payouts {
      let order = try order(payout, withID: false)
      try naming(payout) { () throws(BankWriteFault) in try pain.write(order) }
      try sink(pain.take())
    }
    try pain.finish()
    try sink(pain.take())
  }

  /// The bank's file knows names; people look for the payout and its payee.
  private func naming(_ payout: Payout, _ write: () throws(BankWriteFault) -> Void) throws(BankUseFault) {
    do { try write() } catch { throw .cannotWrite(payout.id, payout.payee, error) }
  }

  private func order(_ payout: Payout, withID: Bool) throws -> BankOrder {
    guard let account = payout.account else { preconditionFailure("\(payout.id) goes by bank without an account") }
    var residentID: String?
    if withID, case .household(let id) = payout.payee, let token = try session.register.household(id)?.personal.residentID {
      residentID = try accounts.residentID(token).value
    }
    return BankOrder(
      reference: try reference(.payout(payout.id)), payeeName: account.name, accountNumber: try accounts.number(account.token).value,
      amount: payout.amount, remark: PayoutFile.remark, residentID: residentID)
  }

  private func reference(_ subject: PaymentReference.Subject) throws -> String {
    let county = try session.catalogue().county.code
    guard let reference = PaymentReference(subject, county: county) else { throw BankUseFault.noReference("\(subject)") }
    return reference.description
  }
}

extension CountyCatalogue {
  func requireBank(_ id: String) throws -> Bank {
    guard let bank = bank(id) else { throw UsageFault.notAChoice(id, of: banks.map(\.id)) }
    return bank
  }

  /// The one that is named; without a name the only one that there is.
  func requireOwnAccount(_ id: String?) throws -> OwnAccount {
    guard let id else {
      guard ownAccounts.count == 1 else { throw BankUseFault.whichAccount(ownAccounts.map(\.id)) }
      return ownAccounts[0]
    }
    guard let account = ownAccount(id) else { throw UsageFault.notAChoice(id, of: ownAccounts.map(\.id)) }
    return account
  }
}
