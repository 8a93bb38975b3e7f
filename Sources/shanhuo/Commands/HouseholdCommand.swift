import ArgumentParser
import Catalogue
import Engine
import Measures
import Messages
import Sealing
import Storage
import Tabular

struct HouseholdCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "household", abstract: say("农户登记", "The register of households"),
      subcommands: [
        Add.self, Change.self, Show.self, List.self, Import.self, RecordIncome.self, WithdrawIncome.self, ImportIncome.self,
      ])
  }

  struct Add: ParsableCommand {
    static var configuration: CommandConfiguration {
      CommandConfiguration(
        abstract: say("登记一户", "Take a household into the register"),
        discussion: example("shanhuo household add --code JJL-001 --name 江大山 --village 江家梁村 --members 4 --registered-on 2014-01-01"))
    }

    @OptionGroup var options: GlobalOptions
    @Option(help: ArgumentHelp(say("村里的户编号", "The village's number of it"))) var code: String
    @Option(help: ArgumentHelp(say("户主姓名", "The householder's name"))) var name: String
    @Option(help: ArgumentHelp(say("村", "Village"))) var village: String
    @Option(parsing: .unconditional, help: ArgumentHelp(say("人口", "Members"))) var members: Int64
    @Option(name: .customLong("registered-on"), help: ArgumentHelp(say("建档立卡日", "When it was registered as poor"))) var registeredOn:
      String?
    @Option(name: .customLong("lifted-on"), help: ArgumentHelp(say("脱贫日", "When it left poverty"))) var liftedOn: String?
    @OptionGroup var personal: PersonalOptions

    func run() throws {
      let session = try Session(options)
      let sealed = try personal.seal(for: code, session)
      let body = AddHousehold(
        code: code, name: name, village: try session.catalogue().placeID(village), members: members,
        registeredOn: try registeredOn.map(day), liftedOn: try liftedOn.map(day), personal: sealed.tokens, sample: false)
      let (outcome, _) = try session.submit(.addHousehold(body), key: code.isEmpty ? nil : code, vault: sealed.entries)
      try HouseholdCommand.present(outcome, session)
    }
  }

  struct Change: ParsableCommand {
    static var configuration: CommandConfiguration {
      CommandConfiguration(
        abstract: say("更改登记", "Change what is known of a household"),
        discussion: example("shanhuo household change H-1 --members 5 --from 2021-01-01"))
    }

    @OptionGroup var options: GlobalOptions
    @Argument(help: ArgumentHelp(say("农户", "Household"))) var household: String
    @Option(help: ArgumentHelp(say("户主姓名", "The householder's name"))) var name: String?
    @Option(help: ArgumentHelp(say("村", "Village"))) var village: String?
    @Option(parsing: .unconditional, help: ArgumentHelp(say("人口", "Members"))) var members: Int64?
    @Option(
      help: ArgumentHelp(
        say("人口自哪天起(默认当天);更正登记错误时写建档日", "So many members from this day (default: today); to correct a mistake, the day it was registered"),
        valueName: "day"))
    var from: String?
    @Option(name: .customLong("registered-on"), help: ArgumentHelp(say("建档立卡日", "When it was registered as poor"))) var registeredOn:
      String?
    @Option(name: .customLong("lifted-on"), help: ArgumentHelp(say("脱贫日", "When it left poverty"))) var liftedOn: String?
    @OptionGroup var personal: PersonalOptions

    func run() throws {
      let session = try Session(options)
      let id: Household.ID = try id(household)
      guard let known = try session.register.household(id) else { throw EngineFault.unknownHousehold(household) }
      let sealed = try personal.seal(for: known.code, session)
      let body = ChangeHousehold(
        id: id, name: name, village: try village.map { try session.catalogue().placeID($0) }, members: members,
        registeredOn: try registeredOn.map(day), liftedOn: try liftedOn.map(day), membersFrom: try from.map(day), personal: sealed.tokens)
      let (outcome, _) = try session.submit(.changeHousehold(body), vault: sealed.entries)
      try HouseholdCommand.present(outcome, session)
    }
  }

  struct Import: ParsableCommand {
    static var configuration: CommandConfiguration {
      CommandConfiguration(
        abstract: say("导入农户文件", "Import a file of households"),
        discussion: say(
          "表头 code,name,village,members,registered_on,lifted_on,id_number,card,phone,sample;身份证、卡号、手机直接进入加密保险库。\n",
          "Header code,name,village,members,registered_on,lifted_on,id_number,card,phone,sample; ID, card and phone go straight into the encrypted vault.\n"
        )
          + example("shanhuo household import households.csv"))
    }

    @OptionGroup var options: GlobalOptions
    @OptionGroup var input: ImportOptions

    static let columns = [
      Column("code", "户编号"), Column("name", "户主", "姓名"), Column("village", "村"), Column("members", "人口"),
      Column("registered_on", "建档日", required: false), Column("lifted_on", "脱贫日", required: false),
      Column("id_number", "身份证号", required: false), Column("card", "银行卡号", required: false),
      Column("phone", "手机号", required: false), Column("sample", "示例", required: false),
    ]

    func run() throws {
      let session = try Session(options)
      let table = try input.open(Self.columns)
      let key = try session.vaultKey()
      let catalogue = try session.catalogue()
      try input.run(session, table, unit: say("户", "households")) {
        try table.nextItem { try submission(table, session, catalogue, key) }
      }
    }

    private func submission(
      _ table: CSVTable, _ session: Session, _ catalogue: CountyCatalogue, _ key: VaultKey
    ) throws -> Submission {
      let language = Language.ofProcess
      func optionalDay(_ column: Int) throws -> Day? {
        table.string(column).isEmpty ? nil : try table.value(column, Text(zh: "日期", en: "a date"), language) { Day($0) }
      }
      let code = table.string(0)
      let sealed = try PersonalOptions.seal(
        residentID: table.string(6), bankCard: table.string(7), phone: table.string(8), owner: code, key)
      let sampleMarks = ["", "0", "no", "false", "否"]
      let body = AddHousehold(
        code: code, name: table.string(1), village: try catalogue.placeID(table.string(2)),
        members: try table.value(3, Text(zh: "整数", en: "a whole number"), language) { Int64($0) },
        registeredOn: try optionalDay(4), liftedOn: try optionalDay(5), personal: sealed.tokens,
        sample: !sampleMarks.contains(table.string(9).lowercased()))
      return Submission(
        Command(at: session.now, actor: options.actorID, key: code.isEmpty ? nil : code, action: .addHousehold(body)), vault: sealed.entries
      )
    }
  }

  static func present(_ outcome: Outcome, _ session: Session) throws {
    guard case .household(let id) = outcome, let household = try session.register.household(id) else {
      if case .household(let id) = outcome { throw EngineFault.unknownHousehold(id.description) }
      preconditionFailure("a household command without a household")
    }
    let view = try HouseholdView(household, HouseholdReveal(session))
    if session.options.json { return Terminal.printJSON(view) }
    try card(household, view, session).forEach(Terminal.print)
  }

  /// What the register knows of a household, in words.
  static func card(_ household: Household, _ view: HouseholdView, _ session: Session) throws -> [String] {
    let village = try session.catalogue().place(household.village)?.name(.ofProcess) ?? household.village
    return [
      "\(household.id)  \(household.name)  \(village)  \(household.code)  "
        + say("\(household.members) 人", "\(household.members) members") + (household.sample ? say("  (示例)", "  (sample)") : ""),
      say("建档 ", "registered ") + (household.registeredOn?.description ?? "-") + say("  脱贫 ", "  lifted ")
        + (household.liftedOn?.description ?? "-"),
      say("身份证 ", "ID ") + (view.idNumber ?? "-") + say("  银行卡 ", "  card ") + (view.card ?? "-") + say("  手机 ", "  phone ")
        + (view.phone ?? "-"),
    ]
  }
}
