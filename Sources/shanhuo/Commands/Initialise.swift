import ArgumentParser
import Catalogue
import Engine
import Glibc
import Messages
import Sealing
import Storage
import WireFormat

struct Initialise: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "init", abstract: say("新建数据库并装入目录", "Make a database and load the catalogue into it"),
      discussion: example("shanhuo init --catalog Catalog"))
  }

  @OptionGroup var options: GlobalOptions
  @Option(help: ArgumentHelp(say("目录文件夹", "Folder of the catalogue"), valueName: "folder"))
  var catalog: String

  func run() throws {
    let catalogue = try readCatalogue(catalog)
    let now = try options.instant()
    let path = options.databasePath
    guard let county = Int64(catalogue.county.code) else { throw EngineFault.invalidCatalogue("county code") }
    guard access(path, F_OK) != 0 else { throw StoreFault.alreadyThere(path) }
    // The key first: it is made only where none is, so that of two who begin at once one stops before touching the database.
    let key = try VaultKeyFile.create(at: options.vaultKeyPath)
    do {
      let file = try DatabaseFile(path, mode: .create)
      let writer = BatchWriter(county: county) { try SQLiteStore(file, county: county) }
      let action = Action.applyCatalogue(ApplyCatalogue(catalogue: catalogue.wireBytes, vaultKey: key.fingerprint))
      _ = try writer.write([Submission(Command(at: now, actor: options.actorID, action: action))])[0].get()
    } catch {
      for suffix in ["", "-wal", "-shm", "-journal", "-turn"] { unlink(path + suffix) }
      unlink(options.vaultKeyPath)
      throw error
    }
    if options.json {
      struct Result: Encodable { var database: String; var county: String; var products: Int; var places: Int; var vaultKey: String }
      Terminal.printJSON(
        Result(
          database: path, county: catalogue.county.code, products: catalogue.products.count, places: catalogue.places.count,
          vaultKey: options.vaultKeyPath))
    } else {
      Terminal.print(
        say(
          "已建数据库 \(path):\(catalogue.county.name.zh),\(catalogue.products.count) 种产品,\(catalogue.places.count) 个地点。\n保险库密钥在 \(options.vaultKeyPath),请另行妥善保存:\n没有它,个人信息无法读取。",
          "Made \(path): \(catalogue.county.name.en), \(catalogue.products.count) products, \(catalogue.places.count) places.\nThe vault's key is in \(options.vaultKeyPath); keep a copy of it elsewhere:\nwithout it no personal number can be read."
        ))
    }
  }
}
