import ArgumentParser
import Catalogue
import Engine
import Ledger
import Measures
import Messages
import Tabular

/// Reads a file of transfers: one row each; rows of one number that follow each other stand or fall together.
final class TransferFile {
  static let columns = [
    Column("number", "凭证号"), Column("on", "日期", "记账日"), Column("debit", "借方"), Column("credit", "贷方"), Column("amount", "金额"),
    Column("memo", "摘要", "事由"), Column("currency", "币种", required: false), Column("item", "收入项目", required: false),
  ]
  private enum Place: Int { case number, on, debit, credit, amount, memo, currency, item }

  private let table: CSVTable
  private let at: Instant
  private let actor: Actor.ID
  private let groups: RowGroups

  init(_ table: CSVTable, at: Instant, actor: Actor.ID) {
    self.table = table
    self.at = at
    self.actor = actor
    groups = RowGroups(table, keys: [Place.number.rawValue]) { _ in true }
  }

  /// The next group, or what is wrong with it; nil at the end.
  func next() throws -> ImportItem? {
    try groups.next(
      begin: { (number: table.string(Place.number.rawValue), postings: [Posting]()) },
      row: { $0.postings.append(try posting()) },
      end: { group in Submission(Command(at: at, actor: actor, key: group.number, action: .postTransfers(PostTransfers(group.postings)))) })
  }

  private func posting() throws -> Posting {
    try table.requireRenminbi(Place.currency.rawValue)
    return Posting(
      debit: try table.account(Place.debit.rawValue), credit: try table.account(Place.credit.rawValue),
      amount: try table.yuan(Place.amount.rawValue),
      on: try table.value(Place.on.rawValue, Text(zh: "日期", en: "a date"), .ofProcess) { Day($0) },
      item: table.string(Place.item.rawValue), memo: table.string(Place.memo.rawValue))
  }
}

extension CSVTable {
  func account(_ column: Int) throws -> AccountKey {
    try value(column, Text(zh: "账户(如 payable:H-12)", en: "an account, such as payable:H-12"), .ofProcess) { AccountKey($0) }
  }

  func yuan(_ column: Int) throws -> Money {
    try value(column, Text(zh: "金额(元,最多两位小数)", en: "an amount in yuan with at most two decimals"), .ofProcess) { Money(yuan: $0) }
  }

  /// The ledger knows one currency.
  func requireRenminbi(_ column: Int) throws {
    guard ["", "CNY", "人民币"].contains(string(column)) else {
      throw fault(column, Text(zh: "人民币(CNY);账簿只记人民币", en: "CNY; the ledger knows no other currency"), .ofProcess)
    }
  }
}

extension LedgerCommand {
  struct Import: ParsableCommand {
    static var configuration: CommandConfiguration {
      CommandConfiguration(
        abstract: say("导入转账文件", "Import a file of transfers"),
        discussion: say(
          "表头 number,on,debit,credit,amount,memo[,item];相连的同号各行同时成立或同时被拒。\n",
          "Header number,on,debit,credit,amount,memo[,item]; rows of one number that follow each other stand or fall together.\n")
          + example("shanhuo ledger import transfers.csv"))
    }

    @OptionGroup var options: GlobalOptions
    @OptionGroup var input: ImportOptions

    func run() throws {
      let session = try Session(options)
      let table = try input.open(TransferFile.columns)
      let file = TransferFile(table, at: session.now, actor: options.actorID)
      try input.run(session, table, unit: say("组", "groups")) { try file.next() }
    }
  }

  struct Open: ParsableCommand {
    static var configuration: CommandConfiguration {
      CommandConfiguration(
        abstract: say("录入期初余额,只能一次", "Bring the opening balances in, once"),
        discussion: say(
          "表头 account,debit,credit;每行一个账户,借方或贷方二者之一,对方为期初权益。\n",
          "Header account,debit,credit; a row an account, with one of both, against opening equity.\n")
          + example("shanhuo ledger open opening.csv --on 2020-01-01 --source 2019 年决算表"))
    }

    static let columns = [
      Column("account", "账户"), Column("debit", "借方"), Column("credit", "贷方"), Column("currency", "币种", required: false),
      Column("item", "收入项目", required: false),
    ]

    @OptionGroup var options: GlobalOptions
    @Argument(help: ArgumentHelp(say("CSV 文件", "CSV file"), valueName: "file")) var file: String
    @Option(help: ArgumentHelp(say("记账日", "Business date"), valueName: "day")) var on: String
    @Option(help: ArgumentHelp(say("数字的来源", "Where the figures come from"))) var source: String

    func run() throws {
      let session = try Session(options)
      var input = ImportOptions()
      input.file = file
      let table = try input.open(Self.columns)
      var postings: [Posting] = []
      let on = try day(on)
      do {
        while try table.next() { postings.append(try posting(table, on)) }
      } catch let fault as TabularFault {
        throw PlacedFault(file: file, fault: fault)
      }
      try session.showTransfers(try session.submit(.openBalances(OpenBalances(postings, source: source))))
    }

    private func posting(_ table: CSVTable, _ on: Day) throws -> Posting {
      try table.requireRenminbi(3)
      let key = try table.account(0)
      let equity = AccountKey(.openingEquity)
      let isDebit = !table.string(1).isEmpty
      guard isDebit != !table.string(2).isEmpty else {
        throw table.fault(2, Text(zh: "空(借方和贷方只填一个)", en: "empty while debit is given; give one of both"), .ofProcess)
      }
      let amount = try table.yuan(isDebit ? 1 : 2)
      return Posting(debit: isDebit ? key : equity, credit: isDebit ? equity : key, amount: amount, on: on, memo: "")
    }
  }
}
