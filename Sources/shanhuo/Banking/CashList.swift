import Catalogue
import Engine
import Ledger
import Measures
import Messages
import Ordering
import Payouts
import Storage

/// The list (签领表) that payees sign for cash, by village.
struct CashList {
  let run: PayoutRun
  let payouts: [Payout]
  let session: Session

  init(_ run: PayoutRun, _ payouts: [Payout], _ session: Session) {
    self.run = run
    self.payouts = payouts.filter { $0.way == .cash && $0.state != .dropped }
    self.session = session
  }

  func report() throws -> Report {
    let catalogue = try session.catalogue()
    var rows: [(village: String, cells: [Report.Cell])] = []
    var sum = Money.zero
    for payout in payouts {
      sum = try sum + payout.amount
      let village = try village(payout.payee, catalogue)
      rows.append(
        (
          village,
          [
            .text(payout.id.description), .text(village), .text(try session.holderName(payout.payee.description)), .money(payout.amount),
            .text(mark(payout)), .text(try day(payout)),
          ]
        ))
    }
    // Stable: by number within a village.
    let sorted = rows.enumerated().sorted { ($0.element.village, $0.offset) < ($1.element.village, $1.offset) }
    return Report(
      title: say("现金签领表", "List to sign for cash"),
      subtitles: [
        catalogue.county.name(.ofProcess) + "  \(run.id)" + say("  截至 ", "  through ") + "\(run.through)" + say("  单位:元", "  in yuan")
      ],
      tables: [
        Report.Table(
          columns: [
            (say("兑付", "payout"), false), (say("村", "village"), false), (say("姓名", "name"), false), (say("金额", "amount"), true),
            (say("签名", "signature"), false), (say("日期", "date"), false),
          ], rows: sorted.map(\.element.cells), total: [.text(say("合计", "total")), .nothing, .nothing, .money(sum), .nothing, .nothing])
      ],
      notes: [say("代领须出示双方身份证,并注明关系。", "Whoever signs for somebody else shows both identity cards and notes the relation.")],
      signatures: [say("编制", "Made by"), say("审核", "Approved by"), say("发放", "Paid out by")], head: try session.register.head().description)
  }

  /// In the place of the signature: what became of it, where something did, so that a list that is printed again pays nobody twice.
  private func mark(_ payout: Payout) -> String {
    guard payout.state != .open else { return "" }
    return payout.state.label(.ofProcess) + (payout.reissuedAs.map { " \($0)" } ?? "")
  }

  private func day(_ payout: Payout) throws -> String {
    guard payout.state != .open else { return "" }
    return try session.register.transfers(of: payout.id).last?.on.description ?? ""
  }

  private func village(_ payee: Producer, _ catalogue: CountyCatalogue) throws -> String {
    switch payee {
    case .household(let id):
      guard let household = try session.register.household(id) else { return "" }
      return catalogue.place(household.village)?.name(.ofProcess) ?? household.village
    case .party(let id): return catalogue.party(id).flatMap { catalogue.place($0.place) }?.name(.ofProcess) ?? ""
    }
  }
}
