import BankFiles
import Catalogue
import Foundation
import Measures
import Tabular
import Testing

let packageFolder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

/// The banks of the shipped Catalogue.
let shippedBanks: [Bank] = {
  let folder = packageFolder.appendingPathComponent("Catalog").path
  let paths = (FileManager.default.enumerator(atPath: folder)?.allObjects as? [String]) ?? []
  let files = paths.compactMap { path in
    FileManager.default.contents(atPath: folder + "/" + path).map { CatalogueFile(path: path, bytes: [UInt8]($0)) }
  }
  return (try? CatalogueSource.parse(files))?.banks ?? []
}()

func shippedBank(_ id: String) throws -> Bank { try #require(shippedBanks.first { $0.id == id }) }

/// `bytes` in pieces of `size`.
func source(_ bytes: [UInt8], pieces size: Int = 1 << 20) -> ByteSource {
  var position = 0
  return { (count) throws(TabularFault) in
    let end = min(bytes.count, position + min(size, count))
    defer { position = end }
    return Array(bytes[position..<end])
  }
}

/// What reading a file told, up to its end or to what stopped it.
struct Reading {
  var format: StatementFormat?
  var events: [StatementEvent] = []
  var fault: BankFileFault?

  var headers: [StatementHeader] { events.compactMap { if case .statement(let header) = $0 { header } else { nil } } }
  var lines: [StatementLine] { events.compactMap { if case .line(let line) = $0 { line } else { nil } } }
  var outcomes: [PaymentOutcome] { events.compactMap { if case .outcome(let outcome) = $0 { outcome } else { nil } } }
  var findings: [StatementFinding] { events.compactMap { if case .finding(let finding) = $0 { finding } else { nil } } }
  var closings: [Money] { events.compactMap { if case .closing(let money, on: _) = $0 { money } else { nil } } }
  /// Code and place of every finding and of the fault, e.g. `E-BNK-024 5:7`.
  var problems: [String] { findings.map { "\($0.code) \($0.place)" } + (fault.map { ["\($0.code) \($0.place)"] } ?? []) }
  var fens: [Int64] { lines.map(\.amount.fen) }
}

func reading(_ bytes: [UInt8], as format: StatementFormat? = nil, banks: [Bank] = shippedBanks, pieces size: Int = 1 << 20) -> Reading {
  var reading = Reading()
  do {
    reading.format = try StatementReader(banks: banks).read(source(bytes, pieces: size), as: format) { reading.events.append($0) }
  } catch let fault as BankFileFault {
    reading.fault = fault
  } catch {
    Issue.record("\(error)")
  }
  return reading
}

func reading(_ text: String, as format: StatementFormat? = nil, banks: [Bank] = shippedBanks) -> Reading {
  reading(Array(text.utf8), as: format, banks: banks)
}

func day(_ text: String) -> Day { Day(text)! }
func yuan(_ text: String) -> Money { Money(yuan: text)! }

/// 盛𡐓镇 in GB 18030-2005: the middle character, U+21413, takes four bytes.
let shengkangInGB18030: [UInt8] = [0xCA, 0xA2, 0x95, 0x36, 0x8C, 0x35, 0xD5, 0xF2]
