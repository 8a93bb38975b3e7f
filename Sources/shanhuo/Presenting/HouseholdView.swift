import ArgumentParser
import Catalogue
import Engine
import Measures
import Messages
import Sealing
import Storage

/// A household as JSON shows it; personal numbers masked.
struct HouseholdView: Encodable {
  var household: String
  var code: String
  var name: String
  var village: String
  var members: Int64
  var registeredOn: String?
  var liftedOn: String?
  var idNumber: String?
  var card: String?
  var phone: String?
  var sample: Bool
  /// The code of what keeps the numbers shut, where there are any and something does.
  var vaultFault: String?

  init(_ household: Household, _ reveal: HouseholdReveal) throws {
    self.household = household.id.description
    code = household.code
    name = household.name
    village = household.village
    members = household.members
    registeredOn = household.registeredOn?.description
    liftedOn = household.liftedOn?.description
    idNumber = try reveal.masked(household.personal.residentID, ResidentID.self)
    card = try reveal.masked(household.personal.bankCard, as: BankCard.self, Passbook.self)
    phone = try reveal.masked(household.personal.phone, MobileNumber.self)
    sample = household.sample
    vaultFault = household.personal.isEmpty ? nil : reveal.fault?.code
  }
}

extension PersonalTokens {
  fileprivate var isEmpty: Bool { residentID == nil && bankCard == nil && phone == nil }
}

/// Opens vault entries as far as showing them masked needs.
final class HouseholdReveal {
  private let session: Session
  private let key: Result<VaultKey, any Error>
  private var isTold = false

  init(_ session: Session) {
    self.session = session
    key = Result { try session.vaultKey() }
  }

  /// Why nothing can be opened; nil where it can.
  var fault: (any Fault)? {
    if case .failure(let error) = key { error as? any Fault } else { nil }
  }

  /// The masked number; nil where there is none; a word where it was deleted or the key is not here.
  func masked<Number: PersonalNumber>(_ token: [UInt8]?, _: Number.Type) throws -> String? {
    guard let token else { return nil }
    guard let entry = try session.register.sealed(token) else { return say("已删除", "deleted") }
    guard case .success(let key) = key else {
      tell()
      return say("无密钥", "no key")
    }
    let plain = try key.open(entry.sealed, context: entry.sealingContext)
    return try Number(String(decoding: plain, as: UTF8.self)).masked
  }

  /// Likewise, where a number is of one of two kinds.
  func masked<First: PersonalNumber, Second: PersonalNumber>(_ token: [UInt8]?, as _: First.Type, _: Second.Type) throws -> String? {
    let isSecond = try token.flatMap { try session.register.sealed($0) }?.kind == Second.kind
    return isSecond ? try masked(token, Second.self) : try masked(token, First.self)
  }

  /// Says once why the numbers stay shut.
  private func tell() {
    guard !isTold, let fault else { return }
    isTold = true
    Terminal.note(say("注意 ", "note ") + fault.code + ": " + fault.text(.ofProcess))
  }
}

/// Personal numbers on the command line.
struct PersonalOptions: ParsableArguments {
  @Option(name: .customLong("id-number"), help: ArgumentHelp(say("身份证号(进保险库)", "ID number (into the vault)"))) var idNumber: String?
  @Option(help: ArgumentHelp(say("银行卡号(进保险库)", "Card number (into the vault)"))) var card: String?
  @Option(
    help: ArgumentHelp(
      say("没有卡的老存折账号(进保险库;没有校验位)", "Number of an old passbook, where there is no card (into the vault; it has no check digit)")))
  var passbook: String?
  @Option(help: ArgumentHelp(say("手机号(进保险库)", "Phone number (into the vault)"))) var phone: String?

  func seal(for owner: String, _ session: Session) throws -> (tokens: PersonalTokens, entries: [VaultEntry]) {
    guard card == nil || passbook == nil else { throw UsageFault.cardOrPassbook }
    guard idNumber != nil || card != nil || passbook != nil || phone != nil else { return (PersonalTokens(), []) }
    return try PersonalOptions.seal(
      residentID: idNumber ?? "", bankCard: card ?? "", passbook: passbook ?? "", phone: phone ?? "", owner: owner, try session.vaultKey())
  }

  /// Checks and seals what is not empty.
  static func seal(
    residentID: String, bankCard: String, passbook: String, phone: String, owner: String, _ key: VaultKey
  ) throws -> (tokens: PersonalTokens, entries: [VaultEntry]) {
    var entries: [VaultEntry] = []
    func token<Number: PersonalNumber>(_ text: String, _: Number.Type) throws -> [UInt8]? {
      guard !text.isEmpty else { return nil }
      let entry = VaultEntry(sealing: try Number(text), of: owner, key)
      entries.append(entry)
      return entry.token
    }
    let tokens = PersonalTokens(
      residentID: try token(residentID, ResidentID.self),
      bankCard: try token(bankCard, BankCard.self) ?? token(passbook, Passbook.self),
      phone: try token(phone, MobileNumber.self))
    return (tokens, entries)
  }
}

extension VaultEntry {
  init<Number: PersonalNumber>(sealing number: Number, of owner: String, _ key: VaultKey) {
    self.init(
      token: key.token(kind: Number.kind, owner: owner, value: number.value), kind: Number.kind,
      searchDigest: key.searchDigest(kind: Number.kind, value: number.value), sealed: [])
    sealed = key.seal(Array(number.value.utf8), nonce: randomBytes(16), context: sealingContext)
  }
}
