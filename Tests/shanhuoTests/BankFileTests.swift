import Foundation
import Testing

@Suite("Files for the bank and from it, through the command")
struct BankFileTests {
  /// The official schema of pain.001.001.09, which PyPI's sepaxml carries; Scripts/test fetches it.
  private static let schema = packageFolder.appendingPathComponent(".build/schemas/sepaxml/schemas/pain.001.001.09.xsd").path
  private static let canValidate = [schema, "/usr/bin/xmllint"].allSatisfy { FileManager.default.fileExists(atPath: $0) }

  /// Twenty households, and orders that a shop has to pay.
  private static let prepare = """
    shanhuo init --catalog Catalog >/dev/null
    shanhuo sample households --count 20 --seed 5 | shanhuo household import - >/dev/null
    (echo number,on,debit,credit,amount,memo,item
      for i in $(seq 20); do echo $i,2020-10-07,suspense,payable:H-$i,$i.05,x,A50-4; done) | shanhuo ledger import - >/dev/null
    shanhuo lot receive --producer H-1 --product chestnut --grade a --grams 90000 --at chengguan --harvested 2020-10-05 >/dev/null
    (echo buyer,number,ordered_at,deliver_on,deliver_to,pack,count
      for i in 1 2 3 4 5 6; do echo county-supermarket,$i,2020-10-07T07:00,2020-10-09,chengguan,chestnut-a-1kg,$i; done) | shanhuo order import - >/dev/null
    shanhuo payout prepare --through 2020-10-07 --actor accountant >/dev/null
    shanhuo payout approve PR-1 --actor approver >/dev/null
    """

  @Test("what goes out as pain.001 is valid against the official schema", .enabled(if: canValidate))
  func pain() throws {
    let workplace = try Workplace()
    let shown = try workplace.run(
      BankFileTests.prepare + """
        \nshanhuo payout export PR-1 --format pain.001 --out PR-1.xml --actor accountant >/dev/null
        xmllint --noout --schema \(BankFileTests.schema) PR-1.xml; sed s/CtrlSum/Sum/g PR-1.xml | xmllint --noout --schema \(BankFileTests.schema) - 2>&1 | tail -1
        """)
    #expect(shown.contains("PR-1.xml validates") && shown.contains("- fails to validate"), "\(shown)")
  }

  @Test(
    "an invented statement with buyers' payments is matched as its truth says, in every format that is written",
    arguments: ["camt.053", "mt940", "ofx", "csv:psbc", "csv:icbc"])
  func truth(format: String) throws {
    let workplace = try Workplace()
    let shown = try workplace.run(
      BankFileTests.prepare + """
        \nshanhuo payout export PR-1 --format csv:psbc --out PR-1.csv --actor accountant >/dev/null
        export SHANHUO_NOW=2020-12-01T08:00
        shanhuo sample statement --run PR-1 --receipts --seed 7 --returns 20% --noise 20% --format \(format) --truth truth.csv > s
        shanhuo payout reconcile s --format \(format.hasPrefix("csv:") ? format : "auto") --actor accountant --json
        for i in $(seq $(($(wc -l < truth.csv) - 1))); do shanhuo payout explain BL-$i --json | grep -o '"to":"[^"]*"' || echo none; done
        """)
    let answers = shown.split(separator: "\n").map(String.init)
    let truth = try String(contentsOf: workplace.folder.appendingPathComponent("truth.csv"), encoding: .utf8).split(separator: "\n")
      .dropFirst()
      .map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
    try #require(answers.count == truth.count + 1 && truth.count > 24, "\(shown)")
    var matched = 0
    for (row, answer) in zip(truth, answers.dropFirst()) where answer != "none" {
      // With amounts where there are several.
      let named = answer.dropFirst(6).dropLast().split(separator: " ").map { String($0.prefix { $0 != "=" }) }
      #expect(named == row[3].split(separator: " ").map(String.init), "\(format), line \(row)")
      matched += 1
    }
    #expect(matched * 10 > truth.count * 6, "\(format): \(matched) of \(truth.count)")
    #expect(truth.contains { $0[1] == "order" } && truth.contains { $0[1] == "returned" })
  }
}
