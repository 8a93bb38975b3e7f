import Catalogue
import Engine
import Ledger
import Measures
import Ordering
import Payouts
import Testing
import WireFormat

/// What lies in journals must be read for ever: see ``GoldenBytesTests``.
@Suite("The bytes of payouts and bank lines")
struct PayoutBytesTests {
  private static let at = Instant("2020-10-07T08:00")!
  private static let day = Day("2020-10-08")!
  private static let run = PayoutRun.ID(number: 7)
  private static let first = Payout.ID("PR-7/1")!
  private static let line = BankLine.ID(number: 300)
  private static let account = PayeeAccount(token: [1, 2, 3], name: "盛𡐓")
  private static let household = Producer.household(Household.ID(number: 12))
  private static let body = BankLineBody(
    account: "bank", bookedOn: day, valueOn: day, amount: Money(fen: -10_050), reference: "r", batchReference: "b", bankReference: "s",
    name: "江大山", accountDigest: [9, 8], accountTail: "0012", text: "货款", returnCode: "AC04", isReturn: true, occurrence: 2)
  private static let parts = [
    MatchPart(.paid(first), Money(fen: -1)), MatchPart(.returned(first), Money(fen: 2)), MatchPart(.run(run), Money(fen: -3)),
    MatchPart(.order(Order.ID(number: 4)), Money(fen: 4)), MatchPart(.bankFee, Money(fen: -5)),
    MatchPart(.account(AccountKey("payable:coop")!), Money(fen: 6)),
  ]
  private static let statement = StatementBody(
    account: "bank", format: "mt940", digest: [UInt8](repeating: 1, count: 32), number: "5", from: day, through: day,
    opening: Money(fen: 1),
    closing: nil, lines: 3)

  private func expect<Value: WireCodable & Equatable>(_ value: Value, _ hex: String, _ note: Comment? = nil) throws {
    let bytes = value.wireBytes
    #expect(bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined() == hex, note)
    #expect(try Value(wireBytes: bytes) == value, note)
    // Whatever is cut off is refused.
    for end in bytes.indices { #expect(throws: WireFault.self, note) { try Value(wireBytes: Array(bytes[..<end])) } }
  }

  @Test("commands of a run")
  func runs() throws {
    try expect(
      PreparePayouts(
        through: Self.day,
        payouts: [
          PlannedPayout(payee: Self.household, amount: Money(fen: 100), account: Self.account, reissues: [Self.first]),
          PlannedPayout(payee: .party("coop"), amount: Money(fen: 7), account: nil),
        ], leftOut: [LeftOut(payee: .party("base"), owed: Money(fen: -5), reason: .owes, detail: "x")]),
      "dea102020018c801010301020307e79b9bf0a19093010e020104636f6f700e00000101046261736509010178")
    try expect(MovePayoutRun(Self.run, to: .sent, hash: [5, 6], format: "csv:abc", reason: "why"), "0e02020506076373763a61626303776879")
    try expect(ChangePayout(Self.first, .drop(reason: "x")), "0e02000178")
    try expect(ChangePayout(Self.first, .handOver(on: Self.day)), "0e0201dea102")
    try expect(ChangePayout(Self.first, .takeBack(on: Self.day, reason: "x")), "0e0202dea1020178")
    try expect(
      SetPayee(Payee(payee: .party("coop"), account: [1], accountName: "n", because: "b", held: "h")), "0104636f6f70010101016e01620168")
  }

  @Test("commands of bank lines")
  func lines() throws {
    try expect(
      EnterBankLine(Self.body),
      "0462616e6bdea10201dea102839d0101720162017309e6b19fe5a4a7e5b1b101020908043030313206e8b4a7e6acbe04414330340104")
    try expect(
      RecordStatement(Self.statement),
      "0462616e6b056d743934302001010101010101010101010101010101010101010101010101010101010101010135dea102dea10201020006")
    try expect(
      MatchLine(Self.line, parts: Self.parts, step: .byHand, reason: "why"),
      "d80406000e0201010e0204020e050308080409050c70617961626c653a636f6f700c0603776879")
    try expect(UnmatchLine(Self.line, reason: "why"), "d80403776879")
    try expect(
      RecordOutcomes([PayoutOutcome(payout: Self.first, isPaid: true), PayoutOutcome(payout: Self.first, isPaid: false, code: "AC04")]),
      "020e0201000e02000441433034")
  }

  @Test("what a batch did to them")
  func changes() throws {
    var run = PayoutRun(
      id: Self.run, through: Self.day, maker: "a", preparedAt: Self.at, state: .sent, count: 2, amount: Money(fen: 107), hash: [3],
      approvedBy: "b", sentAt: Self.at, format: "cash", bankOwes: Money(fen: 9), leftOut: [])
    run.leftOut = [LeftOut(payee: Self.household, owed: Money(fen: 5), reason: .held, detail: "y")]
    var payout = Payout(
      id: Self.first, payee: Self.household, amount: Money(fen: 100), way: .bank, account: Self.account, state: .reissued, outcome: .failed,
      claim: Transfer.ID(number: 55), reissues: [Self.first], reissuedAs: Payout.ID("PR-8/2")!, note: "AC04")
    try expect(run, "0edea102016180a0dc85a05d0204d601010301620180a0dc85a05d0463617368120100180a000179")
    try expect(payout, "0e020018c80100010301020307e79b9bf0a1909303026e010e020110040441433034")
    payout.account = nil
    try expect(payout, "0e020018c801000003026e010e020110040441433034")
    try expect(
      BankLine(
        id: Self.line, body: Self.body, arrival: Transfer.ID(number: 56),
        match: LineMatch(parts: Self.parts, step: .uniquePair, actor: "a", at: Self.at, first: Transfer.ID(number: 57), count: 6)),
      "d8040462616e6bdea10201dea102839d0101720162017309e6b19fe5a4a7e5b1b101020908043030313206e8b4a7e6acbe04414330340104700106000e0201010e0204020e050308080409050c70617961626c653a636f6f700c03016180a0dc85a05d720c"
    )
    try expect(
      BankStatement(id: BankStatement.ID(number: 1), body: Self.statement, lastLine: Self.line, actor: "a", at: Self.at),
      "020462616e6b056d743934302001010101010101010101010101010101010101010101010101010101010101010135dea102dea10201020006d804016180a0dc85a05d"
    )
  }
}
