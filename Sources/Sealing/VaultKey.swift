internal import COpenSSL

/// The county's secret: encrypts and finds personal numbers. Its keys for the single purposes are derived from it.
public struct VaultKey: Sendable {
  private let encryption: [UInt8]
  private let authentication: [UInt8]
  private let tokens: [UInt8]
  private let search: [UInt8]
  /// Tells which key a database belongs to without giving it away: 8 bytes in hexadecimal.
  public let fingerprint: String

  /// - Precondition: 32 bytes.
  public init(secret: [UInt8]) {
    precondition(secret.count == 32)
    func derived(_ label: String) -> [UInt8] { SM3.authenticationCode(of: Array(label.utf8), key: secret).bytes }
    encryption = Array(derived("shanhuo vault encryption").prefix(16))
    authentication = derived("shanhuo vault authentication")
    tokens = derived("shanhuo vault tokens")
    search = derived("shanhuo vault search")
    fingerprint = Array(derived("shanhuo vault fingerprint").prefix(8)).hex
  }

  /// A pseudonym of 16 bytes for one number of one owner; the same for the same, so that a repeated command is the same.
  public func token(kind: String, owner: String, value: String) -> [UInt8] {
    Array(SM3.authenticationCode(of: Array("\(kind)\0\(owner)\0\(value)".utf8), key: tokens).bytes.prefix(16))
  }

  /// What a number is found by, whoever owns it: 32 bytes.
  public func searchDigest(kind: String, value: String) -> [UInt8] {
    SM3.authenticationCode(of: Array("\(kind)\0\(value)".utf8), key: search).bytes
  }
}

extension VaultKey {
  private static let version: UInt8 = 1

  /// SM4-CTR (GB/T 32907-2016), then HMAC-SM3 over version, nonce, ciphertext and `context`.
  ///
  /// - Parameters:
  ///   - nonce: 16 bytes that are used once.
  ///   - context: what the sealed number belongs to; it opens nowhere else.
  public func seal(_ plaintext: [UInt8], nonce: [UInt8], context: [UInt8]) -> [UInt8] {
    precondition(nonce.count == 16)
    let head = [VaultKey.version] + nonce + counterMode(plaintext, nonce: nonce)
    return head + SM3.authenticationCode(of: head + context, key: authentication).bytes
  }

  public func open(_ sealed: [UInt8], context: [UInt8]) throws(VaultFault) -> [UInt8] {
    guard sealed.count >= 49, sealed[0] == VaultKey.version else { throw .notOpened }
    let head = Array(sealed.dropLast(32))
    let expected = SM3.authenticationCode(of: head + context, key: authentication).bytes
    guard expected.isEqualInConstantTime(to: Array(sealed.suffix(32))) else { throw .notOpened }
    return counterMode(Array(head[17...]), nonce: Array(head[1..<17]))
  }

  /// Encryption and decryption are the same in counter mode.
  private func counterMode(_ input: [UInt8], nonce: [UInt8]) -> [UInt8] {
    let context = EVP_CIPHER_CTX_new()
    let cipher = EVP_CIPHER_fetch(nil, "SM4-CTR", nil)
    defer {
      EVP_CIPHER_CTX_free(context)
      EVP_CIPHER_free(cipher)
    }
    var output = [UInt8](repeating: 0, count: input.count + 16)
    var length: Int32 = 0
    let done =
      EVP_EncryptInit_ex2(context, cipher, encryption, nonce, nil) == 1
      && EVP_EncryptUpdate(context, &output, &length, input, Int32(input.count)) == 1
    precondition(done && Int(length) == input.count, "SM4-CTR failed")
    return Array(output.prefix(input.count))
  }
}
