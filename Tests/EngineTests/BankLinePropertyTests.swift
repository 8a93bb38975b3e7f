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

@Suite("Bank lines, whatever is done in whatever order")
struct BankLinePropertyTests {
  /// The county's payouts and lines, and what must hold of them.
  private struct View {
    let runs: [PayoutRun]
    let payouts: [Payout]
    let lines: [BankLine]

    init(_ store: any Store) throws {
      let numbers = try store.numbers()
      runs = try store.payoutRuns((0..<numbers.payoutRun).map { PayoutRun.ID(number: $0 + 1) })
      payouts = try runs.flatMap { try store.payouts(of: $0.id) }
      lines = try store.bankLines((0..<numbers.bankLine).map { BankLine.ID(number: $0 + 1) })
    }

    func sum(_ values: some Sequence<Int64>) -> Int64 { values.reduce(0, +) }
    var bankOwes: Int64 { sum(runs.map(\.bankOwes.fen)) }
    var open: Int64 { sum(payouts.filter { $0.state == .open }.map(\.amount.fen)) }
    var paidByBank: Int64 { sum(payouts.filter { $0.way == .bank && $0.state == .paid }.map(\.amount.fen)) }
    var parts: [MatchPart] { lines.flatMap { $0.match?.parts ?? [] } }
  }

  private static let payees = ["H-1", "H-2", "H-3", "coop"]

  @Test(
    "balances follow the lines, allocations are exact, taking back is identity, the proof holds", arguments: 1...6 as ClosedRange<UInt64>)
  func random(seed: UInt64) throws {
    var random = RandomStream(seed: seed)
    let bank = try BankCounty()
    var earned: [String: Int64] = ["H-1": 10_000, "H-2": 2_000, "H-3": 500, "coop": 7_000]
    try bank.county.command(TestCounty.receive(10_000))
    for _ in 1...3 { try bank.county.command(TestCounty.place([("chestnut-1kg", 1)])) }
    var met: Set<String> = []
    var done: [Int64: Int] = [:]
    for step in 1...160 {
      let note: Comment = "seed \(seed), step \(step)"
      let view = try View(try bank.county.store())
      let action = random.int(in: 0...17)
      do {
        switch action {
        case 0:
          let payee = Self.payees[Int(random.int(in: 0...3))]
          let fen = random.int(in: 1...20) * 100
          try bank.payouts.credit(payee, fen)
          earned[payee]! += fen
        case 1:
          let run = try bank.payouts.prepare()
          try bank.send(run.id.number)
        case 2, 3, 4: try enter(bank, view, &random)
        case 5: try outcomes(bank, view, &random)
        case 6: try bank.unmatch(BankLine.ID(number: random.int(in: 1...max(1, Int64(view.lines.count)))))
        case 7: try bank.payouts.move(random.int(in: 1...Int64(view.runs.count)), to: .closed)
        case 8: try matchAndBack(bank, view, &random, note)
        case 9:
          let payout = view.payouts[Int(random.int(in: 0...Int64(view.payouts.count - 1)))]
          try bank.payouts.change(payout.id.description, .correct(isPaid: payout.outcome == .failed, reason: "电话核对"))
        case 10: try moveOrder(bank, &random)
        default: try match(bank, view, &random)
        }
        done[action, default: 0] += 1
      } catch let fault as any Fault {
        met.insert(fault.code)
      }
      try check(bank, earned, note)
    }
    #expect(met.count > 3 && done.count > 8, "seed \(seed) met \(met.sorted()), did \(done)")
    #expect(try Proof(path: bank.county.path, expected: nil, vaultKey: nil).run { _ in }.findings.isEmpty)
  }

  private func check(_ bank: BankCounty, _ earned: [String: Int64], _ note: Comment) throws {
    let view = try View(try bank.county.store())
    #expect(try bank.net("bank") == view.sum(view.lines.map(\.body.amount.fen)), note)
    let unexplained = view.sum(view.lines.filter { $0.match == nil }.map(\.body.amount.fen))
    #expect(try bank.net("suspense") == view.sum(earned.values) - unexplained, note)
    #expect(try bank.payouts.inTransit() == view.open - view.bankOwes, note)
    for payee in Self.payees {
      let standing = view.payouts.filter { $0.payee.description == payee && ($0.state == .open || $0.state == .paid) }
      let again = view.sum(view.payouts.filter { $0.payee.description == payee }.map { $0.amount.fen * $0.paidAgain })
      #expect(try bank.payouts.owed(payee) + view.sum(standing.map(\.amount.fen)) + again == earned[payee], note)
    }
    var (toPayouts, fees, again) = (Int64(0), Int64(0), Int64(0))
    for part in view.parts {
      switch part.target {
      case .paid, .returned, .run: toPayouts += part.amount.fen
      case .bankFee: fees += part.amount.fen
      case .again: again += part.amount.fen
      case .order, .account: break
      }
    }
    #expect(-toPayouts == view.paidByBank + view.bankOwes, note)
    #expect(-again == view.sum(view.payouts.map { $0.amount.fen * $0.paidAgain }), note)
    #expect(try bank.net("bank-fee") == -fees, note)
    for line in view.lines {
      guard let match = line.match else { continue }
      #expect(match.parts.reduce(0) { $0 + $1.amount.fen } == line.body.amount.fen, note)
    }
    let aboutOrders = SQLAuditor(bank.county.path).findings().filter { $0.hasPrefix("order-") }
    #expect(aboutOrders == [], note)
    for number in 1...3 as ClosedRange<Int64> {
      let order = try #require(try bank.county.order(number))
      let allocated = view.parts.filter { $0.target == .order(order.id) }.reduce(0) { $0 + $1.amount.fen }
      #expect(try order.total(.payment).fen == allocated && allocated <= 2_000, note)
    }
  }

  private func enter(_ bank: BankCounty, _ view: View, _ random: inout RandomStream) throws {
    let payout = view.payouts[Int(random.int(in: 0...Int64(view.payouts.count - 1)))]
    let run = view.runs[Int(random.int(in: 0...Int64(view.runs.count - 1)))]
    let all = view.payouts.filter { $0.id.run == run.id && $0.way == .bank }
    switch random.int(in: 0...7) {
    case 0, 1: try bank.enter(-payout.amount.fen)
    case 2: try bank.enter(payout.amount.fen, code: "AC04")
    case 3: try bank.enter(-view.sum(all.map(\.amount.fen)))
    case 4: try bank.enter(-view.sum(all.filter { $0.outcome == .paid }.map(\.amount.fen)))
    case 5: try bank.enter(run.bankOwes.fen)
    case 6: try bank.enter(random.int(in: 1...20) * 100)
    default: try bank.enter(-random.int(in: 1...50))
    }
  }

  /// Goods are delivered, or come back.
  private func moveOrder(_ bank: BankCounty, _ random: inout RandomStream) throws {
    let number = random.int(in: 1...3)
    let order = try #require(try bank.county.order(number))
    if order.fulfilment == .delivered {
      try bank.county.command(TestCounty.change(number, .takeBack(PartReference(line: 1), packs: 1, toStock: true, reason: "坏")))
    } else {
      for step in [OrderStep.pack([]), .dispatch, .deliver] { try bank.county.command(TestCounty.change(number, step)) }
    }
  }

  private func outcomes(_ bank: BankCounty, _ view: View, _ random: inout RandomStream) throws {
    let run = view.runs[Int(random.int(in: 0...Int64(view.runs.count - 1)))]
    var told: [(String, Bool)] = []
    for payout in view.payouts where payout.id.run == run.id && payout.way == .bank {
      told.append((payout.id.description, payout.outcome == .unknown ? random.int(in: 0...3) > 0 : payout.outcome == .paid))
    }
    try bank.outcomes(told)
  }

  private func match(_ bank: BankCounty, _ view: View, _ random: inout RandomStream) throws {
    guard !view.lines.isEmpty else { return }
    let open = view.lines.filter { $0.match == nil }
    let among = open.isEmpty || random.int(in: 0...9) == 0 ? view.lines : open
    let line = among[Int(random.int(in: 0...Int64(among.count - 1)))]
    try bank.match(line.id, target(line, view, &random))
  }

  /// What fits, mostly.
  private func target(_ line: BankLine, _ view: View, _ random: inout RandomStream) -> [(MatchPart.Target, Int64)] {
    let fen = line.body.amount.fen
    let fitting = view.payouts.filter { $0.way == .bank && abs(fen) == $0.amount.fen && $0.state == (fen < 0 ? .open : .paid) }
    if let payout = fitting.first, random.int(in: 0...9) > 0 { return [(fen < 0 ? .paid(payout.id) : .returned(payout.id), fen)] }
    let run = view.runs[Int(random.int(in: 0...Int64(view.runs.count - 1)))]
    let payout = view.payouts[Int(random.int(in: 0...Int64(view.payouts.count - 1)))]
    let over = view.payouts.first { abs(fen) == $0.amount.fen && (fen < 0 ? $0.isOver : $0.paidAgain > 0) }
    if let over, random.int(in: 0...2) > 0 { return [(.again(over.id), fen)] }
    switch random.int(in: 0...6) {
    case 0, 1: return [(.run(run.id), fen)]
    case 2: return [(.paid(payout.id), fen)]
    case 6: return [(.again(payout.id), fen)]
    case 3 where fen > 0: return [(.order(Order.ID(number: random.int(in: 1...3))), fen)]
    case 4: return [(.paid(payout.id), -payout.amount.fen), (.bankFee, fen + payout.amount.fen)]
    default: return abs(fen) <= 50 ? [(.bankFee, fen)] : [(.run(run.id), fen)]
    }
  }

  private func matchAndBack(_ bank: BankCounty, _ view: View, _ random: inout RandomStream, _ note: Comment) throws {
    guard let line = view.lines.first(where: { $0.match == nil }) else { return }
    func state() throws -> [String] {
      let view = try View(try bank.county.store())
      let store = try bank.county.store()
      let accounts = try store.accounts((0..<store.numbers().account).map { Account.ID(number: $0 + 1) })
      let orders = try (1...3 as ClosedRange<Int64>).map { number in
        let order = try #require(try bank.county.order(number))
        return "\(try order.paymentState()) \(try order.total(.payment)) \(order.reservedUntil?.description ?? "-")"
      }
      // That people decide on the line from now on is the one thing that stays.
      let lines = view.lines.map { line in
        var line = line
        line.isForPeople = false
        return "\(line)"
      }
      return view.runs.map { "\($0)" } + view.payouts.map { "\($0)" } + lines + orders
        + accounts.filter { $0.balances.net != .zero }.map { "\($0.key) \($0.balances.net)" }
    }
    let before = try state()
    try bank.match(line.id, target(line, view, &random))
    try bank.unmatch(line.id)
    #expect(try state() == before, note)
  }
}
