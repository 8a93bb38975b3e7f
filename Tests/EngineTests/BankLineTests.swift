import Catalogue
import Engine
import Ledger
import Measures
import Messages
import Ordering
import Payouts
import Storage
import Testing
import WireFormat

@Suite("Bank lines")
struct BankLineTests {
  private static let first = Payout.ID("PR-1/1")!
  private static let run = PayoutRun.ID(number: 1)

  @Test("go through suspense: paid, given back, paid again; taking a match back restores what was")
  func matching() throws {
    let bank = try BankCounty()
    let paid = try bank.enter(-10_000)
    #expect(try bank.net("bank") == -10_000 && bank.payouts.inTransit() == 19_500)
    try bank.match(paid, (.paid(Self.first), -10_000))
    #expect(try bank.state("PR-1/1") == .paid && bank.payouts.inTransit() == 9_500)
    let back = try bank.enter(10_000, code: "AC04")
    try bank.match(back, (.returned(Self.first), 10_000))
    #expect(try bank.state("PR-1/1") == .returned && bank.payouts.owed("H-1") == 10_000 && bank.payouts.payout("PR-1/1").note == "AC04")
    // What happened since goes first.
    #expect(throws: PayoutFault.payoutState(Self.first, .returned, to: .open)) { try bank.unmatch(paid) }
    try bank.unmatch(back)
    #expect(try bank.state("PR-1/1") == .paid && bank.payouts.owed("H-1") == 0)
    try bank.unmatch(paid)
    #expect(try bank.state("PR-1/1") == .open && bank.payouts.inTransit() == 19_500 && bank.net("bank") == 0)
  }

  @Test("pay a whole run by its result file; what failed is owed again at once, and the bank owes it")
  func wholeRun() throws {
    let bank = try BankCounty()
    let line = try bank.enter(-19_000)
    #expect(throws: PayoutFault.runDoesNotFit(Self.run, amount: Money(fen: -19_000), open: Money(fen: 19_000))) {
      try bank.match(line, (.run(Self.run), -19_000))
    }
    try bank.outcomes([("PR-1/1", true), ("PR-1/2", false), ("PR-1/4", true)])
    #expect(try bank.payouts.owed("H-2") == 2_000 && bank.payouts.inTransit() == 17_500)
    try bank.match(line, (.run(Self.run), -19_000))
    #expect(try bank.state("PR-1/1") == .paid && bank.state("PR-1/4") == .paid && bank.state("PR-1/2") == .returned)
    #expect(try bank.payouts.run(1).bankOwes == Money(fen: 2_000) && bank.payouts.inTransit() == 500 - 2_000)
    try bank.payouts.change("PR-1/3", .handOver(on: TestCounty.today))
    #expect(throws: PayoutFault.bankStillOwes(Self.run, Money(fen: 2_000))) { try bank.payouts.move(1, to: .closed) }
    let back = try bank.enter(2_000)
    try bank.match(back, (.run(Self.run), 2_000))
    #expect(try bank.payouts.run(1).bankOwes == .zero && bank.payouts.inTransit() == 0)
    #expect(throws: PayoutFault.bankOwesLess(Self.run, owes: .zero, amount: Money(fen: 2_000))) { try bank.unmatch(line) }
    try bank.unmatch(back)
    try bank.unmatch(line)
    #expect(try bank.state("PR-1/1") == .open && bank.payouts.run(1).bankOwes == .zero && bank.payouts.inTransit() == 17_000)
  }

  @Test("that pay a payout once more make its payee owe it: the next run pays less, and what comes back settles it")
  func secondPayments() throws {
    let bank = try BankCounty()
    let again = MatchPart.Target.again(Self.first)
    let second = try bank.enter(-10_000)
    // Nothing was paid yet that could be paid once more.
    #expect(throws: PayoutFault.notPaidAgain(Self.first, .open)) { try bank.match(second, (again, -10_000)) }
    try bank.match(try bank.enter(-10_000), (.paid(Self.first), -10_000))
    #expect(throws: PayoutFault.amountDiffers("PR-1/1", expected: Money(fen: 10_000), part: Money(fen: 9_000))) {
      try bank.match(second, (again, -9_000), (.bankFee, -1_000))
    }
    try bank.match(second, (again, -10_000))
    #expect(try bank.payouts.owed("H-1") == -10_000 && bank.payouts.payout("PR-1/1").paidAgain == 1 && bank.state("PR-1/1") == .paid)
    try bank.payouts.credit("H-1", 12_500)
    try bank.payouts.prepare()
    #expect(try bank.payouts.payout("PR-2/1").amount == Money(fen: 2_500))
    try bank.payouts.change("PR-2/1", .drop(reason: "x"))
    let back = try bank.enter(10_000)
    try bank.match(back, (again, 10_000))
    #expect(try bank.payouts.owed("H-1") == 12_500 && bank.payouts.payout("PR-1/1").paidAgain == 0 && bank.state("PR-1/1") == .paid)
    // What was given back cannot be taken back underneath it.
    #expect(throws: PayoutFault.notPaidAgain(Self.first, .paid)) { try bank.unmatch(second) }
    #expect(throws: PayoutFault.notPaidAgain(Self.first, .paid)) { try bank.match(try bank.enter(10_000), (again, 10_000)) }
    try bank.unmatch(back)
    try bank.unmatch(second)
    #expect(try bank.payouts.owed("H-1") == 12_500 && bank.payouts.payout("PR-1/1").paidAgain == 0)
  }

  @Test("that say that a payee was paid stop the run in which he would be paid again, whatever made it")
  func owesUs() throws {
    let bank = try BankCounty()
    try bank.match(try bank.enter(-10_000), (.paid(Self.first), -10_000))
    try bank.payouts.credit("H-1", 8_000)
    try bank.payouts.prepare()
    // Planned, and only then it turns out that H-1 had 10,000 too much.
    try bank.match(try bank.enter(-10_000), (.again(Self.first), -10_000))
    #expect(throws: PayoutFault.owesUs(.household(Household.ID(number: 1)), Money(fen: -10_000))) {
      try bank.payouts.move(2, to: .approved, by: "approver")
    }
    try bank.payouts.change("PR-2/1", .drop(reason: "x"))
    #expect(try bank.payouts.owed("H-1") == -2_000)
  }

  @Test(
    "of a run of which the bank gave back a part leave it open which payout that was: nobody's failure is corrected before it is taken back"
  )
  func partlyGivenBack() throws {
    let bank = try BankCounty()
    try bank.outcomes([("PR-1/1", false), ("PR-1/2", false), ("PR-1/4", true)])
    try bank.match(try bank.enter(-19_000), (.run(Self.run), -19_000))
    let back = try bank.enter(2_000)
    try bank.match(back, (.run(Self.run), 2_000))
    for payout in ["PR-1/1", "PR-1/2"] {
      #expect(throws: PayoutFault.partlyGivenBack(Self.run)) { try bank.payouts.change(payout, .correct(isPaid: true, reason: "电话核对")) }
    }
    try bank.unmatch(back)
    try bank.payouts.change("PR-1/2", .correct(isPaid: true, reason: "电话核对"))
    // So the credit was of a payout that was paid, and gives it back.
    try bank.match(back, (.returned(Payout.ID("PR-1/2")!), 2_000))
    #expect(try bank.payouts.owed("H-2") == 2_000 && bank.payouts.run(1).bankOwes == Money(fen: 10_000))
  }

  @Test("of a whole run can be taken back once a correction after it is corrected back")
  func correctionTakenBack() throws {
    let bank = try BankCounty()
    try bank.outcomes([("PR-1/1", true), ("PR-1/2", false), ("PR-1/4", true)])
    let line = try bank.enter(-19_000)
    try bank.match(line, (.run(Self.run), -19_000))
    try bank.payouts.change("PR-1/2", .correct(isPaid: true, reason: "电话核对"))
    #expect(try bank.state("PR-1/2") == .paid && bank.payouts.run(1).bankOwes == .zero && bank.payouts.owed("H-2") == 0)
    #expect(throws: PayoutFault.bankOwesLess(Self.run, owes: .zero, amount: Money(fen: 2_000))) { try bank.unmatch(line) }
    try bank.payouts.change("PR-1/2", .correct(isPaid: false, reason: "又核对"))
    #expect(try bank.state("PR-1/2") == .returned && bank.payouts.run(1).bankOwes == Money(fen: 2_000) && bank.payouts.owed("H-2") == 2_000)
    try bank.unmatch(line)
    #expect(try bank.state("PR-1/1") == .open && bank.payouts.run(1).bankOwes == .zero && bank.payouts.inTransit() == 17_500)
    // What its own line paid is not corrected: that line is taken back first.
    try bank.match(try bank.enter(-10_000), (.paid(Self.first), -10_000))
    #expect(throws: PayoutFault.notOpenAnyMore(Self.first, .paid)) {
      try bank.payouts.change("PR-1/1", .correct(isPaid: false, reason: "x"))
    }
  }

  @Test("pay a buyer's order, and are withdrawn from it again")
  func receipts() throws {
    let bank = try BankCounty()
    try bank.county.command(TestCounty.receive(10_000))
    try bank.county.command(TestCounty.place([("chestnut-1kg", 3)]))
    let order = Order.ID(number: 1)
    let line = try bank.enter(6_000)
    try bank.match(line, (.order(order), 6_000))
    #expect(try bank.county.order(1)?.paymentState() == .paid && bank.net("prepaid:shop") == -6_000)
    try bank.unmatch(line)
    #expect(try bank.county.order(1)?.paymentState() == .unpaid && bank.net("prepaid:shop") == 0)
    try bank.match(line, (.order(order), 5_990), (.account(AccountKey("bank-fee")!), 10))
    #expect(try bank.county.order(1)?.total(.payment) == Money(fen: 5_990))
  }

  @Test("that pay an order in full lift the limit of its reservation, and taking them back sets it again")
  func limits() throws {
    let bank = try BankCounty()
    try bank.county.command(TestCounty.receive(10_000))
    let until = TestCounty.now.advanced(byMilliseconds: 3_600_000)
    try bank.county.command(TestCounty.place([("chestnut-1kg", 3)], holdUntil: until))
    let line = try bank.enter(6_000)
    try bank.match(line, (.order(Order.ID(number: 1)), 6_000))
    #expect(try bank.county.order(1)?.reservedUntil == nil)
    try bank.unmatch(line)
    #expect(try bank.county.order(1)?.reservedUntil == until)
  }

  @Test("have no more beside what they are about than banks take for a fee; a line of fees alone may be of anything")
  func addedFees() throws {
    let bank = try BankCounty()
    try bank.county.command(TestCounty.receive(10_000))
    try bank.county.command(TestCounty.place([("chestnut-1kg", 3)]))
    let line = try bank.enter(-11_001)
    #expect(throws: PayoutFault.addedTooMuch(line, Money(fen: 1_001), max: Money(fen: 1_000))) {
      try bank.match(line, (.paid(Self.first), -10_000), (.bankFee, -1_001))
    }
    #expect(throws: PayoutFault.addedTooMuch(line, Money(fen: 1_001), max: Money(fen: 1_000))) {
      try bank.match(line, (.paid(Self.first), -10_000), (.account(AccountKey("bank-fee")!), -1_001))
    }
    try bank.match(line, (.paid(Self.first), -10_000), (.account(AccountKey("freight")!), -1), (.bankFee, -1_000))
    let credit = try bank.enter(6_000 + 500_000)
    #expect(throws: PayoutFault.addedTooMuch(credit, Money(fen: 500_000), max: Money(fen: 1_000))) {
      try bank.match(credit, (.order(Order.ID(number: 1)), 6_000), (.bankFee, 500_000))
    }
    try bank.match(try bank.enter(-90_000), (.bankFee, -90_000))
    // Of a run, so much for each payment.
    try bank.outcomes([("PR-1/2", true), ("PR-1/4", true)])
    let whole = try bank.enter(-9_000 - 2_000)
    try bank.match(whole, (.run(Self.run), -9_000), (.bankFee, -2_000))
  }

  @Test("that a person took a match back from are for people")
  func forPeople() throws {
    let bank = try BankCounty()
    let line = try bank.enter(-10_000)
    func isForPeople() throws -> Bool? { try bank.county.store().bankLines([line]).first?.isForPeople }
    try bank.match(line, (.paid(Self.first), -10_000))
    #expect(try isForPeople() == false)
    try bank.unmatch(line)
    #expect(try isForPeople() == true)
    #expect(try Proof(path: bank.county.path, expected: nil, vaultKey: nil).run { _ in }.findings.isEmpty)
  }

  @Test("reopen a closed run when the match that paid it is taken back")
  func closedRun() throws {
    let bank = try BankCounty()
    let lines = try [10_000, 2_000, 7_000].map { try bank.enter(-$0) }
    for (line, (payout, fen)) in zip(lines, [("PR-1/1", -10_000), ("PR-1/2", -2_000), ("PR-1/4", -7_000)] as [(String, Int64)]) {
      try bank.match(line, (.paid(Payout.ID(payout)!), fen))
    }
    try bank.payouts.change("PR-1/3", .handOver(on: TestCounty.today))
    try bank.payouts.move(1, to: .closed)
    try bank.unmatch(lines[1])
    #expect(try bank.payouts.run(1).state == .sent && bank.state("PR-1/2") == .open)
  }

  @Test("a bank that was wrong about a payment is corrected, both ways, as long as nothing was built on it")
  func corrections() throws {
    let bank = try BankCounty()
    try bank.outcomes([("PR-1/1", true), ("PR-1/2", false), ("PR-1/4", true)])
    let line = try bank.enter(-2_000)
    let second = Payout.ID("PR-1/2")!
    expect("E-PAY-049") { try bank.match(line, (.paid(second), -2_000)) }
    expect("E-PAY-050") { try bank.payouts.change("PR-1/2", .correct(isPaid: false, reason: "x")) }
    expect("E-PAY-016") { try bank.payouts.change("PR-1/2", .correct(isPaid: true, reason: "")) }
    try bank.payouts.change("PR-1/2", .correct(isPaid: true, reason: "电话核对"))
    #expect(try bank.state("PR-1/2") == .open && bank.payouts.owed("H-2") == 0)
    try bank.match(line, (.paid(second), -2_000))
    // What its line paid is not for the bank's word any more.
    expect("E-PAY-053") { try bank.payouts.change("PR-1/2", .correct(isPaid: false, reason: "x")) }
    try bank.payouts.change("PR-1/1", .correct(isPaid: false, reason: "银行来函"))
    #expect(try bank.state("PR-1/1") == .returned && bank.payouts.owed("H-1") == 10_000 && bank.payouts.payout("PR-1/1").note == "银行来函")
    // It is paid again meanwhile.
    let again = PlannedPayout(
      payee: try bank.payouts.payout("PR-1/1").payee, amount: Money(fen: 10_000), account: try bank.payouts.payout("PR-1/1").account,
      reissues: [Self.first])
    try bank.county.command(.preparePayouts(PreparePayouts(through: TestCounty.today, payouts: [again], leftOut: [])))
    expect("E-PAY-051") { try bank.payouts.change("PR-1/1", .correct(isPaid: true, reason: "x")) }
    expect("E-PAY-018") { try bank.payouts.change("PR-1/3", .correct(isPaid: true, reason: "x")) }
    expect("E-PAY-029") { try bank.outcomes([("PR-1/2", false)]) }
  }

  @Test("what failed and was paid after all is claimed again, also where it was taken otherwise: its payee owes that")
  func correctionsTooLate() throws {
    let bank = try BankCounty()
    try bank.match(try bank.enter(-10_000), (.paid(Self.first), -10_000))
    expect("E-PAY-053") { try bank.outcomes([("PR-1/1", false)]) }
    try bank.outcomes([("PR-1/2", false)])
    try bank.county.command(TestCounty.post(TestCounty.posting("payable:H-2", "suspense", 500, on: TestCounty.today)))
    try bank.payouts.change("PR-1/2", .correct(isPaid: true, reason: "流水已到"))
    #expect(try bank.payouts.owed("H-2") == -500 && bank.state("PR-1/2") == .open)
    try bank.match(try bank.enter(-2_000), (.paid(Payout.ID("PR-1/2")!), -2_000))
    #expect(try bank.state("PR-1/2") == .paid && bank.payouts.inTransit() == 7_500 && bank.payouts.owed("H-2") == -500)
    try bank.payouts.credit("H-2", 600)
    #expect(try bank.payouts.plan().payouts.map(\.amount.fen) == [100])
  }

  @Test("that give a payout back without the fee that the bank kept: the payee is owed all of it, and the fee is ours")
  func keptFee() throws {
    let bank = try BankCounty()
    try bank.match(try bank.enter(-10_000), (.paid(Self.first), -10_000))
    let back = try bank.enter(9_800, code: "AC04")
    for parts in [[(.returned(Self.first), 9_800)], [(.returned(Self.first), 10_000), (.bankFee, 200)]] as [[(MatchPart.Target, Int64)]] {
      #expect(throws: PayoutFault.self) { try bank.match(back, parts) }
    }
    try bank.match(back, (.returned(Self.first), 10_000), (.bankFee, -200))
    #expect(try bank.state("PR-1/1") == .returned && bank.payouts.owed("H-1") == 10_000 && bank.net("bank-fee") == 200)
    #expect(try bank.net("bank") == -200)
    try bank.unmatch(back)
    #expect(try bank.state("PR-1/1") == .paid && bank.payouts.owed("H-1") == 0 && bank.net("bank-fee") == 0)
    // Only from what is given back, only a fee, and a person says so.
    let parts = [MatchPart(.returned(Self.first), Money(fen: 10_000)), MatchPart(.bankFee, Money(fen: -200))]
    expect("E-PAY-016") { try bank.county.command(.matchLine(MatchLine(back, parts: parts, step: .byHand))) }
    let freight = MatchPart.Target.account(AccountKey("freight")!)
    expect("E-PAY-025") { try bank.match(back, (.returned(Self.first), 10_000), (freight, -200)) }
    expect("E-PAY-025") { try bank.match(back, (freight, 10_000), (.bankFee, -200)) }
    expect("E-PAY-025") { try bank.match(try bank.enter(-9_800), (.again(Self.first), -10_000), (.bankFee, 200)) }
  }

  @Test("that give a payout back less a fee: of one payout, no more than banks take, and the line tells that it is about that")
  func keptFeeBound() throws {
    let bank = try BankCounty()
    for (id, fen) in [("PR-1/1", 10_000), ("PR-1/4", 7_000)] as [(String, Int64)] {
      try bank.match(try bank.enter(-fen), (.paid(Payout.ID(id)!), -fen))
    }
    let little = try bank.enter(21, code: "AC04")
    expect("E-PAY-069") {
      try bank.match(little, (.returned(Self.first), 10_000), (.returned(Payout.ID("PR-1/4")!), 7_000), (.bankFee, -16_979))
    }
    expect("E-PAY-069") { try bank.match(little, (.returned(Self.first), 10_000), (.bankFee, -9_979)) }
    expect("E-PAY-069") { try bank.match(try bank.enter(8_999, code: "AC04"), (.returned(Self.first), 10_000), (.bankFee, -1_001)) }
    expect("E-PAY-069") { try bank.match(try bank.enter(9_800), (.returned(Self.first), 10_000), (.bankFee, -200)) }
    try bank.match(try bank.enter(9_000, code: "AC04"), (.returned(Self.first), 10_000), (.bankFee, -1_000))
    #expect(try bank.payouts.owed("H-1") == 10_000 && bank.net("bank-fee") == 1_000)
    #expect([100, 100_000, 300_000, 9_000_000].map { KeptFee.max(of: Money(fen: $0)).fen } == [1_000, 1_000, 3_000, 5_000])
  }

  @Test("what the bank debited with its run and did pay, it owes no longer")
  func correctionOfWhole() throws {
    let bank = try BankCounty()
    try bank.outcomes([("PR-1/1", true), ("PR-1/2", false), ("PR-1/4", true)])
    try bank.match(try bank.enter(-19_000), (.run(Self.run), -19_000))
    #expect(try bank.payouts.run(1).bankOwes == Money(fen: 2_000))
    try bank.payouts.change("PR-1/2", .correct(isPaid: true, reason: "电话核对"))
    #expect(try bank.payouts.run(1).bankOwes == .zero && bank.state("PR-1/2") == .paid && bank.payouts.owed("H-2") == 0)
    #expect(try bank.payouts.inTransit() == 500)
  }

  @Test("come in once under a key, and others that are equal in a batch are told apart by their number")
  func keys() throws {
    let bank = try BankCounty()
    func command(_ occurrence: Int64) -> Submission {
      let body = BankLineBody(account: "bank", bookedOn: TestCounty.today, amount: Money(fen: -10_000), occurrence: occurrence)
      return TestCounty.command(.enterBankLine(EnterBankLine(body)), key: "L/\(occurrence)")
    }
    let answers = bank.county.writer.write([command(1), command(2), command(1)])
    #expect(try answers.map { try $0.get().repeated } == [false, false, true])
    #expect(try bank.net("bank") == -20_000 && bank.county.store().numbers().bankLine == 2)
  }

  @Test("two accountants at once match a line once, and a payout by one line")
  func twoAtOnce() throws {
    let bank = try BankCounty()
    let lines = [try bank.enter(-10_000), try bank.enter(-10_000)]
    func command(_ line: BankLine.ID, by actor: String) -> Submission {
      let parts = [MatchPart(.paid(Self.first), Money(fen: -10_000))]
      return TestCounty.command(.matchLine(MatchLine(line, parts: parts, step: .byHand)), by: actor)
    }
    let answers = bank.county.writer.write([
      command(lines[0], by: "owner"), command(lines[0], by: "accountant"), command(lines[1], by: "accountant"),
    ])
    #expect(answers.map(\.isAccepted) == [true, false, false])
    #expect(throws: PayoutFault.lineMatched(lines[0])) { try answers[1].get() }
    #expect(throws: PayoutFault.payoutState(Self.first, .paid, to: .paid)) { try answers[2].get() }
  }

  @Test("are refused with a reason, and leave nothing behind")
  func refused() throws {
    let bank = try BankCounty()
    let (out, back) = (try bank.enter(-10_000), try bank.enter(10_000))
    let unknown = BankLine.ID(number: 99)
    let household = AccountKey("payable:H-1")!
    let cases: [(String, () throws -> Void)] = [
      ("E-PAY-001", { try bank.match(out, (.run(PayoutRun.ID(number: 9)), -10_000)) }),
      ("E-PAY-002", { try bank.match(out, (.paid(Payout.ID("PR-1/9")!), -10_000)) }),
      ("E-PAY-002", { try bank.outcomes([("PR-9/1", true)]) }),
      ("E-PAY-004", { try bank.match(back, (.returned(Self.first), 10_000)) }),
      ("E-PAY-015", { try bank.enter(5, on: TestCounty.today.advanced(by: 1)) }),
      ("E-PAY-016", { try bank.county.command(.unmatchLine(UnmatchLine(out, reason: ""))) }),
      ("E-PAY-018", { try bank.match(out, (.paid(Payout.ID("PR-1/3")!), -500), (.bankFee, -9_500)) }),
      ("E-PAY-018", { try bank.outcomes([("PR-1/3", true)]) }),
      ("E-PAY-020", { try bank.match(unknown, (.bankFee, -1)) }),
      ("E-PAY-020", { try bank.unmatch(unknown) }),
      ("E-PAY-022", { try bank.unmatch(out) }),
      ("E-PAY-023", { try bank.match(out, (.paid(Self.first), -9_999)) }),
      ("E-PAY-023", { try bank.match(out) }),
      ("E-PAY-024", { try bank.match(out, (.paid(Self.first), -9_990), (.bankFee, -10)) }),
      ("E-PAY-025", { try bank.match(out, (.returned(Self.first), -10_000)) }),
      ("E-PAY-025", { try bank.match(back, (.paid(Self.first), 10_000)) }),
      ("E-PAY-025", { try bank.match(out, (.bankFee, 1), (.paid(Self.first), -10_001)) }),
      ("E-PAY-026", { try bank.match(out, (.account(household), -10_000)) }),
      ("E-PAY-027", { try bank.match(out, (.run(Self.run), -10_000)) }),
      ("E-PAY-028", { try bank.match(back, (.run(Self.run), 10_000)) }),
      ("E-PAY-030", { try bank.enter(0) }),
      ("E-PAY-031", { try bank.enter(1, account: "suspense") }),
      ("E-PAY-031", { try bank.enter(1, account: "nothing") }),
    ]
    let before = try stateBytes(try bank.county.store())
    for (index, (code, attempt)) in cases.enumerated() { expect(code, attempt, "case \(index)") }
    #expect(try stateBytes(try bank.county.store()) == before)
    try bank.match(out, (.paid(Self.first), -10_000))
    expect("E-PAY-021") { try bank.match(out, (.paid(Self.first), -10_000)) }
    try bank.outcomes([("PR-1/1", true), ("PR-1/2", true)])
    expect("E-PAY-029") { try bank.outcomes([("PR-1/2", false)]) }
    expect("E-ENG-013") { try bank.outcomes([("PR-1/2", true)]) }
    let draft = try BankCounty(sent: false)
    let early = try draft.enter(-10_000)
    expect("E-PAY-060") { try draft.match(early, (.paid(Self.first), -10_000)) }
    expect("E-PAY-060") { try draft.outcomes([("PR-1/1", true)]) }
  }

  private func expect(_ code: String, _ attempt: () throws -> Void, _ note: Comment? = nil) {
    do {
      try attempt()
      Issue.record("\(code) was not raised: \(note ?? "")")
    } catch let fault as any Fault {
      #expect(fault.code == code, note)
    } catch {
      Issue.record("\(error): \(note ?? "")")
    }
  }
}
