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

/// A county in which three households and a cooperative are owed money.
struct PayoutCounty {
  let county: TestCounty
  static let card = [UInt8](repeating: 7, count: 16)

  init(_ kind: TestCounty.Kind = .sqlite) throws {
    county = try TestCounty(kind)
    for (code, hasCard) in [("A", true), ("B", true), ("C", false)] {
      var tokens = PersonalTokens()
      if hasCard { tokens.bankCard = Self.card + Array(code.utf8) }
      let body = AddHousehold(
        code: code, name: "户" + code, village: "village", members: 3, registeredOn: nil, liftedOn: nil, personal: tokens, sample: true)
      try county.command(.addHousehold(body))
    }
    try county.command(.setPayee(SetPayee(Payee(payee: .party("coop"), account: Self.card))))
  }

  func credit(_ payee: String, _ fen: Int64, on day: Day = TestCounty.today) throws {
    try county.command(TestCounty.post(TestCounty.posting("suspense", "payable:" + payee, fen, on: day)))
  }

  func plan(through day: Day = TestCounty.today, minimum: Int64 = 0) throws -> PreparePayouts {
    let register = try Register(try DatabaseFile(county.path, mode: .read))
    let plan = PayoutPlan(try register.claimants(through: day, TestCounty.catalogue()), minimum: Money(fen: minimum))
    return PreparePayouts(through: day, payouts: plan.payouts, leftOut: plan.leftOut)
  }

  @discardableResult
  func prepare(through day: Day = TestCounty.today, by actor: String = "owner") throws -> PayoutRun {
    guard case .payoutRun(let id) = try county.command(.preparePayouts(try plan(through: day)), by: actor) else { preconditionFailure() }
    return try run(id.number)
  }

  func run(_ number: Int64) throws -> PayoutRun {
    guard let run = try county.store().payoutRuns([PayoutRun.ID(number: number)]).first else {
      throw PayoutFault.unknownRun(PayoutRun.ID(number: number))
    }
    return run
  }
  func payout(_ text: String) throws -> Payout { try county.store().payouts([Payout.ID(text)!])[0] }

  func move(_ run: Int64, to state: PayoutRun.State, by actor: String = "owner") throws {
    let hash = try self.run(run).hash
    try county.command(
      .movePayoutRun(MovePayoutRun(PayoutRun.ID(number: run), to: state, hash: hash, format: "test", reason: "x")), by: actor)
  }

  func change(_ payout: String, _ step: ChangePayout.Step) throws {
    try county.command(.changePayout(ChangePayout(Payout.ID(payout)!, step)))
  }

  /// Credits less debits in fen.
  func owed(_ payee: String) throws -> Int64 { -(try county.net("payable:" + payee) ?? 0) }
  func inTransit() throws -> Int64 { -(try county.net("payouts-in-transit") ?? 0) }
}

@Suite("Payouts")
struct PayoutTests {
  @Test("claim what is owed, go through four eyes to the bank, and close when each is paid or back")
  func lifecycle() throws {
    let county = try PayoutCounty()
    try county.credit("H-1", 10_000)
    try county.credit("H-3", 500)
    let run = try county.prepare()
    #expect(run.count == 2 && run.amount == Money(fen: 10_500) && run.state == .draft)
    #expect(try county.owed("H-1") == 0 && county.inTransit() == 10_500)
    #expect(throws: PayoutFault.ownWork(run.id, "owner")) { try county.move(1, to: .approved) }
    #expect(throws: PayoutFault.runState(run.id, .draft, to: .sent)) { try county.move(1, to: .sent) }
    try county.move(1, to: .approved, by: "approver")
    #expect(throws: PayoutFault.runState(run.id, .approved, to: .closed)) { try county.move(1, to: .closed) }
    try county.move(1, to: .sent)
    #expect(throws: PayoutFault.runState(run.id, .sent, to: .sent)) { try county.move(1, to: .sent) }
    #expect(throws: PayoutFault.runState(run.id, .sent, to: .cancelled)) { try county.move(1, to: .cancelled) }
    #expect(throws: PayoutFault.stillInTransit(run.id, 2)) { try county.move(1, to: .closed) }
    #expect(throws: PayoutFault.notByHand(Payout.ID("PR-1/1")!, .bank)) { try county.change("PR-1/1", .handOver(on: TestCounty.today)) }
    let early = TestCounty.today.advanced(by: -1)
    #expect(throws: PayoutFault.beforeSent(Payout.ID("PR-1/2")!, early, sent: TestCounty.today)) {
      try county.change("PR-1/2", .handOver(on: early))
    }
    let payee = try county.payout("PR-1/2").payee
    try county.county.command(.setPayee(SetPayee(Payee(payee: payee, held: "继承未定"))))
    #expect(throws: PayoutFault.cashHeld(Payout.ID("PR-1/2")!, payee, "继承未定")) {
      try county.change("PR-1/2", .handOver(on: TestCounty.today))
    }
    try county.county.command(.setPayee(SetPayee(Payee(payee: payee))))
    try county.change("PR-1/2", .handOver(on: TestCounty.today))
    #expect(try county.payout("PR-1/2").state == .paid && county.county.net("cash") == -500)
    #expect(throws: PayoutFault.stillInTransit(run.id, 1)) { try county.move(1, to: .closed) }
  }

  @Test("what was dropped or cancelled is owed again, and once")
  func givingBack() throws {
    let county = try PayoutCounty()
    try county.credit("H-1", 10_000)
    try county.credit("H-2", 2_000)
    try county.prepare()
    try county.move(1, to: .approved, by: "approver")
    let approved = try county.run(1).hash
    try county.change("PR-1/1", .drop(reason: "卡号待核"))
    #expect(try county.owed("H-1") == 10_000 && county.inTransit() == 2_000)
    let changed = try county.run(1)
    #expect(changed.state == .draft && changed.approvedBy == "" && changed.hash != approved && changed.amount == Money(fen: 2_000))
    #expect(throws: PayoutFault.runChanged(changed.id)) {
      try county.county.command(.movePayoutRun(MovePayoutRun(changed.id, to: .approved, hash: approved)), by: "approver")
    }
    #expect(throws: PayoutFault.payoutState(Payout.ID("PR-1/1")!, .dropped, to: .dropped)) {
      try county.change("PR-1/1", .drop(reason: "again"))
    }
    try county.move(1, to: .cancelled)
    #expect(try county.owed("H-1") == 10_000 && county.owed("H-2") == 2_000 && county.inTransit() == 0)
    #expect(throws: PayoutFault.runState(changed.id, .cancelled, to: .cancelled)) { try county.move(1, to: .cancelled) }
  }

  @Test("whoever may approve a run takes nothing out of another's, but out of their own; another accountant may")
  func fourEyes() throws {
    let county = try PayoutCounty()
    for payee in ["H-1", "H-2", "H-3"] { try county.credit(payee, 1_000) }
    let run = try county.prepare(by: "accountant")
    #expect(throws: PayoutFault.changedByApprover(run.id, maker: "accountant")) { try county.change("PR-1/1", .drop(reason: "x")) }
    let drop = ChangePayout(Payout.ID("PR-1/1")!, .drop(reason: "x"))
    try county.county.command(.changePayout(drop), by: "accountant")
    try county.move(1, to: .approved)
    try county.prepare()
    try county.change("PR-2/1", .drop(reason: "x"))
    #expect(throws: PayoutFault.ownWork(PayoutRun.ID(number: 2), "owner")) { try county.move(2, to: .approved) }
  }

  @Test("why an account is in another name holds for that card and that householder", arguments: [true, false])
  func explanations(isCard: Bool) throws {
    let county = try PayoutCounty()
    try county.credit("H-1", 1_000)
    let payee = Producer.household(Household.ID(number: 1))
    try county.county.command(.setPayee(SetPayee(Payee(payee: payee, accountName: "李四", because: "之子", held: ""))))
    #expect(try county.plan().payouts.count == 1)
    var tokens = PersonalTokens()
    if isCard { tokens.bankCard = PayoutCounty.card + [1] }
    let name = isCard ? nil : "赵六"
    try county.county.command(.changeHousehold(ChangeHousehold(id: Household.ID(number: 1), name: name, personal: tokens)))
    let plan = try county.plan()
    #expect(plan.payouts.isEmpty && plan.leftOut.map(\.reason) == [.nameDiffers] && plan.leftOut[0].detail == "李四")
    try county.county.command(.setPayee(SetPayee(Payee(payee: payee, accountName: "李四", because: "仍由之子代领", held: ""))))
    #expect(try county.plan().payouts.count == 1)
  }

  @Test("two accountants at once claim an earning once")
  func twoAtOnce() throws {
    let county = try PayoutCounty()
    try county.credit("H-1", 10_000)
    let plan = Action.preparePayouts(try county.plan())
    let answers = county.county.writer.write([
      TestCounty.command(plan), TestCounty.command(plan, by: "approver"), TestCounty.command(plan),
    ])
    #expect(answers.map(\.isAccepted) == [true, false, false])
    #expect(throws: PayoutFault.owedLess(.household(Household.ID(number: 1)), owed: .zero, wanted: Money(fen: 10_000))) {
      try answers[2].get()
    }
    #expect(try county.inTransit() == 10_000)
  }

  @Test("what came back is paid again under a new number, and both say so")
  func reissuing() throws {
    let county = try PayoutCounty()
    try county.credit("H-3", 700)
    try county.prepare()
    try county.move(1, to: .approved, by: "approver")
    try county.move(1, to: .sent)
    try county.change("PR-1/1", .takeBack(on: TestCounty.today, reason: "外出务工"))
    #expect(try county.payout("PR-1/1").state == .returned && county.owed("H-3") == 700)
    try county.move(1, to: .closed)
    try county.credit("H-3", 50)
    try county.prepare()
    #expect(try county.payout("PR-2/1").reissues == [Payout.ID("PR-1/1")!] && county.payout("PR-2/1").amount == Money(fen: 750))
    #expect(try county.payout("PR-1/1").state == .reissued && county.payout("PR-1/1").reissuedAs == Payout.ID("PR-2/1")!)
    // Where the new one is dropped, the old one waits again.
    try county.change("PR-2/1", .drop(reason: "x"))
    #expect(try county.payout("PR-1/1").state == .returned && county.payout("PR-1/1").reissuedAs == nil)
    try county.prepare()
    #expect(try county.payout("PR-3/1").reissues == [Payout.ID("PR-1/1")!])
    // Cash that was handed over may still come back.
    try county.move(3, to: .approved, by: "approver")
    try county.move(3, to: .sent)
    try county.change("PR-3/1", .handOver(on: TestCounty.today))
    try county.change("PR-3/1", .takeBack(on: TestCounty.today, reason: "领错"))
    #expect(try county.owed("H-3") == 750 && county.county.net("cash") == 0 && county.inTransit() == 0)
  }

  @Test("count what was credited by the day, less everything debited")
  func through() throws {
    let county = try PayoutCounty()
    let yesterday = TestCounty.today.advanced(by: -1)
    try county.credit("H-1", 10_000, on: yesterday)
    try county.credit("H-1", 5_000)
    try county.county.command(TestCounty.post(TestCounty.posting("payable:H-1", "cash", 3_000)))
    #expect(try county.plan(through: yesterday).payouts.map(\.amount.fen) == [7_000])
    #expect(try county.plan().payouts.map(\.amount.fen) == [12_000])
    try county.prepare(through: yesterday)
    #expect(try county.plan().payouts.map(\.amount.fen) == [5_000] && county.plan(through: yesterday).payouts.isEmpty)
  }

  @Test("that are held, go to another account or are none stop a run at approval, and before it goes out")
  func changedSince() throws {
    let payouts = try PayoutCounty()
    for payee in ["H-1", "coop"] { try payouts.credit(payee, 1_000) }
    try payouts.prepare()
    let coop = Producer.party("coop")
    func set(held: String = "", account: [UInt8] = PayoutCounty.card) throws {
      try payouts.county.command(.setPayee(SetPayee(Payee(payee: coop, account: account, held: held))))
    }
    try set(held: "继承未定")
    #expect(throws: PayoutFault.payeeHeld(coop, "继承未定")) { try payouts.move(1, to: .approved, by: "approver") }
    try set(account: [9])
    #expect(throws: PayoutFault.accountChanged(coop)) { try payouts.move(1, to: .approved, by: "approver") }
    try set()
    try payouts.move(1, to: .approved, by: "approver")
    try set(held: "继承未定")
    #expect(throws: PayoutFault.payeeHeld(coop, "继承未定")) { try payouts.move(1, to: .sent) }
    #expect(try payouts.run(1).state == .approved)
    // The way out that the message names.
    try payouts.change("PR-1/2", .drop(reason: "暂停"))
    try payouts.move(1, to: .approved, by: "approver")
    try payouts.move(1, to: .sent)
    try payouts.credit("H-2", 500)
    try payouts.prepare()
    for number in 1...(try payouts.run(2).count) { try payouts.change("PR-2/\(number)", .drop(reason: "x")) }
    #expect(throws: PayoutFault.nothingToPay) { try payouts.move(2, to: .approved, by: "approver") }
  }

  @Test("are refused with a reason where the plan no longer fits")
  func refused() throws {
    let county = try PayoutCounty()
    let first = Producer.household(Household.ID(number: 1))
    try county.credit("H-1", 10_000)
    let plan = try county.plan()
    func changed(_ change: (inout PreparePayouts) -> Void) -> Action {
      var body = plan
      change(&body)
      return .preparePayouts(body)
    }
    func refuse(_ fault: PayoutFault, _ action: Action) { #expect(throws: fault) { try county.county.command(action) } }
    refuse(.nothingToPay, changed { $0.payouts = [] })
    refuse(.payeeTwice(first), changed { $0.payouts += $0.payouts })
    refuse(.owedLess(first, owed: Money(fen: 10_000), wanted: Money(fen: 10_001)), changed { $0.payouts[0].amount = Money(fen: 10_001) })
    refuse(.unknownPayee(.party("nobody")), changed { $0.payouts[0].payee = .party("nobody") })
    refuse(.accountChanged(first), changed { $0.payouts[0].account = nil })
    refuse(.accountChanged(first), changed { $0.payouts[0].account!.name = "别人" })
    refuse(.notReturned(Payout.ID("PR-1/1")!, first), changed { $0.payouts[0].reissues = [Payout.ID("PR-1/1")!] })
    refuse(.laterThanToday(TestCounty.today.advanced(by: 1), today: TestCounty.today), changed { $0.through = $0.through.advanced(by: 1) })
    #expect(throws: LedgerFault.amountNotPositive(.zero)) { try county.county.command(changed { $0.payouts[0].amount = .zero }) }
    try county.county.command(.setPayee(SetPayee(Payee(payee: first, held: "继承未定"))))
    refuse(.payeeHeld(first, "继承未定"), .preparePayouts(plan))
    refuse(.householdsCard(first), .setPayee(SetPayee(Payee(payee: first, account: [1]))))
    refuse(.unknownPayee(.party("nobody")), .setPayee(SetPayee(Payee(payee: .party("nobody")))))
    refuse(.unknownRun(PayoutRun.ID(number: 9)), .movePayoutRun(MovePayoutRun(PayoutRun.ID(number: 9), to: .closed)))
    refuse(.unknownPayout(Payout.ID("PR-9/1")!), .changePayout(ChangePayout(Payout.ID("PR-9/1")!, .drop(reason: "x"))))
    #expect(throws: EngineFault.mayNot(actor: "approver", action: "prepare-payouts")) {
      try county.county.command(.preparePayouts(plan), by: "approver")
    }
  }

  /// Paid, in transit and owed together are what was earned, whatever is done in whatever order; the proof holds at the end.
  @Test("pay each earning once, whatever happens", arguments: 1...6 as ClosedRange<UInt64>)
  func random(seed: UInt64) throws {
    var random = RandomStream(seed: seed)
    let county = try PayoutCounty()
    let payees = ["H-1", "H-2", "H-3", "coop"]
    var earned: [String: Int64] = [:]
    var done: Set<String> = []
    for step in 1...120 {
      let runs = try county.county.store().numbers().payoutRun
      let run = random.int(in: 1...max(1, runs))
      let payout = "PR-\(run)/\(random.int(in: 1...4))"
      do {
        switch random.int(in: 0...11) {
        case 0...2:
          let payee = payees[Int(random.int(in: 0...3))]
          let fen = random.int(in: 1...5_000)
          try county.credit(payee, fen)
          earned[payee, default: 0] += fen
        case 3, 4: try county.prepare()
        case 5: try county.move(run, to: .approved, by: random.int(in: 0...3) == 0 ? "owner" : "approver")
        case 6: try county.move(run, to: .sent)
        case 7: try county.change(payout, .handOver(on: TestCounty.today))
        case 8: try county.change(payout, .takeBack(on: TestCounty.today, reason: "x"))
        case 9: try county.change(payout, .drop(reason: "x"))
        case 10: try county.move(run, to: random.int(in: 0...2) == 0 ? .cancelled : .closed)
        default:
          let number = random.int(in: 1...3)
          try county.county.command(
            .setPayee(SetPayee(Payee(payee: .household(Household.ID(number: number)), held: random.int(in: 0...1) == 0 ? "x" : ""))))
        }
      } catch let fault as any Fault {
        done.insert(fault.code)
      }
      let note: Comment = "seed \(seed), step \(step)"
      let store = try county.county.store()
      let all = try (0..<store.numbers().payoutRun).flatMap { try store.payouts(of: PayoutRun.ID(number: $0 + 1)) }
      #expect(try county.inTransit() == all.filter { $0.state == .open }.reduce(0) { $0 + $1.amount.fen }, note)
      for payee in payees {
        let standing = all.filter { $0.payee.description == payee && ($0.state == .open || $0.state == .paid) }
        #expect(try county.owed(payee) + standing.reduce(0) { $0 + $1.amount.fen } == earned[payee] ?? 0, note)
      }
      for payout in all where payout.state == .reissued {
        #expect(try county.payout(payout.reissuedAs!.description).reissues.contains(payout.id), note)
      }
    }
    #expect(done.count > 3, "seed \(seed) met \(done.sorted())")
    #expect(try Proof(path: county.county.path, expected: nil, vaultKey: nil).run { _ in }.findings.isEmpty)
  }
}
