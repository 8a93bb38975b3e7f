import Ledger
import Measures
import Ordering
import Testing

@testable import Payouts

@Suite("Payment references")
struct PaymentReferenceTests {
  static let county = "420625"

  private func payout(_ text: String) -> PaymentReference.Subject { .payout(Payout.ID(text)!) }

  private func read(_ text: String) -> [ReferenceReading] { PaymentReference.readings(in: text, county: Self.county) }

  /// By 97, letters standing for 10 to 35: the standard's rule, written anew.
  private static func remainder(_ text: String) -> Int {
    text.utf8.reduce(0) { $1 < 65 ? ($0 * 10 + Int($1) - 48) % 97 : ($0 * 100 + Int($1) - 55) % 97 }
  }

  /// Two references in wide use as examples of ISO 11649 show that the rule is the standard's.
  @Test("the check is that of ISO 11649", arguments: ["539007547034RF18", "2348231RF71"])
  func standard(moved: String) { #expect(Self.remainder(moved) == 1) }

  @Test(
    "are written with county and padded number",
    arguments: [
      ("PR-7/17", "420625PR7N000017"), ("PR-999999/999999", "420625PR999999N999999"), ("PR-7", "420625PR7"), ("O-1042", "420625O1042"),
    ])
  func written(human: String, body: String) throws {
    let reference = try #require(PaymentReference(Self.subject(human), county: Self.county))
    #expect(reference.body == body && reference.description.hasSuffix(body) && reference.description.utf8.count <= 25)
    #expect(Self.remainder(body + reference.description.prefix(4)) == 1)
    #expect(read(reference.description) == [.verified(reference.subject)])
  }

  @Test("do not name what 21 characters cannot hold")
  func limits() {
    #expect(PaymentReference(payout("PR-1000000/1"), county: Self.county) == nil)
    #expect(PaymentReference(payout("PR-1/1000000"), county: Self.county) == nil)
    #expect(PaymentReference(payout("PR-1/1"), county: "42062") == nil)
  }

  private static func subject(_ human: String) -> PaymentReference.Subject {
    if let id = Payout.ID(human) { return .payout(id) }
    if let id = PayoutRun.ID(human) { return .run(id) }
    return .order(Order.ID(human)!)
  }

  private static let whole = PaymentReference(subject("PR-7/17"), county: county)!.description
  private static let order = PaymentReference(subject("O-1042"), county: county)!.description
  private static let run = PaymentReference(subject("PR-7"), county: county)!.description
  private static let neighbour = PaymentReference(subject("PR-7/17"), county: "420626")!.description

  @Test(
    "are read with right check digits",
    arguments: [
      (whole, "PR-7/17"), (whole.lowercased(), "PR-7/17"), ("货款\(whole)江大山", "PR-7/17"), ("/EREF/\(whole)/REMI/", "PR-7/17"),
      ("\(whole)CNY", "PR-7/17"), ("\(whole) 2020-10-07", "PR-7/17"), ("\(order),2020", "O-1042"), (run, "PR-7"), ("\(run) 17", "PR-7"),
      (String(whole.dropFirst(2)), "PR-7/17"), ("X\(whole.dropFirst())", "PR-7/17"), (fours(order), "O-1042"), (fours(run), "PR-7"),
      (wide(whole), "PR-7/17"), (fours(whole), "PR-7/17"),
    ] as [(String, String)])
  func verified(text: String, human: String) { #expect(read(text) == [.verified(Self.subject(human))]) }

  @Test(
    "are read without them",
    arguments: [
      ("PR-7/17", "PR-7/17"), ("pr7/17", "PR-7/17"), ("PR-7/17", "PR-7/17"), ("PR-7-17", "PR-7/17"), ("PR.7.17", "PR-7/17"),
      ("代发 PR-7/17 江大山", "PR-7/17"), ("PR-7", "PR-7"), ("O-1042", "O-1042"), ("货款O1042", "O-1042"), ("420625PR7N000017", "PR-7/17"),
      ("0625PR7N000017", "PR-7/17"), ("PR7N000017", "PR-7/17"), ("pr-7-n-000017", "PR-7/17"), ("420625O1042", "O-1042"),
    ])
  func plain(text: String, human: String) { #expect(read(text) == [.plain(Self.subject(human))]) }

  @Test("are damaged where check digits are wrong or a part is missing")
  func damaged() {
    let check = PaymentReference(payout("PR-7/17"), county: Self.county)!.checkDigits
    #expect(read(Self.whole.dropLast() + "8") == [.damaged(.misread(payout("PR-7/18"), check: check))])
    #expect(read(String(Self.whole.dropLast(2))) == [.damaged(.beginning(run: .init(number: 7), digits: "0000"))])
    #expect(read("PR7N0000") == [.damaged(.beginning(run: .init(number: 7), digits: "0000"))])
    #expect(read("R7N000017") == [.damaged(.end(runDigits: "7", isRunWhole: true, number: 17))])
    #expect(read("7N000017") == [.damaged(.end(runDigits: "7", isRunWhole: false, number: 17))])
    #expect(read("N000017") == [.damaged(.end(runDigits: "", isRunWhole: false, number: 17))])
    #expect(ReferenceFragment.misread(payout("PR-7/18"), check: check).admits(Payout.ID("PR-7/17")!, county: Self.county))
    #expect(ReferenceFragment.beginning(run: .init(number: 7), digits: "0000").fewPayouts(county: Self.county)?.count == 99)
  }

  @Test("several in one text are several")
  func several() {
    #expect(read("O-1042、O-1043及O-1050") == ["O-1042", "O-1043", "O-1050"].map { .plain(Self.subject($0)) })
    #expect(read("\(Self.whole) \(Self.order)") == [.verified(payout("PR-7/17")), .verified(Self.subject("O-1042"))])
    #expect(read("PR-7/17 PR-7/17") == [.plain(payout("PR-7/17"))])
  }

  @Test(
    "are not read into anything else",
    arguments: [
      "", "17", neighbour, "000017", "6217001234567890122", "2020-10-07", "APR-7/17", "NO-1042", "NO1042", "PO-1042", "货款 1042", "PR", "O",
      "PR-", "O-", "SPR7/17", "O2B", "O-0042", "PRN000017", "120000元", "EUR7", "N12345", "AN000017",
    ])
  func nothing(text: String) { #expect(read(text) == []) }

  @Test("a date behind a run is no payout")
  func date() {
    #expect(read("PR-7/10/2020") == [.plain(Self.subject("PR-7"))])
    #expect(read("PR-7-2020-10-07") == [.plain(Self.subject("PR-7"))])
  }

  // MARK: - Properties

  private static func fours(_ text: String) -> String {
    text.enumerated().map { $0.offset > 0 && $0.offset % 4 == 0 ? " \($0.element)" : "\($0.element)" }.joined()
  }

  private static func wide(_ text: String) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.map { Unicode.Scalar($0.value + 0xFEE0)! }))
  }

  private static func random(_ random: inout RandomStream) -> PaymentReference {
    let run = PayoutRun.ID(number: random.int(in: 1...random.pick([9, 99, 999_999])))
    let subject: PaymentReference.Subject =
      switch random.int(in: 0...9) {
      case 0: .run(run)
      case 1, 2: .order(Order.ID(number: random.int(in: 1...random.pick([99, 99_999, 9_999_999]))))
      default: .payout(Payout.ID(run: run, number: random.int(in: 1...random.pick([99, 9999, 999_999]))))
      }
    return PaymentReference(subject, county: county)!
  }

  @Test("every one survives every mangling", arguments: [1, 2, 3] as [UInt64])
  func manglings(seed: UInt64) {
    var random = RandomStream(seed: seed)
    for _ in 0..<500 {
      let reference = Self.random(&random)
      let text = reference.description
      #expect(Self.remainder(reference.body + text.prefix(4)) == 1, "seed \(seed): \(text)")
      let whole =
        [
          text, text.lowercased(), Self.wide(text), Self.fours(text), "代发工资\(text)江·大山", "BATCH 2020-10-07 \(text) 600.00",
          "\(text.prefix(4))-\(text.dropFirst(4))", "\(text.prefix(4))/\(text.dropFirst(4).prefix(6)).\(text.dropFirst(10))",
          String(text.dropFirst(1)), String(text.dropFirst(2)),
        ] as [String]
      for mangled in whole { #expect(read(mangled) == [.verified(reference.subject)], "seed \(seed): \(mangled)") }
      for mangled in [reference.body, reference.subject.code, reference.subject.description, "见 \(reference.subject.description)。"] {
        #expect(read(mangled) == [.plain(reference.subject)], "seed \(seed): \(mangled)")
      }
      if case .payout(let id) = reference.subject { checkCuts(text, id, seed) }
    }
  }

  /// Cut off at either side it is never another whole one, and admits what it was.
  private func checkCuts(_ text: String, _ id: Payout.ID, _ seed: UInt64) {
    for count in 1...6 { check(String(text.dropLast(count)), id, seed) }
    for count in 3..<(text.count - 7) { check(String(text.dropFirst(count)), id, seed) }
  }

  private func check(_ text: String, _ id: Payout.ID, _ seed: UInt64) {
    for reading in read(text) {
      switch reading {
      case .verified(let subject), .plain(let subject): #expect(subject == .payout(id), "seed \(seed): \(text)")
      case .damaged(let fragment): #expect(fragment.admits(id, county: Self.county), "seed \(seed): \(text)")
      }
    }
    #expect(read(text).count == 1, "seed \(seed): \(text)")
  }

  @Test("no single changed character makes another verified one", arguments: [1, 2, 3] as [UInt64])
  func substitutions(seed: UInt64) {
    var random = RandomStream(seed: seed)
    let alphabet = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ".utf8)
    for _ in 0..<20 {
      let reference = Self.random(&random)
      let bytes = Array(reference.description.utf8)
      for position in bytes.indices {
        for character in alphabet where character != bytes[position] {
          var changed = bytes
          changed[position] = character
          for case .verified(let subject) in read(String(decoding: changed, as: UTF8.self)) {
            #expect(subject == reference.subject, "seed \(seed): \(String(decoding: changed, as: UTF8.self))")
          }
        }
      }
    }
  }

  @Test("random numbers and words are never read as one", arguments: [1, 2, 3] as [UInt64])
  func noise(seed: UInt64) {
    var random = RandomStream(seed: seed)
    let digits = Array("0123456789 -/.".utf8)
    let all = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ".utf8)
    var whole = 0
    for _ in 0..<5_000 {
      let number = String(decoding: (0..<random.int(in: 1...30)).map { _ in random.pick(digits) }, as: UTF8.self)
      #expect(read(number) == [], "seed \(seed): \(number)")
      let word = String(decoding: (0..<random.int(in: 20...25)).map { _ in random.pick(all) }, as: UTF8.self)
      whole += read(word).count { if case .damaged = $0 { false } else { true } }
    }
    #expect(whole <= 1, "seed \(seed)")
  }
}
