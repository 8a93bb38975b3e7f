internal import COpenSSL

/// The SM3 hash (GB/T 32905-2016, GM/T 0004-2012) by OpenSSL.
public enum SM3 {
  /// `EVP_MD` values are immutable once fetched and may be shared between threads (EVP_MD_fetch(3)).
  nonisolated(unsafe) static let algorithm: OpaquePointer = {
    guard let algorithm = EVP_MD_fetch(nil, "SM3", nil) else {
      preconditionFailure("OpenSSL on this machine has no SM3; install libssl-dev 3.0 or later")
    }
    return algorithm
  }()

  public static func digest(of bytes: [UInt8]) -> Digest {
    var result = [UInt8](repeating: 0, count: 32)
    let done = EVP_Digest(bytes, bytes.count, &result, nil, algorithm, nil)
    precondition(done == 1, "EVP_Digest failed")
    return Digest(bytes: result)
  }

  /// HMAC (RFC 2104) with SM3.
  public static func authenticationCode(of message: [UInt8], key: [UInt8]) -> Digest {
    let block = 64
    var padded = key.count > block ? digest(of: key).bytes : key
    padded += [UInt8](repeating: 0, count: block - padded.count)
    let inner = digest(of: padded.map { $0 ^ 0x36 } + message)
    return digest(of: padded.map { $0 ^ 0x5c } + inner.bytes)
  }
}

extension SM3 {
  /// The digest of bytes that come piece by piece.
  public final class Stream {
    private let context = EVP_MD_CTX_new()

    public init() { precondition(EVP_DigestInit_ex2(context, SM3.algorithm, nil) == 1) }

    deinit { EVP_MD_CTX_free(context) }

    public func add(_ bytes: [UInt8]) {
      let isAdded = bytes.withUnsafeBytes { EVP_DigestUpdate(context, $0.baseAddress, $0.count) }
      precondition(isAdded == 1)
    }

    /// Ends it.
    public func digest() -> Digest {
      var bytes = [UInt8](repeating: 0, count: 32)
      var count: UInt32 = 0
      precondition(EVP_DigestFinal_ex(context, &bytes, &count) == 1 && count == 32)
      return Digest(bytes: bytes)
    }
  }
}
