import Catalogue
import Engine
import Ledger
import Measures
import Messages
import Ordering
import Payouts
import Sealing
import Storage
import Tabular

/// A run with its payouts, on the terminal or as JSON.
struct PayoutRunPage {
  let run: PayoutRun
  let session: Session

  init(_ run: PayoutRun, _ session: Session) {
    self.run = run
    self.session = session
  }

  func present(only wanted: Payout.Progress?) throws {
    let all = try session.register.payouts(of: run.id)
    let standing = Int64(all.count { $0.state != .dropped })
    let accounts = AccountReveal(session)
    let views = try all.filter { wanted == nil || $0.progress(in: run.state) == wanted }.map { payout in
      try PayoutView(payout, in: run.state, session, accounts)
    }
    if session.options.json {
      var view = PayoutRunView(run, standing: standing)
      view.leftOut = run.leftOut.map(LeftOutView.init)
      view.lines = views
      return Terminal.printJSON(view)
    }
    printHead(standing: standing)
    Terminal.table(
      [
        .init(say("兑付", "payout")), .init(say("收款人", "payee")), .init(say("姓名", "name"), flexible: true), .init(say("方式", "by")),
        .init(say("账号", "account")), .init(say("金额", "amount"), right: true), .init(say("状态", "state")),
        .init(say("备注", "note"), flexible: true),
      ],
      views.map {
        [
          $0.payout, $0.payee, $0.name, $0.wayLabel, $0.account ?? "-", Money(fen: $0.amountFen).description, $0.stateLabel, note($0),
        ]
      })
    PayoutRunPage.print(leftOut: run.leftOut)
  }

  private func note(_ view: PayoutView) -> String {
    var notes = view.notes
    if let new = view.reissuedAs { notes.append("→ " + new) }
    if let old = view.reissues { notes.append(say("重发 ", "again for ") + old.joined(separator: " ")) }
    if let name = view.otherName { notes.append(say("户名 ", "in the name of ") + name) }
    return notes.joined(separator: " ")
  }

  func printHead(standing: Int64) {
    Terminal.print(
      "\(run.id)  \(run.state.label(.ofProcess))  " + say("截至 ", "through ") + "\(run.through)  \(standing) "
        + say("笔", standing == 1 ? "payout" : "payouts") + "  "
        + run.amount.description)
    Terminal.print(
      say("编制 ", "made by ") + "\(run.maker) \(run.preparedAt.minute)" + say("  批准 ", "  approved by ")
        + (run.approvedBy.isEmpty ? "-" : run.approvedBy) + say("  送出 ", "  sent ")
        + (run.sentAt.map { "\($0.minute) \(run.format)" } ?? "-"))
    Terminal.print(say("校验值 ", "hash ") + run.hash.hex)
  }

  static func print(leftOut: [LeftOut]) {
    guard !leftOut.isEmpty else { return }
    Terminal.print(say("没有列入:", "Left out:"))
    Terminal.table(
      [
        .init(say("收款人", "payee")), .init(say("余额", "balance"), right: true), .init(say("原因", "reason")),
        .init(say("说明", "detail"), flexible: true),
      ], leftOut.map { [$0.payee.description, $0.owed.description, $0.reason.label(.ofProcess), $0.detail] })
  }
}

/// One payout with every transfer that comes from it.
struct PayoutPage {
  let payout: Payout
  let session: Session

  init(_ payout: Payout, _ session: Session) {
    self.payout = payout
    self.session = session
  }

  private struct Output: Encodable {
    var payout: PayoutView
    var transfers: [TransferView]
  }

  func present() throws {
    let run = try session.requirePayoutRun(payout.id.run)
    let view = try PayoutView(payout, in: run.state, session, AccountReveal(session))
    let transfers = try TransferView.views(try session.register.transfers(of: payout.id), session.register)
    if session.options.json { return Terminal.printJSON(Output(payout: view, transfers: transfers)) }
    let account = view.account.map { "  \($0)" } ?? ""
    Terminal.print(
      "\(view.payout)  \(view.payee) \(view.name)  \(view.wayLabel)\(account)  \(payout.amount)  \(view.stateLabel)  \(view.notes.joined(separator: " "))"
    )
    if let old = view.reissues { Terminal.print(say("重发 ", "paid again for ") + old.joined(separator: " ")) }
    if let new = view.reissuedAs { Terminal.print(say("重发为 ", "paid again as ") + new) }
    Terminal.table(TransferView.columns, transfers.map(\.row))
  }
}
