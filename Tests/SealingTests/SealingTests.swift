import Foundation
import Sealing
import Testing

@Suite("Hashing and sealing")
struct SealingTests {
  // GB/T 32905-2016, annex A.
  @Test(
    "SM3 gives the standard's values",
    arguments: [
      ("abc", "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"),
      (String(repeating: "abcd", count: 16), "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732"),
    ])
  func sm3(text: String, hex: String) { #expect(SM3.digest(of: Array(text.utf8)).description == hex) }

  private let key = VaultKey(secret: (0..<32).map { UInt8($0) })
  private let nonce = [UInt8](repeating: 7, count: 16)

  @Test("what was sealed opens in its own place only")
  func opens() throws {
    let sealed = key.seal(Array("6217001234567890122".utf8), nonce: nonce, context: [1, 2])
    #expect(try key.open(sealed, context: [1, 2]) == Array("6217001234567890122".utf8))
    #expect(throws: VaultFault.notOpened) { try key.open(sealed, context: [1, 3]) }
    #expect(throws: VaultFault.notOpened) { try VaultKey(secret: [UInt8](repeating: 9, count: 32)).open(sealed, context: [1, 2]) }
  }

  @Test("no bit of a seal can be changed")
  func tampered() throws {
    let sealed = key.seal([1, 2, 3, 4], nonce: nonce, context: [])
    for bit in 0..<sealed.count * 8 {
      var changed = sealed
      changed[bit / 8] ^= 1 << (bit % 8)
      #expect(throws: VaultFault.notOpened) { try key.open(changed, context: []) }
    }
    for length in 0..<sealed.count { #expect(throws: VaultFault.notOpened) { try key.open(Array(sealed.prefix(length)), context: []) } }
  }

  @Test("tokens depend on kind, owner and value, and are stable")
  func tokens() {
    let token = key.token(kind: "card", owner: "A", value: "1")
    #expect(token == key.token(kind: "card", owner: "A", value: "1"))
    #expect(token != key.token(kind: "id", owner: "A", value: "1"))
    #expect(token != key.token(kind: "card", owner: "B", value: "1"))
    #expect(token != key.token(kind: "card", owner: "A", value: "2"))
  }

  @Test("a key file is made once, for its owner alone, and read whole")
  func keyFile() throws {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path
    defer { try? FileManager.default.removeItem(atPath: path) }
    #expect(throws: VaultFault.keyMissing(path)) { try VaultKeyFile.load(at: path) }
    let made = try VaultKeyFile.create(at: path)
    #expect(throws: VaultFault.keyThere(path)) { try VaultKeyFile.create(at: path) }
    #expect(try VaultKeyFile.load(at: path).fingerprint == made.fingerprint)
    try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path)
    #expect(throws: VaultFault.keyReadable(path)) { try VaultKeyFile.load(at: path) }
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
    var text = try String(contentsOfFile: path, encoding: .utf8)
    let first = text.removeFirst()
    try Data(((first == "0" ? "1" : "0") + text).utf8).write(to: URL(fileURLWithPath: path))
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
    #expect(throws: VaultFault.keyMalformed(path)) { try VaultKeyFile.load(at: path) }
    try Data(text.prefix(40).utf8).write(to: URL(fileURLWithPath: path))
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
    #expect(throws: VaultFault.keyMalformed(path)) { try VaultKeyFile.load(at: path) }
  }

  // Sources: GB 11643-1999; the made-up ones by its formula.
  @Test(
    "resident IDs are checked by GB 11643",
    arguments: [
      ("11010519491231002X", true), ("11010519491231002x", true), ("440524188001010014", true), ("34052419800101001X", true),
      ("420625197001010017", true), ("420625197001010018", false), ("420625197002300017", false), ("42062519700101001", false), ("", false),
    ])
  func residentIDs(text: String, isValid: Bool) { #expect(((try? ResidentID(text)) != nil) == isValid) }

  @Test(
    "card numbers are checked by Luhn",
    arguments: [
      ("6200000000000005", true), ("6217001234567890122", true), ("6217 0012 3456 7890 122", true), ("6217001234567890123", false),
      ("62170012", false), ("621700123456789012A", false),
    ])
  func cards(text: String, isValid: Bool) { #expect(((try? BankCard(text)) != nil) == isValid) }

  @Test(
    "mobile numbers follow the pattern",
    arguments: [("13812345678", true), ("12812345678", false), ("1381234567", false), ("+8613812345678", false)])
  func phones(text: String, isValid: Bool) { #expect(((try? MobileNumber(text)) != nil) == isValid) }

  @Test("masks hide what must be hidden")
  func masks() throws {
    #expect(try ResidentID("11010519491231002X").masked == "110105********002X")
    #expect(try BankCard("6217001234567890122").masked == "6217 **** 0122")
    #expect(try MobileNumber("13812345678").masked == "138****5678")
  }
}
