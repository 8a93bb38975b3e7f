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
        OrderCommand.self, SettleCommand.self, DistributionCommand.self, PayoutCommand.self, TraceCommand.self, LedgerCommand.self,
        ReportCommand.self, RouteCommand.self, DistancesCommand.self, GreenChannelCommand.self, RunCommand.self,
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
      // Requests for help and versions are errors to ArgumentParser, and not to us.
      guard Shanhuo.exitCode(for: error) != .success else { Shanhuo.exit(withError: error) }
      reportWords(error)
      finish(.usage)
    }
  }

  /// Tells what ArgumentParser found wrong with the words of the command, and how they should be.
  private static func reportWords(_ error: any Error) {
    Terminal.report(UsageFault.words(message(for: error)))
    guard !Terminal.isJSON else { return }
    for line in fullMessage(for: error).split(separator: "\n").drop(while: { !$0.hasPrefix("Help:") && !$0.hasPrefix("Usage:") }) {
      Terminal.note(String(line))
    }
  }

  /// Ends the process without closing the database: closing would write the whole log back and sync twice more, and a
  /// commit that was answered is on disk already.
  private static func finish(_ status: ExitStatus) -> Never {
    let isFlushed = fflush(nil) == 0
    let failure = Terminal.failure ?? (isFlushed ? nil : errno)
    guard status == .success, let failure else { Glibc.exit(status.rawValue) }
    Terminal.report(UsageFault.cannotWrite(say("标准输出", "standard output"), why: String(cString: strerror(failure))))
    Glibc.exit(ExitStatus.tryAgain.rawValue)
  }
}

extension ExitStatus: Swift.Error {}
