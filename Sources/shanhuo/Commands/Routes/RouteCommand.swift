import ArgumentParser
import Messages

struct RouteCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "route", abstract: say("车辆路线:求解、检验", "Vehicle routes: find them, check them"),
      subcommands: [RouteSolve.self, RouteCheck.self])
  }
}
