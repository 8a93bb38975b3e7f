public import Messages

/// What is wrong with a personal number. The text never repeats the number.
public enum PersonalFault: Fault, Equatable {
  case residentID(String)
  case bankCard(String)
  case phone
  case account(String)

  public var code: String {
    switch self {
    case .residentID: "E-PER-001"
    case .bankCard: "E-PER-002"
    case .phone: "E-PER-003"
    case .account: "E-PER-004"
    }
  }

  public var text: Text {
    switch self {
    case .residentID(let why):
      Text(zh: "身份证号无效(\(why));请核对 18 位号码(GB 11643)。", en: "The ID number is not valid (\(why)); check its 18 characters (GB 11643).")
    case .bankCard(let why):
      Text(zh: "银行卡号无效(\(why));请核对卡面号码。", en: "The card number is not valid (\(why)); check it against the card.")
    case .account(let why):
      Text(
        zh: "账号无效(\(why));请核对存折或开户证明。", en: "The account number is not valid (\(why)); check it against the passbook or the bank's letter.")
    case .phone:
      Text(zh: "手机号无效;应为 1 开头的 11 位号码。", en: "The phone number is not valid; it has 11 digits and begins with 13 to 19.")
    }
  }
}

/// A sensitive number of one kind that has passed its check.
public protocol PersonalNumber: Sendable {
  /// Under which the vault keeps it.
  static var kind: String { get }
  /// Digits only (and X), without spaces.
  var value: String { get }
  /// As it may be shown.
  var masked: String { get }
  init(_ text: String) throws(PersonalFault)
}

/// A resident identity number (GB 11643-1999): 17 digits with a real birth date and a check character.
public struct ResidentID: PersonalNumber {
  public static let kind = "id"
  public let value: String

  public init(_ text: String) throws(PersonalFault) {
    let characters = Array(compacted(text).uppercased().utf8)
    guard characters.count == 18 else { throw .residentID("length") }
    guard characters.prefix(17).allSatisfy(isDigit) else { throw .residentID("characters") }
    guard ResidentID.isDate(characters[6..<14].map { Int($0 - 48) }) else { throw .residentID("birth date") }
    value = String(decoding: characters, as: UTF8.self)
    guard value.hasSuffix(ResidentID.checkCharacter(of: String(value.dropLast()))) else {
      throw .residentID("check character")
    }
  }

  /// The character that closes 17 digits (ISO 7064, MOD 11-2).
  public static func checkCharacter(of digits: String) -> String {
    let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
    let sum = zip(digits.utf8, weights).reduce(0) { $0 + (Int($1.0) - 48) * $1.1 }
    return String(Array("10X98765432")[sum % 11])
  }

  public var masked: String { value.prefix(6) + "********" + value.suffix(4) }

  private static func isDate(_ d: [Int]) -> Bool {
    let year = d[0] * 1000 + d[1] * 100 + d[2] * 10 + d[3]
    let month = d[4] * 10 + d[5]
    let day = d[6] * 10 + d[7]
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let lengths = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    return (1850...2200).contains(year) && (1...12).contains(month) && (1...lengths[month - 1]).contains(day)
  }
}

/// A bank card number: 12 to 19 digits, the last by Luhn's formula (ISO/IEC 7812-1).
public struct BankCard: PersonalNumber {
  public static let kind = "card"
  public let value: String

  public init(_ text: String) throws(PersonalFault) {
    let digits = Array(compacted(text).utf8)
    guard digits.allSatisfy(isDigit) else { throw .bankCard("characters") }
    guard (12...19).contains(digits.count) else { throw .bankCard("length") }
    value = String(decoding: digits, as: UTF8.self)
    guard value.hasSuffix(BankCard.checkDigit(of: String(value.dropLast()))) else { throw .bankCard("check digit") }
  }

  /// The digit that closes a number by Luhn's formula (ISO/IEC 7812-1, annex B).
  public static func checkDigit(of digits: String) -> String {
    let sum = digits.utf8.reversed().enumerated().reduce(0) { sum, next in
      let value = (Int(next.element) - 48) * (next.offset % 2 == 0 ? 2 : 1)
      return sum + (value > 9 ? value - 9 : value)
    }
    return "\((10 - sum % 10) % 10)"
  }

  public var masked: String { value.prefix(4) + " **** " + value.suffix(4) }
}

/// The number of an old passbook (存折): digits that bear no check digit, so only their count is checked.
public struct Passbook: PersonalNumber {
  public static let kind = "passbook"
  public let value: String

  public init(_ text: String) throws(PersonalFault) { value = try accountDigits(text, 12...21) }

  public var masked: String { value.prefix(2) + " **** " + value.suffix(4) }
}

/// The account of a firm or cooperative.
public struct AccountNumber: PersonalNumber {
  public static let kind = "account"
  public let value: String

  public init(_ text: String) throws(PersonalFault) { value = try accountDigits(text, 8...32) }

  public var masked: String { value.prefix(2) + " **** " + value.suffix(4) }
}

private func accountDigits(_ text: String, _ counts: ClosedRange<Int>) throws(PersonalFault) -> String {
  let digits = compacted(text)
  guard digits.utf8.allSatisfy(isDigit) else { throw .account("characters") }
  guard counts.contains(digits.utf8.count) else { throw .account("length") }
  return digits
}

/// A mobile number of mainland China.
public struct MobileNumber: PersonalNumber {
  public static let kind = "phone"
  public let value: String

  public init(_ text: String) throws(PersonalFault) {
    let digits = Array(compacted(text).utf8)
    guard digits.count == 11, digits.allSatisfy(isDigit), digits[0] == 49, digits[1] >= 51 else { throw .phone }
    value = String(decoding: digits, as: UTF8.self)
  }

  public var masked: String { value.prefix(3) + "****" + value.suffix(4) }
}

private func isDigit(_ byte: UInt8) -> Bool { byte >= 48 && byte <= 57 }

/// Without the spaces and hyphens that people write.
private func compacted(_ text: String) -> String { text.filter { $0 != " " && $0 != "-" } }
