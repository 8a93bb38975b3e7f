import Glibc

/// A file that is there whole or not at all: it is written beside its place, synced, and moved there at the end.
final class OutputFile {
  private let path: String
  private let file: UnsafeMutablePointer<FILE>
  private var isClosed = false

  private var partial: String { path + ".partial" }

  /// - Parameters:
  ///   - path: `-` is standard output.
  ///   - isPrivate: nobody but its owner may read it.
  init(_ path: String, isPrivate: Bool = false) throws {
    self.path = path
    try OutputFile.requireFree(path)
    guard let opened = path == "-" ? fdopen(dup(STDOUT_FILENO), "w") : fopen(path + ".partial", "w") else {
      throw UsageFault.cannotWrite(path, why: String(cString: strerror(errno)))
    }
    file = opened
    if isPrivate, path != "-" { fchmod(fileno(opened), 0o600) }
  }

  /// Refuses what holds the county's data: the database of this command with what lies beside it, its key, and any other database.
  private static func requireFree(_ path: String) throws {
    var there = stat()
    guard path != "-", stat(path, &there) == 0, there.st_mode & S_IFMT == S_IFREG else { return }
    for kept in Session.keptFiles {
      var own = stat()
      if stat(kept, &own) == 0, own.st_dev == there.st_dev, own.st_ino == there.st_ino { throw UsageFault.notOurs(path) }
    }
    guard let file = fopen(path, "r") else { return }
    defer { fclose(file) }
    var head = [UInt8](repeating: 0, count: 15)
    if fread(&head, 1, head.count, file) == head.count, head.elementsEqual("SQLite format 3".utf8) { throw UsageFault.notOurs(path) }
  }

  deinit {
    guard !isClosed else { return }
    fclose(file)
    if path != "-" { unlink(partial) }
  }

  func write(_ text: String) throws {
    var text = text
    let isWritten = text.withUTF8 { fwrite($0.baseAddress, 1, $0.count, file) == $0.count }
    guard isWritten else { throw fault() }
  }

  func write(bytes: [UInt8]) throws {
    guard fwrite(bytes, 1, bytes.count, file) == bytes.count else { throw fault() }
  }

  func close() throws {
    isClosed = true
    let isFlushed = fflush(file) == 0 && (path == "-" || fsync(fileno(file)) == 0)
    guard fclose(file) == 0, isFlushed, path == "-" || rename(partial, path) == 0 else {
      defer { if path != "-" { unlink(partial) } }
      throw fault()
    }
  }

  private func fault() -> UsageFault { .cannotWrite(path, why: String(cString: strerror(errno))) }
}
