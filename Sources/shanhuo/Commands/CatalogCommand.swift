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
      case products, packs, places, parties, channels, prices, actors, rules, accounts, agreements
      case incomeItems = "income-items"
    }

    @OptionGroup var options: GlobalOptions
    @Argument(help: ArgumentHelp(say("要看的种类", "What to show")))
    var kind: Kind = .products

    func run() throws {
      let catalogue = try Session(options, mode: .read).catalogue()
      let listing = CatalogueListing(catalogue, kind)
      if options.json {
        Terminal.printJSON(listing.rows.map { Dictionary(uniqueKeysWithValues: zip(listing.keys, $0)) })
      } else {
        Terminal.table(listing.keys.map { TerminalTable.Column($0, flexible: $0 == "name" || $0 == "source") }, listing.rows)
      }
    }
  }
}

/// A kind of the Catalogue's things as rows of text.
struct CatalogueListing {
  var keys: [String]
  var rows: [[String]]

  init(_ catalogue: CountyCatalogue, _ kind: CatalogCommand.Show.Kind) {
    let language = Language.ofProcess
    switch kind {
    case .products:
      keys = ["id", "name", "unit", "grades", "toll_free", "income_item"]
      rows = catalogue.products.map {
        [$0.id, $0.name(language), $0.unit.name, $0.grades.map(\.id).joined(separator: " "), "\($0.tollFree)", $0.incomeItem]
      }
    case .packs:
      keys = ["id", "name", "product", "grade", "content", "net_grams", "ean13"]
      rows = catalogue.products.flatMap { product in
        product.packs.map {
          [$0.id, $0.name(language), product.id, $0.grade, "\($0.content)", "\($0.net.grams)", $0.ean13 ?? ""]
        }
      }
    case .places:
      keys = ["id", "name", "kind", "town", "position", "source"]
      rows = catalogue.places.map {
        [$0.id, $0.name(language), "\($0.kind)", $0.town ?? "", $0.position.words, $0.position.source]
      }
    case .parties:
      keys = ["id", "name", "kind", "place", "channel", "produces"]
      rows = catalogue.parties.map {
        [$0.id, $0.name(language), "\($0.kind)", $0.place, $0.channel ?? "", "\($0.produces)"]
      }
    case .channels:
      keys = ["id", "name", "allocation", "life_left_days", "reservation_minutes", "prices"]
      rows = catalogue.channels.map {
        [
          $0.id, $0.name(language), $0.allocation.name, "\($0.lifeLeftDays)", $0.reservationMinutes.map { "\($0)" } ?? "",
          "\($0.prices.count)",
        ]
      }
    case .prices:
      keys = ["channel", "pack", "from_count", "yuan", "per", "from", "until"]
      rows = catalogue.channels.flatMap { channel in
        channel.prices.map {
          [
            channel.id, $0.pack, "\($0.fromCount)", "\($0.unitPrice.money)", "\($0.unitPrice.basis)",
            $0.validity.from?.description ?? "", $0.validity.until?.description ?? "",
          ]
        }
      }
    case .actors:
      keys = ["id", "name", "roles"]
      rows = catalogue.actors.map { [$0.id, $0.name(language), $0.roles.map(\.name).joined(separator: " ")] }
    case .accounts:
      keys = ["id", "name", "kind", "holder", "never_below_zero"]
      rows = catalogue.accounts.map {
        [$0.id, $0.name(language), "\($0.kind)", "\($0.holder)", "\($0.neverBelowZero)"]
      }
    case .agreements:
      keys = ["id", "name", "mode", "sale", "firm", "fee", "keep", "from", "until"]
      rows = catalogue.ledgerRules.agreements.map {
        [
          $0.id, $0.name(language), "\($0.mode)", "\($0.sale)", $0.firm, $0.fee.percent, $0.keep.percent,
          $0.validity.from?.description ?? "", $0.validity.until?.description ?? "",
        ]
      }
    case .incomeItems:
      keys = ["id", "name", "source"]
      rows = catalogue.ledgerRules.incomeItems.map { [$0.id, $0.name(language), $0.source] }
    case .rules:
      keys = ["id", "name", "from", "until", "source"]
      rows = catalogue.rules.map {
        [
          $0.id, $0.text(language), $0.validity.from?.description ?? "", $0.validity.until?.description ?? "", $0.source,
        ]
      }
    }
  }
}

extension Position {
  /// Degrees with the coordinate system; an assumed one says so.
  var words: String {
    func degrees(_ value: Int64) -> String {
      let magnitude = String(value.magnitude % 1_000_000)
      return "\(value < 0 ? "-" : "")\(value.magnitude / 1_000_000)."
        + String(repeating: "0", count: 6 - magnitude.count) + magnitude
    }
    let mark = assumed ? say(" 假定", " assumed") : ""
    return "\(degrees(microdegreesLatitude)),\(degrees(microdegreesLongitude)) \(system)\(mark)"
  }
}
