import ArgumentParser
import Catalogue
import Engine
import Ledger
import Measures
import Messages
import Storage
import Tabular

struct MembershipCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "membership", abstract: say("农户与合作社、基地、企业的联结", "Households' ties to cooperatives, bases and firms"),
      subcommands: [Add.self, End.self, List.self, Import.self])
  }

  struct Add: ParsableCommand {
    static var configuration: CommandConfiguration {
      CommandConfiguration(
        abstract: say("登记或更改一户的联结", "Tie a household to a party, or change how it is tied"),
        discussion: example("shanhuo membership add --party guimenguan-coop --household H-1 --shares 2 --from 2020-01-01"))
    }

    @OptionGroup var options: GlobalOptions
    @Option(help: ArgumentHelp(say("单位", "Party"))) var party: String
    @Option(help: ArgumentHelp(say("农户", "Household"))) var household: String
    @Option(parsing: .unconditional, help: ArgumentHelp(say("份额", "Shares"))) var shares: Int64 = 1
    @Option(help: ArgumentHelp(say("自哪天(默认当天)", "From this day (default: today)"), valueName: "day")) var from: String?
    @Option(help: ArgumentHelp(say("至哪天之前", "Until before this day"), valueName: "day")) var until: String?

    func run() throws {
      let session = try Session(options)
      let membership = Membership(
        party: try session.catalogue().partyID(party), household: try id(household), shares: shares,
        validity: Validity(from: try from.map(day) ?? session.now.day, until: try until.map(day)))
      _ = try session.submit(.setMembership(SetMembership(membership)))
      try MembershipCommand.present([membership], session)
    }
  }

  struct End: ParsableCommand {
    static var configuration: CommandConfiguration {
      CommandConfiguration(
        abstract: say("结束一户的联结", "End a household's tie"),
        discussion: example("shanhuo membership end --party guimenguan-coop --household H-1 --on 2021-01-01"))
    }

    @OptionGroup var options: GlobalOptions
    @Option(help: ArgumentHelp(say("单位", "Party"))) var party: String
    @Option(help: ArgumentHelp(say("农户", "Household"))) var household: String
    @Option(help: ArgumentHelp(say("自哪天起不再(默认当天)", "The first day without it (default: today)"), valueName: "day")) var on: String?

    func run() throws {
      let session = try Session(options)
      let (party, household): (String, Household.ID) = (try session.catalogue().partyID(party), try id(household))
      guard var membership = try session.register.memberships(of: party).last(where: { $0.household == household }) else {
        throw IncomeFault.notAMember(household, party)
      }
      membership.validity.until = try on.map(day) ?? session.now.day
      _ = try session.submit(.setMembership(SetMembership(membership)))
      try MembershipCommand.present([membership], session)
    }
  }

  struct List: ParsableCommand {
    static var configuration: CommandConfiguration {
      CommandConfiguration(
        abstract: say("列出联结", "List ties"), discussion: example("shanhuo membership list --party guimenguan-coop"))
    }

    @OptionGroup var options: GlobalOptions
    @Option(help: ArgumentHelp(say("单位", "Party"))) var party: String?
    @Option(help: ArgumentHelp(say("农户", "Household"))) var household: String?

    func run() throws {
      let session = try Session(options, mode: .read)
      if let household {
        let id: Household.ID = try id(household)
        let all = try session.register.memberships(of: id)
        let party = try party.map { try session.catalogue().partyID($0) }
        return try MembershipCommand.present(all.filter { party == nil || $0.party == party }, session)
      }
      guard let party else { throw ValidationError(say("请给出 --party 或 --household。", "Give --party or --household.")) }
      try MembershipCommand.present(session.register.memberships(of: session.catalogue().partyID(party)), session)
    }
  }

  struct Import: ParsableCommand {
    static var configuration: CommandConfiguration {
      CommandConfiguration(
        abstract: say("导入联结文件", "Import a file of ties"),
        discussion: say(
          "表头 party,household,shares,from,until;后三列可省。\n", "Header party,household,shares,from,until; the last three may be left out.\n")
          + example("shanhuo membership import members.csv"))
    }

    @OptionGroup var options: GlobalOptions
    @OptionGroup var input: ImportOptions

    static let columns = [
      Column("party", "单位"), Column("household", "农户"), Column("shares", "份额", required: false), Column("from", "自", required: false),
      Column("until", "止", required: false),
    ]

    func run() throws {
      let session = try Session(options)
      let table = try input.open(Self.columns)
      let catalogue = try session.catalogue()
      try input.run(session, table, unit: say("户", "households")) {
        try table.nextItem { try submission(table, session, catalogue) }
      }
    }

    private func submission(_ table: CSVTable, _ session: Session, _ catalogue: CountyCatalogue) throws -> Submission {
      func optionalDay(_ column: Int) throws -> Day? {
        table.string(column).isEmpty ? nil : try table.value(column, Text(zh: "日期", en: "a date"), .ofProcess) { Day($0) }
      }
      let membership = Membership(
        party: try catalogue.partyID(table.string(0)),
        household: try table.value(1, Text(zh: "农户(如 H-12)", en: "a household, such as H-12"), .ofProcess) { Household.ID(String($0)) },
        shares: table.string(2).isEmpty
          ? 1 : try table.value(2, Text(zh: "整数", en: "a whole number"), .ofProcess) { Int64($0) },
        validity: Validity(from: try optionalDay(3) ?? session.now.day, until: try optionalDay(4)))
      // The same tie again is no news: its key is what it says.
      let key =
        "\(membership.party)/\(membership.household)/\(membership.shares)/\(membership.validity.from!)/\(membership.validity.until.map(\.description) ?? "")"
      return Submission(
        Command(at: session.now, actor: options.actorID, key: key, action: .setMembership(SetMembership(membership))))
    }
  }

  struct Row: Encodable {
    var party: String
    var household: String
    var shares: Int64
    var from: String?
    var until: String?
  }

  static func present(_ memberships: [Membership], _ session: Session) throws {
    let rows = memberships.map {
      Row(
        party: $0.party, household: $0.household.description, shares: $0.shares, from: $0.validity.from?.description,
        until: $0.validity.until?.description)
    }
    if session.options.json { return Terminal.printJSON(rows) }
    let catalogue = try session.catalogue()
    Terminal.table(
      [
        .init(say("单位", "party"), flexible: true), .init(say("农户", "household")), .init(say("户主", "name"), flexible: true),
        .init(say("份额", "shares"), right: true), .init(say("自", "from")), .init(say("止", "until")),
      ],
      try zip(rows, memberships).map { row, membership in
        [
          catalogue.party(row.party)?.name(.ofProcess) ?? row.party, row.household,
          try session.register.household(membership.household)?.name ?? "", "\(row.shares)", row.from ?? "", row.until ?? "",
        ]
      })
  }
}
