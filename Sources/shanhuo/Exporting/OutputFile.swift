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
    guard let opened = path == "-" ? fdopen(dup(STDOUT_FILENO), "w") : fopen(path + ".partial", "w") else {
      throw UsageFault.cannotWrite(path, why: String(cString: strerror(errno)))
    }
    file = opened
    if isPrivate, path != "-" { fchmod(fileno(opened), 0o600) }
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
