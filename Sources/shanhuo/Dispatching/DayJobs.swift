import Catalogue
import Dispatching
import Foundation
import GreenChannel
import Measures
import Messages
import Storage

/// Parcels and riders of a day, from a file, beside what the orders ask for.
struct DayJobs {
  /// What rides on no run of the day yet.
  let hauls: [Haul]
  /// How many of the file do.
  let known: Int

  static let none = DayJobs(hauls: [], known: 0)

  private init(hauls: [Haul], known: Int) { (self.hauls, self.known) = (hauls, known) }

  init(reading path: String, _ session: Session, on day: Day) throws {
    let catalogue = try session.catalogue()
    let bytes: [UInt8]
    do { bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path))) } catch {
      throw UsageFault.cannotRead(path, why: say("没有这个文件,或不可读", "there is no such file, or it may not be read"))
    }
    let jobs: [ScenarioJob]
    do throws(ScenarioFaults) { jobs = try ScenarioFiles.readJobs(CatalogueFile(path: path, bytes: bytes), catalogue) } catch {
      for fault in error.faults.dropLast() { Terminal.report(fault) }
      throw error.faults[error.faults.count - 1]
    }
    var riding: Set<RunCargo.Kind> = []
    for run in try session.register.runs(on: day, state: nil, limit: Int64.max) where run.state != .cancelled {
      // What was refused or lost may be sent again, and what another run took over is that one's.
      riding.formUnion(run.cargo.filter { $0.state != .refused && $0.state != .lost && $0.state != .handedOver }.map(\.kind))
    }
    let all = try jobs.map { try $0.haul(on: day, catalogue) }
    hauls = all.filter { !riding.contains($0.kind) }
    known = all.count - hauls.count
  }

  /// Said of the plan.
  var notes: [Text] {
    known == 0 ? [] : [Text(zh: "文件中的 \(known) 项当日已在车次上。", en: "Of the file, \(known) ride on runs of the day already.")]
  }
}
