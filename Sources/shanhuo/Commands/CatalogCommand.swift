import ArgumentParser
import Catalogue
import Engine
import Measures
import Messages
import Storage
import Tabular
import WireFormat

struct CatalogCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "catalog", abstract: say("目录:检查、装入、查看", "The catalogue: check, apply, show"),
      subcommands: [Check.self, Apply.self, Show.self])
  }

  struct Check: ParsableCommand {
    static var configuration: CommandConfiguration {
      CommandConfiguration(
        abstract: say("检查目录文件夹,一次列出所有错误", "Check a folder; every fault is listed at once"),
        discussion: example("shanhuo catalog check Catalog"))
    }

    @OptionGroup var options: GlobalOptions
    @Argument(help: ArgumentHelp(say("目录文件夹", "Folder of the catalogue"), valueName: "folder"))
    var folder: String = "Catalog"

    func run() throws {
      let catalogue = try readCatalogue(folder)
      let counts = CatalogueCounts(catalogue)
      if options.json {
        Terminal.printJSON(counts)
      } else {
        Terminal.print(
          say(
            "目录正确:\(counts.products) 种产品,\(counts.packs) 种规格,\(counts.places) 个地点(其中位置为假定 \(counts.assumedPositions) 个),\(counts.parties) 个单位,\(counts.channels) 个渠道。",
            "The catalogue is sound: \(counts.products) products, \(counts.packs) packs, \(counts.places) places (\(counts.assumedPositions) of them at assumed positions), \(counts.parties) parties, \(counts.channels) channels."
          ))
      }
    }
  }

  struct CatalogueCounts: Encodable {
    var products: Int
    var packs: Int
    var places: Int
    var villages: Int
    var assumedPositions: Int
    var parties: Int
    var channels: Int

    init(_ catalogue: CountyCatalogue) {
      products = catalogue.products.count
      packs = catalogue.products.reduce(0) { $0 + $1.packs.count }
      places = catalogue.places.count
      villages = catalogue.places.count { $0.kind == .village || $0.kind == .community }
      assumedPositions = catalogue.places.count { $0.position.assumed }
      parties = catalogue.parties.count
      channels = catalogue.channels.count
    }
  }

  struct Apply: ParsableCommand {
    static var configuration: CommandConfiguration {
      CommandConfiguration(
        abstract: say("把目录的改动装入数据库;先显示差异", "Bring a changed catalogue into the database; shows the difference first"),
        discussion: example("shanhuo catalog apply Catalog --yes"))
    }

    @OptionGroup var options: GlobalOptions
    @Argument(help: ArgumentHelp(say("目录文件夹", "Folder of the catalogue"), valueName: "folder"))
    var folder: String = "Catalog"
    @Flag(help: ArgumentHelp(say("不再询问,直接装入", "Apply without asking")))
    var yes = false

    func run() throws {
      let new = try readCatalogue(folder)
      let session = try Session(options)
      let difference = CatalogueDifference(from: try session.catalogue(), to: new)
      if !options.json { for line in difference.lines { Terminal.print(line(.ofProcess)) } }
      guard !difference.lines.isEmpty else {
        print(applied: false, difference, say("没有差异,未作改动。", "No difference; nothing was changed."))
        return
      }
      guard yes || confirmed() else {
        print(applied: false, difference, say("未装入;加 --yes 装入。", "Not applied; add --yes to apply it."))
        return
      }
      let vaultKey = try session.register.catalogue()?.vaultKey ?? ""
      _ = try session.submit(.applyCatalogue(ApplyCatalogue(catalogue: new.wireBytes, vaultKey: vaultKey)))
      print(applied: true, difference, say("已装入 \(difference.lines.count) 处改动。", "Applied \(difference.lines.count) changes."))
    }

    private func confirmed() -> Bool {
      guard !options.json, isInteractive() else { return false }
      Terminal.note(say("装入?[y/N]", "Apply? [y/N]"))
      return readLine()?.lowercased() == "y"
    }

    private func print(applied: Bool, _ difference: CatalogueDifference, _ words: String) {
      struct Result: Encodable { var applied: Bool; var changes: [String] }
      if options.json {
        Terminal.printJSON(Result(applied: applied, changes: difference.lines.map { $0(.ofProcess) }))
      } else {
        Terminal.print(words)
      }
    }
  }

  struct Show: ParsableCommand {
    static var configuration: CommandConfiguration {
      CommandConfiguration(
        abstract: say("查看目录", "Show what the catalogue holds"), discussion: example("shanhuo catalog show packs"))
    }

    enum Kind: String, ExpressibleByArgument, CaseIterable {
      case products, packs, places, parties, channels, prices, actors, rules, accounts, agreements, banks, vehicles, stations, roads, ramps,
        apart
      case incomeItems = "income-items"
      case ownAccounts = "own-accounts"
      case tollRates = "toll-rates"
      case publishedDistances = "published-distances"
    }

    @OptionGroup var options: GlobalOptions
    @Argument(help: ArgumentHelp(say("要看的种类", "What to show")))
    var kind: Kind = .products

    func run() throws {
      let catalogue = try Session(options, mode: .read).catalogue()
      let listing = CatalogueListing(catalogue, kind)
      if options.json {
        Terminal.printJSON(listing.rows.map(\.byKey))
      } else {
        Terminal.table(
          listing.headings.map { TerminalTable.Column($0, flexible: $0 == "name" || $0 == "source") },
          listing.shownRows.map { $0.map(\.words) })
      }
    }
  }
}
