import ArgumentParser
import Catalogue
import GreenChannel
import Measures
import Messages
import Storage
import Tabular

struct GreenChannelCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "greenchannel", abstract: say("鲜活农产品运输绿色通道", "The toll-free rule for fresh produce"), subcommands: [Check.self])
  }

  struct Check: ParsableCommand {
    static var configuration: CommandConfiguration {
      CommandConfiguration(
        abstract: say("一车货能否免费通行,依据哪条规定", "Whether a load passes toll-free, and by which rule"),
        discussion: say(
          "克数连包装;体积按该产品最大包装折算,也可写 产品=克数/升数。目录外的农产品写 farm=克数/升数,其他货物写 other=克数/升数。\n",
          "GRAMS include the packing; the volume is that of the product's largest pack, or as PRODUCT=GRAMS/LITRES says. Farm goods that the\nCatalogue lacks are farm=GRAMS/LITRES, anything else other=GRAMS/LITRES.\n"
        )
          + example("shanhuo greenchannel check --vehicle refrigerated-4t2 --load egg=1200000 --date 2020-10-07"))
    }

    @OptionGroup var options: GlobalOptions
    @Option(help: ArgumentHelp(say("车辆", "Vehicle"))) var vehicle: String
    @Option(parsing: .upToNextOption, help: ArgumentHelp(say("装载,产品=克数", "What is loaded, each PRODUCT=GRAMS"), valueName: "load"))
    var load: [String]
    @Option(help: ArgumentHelp(say("哪一天", "The day"), valueName: "day")) var date: String
    @Flag(help: ArgumentHelp(say("附当日动物检疫证明", "With the quarantine certificate of the day"))) var certificate = false

    private struct Output: Encodable {
      struct Finding: Encodable {
        var rule: String
        var passes: Bool
        var text: String
        var from: String?
        var source: String?
      }

      var tollFree: Bool
      var rule: String
      /// Rounded down to a millionth.
      var shareMass: Double?
      var shareVolume: Double?
      var findings: [Finding]
      var duties: [String]
    }

    func run() throws {
      let catalogue = try Session(options, mode: .read).catalogue()
      guard let vehicle = catalogue.vehicle(try catalogue.vehicleID(vehicle)) else { preconditionFailure("a vehicle has its id") }
      let goods = try load.map { try LoadWords.goods($0, catalogue) }
      let verdict = try TollFreeCheck(catalogue.tollFreeRules, vehicle, on: try day(date))
        .verdict(on: Load(goods, hasCertificate: certificate))
      if options.json { return Terminal.printJSON(output(verdict)) }
      Terminal.print(
        (verdict.isFree ? say("免费通行", "toll-free") : say("须缴费", "pays tolls"))
          + "  \(verdict.rule.label(.ofProcess))  \(vehicle.name(.ofProcess))  \(date)")
      Terminal.table(
        [
          .init(say("规定", "rule")), .init(""), .init(say("说明", "what"), flexible: true), .init(say("自", "from")),
          .init(say("来源", "source"), flexible: true),
        ],
        verdict.findings.map {
          [$0.rule.label(.ofProcess), $0.passes ? "✓" : "✗", $0.text(.ofProcess), $0.from?.description ?? "-", $0.source]
        })
      for duty in verdict.duties { Terminal.print(duty(.ofProcess)) }
    }

    private func output(_ verdict: TollFreeVerdict) -> Output {
      func share(_ millionths: Int64?) -> Double? { millionths.map { Double($0) / 1_000_000 } }
      return Output(
        tollFree: verdict.isFree, rule: verdict.rule.rawValue, shareMass: share(verdict.massMillionths),
        shareVolume: share(verdict.volumeMillionths),
        findings: verdict.findings.map {
          .init(
            rule: $0.rule.rawValue, passes: $0.passes, text: $0.text(.ofProcess), from: $0.from?.description,
            source: $0.source.isEmpty ? nil : $0.source)
        }, duties: verdict.duties.map { $0(.ofProcess) })
    }
  }
}

/// What people write of a load.
enum LoadWords {
  static func goods(_ text: String, _ catalogue: CountyCatalogue) throws -> LoadedGoods {
    let fields = text.split(separator: "=", maxSplits: 1).map(String.init)
    guard fields.count == 2 else { throw UsageFault.notALoad(text) }
    let amounts = fields[1].split(separator: "/", omittingEmptySubsequences: false).map { Int64($0) }
    guard (1...2).contains(amounts.count), let grams = amounts[0], grams > 0, amounts.allSatisfy({ $0.map { $0 >= 0 } ?? false }) else {
      throw UsageFault.notALoad(text)
    }
    let volume = try amounts.count == 2 ? amounts[1]!.multiplied(by: 1_000_000) : nil
    let others: [String: LoadedGoods.Kind] = ["farm": .otherFarmGoods, "other": .otherGoods]
    if let kind = others[fields[0]] {
      guard let volume else { throw UsageFault.notALoad(text) }
      return LoadedGoods(kind, mass: Mass(grams: grams), volume: volume)
    }
    guard let product = catalogue.product(try catalogue.productID(fields[0])) else { preconditionFailure("a product has its id") }
    guard let volume else { return try LoadedGoods(product, mass: Mass(grams: grams)) }
    return LoadedGoods(.product(product), mass: Mass(grams: grams), volume: volume)
  }
}
