import ArgumentParser
import Dispatching
import GreenChannel
import Ledger
import Measures
import Messages
import Ordering
import Storage

struct RunExplain: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "explain", abstract: say("一张订单为什么在这个车次,或为什么不在、怎样才行", "Why an order is on a run, or on none and what would help"),
      discussion: example("shanhuo run explain O-1042"))
  }

  @OptionGroup var options: GlobalOptions
  @Argument(help: ArgumentHelp(say("订单", "Order"), valueName: "order")) var name: String
  @OptionGroup var planning: PlanningOptions
  @OptionGroup var roads: RoadTableOptions

  private struct Output: Encodable {
    struct Part: Encodable {
      var part: String
      var state: String
      var run: String?
      var arrivesAt: String?
      var why: String
      var alternatives: [String]
    }

    var order: String
    var parts: [Part]
  }

  func run() throws {
    let session = try Session(options, mode: .read)
    let orderID: Order.ID = try id(name)
    guard let order = try session.register.order(orderID) else { throw OrderFault.unknown(orderID) }
    let parts = try order.parts.map { part, allocation in try explain(part, allocation, of: order, session) }
    if options.json { return Terminal.printJSON(Output(order: order.id.description, parts: parts)) }
    for part in parts {
      Terminal.print("\(order.id)/\(part.part)  \(part.state)  \(part.run ?? say("不在车次上", "on no run"))  \(part.why)")
      for alternative in part.alternatives { Terminal.print("  " + alternative) }
    }
  }

  private func explain(_ part: OrderPart, _ allocation: Allocation, of order: Order, _ session: Session) throws -> Output.Part {
    let text = "\(part.line).\(part.part)"
    let state = allocation.state.label(.ofProcess)
    if let id = try session.register.runs(carrying: [part])[0] {
      let run = try session.requireRun(id)
      guard let piece = run.cargo.first(where: { $0.orderPart == part }) else { preconditionFailure("a run carries its parts") }
      let arrival = piece.to <= run.stops.count ? run.stops[piece.to - 1].arrivesAt : run.backAt
      let why = say(
        "\(run.vehicle) 第 \(piece.from) 站装、第 \(piece.to) 站卸,\(arrival.clock) 到",
        "\(run.vehicle) loads it at stop \(piece.from) and hands it over at stop \(piece.to), at \(arrival.clock)")
      return Output.Part(
        part: text, state: state, run: id.description, arrivesAt: arrival.description, why: why,
        alternatives: try others(part, on: run, of: order, session))
    }
    guard allocation.state == .reserved || allocation.state == .packed else {
      return Output.Part(
        part: text, state: state, why: say("\(state):没有可运的货", "it is \(state): there is nothing to carry"), alternatives: [])
    }
    guard order.deliverOn >= session.now.day else {
      return Output.Part(part: text, state: state, why: say("送货日已过", "its day of delivery is past"), alternatives: [])
    }
    return Output.Part(
      part: text, state: state, why: say("还没有排", "it waits for a plan"), alternatives: try trials(of: part, with: [], order, session))
  }

  /// What other vehicles would say to it.
  private func others(_ part: OrderPart, on run: DeliveryRun, of order: Order, _ session: Session) throws -> [String] {
    guard run.state == .planned || run.state == .booked else { return [] }
    return try trials(of: part, with: session.register.liveRuns(on: run.day), order, session)
  }

  /// Tries the part on every run that is there and on every free vehicle.
  private func trials(of part: OrderPart, with runs: [DeliveryRun], _ order: Order, _ session: Session) throws -> [String] {
    let desk = try DayDesk(session, on: order.deliverOn)
    let runs = runs.isEmpty ? try session.register.liveRuns(on: order.deliverOn) : runs
    let task = try desk.task(roads, runs: runs, hasCertificate: planning.certificate)
    let day = try DayProblem(telling: task)
    let found = day.explain(.part(part.order, line: part.line, part: part.part))
    let words = ExplanationWords(day, found.vehicleOfRoute)
    if let hindrance = day.hindrance(of: part.kind) { return [words.text(hindrance)(.ofProcess)] }
    return found.trials.prefix(12).map { words.line($0)(.ofProcess) }
  }
}
