import ArgumentParser
import Glibc
import Messages

@main
struct Shanhuo: ParsableCommand {
  static let version = "0.1.0"

  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "shanhuo",
      abstract: say("山货:县域农产品订单引擎", "Shanhuo: the order engine of a county's farm produce"),
      discussion: example(
        "shanhuo order place --buyer county-supermarket --line egg-a-30=10 --deliver-to chengguan --deliver-on 2020-04-08"),
      version: version,
      subcommands: [
        Initialise.self, CatalogCommand.self, HouseholdCommand.self, MembershipCommand.self, LotCommand.self, StockCommand.self,
        OrderCommand.self, SettleCommand.self, DistributionCommand.self, TraceCommand.self, LedgerCommand.self, ReportCommand.self,
        SampleCommand.self, Backup.self, Restore.self,
      ])
  }

  static func main() {
    // A reader that went away, and a file at its size limit, are errors of the call that meets them.
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
    do {
      var command = try parseAsRoot(GlobalOptions.movedBehindCommand(Array(CommandLine.arguments.dropFirst())))
      try command.run()
      finish(.success)
    } catch let fault as any Fault {
      Terminal.report(fault)
      finish(fault.exit)
    } catch let exit as ExitStatus {
      finish(exit)
    } catch {
      // Usage errors and requests for help; ArgumentParser prints them and knows their status (64 for usage).
      Shanhuo.exit(withError: error)
    }
  }

  /// Ends the process without closing the database: closing would write the whole log back and sync twice more, and a
  /// commit that was answered is on disk already.
  private static func finish(_ status: ExitStatus) -> Never {
    fflush(nil)
    Glibc.exit(status.rawValue)
  }
}

extension ExitStatus: Swift.Error {}
