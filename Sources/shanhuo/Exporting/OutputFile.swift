import Glibc

/// A file that is there whole or not at all: it is written beside its place, synced, and moved there at the end. Where a symbolic link
/// stands there, what it names is written; a pipe or a device takes the bytes as they come.
final class OutputFile {
  private let path: String
  /// Where it is written before it is moved to `path`; nil where the bytes go there at once.
  private let partial: String?
  private let file: UnsafeMutablePointer<FILE>
  private var isClosed = false

  /// - Parameters:
  ///   - path: `-` is standard output.
  ///   - isPrivate: nobody but its owner may read it.
  init(_ path: String, isPrivate: Bool = false) throws {
    try OutputFile.requireFree(path)
    self.path = OutputFile.target(of: path)
    partial = OutputFile.isStream(path) ? nil : self.path + ".partial"
    guard let opened = path == "-" ? fdopen(dup(STDOUT_FILENO), "w") : fopen(partial ?? path, "w") else {
      throw UsageFault.cannotWrite(path, why: String(cString: strerror(errno)))
    }
    file = opened
    if isPrivate, partial != nil { fchmod(fileno(opened), 0o600) }
  }

  /// What a symbolic link names, else the path itself.
  private static func target(of path: String) -> String {
    guard path != "-", let real = realpath(path, nil) else { return path }
    defer { free(real) }
    return String(cString: real)
  }

  private static func isStream(_ path: String) -> Bool {
    var there = stat()
    guard path != "-" else { return true }
    return stat(path, &there) == 0 && [S_IFCHR, S_IFIFO, S_IFBLK, S_IFSOCK].contains(there.st_mode & S_IFMT)
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
    if let partial { unlink(partial) }
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
    let isFlushed = fflush(file) == 0 && (partial == nil || fsync(fileno(file)) == 0)
    guard fclose(file) == 0, isFlushed, partial.map({ rename($0, path) == 0 }) ?? true else {
      defer { if let partial { unlink(partial) } }
      throw fault()
    }
  }

  private func fault() -> UsageFault { .cannotWrite(path, why: String(cString: strerror(errno))) }
}
