import Engine
import Foundation
import Measures
import Messages
import Storage
import Tabular

/// Brings a file in: streaming, in groups, while others may write in between.
///
/// Rows are read on this thread, decided and written on the writer's. Each group is durable when it is answered, and what is
/// rejected goes into a file of its own with line and reason.
final class Importer {
  struct Summary: Encodable {
    var accepted: Int64 = 0
    var rejected: Int64 = 0
    var repeated: Int64 = 0
    var seconds: Double = 0
    /// Where the rejected rows are, where there are any.
    var rejects: String?
    /// True where `--all-or-nothing` let nothing in.
    var nothingImported: Bool?
    /// True where the file was not read to its end.
    var stopped: Bool?
  }

  private let session: Session
  private let rejects: RejectsFile
  private let allOrNothing: Bool
  private var summary = Summary()
  private var progress: ProgressLine

  init(_ session: Session, rejectsPath: String, header: [String], allOrNothing: Bool, unit: String) {
    self.session = session
    self.allOrNothing = allOrNothing
    rejects = RejectsFile(path: rejectsPath, header: header)
    progress = ProgressLine(unit: unit)
  }

  /// - Returns: what came of it, and what stopped it before the file's end, if anything did.
  func run(_ next: () throws -> ImportItem?) -> (Summary, stop: (any Error)?) {
    var stop: (any Error)?
    do {
      allOrNothing ? try runJoined(next) : try runPipelined(next)
    } catch {
      stop = error
      summary.stopped = true
    }
    progress.finish()
    summary.seconds = (progress.elapsed * 1000).rounded() / 1000
    do { try rejects.close() } catch { stop = stop ?? error }
    summary.rejects = summary.rejected > 0 ? rejects.path : nil
    return (summary, stop)
  }

  // MARK: In groups

  /// Groups that were handed in and not answered yet; more would only take memory.
  private static let groupsInFlight = 3

  private func runPipelined(_ next: () throws -> ImportItem?) throws {
    let path = session.options.databasePath
    let writer = Writer(county: session.register.county) { try SQLiteStore(try DatabaseFile(path, mode: .write)) }
    defer { writer.stop() }
    var pending: [(items: [ImportItem], answers: PendingAnswers)] = []
    var isAtEnd = false
    // What stops the import must not hide what is in: groups that are under way are waited for and counted.
    var stop: (any Error)?
    while !isAtEnd || !pending.isEmpty {
      do {
        if !isAtEnd, pending.count < Importer.groupsInFlight {
          let group = try readGroup(next)
          isAtEnd = group.isEmpty
          guard !isAtEnd else { continue }
          let submissions = group.compactMap { try? $0.result.get() }
          let answers = PendingAnswers()
          writer.submit(submissions) { answers.fulfil($0) }
          pending.append((group, answers))
        } else {
          let (items, answers) = pending.removeFirst()
          try take(answers.wait(), for: items)
        }
      } catch {
        stop = stop ?? error
        isAtEnd = true
      }
    }
    if let stop { throw stop }
  }

  private func readGroup(_ next: () throws -> ImportItem?) throws -> [ImportItem] {
    var group: [ImportItem] = []
    group.reserveCapacity(BatchWriter.batchMax)
    while group.count < BatchWriter.batchMax, let item = try next() { group.append(item) }
    return group
  }

  // MARK: All or nothing

  /// Reads and checks the whole file before the database is locked, and then only decides and writes.
  private func runJoined(_ next: () throws -> ImportItem?) throws {
    do {
      let spool = try SubmissionSpool(beside: session.options.databasePath)
      while let item = try next() {
        if case .failure(let fault) = item.result { try reject(item, fault) } else { try spool.add(item) }
      }
      try spool.rewind()
      try writeJoined { try readGroup(spool.next) }
    } catch {
      summary.accepted = 0
      if case .unknownCommit? = error as? StoreFault {} else { summary.nothingImported = true }
      throw error
    }
  }

  private func writeJoined(_ nextGroup: () throws -> [ImportItem]) throws {
    try session.writer.beginJoined()
    do {
      while case let group = try nextGroup(), !group.isEmpty {
        try take(session.writer.writeJoined(group.compactMap { try? $0.result.get() }), for: group)
      }
      if summary.rejected == 0 { return try session.writer.commitJoined() }
    } catch {
      session.writer.rollbackJoined()
      throw error
    }
    session.writer.rollbackJoined()
    summary.accepted = 0
    summary.nothingImported = true
  }

  // MARK: Answers

  /// Counts the answers; a failure of the store is thrown after all of them were.
  private func take(_ answers: [Answer], for items: [ImportItem]) throws {
    var answers = answers.makeIterator()
    var failure: StoreFault?
    for item in items {
      switch item.result {
      case .failure(let fault): try reject(item, fault)
      case .success:
        switch answers.next() {
        case .accepted(_, let repeated): repeated ? (summary.repeated += 1) : (summary.accepted += 1)
        case .rejected(let fault): try reject(item, ImportFault(line: item.rows.first?.line ?? 0, fault: fault))
        case .failed(let fault): failure = fault
        case nil: preconditionFailure("an answer is missing")
        }
      }
    }
    progress.show(summary.accepted + summary.rejected + summary.repeated)
    if let failure { throw failure }
  }

  private static let shownMax = 20

  private func reject(_ item: ImportItem, _ fault: ImportFault) throws {
    if !item.isContinued {
      summary.rejected += 1
      tell(item, fault)
    }
    try rejects.write(item.rows, fault)
  }

  /// The fault, and where it is of one row only, what becomes of the rows with it.
  private func tell(_ item: ImportItem, _ fault: ImportFault) {
    func note(_ line: Int, _ fault: any Fault) {
      Terminal.note(say("第 \(line) 行 ", "line \(line) ") + fault.code + ": " + fault.text(.ofProcess))
    }
    if summary.rejected <= Importer.shownMax {
      if let row = item.rows.first, row.line != fault.line, let own = row.fault { note(row.line, own) }
      note(fault.line, fault.fault)
    } else if summary.rejected == Importer.shownMax + 1 {
      Terminal.note(say("……其余见 \(rejects.path)", "… the rest is in \(rejects.path)"))
    }
  }
}

/// Answers that the writer's thread hands over.
private final class PendingAnswers: @unchecked Sendable {
  private let ready = DispatchSemaphore(value: 0)
  /// Written before `ready` is signalled, read after.
  private var answers: [Answer] = []

  func fulfil(_ answers: [Answer]) {
    self.answers = answers
    ready.signal()
  }

  func wait() -> [Answer] {
    ready.wait()
    return answers
  }
}
