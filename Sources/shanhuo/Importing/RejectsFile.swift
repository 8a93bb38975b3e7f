import Engine
import Glibc
import Messages
import Tabular

/// The rows that were not let in, as they were, with line, code and reason behind. Made only when there is one.
final class RejectsFile {
  let path: String
  private let header: [String]
  private var file: UnsafeMutablePointer<FILE>?

  init(path: String, header: [String]) {
    self.path = path
    self.header = header
  }

  /// Refuses a path where something else than rejected rows would be lost: the file that is read, or any other.
  ///
  /// - Parameter input: the file that is imported, `-` for standard input.
  static func requireFree(_ path: String, input: String) throws {
    var there = stat()
    var read = stat()
    guard stat(path, &there) == 0 else { return }
    let isRead = (input == "-" ? fstat(STDIN_FILENO, &read) : stat(input, &read)) == 0
    if isRead, there.st_dev == read.st_dev, there.st_ino == read.st_ino { throw UsageFault.rejectsAreInput(path) }
    guard there.st_mode & S_IFMT == S_IFREG, there.st_size > 0 else { return }
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw UsageFault.cannotWrite(path, why: String(cString: strerror(errno))) }
    defer { Glibc.close(descriptor) }
    let reader = CSVReader(descriptor: descriptor)
    guard (try? reader.next()) == true, (0..<reader.count).map(reader.string).suffix(3).elementsEqual(CSVTable.rejectsColumns) else {
      throw UsageFault.rejectsAreOther(path)
    }
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
      writer.write(header + CSVTable.rejectsColumns)
      try put(writer.bytes)
    }
    for row in rows {
      var writer = CSVWriter()
      let fault = row.fault ?? fault.fault
      writer.write(["\(row.line)", fault.code, fault.text(.ofProcess)])
      try put(row.text + (row.text.isEmpty ? [] : [UInt8(ascii: ",")]) + writer.bytes)
    }
  }

  private func put(_ bytes: [UInt8]) throws {
    guard fwrite(bytes, 1, bytes.count, file) == bytes.count else { throw fault() }
  }

  func close() throws {
    guard let file else { return }
    self.file = nil
    guard fclose(file) == 0 else { throw fault() }
  }

  private func fault() -> StoreFault { .inputOutput("\(path): " + String(cString: strerror(errno))) }
}
