import Catalogue
import Engine
import Ledger
import Measures
import Payouts
import Storage

/// The runs of which the bank said that it took them, or a payment of them, and not yet how that ended. A later word that it rejected the
/// whole of such a run is for people, as the one or the other is of another copy.
struct AcceptedMarks {
  private let session: Session
  private let own: OwnAccount
  private let known: Set<String>
  private var new: Set<PayoutRun.ID> = []

  init(_ session: Session, _ own: OwnAccount) throws {
    self.session = session
    self.own = own
    known = Set(try session.register.bankStatements().map(\.body.format).filter { $0.hasPrefix(AcceptedMark.prefix) })
  }

  func contains(_ run: PayoutRun.ID) -> Bool { new.contains(run) || known.contains(AcceptedMark.format(of: run)) }

  mutating func insert(_ run: PayoutRun.ID) {
    if !contains(run) { new.insert(run) }
  }

  func record() throws {
    for run in new.sorted() {
      _ = try session.submit(.recordStatement(RecordStatement(AcceptedMark.body(own.account, run, on: session.now.day))))
    }
  }
}

/// Kept as a statement without lines, as ``ReadingMark`` is.
enum AcceptedMark {
  static let prefix = "accepted:"

  static func format(of run: PayoutRun.ID) -> String { prefix + run.description }

  static func body(_ account: ChartAccount.ID, _ run: PayoutRun.ID, on day: Day) -> StatementBody {
    StatementBody(
      account: account, format: format(of: run), digest: [UInt8](repeating: 0, count: 32), number: "", from: day, through: day,
      opening: nil, closing: nil, lines: 0)
  }
}
