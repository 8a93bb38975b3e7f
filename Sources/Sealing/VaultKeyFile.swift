import Glibc

/// The key in a file of mode 0600: the secret in hexadecimal, then its fingerprint, a line each.
public enum VaultKeyFile {
  /// Makes a new key; never over one that is there.
  public static func create(at path: String) throws(VaultFault) -> VaultKey {
    let descriptor = openNew(path)
    guard descriptor >= 0 else {
      if errno == EEXIST { throw .keyThere(path) }
      throw .cannotWrite(path, why: String(cString: strerror(errno)))
    }
    defer { close(descriptor) }
    let secret = randomBytes(32)
    let key = VaultKey(secret: secret)
    let text = Array("\(secret.hex)\n\(key.fingerprint)\n".utf8)
    guard write(descriptor, text, text.count) == text.count, fsync(descriptor) == 0 else {
      defer { unlink(path) }
      throw .cannotWrite(path, why: String(cString: strerror(errno)))
    }
    return key
  }

  private static func openNew(_ path: String) -> Int32 { open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600) }

  public static func load(at path: String) throws(VaultFault) -> VaultKey {
    var status = stat()
    guard stat(path, &status) == 0 else {
      if errno == ENOENT { throw .keyMissing(path) }
      throw .cannotRead(path, why: String(cString: strerror(errno)))
    }
    guard status.st_mode & 0o077 == 0 else { throw .keyReadable(path) }
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .cannotRead(path, why: String(cString: strerror(errno))) }
    defer { close(descriptor) }
    var buffer = [UInt8](repeating: 0, count: 256)
    let count = read(descriptor, &buffer, buffer.count)
    let lines = String(decoding: buffer.prefix(max(0, count)), as: UTF8.self).split(separator: "\n")
    guard lines.count == 2, let secret = [UInt8](hex: String(lines[0])), secret.count == 32 else {
      throw .keyMalformed(path)
    }
    let key = VaultKey(secret: secret)
    guard key.fingerprint == lines[1] else { throw .keyMalformed(path) }
    return key
  }
}

/// `count` bytes from the system's random generator (getrandom(2)).
public func randomBytes(_ count: Int) -> [UInt8] {
  var generator = SystemRandomNumberGenerator()
  return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
}
