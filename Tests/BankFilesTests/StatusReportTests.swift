import BankFiles
import Measures
import Testing

@Suite("pain.002")
struct StatusReportTests {
  private func report(_ group: String, _ rest: String, version: String = "10") -> Reading {
    reading(
      CamtSamples.document(
        "pain.002.001.\(version)",
        """
        <CstmrPmtStsRpt><GrpHdr><MsgId>R</MsgId><CreDtTm>2020-10-08T01:00:00</CreDtTm></GrpHdr>
        <OrgnlGrpInfAndSts><OrgnlMsgId>PR-7</OrgnlMsgId><OrgnlMsgNmId>pain.001.001.09</OrgnlMsgNmId>\(group)</OrgnlGrpInfAndSts>
        \(rest)
        </CstmrPmtStsRpt>
        """))
  }

  private static let reason = "<StsRsnInf><Rsn><Cd>AC04</Cd></Rsn><AddtlInf>账户</AddtlInf><AddtlInf>已销户</AddtlInf></StsRsnInf>"

  private func payment(_ status: String, _ original: String = "") -> String {
    "<TxInfAndSts><OrgnlInstrId>I</OrgnlInstrId><OrgnlEndToEndId>PR-7/3</OrgnlEndToEndId><TxSts>\(status)</TxSts>\(Self.reason)\(original)</TxInfAndSts>"
  }

  @Test("tells each payment's outcome with its reason")
  func payments() {
    let original = """
      <OrgnlTxRef><Amt><InstdAmt Ccy="CNY">88.5</InstdAmt></Amt><Cdtr><Pty><Nm>罗英兰</Nm></Pty></Cdtr>
      <CdtrAcct><Id><Othr><Id>62300</Id></Othr></Id></CdtrAcct></OrgnlTxRef>
      """
    let found = report(
      "<GrpSts>PART</GrpSts>", "<OrgnlPmtInfAndSts><OrgnlPmtInfId>PR-7</OrgnlPmtInfId>\(payment("RJCT", original))</OrgnlPmtInfAndSts>")
    #expect(found.format == .pain002(version: 10) && found.problems == [])
    #expect(
      found.outcomes == [
        PaymentOutcome(
          place: FilePlace(line: 5, column: 55), reference: "PR-7/3", batchReference: "PR-7", name: "罗英兰", account: "62300",
          amount: yuan("88.50"),
          status: .rejected, code: "AC04", reason: "账户 已销户")
      ])
  }

  @Test(
    "knows the codes of states",
    arguments: [
      ("ACSC", PaymentOutcome.Status.settled), ("ACCC", .settled), ("ACTC", .accepted), ("ACSP", .accepted), ("ACCP", .accepted),
      ("RJCT", .rejected), ("CANC", .rejected), ("PDNG", .pending),
    ])
  func states(code: String, status: PaymentOutcome.Status) {
    #expect(
      report("", "<OrgnlPmtInfAndSts><OrgnlPmtInfId>P</OrgnlPmtInfId>\(payment(code))</OrgnlPmtInfAndSts>").outcomes.map(\.status) == [
        status
      ])
  }

  @Test("a state of the whole message or batch is told as such")
  func scopes() {
    let found = report(
      "<GrpSts>RJCT</GrpSts>\(Self.reason)",
      "<OrgnlPmtInfAndSts><OrgnlPmtInfId>B</OrgnlPmtInfId><PmtInfSts>ACSC</PmtInfSts></OrgnlPmtInfAndSts>")
    #expect(found.outcomes.map(\.scope) == [.message, .batch])
    #expect(found.outcomes.map(\.batchReference) == ["PR-7", "B"] && found.outcomes.map(\.status) == [.rejected, .settled])
    #expect(found.outcomes.map(\.code) == ["AC04", ""])
  }

  @Test("what is wrong with one outcome is a finding, and the rest is read")
  func findings() {
    let foreign = "<OrgnlTxRef><Amt><InstdAmt Ccy=\"USD\">1</InstdAmt></Amt></OrgnlTxRef>"
    let found = report(
      "",
      "<OrgnlPmtInfAndSts><OrgnlPmtInfId>P</OrgnlPmtInfId>\(payment("WHAT"))\(payment("ACSC", foreign))<TxInfAndSts><OrgnlEndToEndId>x</OrgnlEndToEndId></TxInfAndSts>\(payment("ACSC"))</OrgnlPmtInfAndSts>"
    )
    #expect(found.findings.map(\.code) == ["E-BNK-026", "E-BNK-025", "E-BNK-020"] && found.findings.allSatisfy { $0.losesALine })
    #expect(found.outcomes.count == 1)
  }
}
