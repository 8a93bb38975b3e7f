import Ledger
import Measures
import Testing

@testable import Payouts

@Suite("Whom a line shows: against a whole run's line, and against paying again")
struct ShownPayeeMatchingTests {
  private let three = MatchingTable().payout("PR-7/1", 100_00).payout("PR-7/2", 200_00, "李伟").payout("PR-7/3", 400_00, "王芳")

  @Test("a debit by the run's reference that shows a payee, or has something left of another reference, is for people")
  func notAWhole() {
    let two = MatchingTable().payout("PR-7/1", 100_00).payout("PR-7/2", 100_00, "李桂花", account: "6217000020").run(7, failed: [2])
    func matches(_ text: String = "", name: String = "", account: String = "", tail: String = "") -> [String] {
      two.matches(line(-100_00, text, batch: reference("PR-7"), purpose: "农产品货款", name: name, account: account, tail: tail))
    }
    #expect(matches() == ["1 run PR-7 -100.00"] && matches(name: "代发过渡户") == ["1 run PR-7 -100.00"])
    #expect(matches(name: "李桂花", account: "6217000020") == [] && matches(name: "李桂花") == [] && matches(name: "李*花") == [])
    #expect(matches(tail: "0020") == [] && matches(name: "代发过渡户", account: "6217000020") == [])
    #expect(matches(String(reference("PR-7/2").dropLast(4))) == [] && matches(String(reference("PR-7/2").dropLast(7))) == [])
    // Nor is it the run's where it shows a payee of another.
    #expect(three.payout("PR-6/1", 9_00, "陈明").run(7, failed: []).matches(line(-700_00, reference("PR-7"), name: "陈明")) == [])
    let big = three.run(7, failed: [3])
    #expect(big.matches(line(-300_00, reference("PR-7"), name: "王芳")) == [])
    #expect(big.matches(line(-700_00, reference("PR-7"), name: "王芳")) == [])
  }

  @Test("what comes back by the run's reference is what failed of it, from nobody or a payee of that")
  func owedBackOfFailures() {
    let table = MatchingTable().payout("PR-7/1", 50_00).payout("PR-7/2", 300_00, "李桂花", account: "6217000020")
      .payout("PR-7/3", 200_00, "王芳").payout("PR-7/4", 70_00, "陈明").run(7, failed: [2, 4])
    func back(_ fen: Int64, name: String = "", tail: String = "", _ text: String = "") -> [String] {
      Array(
        table.matches(
          line(-620_00, reference("PR-7")), line(fen, text, batch: reference("PR-7"), purpose: "退汇", name: name, tail: tail)
        ).dropFirst())
    }
    #expect(back(300_00) == ["2 run PR-7 300.00"] && back(370_00) == ["2 run PR-7 370.00"] && back(70_00) == ["2 run PR-7 70.00"])
    #expect(back(300_00, name: "李*花") == ["2 run PR-7 300.00"] && back(370_00, name: "陈明") == ["2 run PR-7 370.00"])
    for name in ["", "江*山", "代发过渡户", "谷城县化肥公司"] { #expect(back(50_00, name: name) == []) }
    #expect(back(50_00, tail: "0012") == [] && back(60_00) == [] && back(300_00, name: "谷城县化肥公司") == [])
    #expect(back(300_00, name: "江大山") == [] && back(300_00, String(reference("PR-6/3").dropLast())) == [])
    // One that was paid has the same amount: nobody can tell which of the two comes back.
    let twins = MatchingTable().payout("PR-7/1", 50_00).payout("PR-7/2", 50_00, "李桂花").payout("PR-7/3", 20_00, "王芳").run(7, failed: [2, 3])
    let whole = line(-120_00, reference("PR-7"))
    #expect(twins.matches(whole, line(50_00, reference("PR-7"))).count == 1)
    #expect(twins.matches(whole, line(50_00, reference("PR-7"), name: "李桂花")).count == 2)
    // Two sums of those that failed would do.
    let many = MatchingTable().payout("PR-7/1", 9_00).payout("PR-7/2", 10_00, "李桂花").payout("PR-7/3", 20_00, "王芳")
      .payout("PR-7/4", 40_00, "陈明").payout("PR-7/5", 50_00, "吴丽").run(7, failed: [2, 3, 4, 5])
    #expect(many.matches(line(-129_00, reference("PR-7")), line(60_00, reference("PR-7"))).count == 1)
    #expect(many.matches(line(-129_00, reference("PR-7")), line(110_00, reference("PR-7"))).count == 2)
  }

  @Test("the whole account or name is enough, whatever else differs; so is nobody, with the sum of what failed of a run, be it one")
  func widerNet() {
    let table = MatchingTable().payout("PR-7/1", 100_00, account: "6217000012", state: .failed)
      .payout("PR-7/2", 200_00, "李伟", account: "6217000020")
    func paid(_ line: OpenLine) -> [String] { table.matcher.payoutsPaidAfterAll(by: line).map(\.description) }
    for name in ["江大山(农户)", "江村大山", "JIANG DASHAN", "代发过渡户", ""] {
      #expect(paid(line(-100_00, name: name, account: "6217000012")) == ["PR-7/1"])
      #expect(paid(line(-102_00, name: name, account: "6217000012")) == ["PR-7/1"])
    }
    #expect(paid(line(-100_00, name: "江大山", account: "6228000099")) == ["PR-7/1"])
    #expect(paid(line(-100_00, name: "李伟", account: "6228000099")) == [] && paid(line(-200_00, account: "6217000020")) == [])
    // It is for holding up alone.
    let open = MatchingTable().payout("PR-7/1", 100_00, account: "6217000012")
    #expect(open.matches(line(-100_00, name: "江大山(农户)", account: "6217000012")) == [])
    for purpose in ["", "农产品货款", "批量代发", "代发", "代发 20201003 第1批"] {
      #expect(paid(line(-100_00, purpose: purpose)) == ["PR-7/1"])
      #expect(paid(line(-100_00, purpose: purpose, name: "代发过渡户")) == ["PR-7/1"])
    }
    #expect(paid(line(-100_00, name: "***")) == ["PR-7/1"])
    #expect(paid(line(-100_00, purpose: "化肥款")) == [] && paid(line(-100_00, purpose: "代发工资")) == [])
    #expect(paid(line(-100_00, reference: "FP-77")) == [] && paid(line(-200_00)) == [])
  }

  @Test("a name of nothing but masks is no name", arguments: ["***", "?", "□□□", "* *"])
  func nothingButMasks(name: String) {
    let table = MatchingTable().payout("PR-7/1", 100_00, account: "6217000012")
    #expect(table.matches(line(-100_00, name: name, tail: "0012")) == [])
    #expect(table.matches(line(-100_00, name: "江*山", tail: "0012")) == ["1 paid PR-7/1 -100.00"])
    // But it is somebody's.
    #expect(three.run(7, failed: []).matches(line(-700_00, name: name)) == [])
  }
}
