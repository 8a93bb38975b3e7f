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

  func run(_ next: () throws -> ImportItem?) throws -> Summary {
    allOrNothing ? try runJoined(next) : try runPipelined(next)
    progress.finish()
    summary.seconds = (progress.elapsed * 1000).rounded() / 1000
    try rejects.close()
    summary.rejects = summary.rejected > 0 ? rejects.path : nil
    return summary
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
    while !isAtEnd || !pending.isEmpty {
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
    }
  }

  private func readGroup(_ next: () throws -> ImportItem?) throws -> [ImportItem] {
    var group: [ImportItem] = []
    group.reserveCapacity(BatchWriter.batchMax)
    while group.count < BatchWriter.batchMax, let item = try next() { group.append(item) }
    return group
  }

  // MARK: All or nothing

  private func runJoined(_ next: () throws -> ImportItem?) throws {
    try session.writer.beginJoined()
    do {
      while true {
        let group = try readGroup(next)
        if group.isEmpty { break }
        try take(session.writer.writeJoined(group.compactMap { try? $0.result.get() }), for: group)
      }
    } catch {
      session.writer.rollbackJoined()
      throw error
    }
    if summary.rejected > 0 {
      session.writer.rollbackJoined()
      summary.accepted = 0
      summary.nothingImported = true
    } else {
      try session.writer.commitJoined()
    }
  }

  // MARK: Answers

  private func take(_ answers: [Answer], for items: [ImportItem]) throws {
    var answers = answers.makeIterator()
    for item in items {
      switch item.result {
      case .failure(let fault): try reject(item, fault)
      case .success:
        switch answers.next() {
        case .accepted(_, let repeated): repeated ? (summary.repeated += 1) : (summary.accepted += 1)
        case .rejected(let fault): try reject(item, ImportFault(line: item.rows.first?.line ?? 0, fault: fault))
        case .failed(let fault): throw fault
        case nil: preconditionFailure("an answer is missing")
        }
      }
    }
    progress.show(summary.accepted + summary.rejected + summary.repeated)
  }

  private static let shownMax = 20

  private func reject(_ item: ImportItem, _ fault: ImportFault) throws {
    summary.rejected += 1
    if summary.rejected <= Importer.shownMax {
      Terminal.note(
        say("第 \(fault.line) 行 ", "line \(fault.line) ") + fault.fault.code + ": " + fault.fault.text(.ofProcess))
    } else if summary.rejected == Importer.shownMax + 1 {
      Terminal.note(say("……其余见 \(rejects.path)", "… the rest is in \(rejects.path)"))
    }
    try rejects.write(item.rows, fault)
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

/// The rows that were not let in, as they were, with line, code and reason behind. Made only when there is one.
final class RejectsFile {
  let path: String
  private let header: [String]
  private var file: UnsafeMutablePointer<FILE>?

  init(path: String, header: [String]) {
    self.path = path
    self.header = header
  }

  func write(_ rows: [ImportRow], _ fault: ImportFault) throws {
    if file == nil {
      // It may hold personal numbers, so it is for its owner alone.
      let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
      guard descriptor >= 0, let opened = fdopen(descriptor, "w") else {
        throw UsageFault.cannotWrite(path, why: String(cString: strerror(errno)))
      }
      file = opened
      var writer = CSVWriter()
      writer.write(header + ["line", "code", "reason"])
      try put(writer.bytes)
    }
    for row in rows {
      var writer = CSVWriter()
      writer.write(["\(row.line)", fault.fault.code, fault.fault.text(.ofProcess)])
      try put(row.text + (row.text.isEmpty ? [] : [UInt8(ascii: ",")]) + writer.bytes)
    }
  }

  private func put(_ bytes: [UInt8]) throws {
    guard fwrite(bytes, 1, bytes.count, file) == bytes.count else {
      throw UsageFault.cannotWrite(path, why: String(cString: strerror(errno)))
    }
  }

  func close() throws {
    guard let file else { return }
    guard fclose(file) == 0 else { throw UsageFault.cannotWrite(path, why: String(cString: strerror(errno))) }
    self.file = nil
  }
}
