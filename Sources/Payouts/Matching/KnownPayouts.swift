import Ledger
import Measures

/// The payouts that lines may be about, by when they were sent, with indexes by number, amount and payee.
///
/// A class, as the other known things are: they never change, and every step holds them.
final class KnownPayouts: Sendable {
  /// By day of sending, then by number.
  let all: [OpenPayout]
  let names: [[FoldedName]]
  /// What is looked at most, flat, in the same order.
  let ids: [Payout.ID]
  /// In fen.
  let amounts: [Int64]
  let sentOn: [Day]
  private let accounts: [KnownAccount]
  /// All numbers, ascending, and whose they are.
  private let numbers: [Payout.ID]
  private let byNumber: [Int32]
  /// Where each run stands in `numbers`.
  private let runs: [PayoutRun.ID: Range<Int>]
  private let byAmount: KeyIndex
  private let byParty: KeyIndex
  private let byAmountAndParty: KeyIndex

  /// Beyond so many of one amount and party nothing is unique any more.
  static let poolMax = 64

  init(_ payouts: [OpenPayout]) {
    let all = payouts.sorted { ($0.sentOn, $0.id) < ($1.sentOn, $1.id) }
    let names = all.map { $0.names.map(FoldedName.init).filter { !$0.text.isEmpty } }
    let ids = all.map(\.id)
    byNumber = ids.indices.sorted { ids[$0] < ids[$1] }.map { Int32($0) }
    numbers = byNumber.map { ids[Int($0)] }
    runs = KnownPayouts.ranges(numbers)
    amounts = all.map(\.amount.fen)
    sentOn = all.map(\.sentOn)
    accounts = all.map { KnownAccount(digest: $0.accountDigest, tail: $0.accountTail) }
    self.ids = ids
    let parties = all.indices.map { KnownPayouts.keys(all[$0], names[$0]) }
    byAmount = KeyIndex(all.indices.map { (Key.amount(all[$0].amount.fen), Int32($0)) })
    byParty = KeyIndex(all.indices.flatMap { index in parties[index].map { ($0, Int32(index)) } })
    byAmountAndParty = KeyIndex(
      all.indices.flatMap { index in parties[index].map { (Key.amount(all[index].amount.fen, $0), Int32(index)) } })
    self.all = all
    self.names = names
  }

  private static func ranges(_ numbers: [Payout.ID]) -> [PayoutRun.ID: Range<Int>] {
    var ranges: [PayoutRun.ID: Range<Int>] = [:]
    var start = 0
    for index in numbers.indices where index + 1 == numbers.count || numbers[index + 1].run != numbers[index].run {
      ranges[numbers[index].run] = start..<index + 1
      start = index + 1
    }
    return ranges
  }

  private static func keys(_ payout: OpenPayout, _ names: [FoldedName]) -> [UInt64] {
    var keys: [UInt64] = []
    for name in names {
      let key = Key.name(name)
      if !keys.contains(key) { keys.append(key) }
    }
    if payout.accountTail.utf8.count >= 4 { keys.append(Key.accountTail(payout.accountTail)) }
    if let digest = payout.accountDigest { keys.append(Key.account(digest)) }
    if payout.accountTail.isEmpty, payout.accountDigest == nil { keys.append(Key.noAccount) }
    return keys
  }

  func index(of id: Payout.ID) -> Int? {
    guard let range = runs[id.run] else { return nil }
    // Where a run is whole, the number says where it is.
    let guess = range.lowerBound + Int(id.number - 1)
    if range.contains(guess), numbers[guess] == id { return Int(byNumber[guess]) }
    let position = lowerBound(range.lowerBound, range.upperBound) { numbers[$0] < id }
    return range.contains(position) && numbers[position] == id ? Int(byNumber[position]) : nil
  }

  func agreement(_ line: ReadLine, _ index: Int) -> Agreement { line.agreement(with: accounts[index], names[index]) }
}

// MARK: - Candidates

extension KnownPayouts {
  /// All of an amount, oldest first; some few of another may be among them.
  func ofAmount(_ fen: Int64) -> ArraySlice<Int32> { byAmount[Key.amount(fen)] }

  /// Those of the line's amount whose payee may be its other side, by name or account, and that are in question, each once, oldest first;
  /// nil where they are too many.
  func pool(for line: ReadLine, isInQuestion: (Int) -> Bool = { _ in true }) -> [Int]? {
    var pool: [Int] = []
    for key in line.partyKeys {
      let items = byAmountAndParty[Key.amount(line.magnitude, key)]
      guard items.count <= KnownPayouts.poolMax else { return nil }
      for item in items where isInQuestion(Int(item)) && isCandidate(line, Int(item)) { pool.append(Int(item)) }
    }
    return line.partyKeys.count > 1 ? Set(pool).sorted() : pool
  }

  private func isCandidate(_ line: ReadLine, _ index: Int) -> Bool {
    amounts[index] == line.magnitude && !agreement(line, index).contradicts
  }

  /// Those to the line's other side, of any amount: the latest that were sent by its day, at most `limit` of each key.
  func ofParty(_ line: ReadLine, limit: Int) -> [Int] {
    let found = line.partyKeys.filter { $0 != Key.noAccount }.flatMap { latest(byParty[$0], line.line.bookedOn, limit) }
    return Set(found).filter { agreement(line, $0).isSure }.sorted()
  }

  /// Those of the line's amount: the latest that were sent by its day.
  func latestOfAmount(_ line: ReadLine, limit: Int) -> [Int] {
    latest(ofAmount(line.magnitude), line.line.bookedOn, limit).filter { amounts[$0] == line.magnitude }
  }

  private func latest(_ items: ArraySlice<Int32>, _ day: Day, _ limit: Int) -> [Int] {
    let end = lowerBound(items.startIndex, items.endIndex) { sentOn[Int(items[$0])] <= day }
    return items[max(items.startIndex, end - limit)..<end].map { Int($0) }
  }

  /// All of the line's amount that a fragment can have been and whose payee does not contradict; nil where they are too many to tell.
  func candidates(for line: ReadLine, _ fragment: ReferenceFragment, county: String) -> [Int]? {
    if let few = fragment.fewPayouts(county: county) { return few.compactMap(index(of:)).filter { isCandidate(line, $0) } }
    return widePool(for: line)?.filter { isCandidate(line, $0) && fragment.admits(ids[$0], county: county) }
  }

  private func widePool(for line: ReadLine) -> [Int]? {
    let items = ofAmount(line.magnitude)
    if items.count <= KnownPayouts.poolMax { return items.map { Int($0) } }
    // A masked name is in no index, and neither is what a line does not say.
    return line.name.text.isEmpty || line.name.isMasked ? nil : pool(for: line)
  }

  /// The payouts that would do as well, had the pen slipped once: same amount, a payee that does not contradict, and a number that differs
  /// in one digit or by two swapped.
  func rivalNeighbours(_ line: ReadLine, _ index: Int) -> [Int] {
    guard ofAmount(amounts[index]).count > 1 else { return [] }
    return ReferenceFragment.neighbours(of: ids[index]).compactMap(self.index(of:)).filter { isCandidate(line, $0) }
  }
}
