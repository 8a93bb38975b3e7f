import Catalogue
import Glibc
import Ledger
import Measures
import Messages
import Tabular

/// Reads the rows of a distribution. It is approved as a whole, so one bad row refuses the file; all of them are told.
final class DistributionFile {
  private let path: String
  private let kind: DistributionKind

  init(_ path: String, _ kind: DistributionKind) {
    self.path = path
    self.kind = kind
  }

  private var columns: [Column] {
    let household = Column("household", "农户")
    switch kind {
    case .surplus: return [household, Column("trade", "交易额"), Column("account", "成员账户")]
    case .dividend: return [household, Column("shares", "股数")]
    case .rent: return [household, Column("mu", "亩"), Column("yuan_per_mu", "每亩元")]
    case .wages: return [household, Column("worked_on", "出工日"), Column("days", "天"), Column("yuan_per_day", "每天元")]
    }
  }

  private static let shownMax = 20

  func rows() throws -> [DistributionBody.Row] {
    let descriptor = path == "-" ? STDIN_FILENO : Glibc.open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw UsageFault.cannotRead(path, why: String(cString: strerror(errno))) }
    var rows: [DistributionBody.Row] = []
    var faults = 0
    do {
      let table = try CSVTable(CSVReader(descriptor: descriptor), columns: columns)
      while true {
        do {
          guard try table.next() else { break }
          rows.append(try row(table))
        } catch let fault as TabularFault {
          faults += 1
          if faults <= DistributionFile.shownMax { Terminal.report(PlacedFault(file: path, fault: fault)) }
        }
      }
    } catch let fault as TabularFault {
      throw PlacedFault(file: path, fault: fault)
    }
    if faults > 0 { throw ExitStatus.badData }
    return rows
  }

  private func row(_ table: CSVTable) throws -> DistributionBody.Row {
    let household: Household.ID = try table.value(0, Text(zh: "农户(如 H-12)", en: "a household, such as H-12"), .ofProcess) {
      Household.ID(String($0))
    }
    func thousandths(_ column: Int) throws -> Int64 {
      try table.value(column, Text(zh: "数(最多三位小数)", en: "a number with at most three decimals"), .ofProcess) {
        Int64(decimal: $0, places: 3)
      }
    }
    switch kind {
    case .surplus: return .init(household: household, quantity: try table.yuan(1).fen, money: try table.yuan(2))
    case .dividend:
      let shares = try table.value(1, Text(zh: "整数", en: "a whole number"), .ofProcess) { Int64($0) }
      return .init(household: household, quantity: shares)
    case .rent: return .init(household: household, quantity: try thousandths(1), money: try table.yuan(2))
    case .wages:
      let day = try table.value(1, Text(zh: "日期", en: "a date"), .ofProcess) { Day($0) }
      return .init(household: household, workedOn: day, quantity: try thousandths(2), money: try table.yuan(3))
    }
  }
}
