import Engine
import Foundation
import WireFormat

/// What a file commands, kept aside until all of it has been read: in a file that has no name and that only its owner can read.
final class SubmissionSpool {
  private let file: UnsafeMutablePointer<FILE>

  /// - Parameter path: what the file lies beside; there is room where the database has it.
  init(beside path: String) throws {
    var name = Array((path + ".import-XXXXXX").utf8CString)
    let descriptor = mkstemp(&name)
    guard descriptor >= 0 else { throw SubmissionSpool.fault() }
    unlink(name)
    guard let file = fdopen(descriptor, "w+") else { throw SubmissionSpool.fault() }
    self.file = file
  }

  deinit { fclose(file) }

  /// - Precondition: the item is something to command.
  func add(_ item: ImportItem) throws {
    guard case .success(let submission) = item.result else { preconditionFailure("a fault was spooled") }
    var writer = ByteWriter()
    writer.write(item.rows) {
      $0.write(Int64($1.line))
      $0.write(blob: $1.text)
    }
    writer.write(blob: submission.bytes)
    writer.write(submission.vault) {
      $0.write(blob: $1.token)
      $0.write($1.kind)
      $0.write(blob: $1.searchDigest)
      $0.write(blob: $1.sealed)
    }
    var count = UInt64(writer.bytes.count)
    guard fwrite(&count, 8, 1, file) == 1, fwrite(writer.bytes, 1, writer.bytes.count, file) == writer.bytes.count else {
      throw SubmissionSpool.fault()
    }
  }

  /// Ends the adding; from here on ``next()`` gives what was added, in its order.
  func rewind() throws {
    guard fflush(file) == 0 else { throw SubmissionSpool.fault() }
    fseek(file, 0, SEEK_SET)
  }

  func next() throws -> ImportItem? {
    var count: UInt64 = 0
    guard fread(&count, 8, 1, file) == 1 else { return nil }
    var bytes = [UInt8](repeating: 0, count: Int(count))
    guard fread(&bytes, 1, bytes.count, file) == bytes.count else { throw SubmissionSpool.fault() }
    var reader = ByteReader(bytes)
    let rows = try reader.readArray { reader throws(WireFault) in
      let line = Int(try reader.readInt64())
      return ImportRow(line: line, text: try reader.readBlob())
    }
    let command = try Command(wireBytes: try reader.readBlob())
    let vault = try reader.readArray { reader throws(WireFault) in
      let token = try reader.readBlob()
      let kind = try reader.readString()
      let digest = try reader.readBlob()
      return VaultEntry(token: token, kind: kind, searchDigest: digest, sealed: try reader.readBlob())
    }
    return ImportItem(rows: rows, result: .success(Submission(command, vault: vault)))
  }

  private static func fault() -> StoreFault { .inputOutput("temporary file: " + String(cString: strerror(errno))) }
}
