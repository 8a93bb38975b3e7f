import Catalogue
import Engine
import Ledger
import Measures
import Messages
import Ordering
import Payouts
import Sealing
import Storage

/// What matching looks at, read from the database: payouts that the bank has or paid, runs, what buyers owe; and the lines that are open.
struct MatchingDesk {
  private(set) var matcher: Matcher
  private let session: Session

  /// Runs that were sent longer ago are not looked at, but for those that somebody asks for: nothing of them comes any more, or a person sees
  /// to it.
  private static let daysMax: Int64 = 400

  /// How buyers say that they pay for goods.
  private static let receiptPurposes = [
    "货款", "购货", "购货款", "采购", "采购款", "订单", "订单款", "付款", "goods", "order", "payment", "invoice",
  ]

  /// - Parameters:
  ///   - feeMax: how much more than its payout a line may take for the bank's fee.
  ///   - runs: which are looked at however old they are.
  init(_ session: Session, feeMax: Money = .zero, besides runs: Set<PayoutRun.ID> = []) throws {
    self.session = session
    let catalogue = try session.catalogue()
    let kinds = try session.register.openBankLineKinds()
    var loading = Loading(session, kinds)
    try loading.readRuns(sentSince: session.now.day.advanced(by: -MatchingDesk.daysMax), besides: runs)
    let receivables = kinds.hasCredits ? try loading.receivables() : []
    matcher = Matcher(
      payouts: loading.payouts, runs: loading.runs, receivables: receivables,
      rules: MatchingRules(
        county: catalogue.county.code, purposes: [PayoutFile.remark], receiptPurposes: MatchingDesk.receiptPurposes,
        goods: Set(catalogue.products.flatMap { [$0.name.zh, $0.name.en] }), feeMax: feeMax))
  }

  /// What is sure among all open lines, but for those that a person took a match back from: those are for people.
  mutating func automatic() throws -> MatchedLines {
    var reading = matcher.reading()
    try session.register.eachOpenBankLine { reading.add(OpenLine($0), isForPeople: $0.isForPeople) }
    return try matcher.match(reading) { OpenLine(try session.requireBankLine($0)) }
  }

  func suggestions(for line: BankLine) -> [Proposal] { matcher.suggestions(for: OpenLine(line)) }

  /// The payouts that a debit seems to pay once more: it bears the whole reference of some that were paid or came back, and has their amount
  /// or more; or a damaged one, and exactly the amount. What has less is no payment of them: a fee for an inquiry, say.
  func secondPayments(_ line: BankLine) throws -> [Payout] {
    guard line.body.amount < .zero else { return [] }
    // Older ones than matching looks at can be named too.
    let older = payouts(namedBy: line).filter { matcher.isUnknown($0) }
    let magnitude = try Money.zero - line.body.amount
    return try (matcher.payoutsPaidBefore(by: OpenLine(line)) + older).compactMap { try session.register.payout($0) }
      .filter { $0.isOver && $0.amount <= magnitude }
  }

  /// The payouts of which a debit may be the one payment, though the bank called them failed or they came back; and whether that is sure: it
  /// bears their reference and has the amount or more. Else the payee and the amount are theirs alone. The surer come first.
  func paidAfterAll(_ line: BankLine) throws -> [(payout: Payout, isNamed: Bool)] {
    let likely = matcher.payoutsPaidAfterAll(by: OpenLine(line))
    let named = matcher.payoutsPaidBefore(by: OpenLine(line)).filter(likely.contains)
    // Of a reference with less than the amount nothing but the reference tells.
    let bare = payouts(namedBy: line)
    let others = likely.filter { !bare.contains($0) && !named.contains($0) }
    return try (named.map { ($0, true) } + others.map { ($0, false) }).compactMap { id, isNamed in
      try session.register.payout(id).map { ($0, isNamed) }
    }
  }

  func mayShowPayee(of id: Payout.ID, _ line: BankLine) -> Bool { matcher.mayShowPayee(of: id, by: OpenLine(line)) }

  func payouts(namedBy line: BankLine) -> [Payout.ID] {
    matcher.subjects(namedBy: OpenLine(line)).compactMap { if case .payout(let id) = $0 { id } else { nil } }
  }

  /// Beside those whose payouts it names.
  func runs(namedBy line: BankLine) -> [PayoutRun.ID] {
    matcher.subjects(namedBy: OpenLine(line)).compactMap { if case .run(let id) = $0 { id } else { nil } }
  }

  /// Those that there are: not every O and digits in a text is an order of ours.
  func orders(namedBy line: BankLine) throws -> [Order.ID] {
    try matcher.subjects(namedBy: OpenLine(line)).compactMap {
      guard case .order(let id) = $0, try session.register.order(id) != nil else { return nil }
      return id
    }
  }

  /// Why there is no candidate: what the line names is not there, or nothing of it is open.
  func notes(on line: BankLine) throws -> [String] {
    try matcher.subjects(namedBy: OpenLine(line)).compactMap { subject in
      switch subject {
      case .payout(let id):
        guard let payout = try session.register.payout(id) else { return say("没有 \(id)", "there is no \(id)") }
        return "\(id): \(payout.state.label(.ofProcess))"
      case .run(let id):
        guard let run = try session.register.payoutRun(id) else { return say("没有 \(id)", "there is no \(id)") }
        return "\(id): \(run.state.label(.ofProcess))"
      case .order(let id):
        guard let order = try session.register.order(id) else { return say("没有 \(id)", "there is no \(id)") }
        if order.state == .cancelled { return "\(id): \(order.state.label(.ofProcess))" }
        // All of it came back, or was short.
        if try order.amount() == .zero { return say("\(id): 无应付", "\(id): nothing is due") }
        return "\(id): \(try order.paymentState().label(.ofProcess))"
      }
    }
  }

  /// A person matched a line.
  mutating func take(_ parts: [MatchPart], by line: BankLine) { matcher.take(parts, by: line.id, on: line.body.bookedOn) }

  /// Nil where no line can be about it.
  fileprivate static func state(of payout: Payout) -> OpenPayout.State? {
    switch payout.state {
    case .open: .inTransit
    case .paid: .paid
    case .returned, .reissued: payout.outcome == .failed ? .failed : .returned
    case .dropped: nil
    }
  }
}

extension OpenLine {
  init(_ line: BankLine) {
    let body = line.body
    self.init(
      id: line.id, bookedOn: body.bookedOn, amount: body.amount,
      texts: [body.reference, body.batchReference, body.text, body.bankReference].filter { !$0.isEmpty }, reference: body.reference,
      batchReference: body.batchReference, purpose: body.text, name: body.name,
      accountDigest: body.accountDigest, accountTail: body.accountTail, returnCode: body.returnCode, isReturn: body.isReturn)
  }
}

private struct Loading {
  private let session: Session
  /// Numbers are opened only where a line shows the end of one alone.
  private let needsTails: Bool
  private let accounts: PayoutAccounts
  private let key: VaultKey?
  private(set) var payouts = PayoutColumns()
  private(set) var runs: [OpenRun] = []

  init(_ session: Session, _ kinds: Register.OpenBankLineKinds) {
    self.session = session
    needsTails = kinds.haveTails
    key = kinds.haveDigests || needsTails ? try? session.vaultKey() : nil
    accounts = PayoutAccounts(session, key: key)
  }

  mutating func readRuns(sentSince day: Day, besides others: Set<PayoutRun.ID>) throws {
    let sent = try session.register.payoutRuns(state: nil, limit: .max).filter { run in
      run.sentAt.map { $0.day >= day || others.contains(run.id) } ?? false
    }
    for run in sent.reversed() { try read(run) }
  }

  private mutating func read(_ run: PayoutRun) throws {
    guard let sentOn = run.sentAt?.day else { return }
    var open = OpenRun(id: run.id, sentOn: sentOn, inTransit: .zero, inTransitCount: 0, owedBack: run.bankOwes)
    try session.register.eachPayout(of: run.id) { payout, payment in
      guard payout.way == .bank, let state = MatchingDesk.state(of: payout) else { return }
      switch state {
      case .inTransit:
        open.inTransit = try open.inTransit + payout.amount
        open.inTransitCount += 1
      // What was debited with the whole run is paid too, but then nothing of it is in transit any more.
      case .paid, .returned: open.isMatchedSingly = true
      case .failed: break
      }
      if payout.outcome != .unknown, [.inTransit, .failed].contains(state) {
        open.outcomes.append(PayoutOutcome(payout: payout.id, isPaid: payout.outcome == .paid, code: payout.note))
      }
      let (digest, tail) = try accounts.number(of: payout, needsTail: needsTails)
      payouts.append(
        OpenPayout(
          id: payout.id, state: state, amount: payout.amount, names: try names(of: payout), accountDigest: digest, accountTail: tail,
          sentOn: sentOn, paidOn: payment?.on, paidBy: payment?.line, isPaidAgain: payout.paidAgain > 0))
    }
    if run.state == .sent { runs.append(open) }
  }

  /// The account holder's name, and the payee's own.
  private func names(of payout: Payout) throws -> [String] {
    let holder = payout.account?.name ?? ""
    let own: [String] =
      switch payout.payee {
      // Where the account is in another name, the plan knew why; the statement shows the holder.
      case .household: []
      case .party(let id): try session.catalogue().party(id).map { [$0.name.zh, $0.name.en] } ?? []
      }
    return ([holder] + own.filter { $0 != holder }).filter { !$0.isEmpty }
  }

  func receivables() throws -> [OpenReceivable] {
    let catalogue = try session.catalogue()
    let numbers = AccountReveal(session)
    var digests: [Party.ID: [[UInt8]]] = [:]
    for payee in try session.register.payees() {
      guard let key, case .party(let id) = payee.payee, let token = payee.account, let number = try? numbers.number(token) else {
        continue
      }
      digests[id] = [AccountDigest.of(number.value, key)]
    }
    return try session.register.unpaidOrders().map { order in
      OpenReceivable(
        order: order.order, buyer: order.buyer, names: catalogue.party(order.buyer).map { [$0.name.zh, $0.name.en] } ?? [],
        accountDigests: digests[order.buyer] ?? [], due: order.due, orderedOn: order.orderedOn, dueOn: order.deliverOn)
    }
  }
}
