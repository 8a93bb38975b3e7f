import Measures
import Payouts
import Testing

@Suite("Statements that follow each other")
struct StatementSequenceTests {
  /// Of October 2020, by day and balance.
  private static func known(_ statements: [(days: ClosedRange<Int>, opening: Int64, closing: Int64)]) -> [StatementBody] {
    statements.reversed().map {
      StatementBody(
        account: "bank", format: "mt940", digest: [], number: "", from: day($0.days.lowerBound), through: day($0.days.upperBound),
        opening: Money(fen: $0.opening), closing: Money(fen: $0.closing), lines: 1)
    }
  }

  private static func day(_ number: Int) -> Day { Day(number: Day("2020-10-01")!.number + Int32(number - 1)) }

  private func follows(
    _ opening: Int64?, on day: Int?, _ known: [(days: ClosedRange<Int>, opening: Int64, closing: Int64)], changed: Int64 = 7
  ) -> Bool {
    let beginning = StatementSequence.Beginning(opening: opening.map(Money.init(fen:)), on: day.map(Self.day))
    return StatementSequence.follows(beginning, Self.known(known)) { _ in Money(fen: changed) }
  }

  @Test("a statement follows the last one where it begins with its balance, on its last day or later")
  func follows() {
    #expect(follows(500, on: 6, [(5...5, 0, 500)]) && follows(500, on: 5, [(5...5, 0, 500)]))
    #expect(!follows(400, on: 6, [(5...5, 0, 500)]) && !follows(500, on: 4, [(5...5, 0, 500)]))
    #expect(!follows(nil, on: 6, [(5...5, 0, 500)]) && !follows(500, on: nil, [(5...5, 0, 500)]) && !follows(0, on: 5, []))
  }

  @Test("where the balance is back to where it was, what begins before is what was said already, and so is what begins where another did")
  func backToWhereItWas() {
    // The week behind its days, and what comes after the week.
    let days = [(days: 5...5, opening: Int64(0), closing: Int64(500)), (6...6, 500, 0)]
    #expect(!follows(0, on: 5, days) && !follows(0, on: 4, days) && follows(0, on: 7, days))
    // Three statements of one day; the second and third again.
    #expect(!follows(500, on: 5, [(5...5, 0, 500), (5...5, 500, 200), (5...5, 200, 500)]))
    // One that changed nothing; a day that did, within a longer one.
    #expect(!follows(0, on: 5, [(5...5, 0, 0)]) && follows(0, on: 6, [(5...5, 0, 0)]) && !follows(0, on: 6, [(5...6, 0, 0)]))
    #expect(!follows(200, on: 7, [(5...7, 0, 200)], changed: 0) && follows(200, on: 7, [(5...7, 0, 200)]))
  }

  @Test(
    "a rejection as a duplicate is known by its code, or in words",
    arguments: [
      ("AM05", "", true), ("dupl", "", true), ("DU03", "", true), ("", "重复提交", true), ("9001", "批次重复", true), ("重复", "", true),
      ("NARR", "Duplicate message", true), ("AC04", "账户已销户", false), ("AM04", "余额不足", false), ("", "", false),
    ])
  func duplicates(code: String, reason: String, isOne: Bool) { #expect(DuplicateRejection.isOne(code: code, reason: reason) == isOne) }
}
