import ArgumentParser
import Catalogue
import Engine
import Measures
import Messages
import Ordering
import Payouts
import Storage

extension PayoutCommand {
  /// The public list (公示表): who was paid how much, with names and numbers masked.
  struct Notice: ParsableCommand {
    static var configuration: CommandConfiguration {
      CommandConfiguration(
        abstract: say("公示表:姓名、账号打码", "The public list, with names and numbers masked"),
        discussion: example("shanhuo payout notice PR-1 --html notice.html --csv notice.csv"))
    }

    @OptionGroup var options: GlobalOptions
    @OptionGroup var output: ReportOptions
    @Argument(help: ArgumentHelp(say("批次", "Run"), valueName: "run")) var name: String

    private struct Row: Encodable {
      var village: String
      var name: String
      var account: String?
      var amountFen: Int64
      var state: String
    }

    func run() throws {
      let session = try Session(options, mode: .read)
      let catalogue = try session.catalogue()
      let run = try session.requirePayoutRun(id(name))
      let accounts = AccountReveal(session)
      var rows: [(place: String, row: Row, progress: Payout.Progress)] = []
      for payout in try session.register.payouts(of: run.id) where payout.state != .dropped {
        let (place, name) = try publicName(payout.payee, session, catalogue)
        let progress = payout.progress(in: run.state)
        rows.append(
          (
            place,
            Row(
              village: place, name: name, account: try accounts.masked(payout.account?.token).map { "**** " + $0.suffix(4) },
              amountFen: payout.amount.fen, state: progress.rawValue), progress
          ))
      }
      rows.sort { $0.place < $1.place }
      let table = Report.Table(
        columns: [
          (say("村", "village"), false), (say("姓名", "name"), false), (say("账号", "account"), false), (say("金额", "amount"), true),
          (say("状态", "state"), false),
        ],
        rows: rows.map {
          [
            .text($0.row.village), .text($0.row.name), .text($0.row.account ?? Payout.Way.cash.label(.ofProcess)),
            .money(Money(fen: $0.row.amountFen)), .text($0.progress.label(.ofProcess)),
          ]
        }, total: [.text(say("合计", "total")), .nothing, .nothing, .money(run.amount), .nothing])
      let report = Report(
        title: say("兑付公示表", "Notice of payouts"),
        subtitles: [
          catalogue.county.name(.ofProcess) + "  \(run.id)" + say("  截至 ", "  through ") + "\(run.through)" + say("  单位:元", "  in yuan")
        ], tables: [table],
        notes: [say("对公示内容有异议,请在七日内向村委会提出。", "Objections may be raised with the village committee within seven days.")],
        signatures: [say("编制", "Made by"), say("审核", "Approved by"), say("村", "Village")],
        head: try session.register.head().description)
      try output.present(report, json: rows.map(\.row), options)
    }

    private func publicName(_ payee: Producer, _ session: Session, _ catalogue: CountyCatalogue) throws -> (place: String, name: String) {
      switch payee {
      case .household(let id):
        guard let household = try session.register.household(id) else { return ("", id.description) }
        return (catalogue.place(household.village)?.name(.ofProcess) ?? household.village, Self.masked(household.name))
      case .party(let id):
        let party = catalogue.party(id)
        return (party.flatMap { catalogue.place($0.place) }?.name(.ofProcess) ?? "", party?.name(.ofProcess) ?? id)
      }
    }

    /// `江*山`, `李*`: the first character and, of three or more, the last.
    static func masked(_ name: String) -> String {
      guard name.count > 1 else { return "*" }
      let stars = String(repeating: "*", count: max(1, name.count - 2))
      return name.prefix(1) + stars + (name.count > 2 ? name.suffix(1) : "")
    }
  }
}
