import ArgumentParser
import Catalogue
import Engine
import Ledger
import Measures
import Messages
import Ordering
import Payouts
import Storage
import Tabular

struct PayoutCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "payout",
      abstract: say("兑付:编制、批准、送银行、签领、公示", "Payouts: prepare, approve, send to the bank, hand over cash, publish"),
      subcommands: [
        Prepare.self, Show.self, List.self, Approve.self, Export.self, Reconcile.self,
        Worklist.self, Match.self, Unmatch.self, Explain.self, Work.self, Close.self, Cancel.self, Drop.self, HandOver.self, TakeBack.self,
        Correct.self, Notice.self, PayeeCommand.self,
      ])
  }

  struct Prepare: ParsableCommand {
    static var configuration: CommandConfiguration {
      CommandConfiguration(
        abstract: say("编制一批兑付:付给谁、多少,谁没列入、为什么", "Prepare a run: who is paid what, and who is not, and why"),
        discussion: example("shanhuo payout prepare --through 2020-10-31 --minimum 10 --actor accountant"))
    }

    @OptionGroup var options: GlobalOptions
    @Option(help: ArgumentHelp(say("付到哪个记账日为止", "Pay what was owed by this business date"), valueName: "day")) var through: String
    @Option(parsing: .unconditional, help: ArgumentHelp(say("起付额(元)", "Least amount in yuan"), valueName: "yuan")) var minimum: String = "0"
    @Option(help: ArgumentHelp(say("只付这些收款人", "Pay only these"), valueName: "payee")) var payee: [String] = []
    @Flag(help: ArgumentHelp(say("上次被退回的账户也再付一次", "Pay even to accounts from which the last payout came back"))) var retry = false

    @Option(
      parsing: .unconditional,
      help: ArgumentHelp(
        say("一批最多几笔;其余留待下一批(银行一张表有行数限制)", "Most payouts in the run; the rest wait for the next (a bank's sheet takes so many rows)"),
        valueName: "count"))
    var limit: Int64?

    private struct Output: Encodable {
      /// Nil where nothing can be paid.
      var run: String?
      var payouts: Int64
      var amountFen: Int64
      var leftOut: Int
      /// Who, how much is owed, and why not.
      var leftOutPayees: [LeftOutView]
      /// Beyond the limit.
      var waiting: Int?
    }

    func run() throws {
      let session = try Session(options)
      let catalogue = try session.catalogue()
      let day = try day(through)
      let wanted = Set(try payee.map(catalogue.producer))
      for case .household(let id) in wanted where try session.register.household(id) == nil {
        throw PayoutFault.unknownPayee(.household(id))
      }
      let claimants = try Disputes.marked(try session.register.claimants(through: day, catalogue), session)
        .filter { wanted.isEmpty || wanted.contains($0.payee) }
      let plan = PayoutPlan(
        claimants, minimum: try notNegative(minimum), retries: retry, limit: Int(try limit.map { try positive($0, "--limit") } ?? .max))
      if plan.payouts.isEmpty {
        if options.json { present(nil, plan) } else { PayoutRunPage.print(leftOut: plan.leftOut) }
      }
      let body = PreparePayouts(through: day, payouts: plan.payouts, leftOut: plan.leftOut)
      guard case .payoutRun(let id) = try session.submit(.preparePayouts(body)).outcome, let run = try session.register.payoutRun(id) else {
        preconditionFailure("preparing payouts makes a run")
      }
      if options.json { return present(run, plan) }
      PayoutRunPage(run, session).printHead(standing: run.count)
      if plan.waiting > 0 { Terminal.print(say("另有 \(plan.waiting) 笔留待下一批。", "\(plan.waiting) more wait for the next run.")) }
      PayoutRunPage.print(leftOut: run.leftOut)
    }

    private func present(_ run: PayoutRun?, _ plan: PayoutPlan) {
      Terminal.printJSON(
        Output(
          run: run?.id.description, payouts: run?.count ?? 0, amountFen: run?.amount.fen ?? 0, leftOut: plan.leftOut.count,
          leftOutPayees: plan.leftOut.map(LeftOutView.init), waiting: limit == nil ? nil : plan.waiting))
    }
  }

  struct Show: ParsableCommand {
    static var configuration: CommandConfiguration {
      CommandConfiguration(
        abstract: say("查看一批兑付,或一笔(PR-1/3)", "Show a run, or one payout (PR-1/3)"), discussion: example("shanhuo payout show PR-1"))
    }

    @OptionGroup var options: GlobalOptions
    @Argument(help: ArgumentHelp(say("批次或兑付", "Run or payout"), valueName: "run")) var name: String
    @Option(help: ArgumentHelp(say("只看此状态", "Only those in this state"), valueName: "state")) var state: String?

    func run() throws {
      let session = try Session(options, mode: .read)
      if let id = Payout.ID(name) { return try PayoutPage(try session.requirePayout(id), session).present() }
      let wanted = try state.map { text in
        guard let state = Payout.Progress(rawValue: text) else {
          throw UsageFault.notAChoice(text, of: Payout.Progress.allCases.map(\.rawValue))
        }
        return state
      }
      try PayoutRunPage(try session.requirePayoutRun(id(name)), session).present(only: wanted)
    }
  }

  struct List: ParsableCommand {
    static var configuration: CommandConfiguration {
      CommandConfiguration(
        abstract: say("列出兑付批次,最新在前", "List runs, newest first"), discussion: example("shanhuo payout list --state sent"))
    }

    @OptionGroup var options: GlobalOptions
    @Option(help: ArgumentHelp(say("状态", "State"), valueName: "state")) var state: String?
    @Option(parsing: .unconditional, help: ArgumentHelp(say("最多几批", "How many at most"))) var limit: Int64 = 50

    func run() throws {
      let session = try Session(options, mode: .read)
      let wanted = try state.map { text in
        guard let state = PayoutRun.State.allCases.first(where: { $0.name == text }) else {
          throw UsageFault.notAChoice(text, of: PayoutRun.State.allCases.map(\.name))
        }
        return state
      }
      let runs = try session.register.payoutRuns(state: wanted, limit: try positive(limit, "--limit"))
      let standing = try session.register.standingPayouts()
      if options.json { return Terminal.printJSON(runs.map { PayoutRunView($0, standing: standing[$0.id] ?? 0) }) }
      Terminal.table(
        [
          .init(say("批次", "run")), .init(say("截至", "through")), .init(say("笔数", "payouts"), right: true),
          .init(say("金额", "amount"), right: true), .init(say("编制", "maker")), .init(say("批准", "approved by")),
          .init(say("送出", "sent")), .init(say("状态", "state")),
        ],
        runs.map {
          [
            $0.id.description, $0.through.description, "\(standing[$0.id] ?? 0)", $0.amount.description, $0.maker,
            $0.approvedBy.isEmpty ? "-" : $0.approvedBy, $0.sentAt?.minute ?? "-", $0.state.label(.ofProcess),
          ]
        })
    }
  }
}

extension Session {
  func requirePayoutRun(_ id: PayoutRun.ID) throws -> PayoutRun {
    guard let run = try register.payoutRun(id) else { throw PayoutFault.unknownRun(id) }
    return run
  }

  func requirePayout(_ id: Payout.ID) throws -> Payout {
    guard let payout = try register.payout(id) else { throw PayoutFault.unknownPayout(id) }
    return payout
  }
}

func payoutID(_ text: String) throws -> Payout.ID {
  guard let id = Payout.ID(text) else { throw UsageFault.notAnID(text, form: "PR-1/3") }
  return id
}
