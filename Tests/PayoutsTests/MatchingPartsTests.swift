import Ledger
import Measures
import Messages
import Testing

@testable import Payouts

@Suite("Names, sums and indexes")
struct MatchingPartsTests {
  @Test(
    "names go together",
    arguments: [
      ("江大山", "江大山", .equal), ("江 大·山", "江大山", .equal), ("ABC", "abc", .equal), ("江*山", "江大山", .fits),
      ("**山", "江大山", .fits), ("*", "江大山", .unknown), ("江*川", "江大山", .contradicts), ("江大山*", "江大山", .contradicts),
      ("盛?镇", "盛𡐓镇", .fits), ("", "江大山", .unknown), ("谷城县供销商贸", "谷城县供销商贸有限公司", .fits), ("江大", "江大山", .contradicts),
      ("江*山*水", "江大山小水", .fits), ("***", "江大山", .unknown), ("?", "江大山", .unknown), ("□ □·□", "江大山", .unknown),
    ] as [(String, String, NameFit)])
  func names(line: String, ours: String, fit: NameFit) {
    #expect(FoldedName(line).fit(FoldedName(ours)) == fit)
    #expect(FoldedName(ours).fit(FoldedName(line)) == fit)
  }

  @Test(
    "an account number is whole where no part of it is masked",
    arguments: [
      ("6217000000000000012", "6217000000000000012", "0012"), ("6217-0000 0000 0000 012", "6217000000000000012", "0012"),
      ("6217XXXXXXXXXXX0012", nil, "0012"), ("6217 **** 0012", nil, "0012"), ("DE89XX53201300044", nil, "0044"),
      ("NRA8201000X01", "NRA8201000X01", ""), ("****012", nil, ""), ("", nil, ""),
    ])
  func shownAccount(text: String, whole: String?, tail: String) {
    #expect(ShownAccount(text).whole == whole && ShownAccount(text).tail == tail)
  }

  @Test("sums are found where there are any, against trying all", arguments: [1, 2, 3] as [UInt64])
  func sums(seed: UInt64) {
    var random = RandomStream(seed: seed)
    for _ in 0..<300 {
      let numbers = (0..<random.int(in: 0...10)).map { _ in random.int(in: 1...30) }
      let target = random.int(in: 1...120)
      var ways = 0
      for mask in 0..<(1 << numbers.count) where (2...4).contains(mask.nonzeroBitCount) {
        if numbers.indices.reduce(Int64(0), { mask & (1 << $1) != 0 ? $0 + numbers[$1] : $0 }) == target { ways += 1 }
      }
      let sum = SubsetSum(numbers, target: target, itemsMax: 4)
      #expect((sum != nil) == (ways > 0), "seed \(seed) \(numbers) \(target)")
      #expect(sum?.isAmbiguous ?? false == (ways > 1), "seed \(seed) \(numbers) \(target)")
      #expect(sum.map { $0.items.reduce(0) { $0 + numbers[$1] } } ?? target == target, "seed \(seed) \(numbers) \(target)")
    }
  }

  @Test("the largest sum that is looked for is bounded work")
  func largest() {
    let numbers = (0..<40).map { Int64(1_000_000 + $0 * $0 * 37) }
    let sum = SubsetSum(numbers, target: numbers[3...10].reduce(0, +), itemsMax: 8)
    #expect(sum?.items.count == 8)
  }

  @Test("an index gives what was put in, in order", arguments: [1, 2, 3] as [UInt64])
  func index(seed: UInt64) {
    var random = RandomStream(seed: seed)
    let entries = (0..<2000).map { (key: Key.amount(random.int(in: 0...300)), item: Int32($0)) }
    let index = KeyIndex(entries)
    for key in -1...301 {
      let key = Key.amount(Int64(key))
      #expect(Array(index[key]) == entries.filter { $0.key == key }.map(\.item), "seed \(seed)")
    }
    #expect(KeyIndex([])[7].isEmpty)
  }

  @Test(
    "a bank's reference tells a line from others unless it is what a column is filled with",
    arguments: [("S1", true), ("000000017", true), ("", false), ("0", false), ("-", false), ("NONREF", false)])
  func ownReference(text: String, tells: Bool) {
    let body = BankLineBody(account: "bank", bookedOn: Day("2020-10-08")!, amount: Money(fen: 1), bankReference: text)
    #expect(body.hasOwnReference == tells)
  }

  @Test(
    "two lines of one day, amount and bank's reference are one where nothing in them says that they are two",
    arguments: [
      (["", "", ""], true), (["RF25420625PR1N000001", "江大山", "0012"], true), (["RF25420625PR1N00", "江大山", "0012"], true),
      (["RF95420625PR1N000002", "江大山", "0012"], false), (["", "江*山", ""], true), (["", "李*花", ""], false), (["", "李桂花", "0012"], false),
      (["", "江大山", "0020"], false),
    ])
  func sameLine(texts: [String], isSame: Bool) {
    func body(_ texts: [String]) -> BankLineBody {
      BankLineBody(
        account: "bank", bookedOn: Day("2020-10-08")!, amount: Money(fen: -100), reference: texts[0], bankReference: "S1", name: texts[1],
        accountTail: texts[2])
    }
    let known = body(["RF25420625PR1N000001", "江大山", "0012"])
    #expect(known.mayBeTheSame(as: body(texts)) == isSame && body(texts).mayBeTheSame(as: known) == isSame)
  }

  @Test("an index holds a key of any number of items, in order")
  func manyOfOneKey() {
    let many = (0..<1000).map { (key: Key.amount(7), item: Int32($0)) }
    let few = (1000..<1010).map { (key: Key.amount(8), item: Int32($0)) }
    let index = KeyIndex(zip(many, many.indices).flatMap { $1 % 100 == 0 ? [$0, few[$1 / 100]] : [$0] })
    #expect(Array(index[Key.amount(7)]) == many.map(\.item) && Array(index[Key.amount(8)]) == few.map(\.item))
  }

  @Test(
    "reasons read well",
    arguments: [
      (.reference(.payout(Payout.ID("PR-7/17")!), .verified), "reference PR-7/17, check digits right"),
      (.returnCode("ac04"), "return code AC04: account closed"), (.returnCode("X9"), "return code X9"),
      (.days(2, since: .sent), "2 days after it was sent"), (.cardEnd("1234"), "card ends in 1234"),
      (.alreadyPaid(Payout.ID("PR-7/17")!, by: nil), "PR-7/17 is already paid"),
      (.twin(Payout.ID("PR-7/18")!), "another payout of the same amount to a payee of the same name: PR-7/18"),
    ] as [(Evidence, String)])
  func texts(evidence: Evidence, text: String) {
    #expect(evidence.text.en == text)
    #expect(!evidence.text.zh.isEmpty)
  }
}
