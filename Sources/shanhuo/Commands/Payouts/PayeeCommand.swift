import ArgumentParser
import Catalogue
import Engine
import Messages
import Ordering
import Payouts
import Sealing
import Storage
import Tabular

/// How somebody is paid: a party's account, the account holder's name, a hold.
struct PayeeCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "payee", abstract: say("收款方式:账号、户名、暂停付款", "How somebody is paid: account, account holder's name, hold"),
      subcommands: [Set.self, Show.self, List.self])
  }

  struct Set: ParsableCommand {
    static var configuration: CommandConfiguration {
      CommandConfiguration(
        abstract: say("登记收款方式;没给出的不变", "Say how somebody is paid; what is not given stays"),
        discussion: example("shanhuo payout payee set H-12 --account-name 盛㲾 --because 银行系统写不出原字"))
    }

    @OptionGroup var options: GlobalOptions
    @Argument(help: ArgumentHelp(say("农户或单位", "Household or party"))) var payee: String
    @Option(
      help: ArgumentHelp(
        say("单位的账号(进保险库);农户的卡用 household change --card", "A party's account (into the vault); for a household use household change --card"))
    )
    var account: String?
    @Option(
      name: .customLong("account-name"), help: ArgumentHelp(say("银行登记的户名", "The account holder as the bank writes it"), valueName: "name"))
    var accountName: String?
    @Option(
      help: ArgumentHelp(
        say("户名与收款人不同的原因(代领人、生僻字)", "Why that name differs: whose account it is, a character the bank lacks"), valueName: "reason"))
    var because: String?
    @Option(help: ArgumentHelp(say("暂停付款的原因", "Hold payments, for this reason"), valueName: "reason")) var hold: String?
    @Flag(help: ArgumentHelp(say("恢复付款", "Pay again"))) var release = false

    func validate() throws {
      guard hold == nil || !release else { throw ValidationError(say("--hold 与 --release 不能同用", "give one of --hold and --release")) }
    }

    func run() throws {
      let session = try Session(options)
      let producer = try session.catalogue().producer(payee)
      var terms = try session.register.payee(producer) ?? Payee(payee: producer)
      var entries: [VaultEntry] = []
      if let account {
        let entry = VaultEntry(sealing: try AccountNumber(account), of: producer.description, try session.vaultKey())
        // Why one name or account differs says nothing of another.
        if terms.account != entry.token { (terms.account, terms.because) = (entry.token, "") }
        entries = [entry]
      }
      if let accountName, accountName != terms.accountName { (terms.accountName, terms.because) = (accountName, "") }
      if let because { terms.because = because }
      if let hold { terms.held = hold }
      if release { terms.held = "" }
      _ = try session.submit(.setPayee(SetPayee(terms)), vault: entries)
      try PayeeCommand.present([terms], session, single: true)
    }
  }

  struct Show: ParsableCommand {
    static var configuration: CommandConfiguration {
      CommandConfiguration(
        abstract: say("查看收款方式", "Show how somebody is paid"), discussion: example("shanhuo payout payee show guimenguan-coop"))
    }

    @OptionGroup var options: GlobalOptions
    @Argument(help: ArgumentHelp(say("农户或单位", "Household or party"))) var payee: String

    func run() throws {
      let session = try Session(options, mode: .read)
      let producer = try session.catalogue().producer(payee)
      try PayeeCommand.present([try session.register.payee(producer) ?? Payee(payee: producer)], session, single: true)
    }
  }

  struct List: ParsableCommand {
    static var configuration: CommandConfiguration {
      CommandConfiguration(
        abstract: say("列出有特别约定的收款人", "List those with anything special"), discussion: example("shanhuo payout payee list --held"))
    }

    @OptionGroup var options: GlobalOptions
    @Flag(help: ArgumentHelp(say("只列暂停付款的", "Only those that are held"))) var held = false

    func run() throws {
      let session = try Session(options, mode: .read)
      try PayeeCommand.present(try session.register.payees().filter { !held || !$0.held.isEmpty }, session, single: false)
    }
  }

  private struct Output: Encodable {
    var payee: String
    var account: String?
    var accountName: String?
    var because: String?
    var held: String?
  }

  private static func present(_ payees: [Payee], _ session: Session, single: Bool) throws {
    let accounts = AccountReveal(session)
    let rows = try payees.map { payee in
      let token: [UInt8]? =
        if case .household(let id) = payee.payee { try session.register.household(id)?.personal.bankCard } else { payee.account }
      func some(_ text: String) -> String? { text.isEmpty ? nil : text }
      return Output(
        payee: payee.payee.description, account: try accounts.masked(token), accountName: some(payee.accountName),
        because: some(payee.because), held: some(payee.held))
    }
    if session.options.json { return single ? Terminal.printJSON(rows[0]) : Terminal.printJSON(rows) }
    Terminal.table(
      [
        .init(say("收款人", "payee")), .init(say("账号", "account")), .init(say("户名", "account name")),
        .init(say("说明", "because"), flexible: true),
        .init(say("暂停", "held"), flexible: true),
      ], rows.map { [$0.payee, $0.account ?? "-", $0.accountName ?? "-", $0.because ?? "", $0.held ?? ""] })
  }
}
