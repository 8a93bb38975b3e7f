import Catalogue
import Measures
import Ordering

/// What buyers have to pay, oldest due first, with indexes by order, amount and buyer.
final class KnownReceivables: Sendable {
  /// By the day on which they fall due, then by order.
  let all: [OpenReceivable]
  let names: [[FoldedName]]
  private let accounts: [[KnownAccount]]
  private let byOrder: [Order.ID: Int]
  private let byParty: KeyIndex
  private let byAmount: KeyIndex
  private let byAmountAndParty: KeyIndex
  /// Of each buyer's open orders, and of all.
  private let numbers: [Party.ID: OrderNumbers]
  private let allNumbers: OrderNumbers

  static let poolMax = 64

  init(_ receivables: [OpenReceivable]) {
    let all = receivables.sorted { ($0.dueOn, $0.order) < ($1.dueOn, $1.order) }
    let names = all.map { $0.names.map(FoldedName.init).filter { !$0.text.isEmpty } }
    accounts = all.map { $0.accountDigests.map { KnownAccount(digest: $0, tail: "") } }
    let parties = all.indices.map { KnownReceivables.keys(all[$0], names[$0]) }
    byOrder = Dictionary(all.enumerated().map { ($1.order, $0) }) { first, _ in first }
    byAmount = KeyIndex(all.indices.map { (Key.amount(all[$0].due.fen), Int32($0)) })
    byParty = KeyIndex(all.indices.flatMap { index in parties[index].map { ($0, Int32(index)) } })
    byAmountAndParty = KeyIndex(
      all.indices.flatMap { index in parties[index].map { (Key.amount(all[index].due.fen, $0), Int32(index)) } })
    numbers = Dictionary(grouping: all, by: \.buyer).mapValues { OrderNumbers($0) }
    allNumbers = OrderNumbers(all)
    self.all = all
    self.names = names
  }

  private static func keys(_ receivable: OpenReceivable, _ names: [FoldedName]) -> [UInt64] {
    Array(Set(names.map(Key.name) + receivable.accountDigests.map(Key.account))).sorted()
  }

  func index(of order: Order.ID) -> Int? { byOrder[order] }

  func agreement(_ line: ReadLine, _ index: Int) -> Agreement { line.agreement(with: accounts[index], names[index]) }

  /// Those of the line's amount whose buyer is surely its other side; nil where they are too many.
  func pool(for line: ReadLine) -> [Int]? {
    let slices = line.partyKeys.map { byAmountAndParty[Key.amount(line.magnitude, $0)] }
    guard slices.allSatisfy({ $0.count <= KnownReceivables.poolMax }) else { return nil }
    return sure(slices.flatMap { $0 }, line).filter { all[$0].due.fen == line.magnitude }
  }

  /// Those of the line's other side, oldest first.
  func ofParty(_ line: ReadLine, limit: Int) -> [Int] { sure(line.partyKeys.flatMap { byParty[$0].prefix(limit) }, line) }

  func ofAmount(_ fen: Int64, limit: Int) -> [Int] {
    byAmount[Key.amount(fen)].prefix(limit).map { Int($0) }.filter { all[$0].due.fen == fen }
  }

  private func sure(_ items: [Int32], _ line: ReadLine) -> [Int] {
    Set(items).map { Int($0) }.filter { agreement(line, $0).isSure }.sorted()
  }

  /// Whether there is another open order, of this buyer or of any, of which this one's number is the beginning, so that a cut would hide
  /// it.
  func hasLongerNumber(_ index: Int, ofAnyBuyer: Bool) -> Bool {
    (ofAnyBuyer ? allNumbers : numbers[all[index].buyer])?.hasLonger(than: all[index].order.number) ?? false
  }

  /// Whether a whole payment without check digits can be another's of the same amount: of this buyer's orders one whose number was cut off;
  /// or, where nobody says who pays, one of any buyer's, by a cut or a slip of the pen.
  func hasRival(_ index: Int, ofAnyBuyer: Bool) -> Bool {
    let (number, fen) = (all[index].order.number, all[index].due.fen)
    if (ofAnyBuyer ? allNumbers : numbers[all[index].buyer])?.hasLonger(than: number, of: fen) ?? false { return true }
    guard ofAnyBuyer else { return false }
    return ReferenceFragment.slips(of: number, width: 0).contains { slip in
      self.index(of: Order.ID(number: slip)).map { all[$0].due.fen == fen } ?? false
    }
  }
}
