import ArgumentParser
import Catalogue
import Engine
import Measures
import Messages
import Ordering
import Sealing
import Storage
import Tabular

struct SampleCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "sample", abstract: say("生成试用数据(CSV)", "Invented data to try things with, as CSV"),
      subcommands: [Households.self, Lots.self, Orders.self, Statement.self, ScenarioDay.self])
  }

  /// What every sample has.
  struct SampleOptions: ParsableArguments {
    @Option(parsing: .unconditional, help: ArgumentHelp(say("条数", "How many"))) var count: Int
    @Option(parsing: .unconditional, help: ArgumentHelp(say("种子:同种子同结果", "Seed: the same seed gives the same bytes"))) var seed: UInt64
    @Option(help: ArgumentHelp(say("起始日(默认在业务时间前后)", "From day (default: around the business time)"))) var from: String?
    @Option(help: ArgumentHelp(say("截止日", "To day"))) var to: String?

    var number: Int { get throws { Int(try positive(Int64(count), "--count")) } }

    func days(otherwise from: Day, _ to: Day) throws -> ClosedRange<Int64> {
      let first = try self.from.map(day) ?? from
      let last = try self.to.map(day) ?? to
      guard first <= last else { throw UsageFault.notADay("\(first) … \(last)") }
      return Int64(first.number)...Int64(last.number)
    }
  }

  struct Households: ParsableCommand {
    static var configuration: CommandConfiguration {
      CommandConfiguration(
        abstract: say("虚构农户,标明为示例", "Invented households, marked as samples"),
        discussion: example("shanhuo sample households --count 400 --seed 1 > households.csv"))
    }

    @OptionGroup var options: GlobalOptions
    @OptionGroup var sample: SampleOptions

    func run() throws {
      let catalogue = try Session(options, mode: .read).catalogue()
      let villages = catalogue.places.filter { $0.kind == .village }
      var random = RandomStream(seed: sample.seed)
      var output = SampleOutput(HouseholdCommand.Import.columns.map(\.key).dropLast())
      for number in 1...(try sample.number) {
        let person = InventedPerson(&random, number: number)
        let village = number <= 60 ? "江家梁村" : number <= 120 ? "柜门关村" : random.pick(villages).name.zh
        let registered = random.int(in: 0...99) < 70
        output.write([
          "S\(sample.seed)-\(number)", person.name, village, "\(random.int(in: 1...6))", registered ? "2014-01-01" : "",
          registered && random.int(in: 0...99) < 80 ? "2018-12-31" : "", person.residentID, person.card, person.phone, "1",
        ])
      }
      output.finish()
    }
  }

  struct Lots: ParsableCommand {
    static var configuration: CommandConfiguration {
      CommandConfiguration(
        abstract: say("为库中农户虚构批次", "Invented lots of the households in the database"),
        discussion: example("shanhuo sample lots --count 1000 --seed 1 --from 2020-09-20 --to 2020-10-07 > lots.csv"))
    }

    @OptionGroup var options: GlobalOptions
    @OptionGroup var sample: SampleOptions

    func run() throws {
      let session = try Session(options, mode: .read)
      let today = session.now.day
      let days = try sample.days(otherwise: today.advanced(by: -10), today)
      let lots = try InventedLots(session, days: days, today: today)
      var random = RandomStream(seed: sample.seed)
      var output = SampleOutput(LotCommand.Import.columns.map(\.key))
      for number in 1...(try sample.number) {
        output.write(try lots.row(&random, number: "S\(sample.seed)-\(number)"))
      }
      output.finish()
    }
  }

  struct Orders: ParsableCommand {
    static var configuration: CommandConfiguration {
      CommandConfiguration(
        abstract: say("为库中存货虚构订单", "Invented orders for what is in stock"),
        discussion: example("shanhuo sample orders --count 1000 --seed 1 --from 2020-10-07 --to 2020-10-09 > orders.csv"))
    }

    @OptionGroup var options: GlobalOptions
    @OptionGroup var sample: SampleOptions
    @Option(parsing: .unconditional, help: ArgumentHelp(say("每单几行", "Lines of an order"))) var lines: Int = 3

    func run() throws {
      let session = try Session(options, mode: .read)
      let today = session.now.day
      let days = try sample.days(otherwise: today, today.advanced(by: 2))
      var orders = try InventedOrders(session)
      var random = RandomStream(seed: sample.seed)
      var output = SampleOutput(Array(OrderFile.columns.map(\.key).dropLast()))
      for number in 1...(try sample.number) {
        let rows = orders.rows(
          &random, number: "S\(sample.seed)-\(number)", on: Day(number: Int32(random.int(in: days))),
          lines: Int(try positive(Int64(lines), "--lines")))
        for row in rows { output.write(row) }
      }
      output.finish()
    }
  }
}

/// Rows on their way to stdout.
struct SampleOutput {
  private var writer = CSVWriter()

  init(_ header: [String]) { writer.write(header) }

  mutating func write(_ fields: [String]) {
    writer.write(fields)
    if writer.bytes.count > 1 << 16 { flush() }
  }

  mutating func finish() { flush() }

  private mutating func flush() {
    Terminal.write(writer.take())
  }
}
