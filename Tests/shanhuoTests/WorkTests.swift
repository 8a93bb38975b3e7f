import Foundation
import Testing

@Suite("The worklist at a terminal")
struct WorkTests {
  private static let prepare = """
    shanhuo init --catalog Catalog >/dev/null
    printf 'code,name,village,members,card\\nA,江大山,江家梁村,3,6217000000000000012\\n' | shanhuo household import - >/dev/null
    shanhuo ledger post --debit suspense --credit payable:H-1 --amount 100 --item A50-4 --memo x >/dev/null
    shanhuo payout prepare --through 2020-10-07 --actor accountant >/dev/null
    shanhuo payout approve PR-1 --actor approver >/dev/null
    shanhuo payout export PR-1 --format csv:psbc --out p.csv --actor accountant >/dev/null
    printf '账号,82010000001234567\\n交易日期,流水号,支出金额,收入金额,账户余额,对方账号,对方户名,商户流水号,批次号,摘要\\n2020-10-07,S1,100.00,,,,江*山,,,x\\n' > s.csv
    shanhuo payout reconcile s.csv --actor accountant
    """

  /// Keys reach it one by one, without a line's end, and the terminal is as it was afterwards.
  @Test("takes single keys through a pseudo-terminal, and leaves the terminal as it was")
  func keys() throws {
    let workplace = try Workplace()
    #expect(try workplace.run(WorkTests.prepare).contains("1 line: 0 matched, 0 returned; 1 left, 1 of them with candidates."))
    let shown = try workplace.run(
      #"(sleep 1; printf 1) | script -qec "stty -a > before; $SHANHUO payout work --actor accountant; stty -a > after" /dev/null; cmp before after"#
    )
    #expect(shown.contains("1 PR-1/1") && shown.contains("1 matched, 0 skipped, 0 taken back."), "\(shown)")
    #expect(!shown.contains("exit"), "\(shown)")
    #expect(try workplace.run("shanhuo payout show PR-1/1 --json").contains(#""state":"paid""#))
  }
}
