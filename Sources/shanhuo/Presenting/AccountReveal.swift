import Engine
import Messages
import Sealing
import Storage

/// Opens account numbers of any kind: cards, passbooks, accounts of firms.
final class AccountReveal {
  private let session: Session
  private var key: Result<VaultKey, any Error>?
  private var isTold = false

  init(_ session: Session) { self.session = session }

  /// The masked number; nil where there is none; a word where it was deleted or the key is not here.
  func masked(_ token: [UInt8]?) throws -> String? {
    guard let token else { return nil }
    guard let entry = try session.register.sealed(token) else { return say("已删除", "deleted") }
    switch vaultKey() {
    case .success(let key): return try AccountReveal.open(entry, key).masked
    case .failure(let error):
      tell(error)
      return say("无密钥", "no key")
    }
  }

  /// `card`, `passbook` (an old one, which bears no check digit) or `account` (a firm's).
  func kind(_ token: [UInt8]?) throws -> String? { try token.flatMap { try session.register.sealed($0)?.kind } }

  /// The number itself, for the bank's file.
  func number(_ token: [UInt8]) throws -> any PersonalNumber {
    guard let entry = try session.register.sealed(token) else { throw VaultFault.deleted }
    return try AccountReveal.open(entry, try vaultKey().get())
  }

  func residentID(_ token: [UInt8]) throws -> ResidentID {
    guard let entry = try session.register.sealed(token) else { throw VaultFault.deleted }
    return try ResidentID(String(decoding: try vaultKey().get().open(entry.sealed, context: entry.sealingContext), as: UTF8.self))
  }

  private static func open(_ entry: VaultEntry, _ key: VaultKey) throws -> any PersonalNumber {
    let plain = String(decoding: try key.open(entry.sealed, context: entry.sealingContext), as: UTF8.self)
    switch entry.kind {
    case Passbook.kind: return try Passbook(plain)
    case AccountNumber.kind: return try AccountNumber(plain)
    default: return try BankCard(plain)
    }
  }

  private func vaultKey() -> Result<VaultKey, any Error> {
    if let key { return key }
    let loaded = Result { try session.vaultKey() }
    key = loaded
    return loaded
  }

  /// Says once why the numbers stay shut.
  private func tell(_ error: any Error) {
    guard !isTold, let fault = error as? any Fault else { return }
    isTold = true
    Terminal.note(say("注意 ", "note ") + fault.code + ": " + fault.text(.ofProcess))
  }
}
