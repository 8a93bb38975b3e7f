import Ledger
import Measures

/// The payouts that lines may be about, by when they were sent, with indexes by number, amount and payee.
///
/// A class, as the other known things are: they never change, and every step holds them.
final class KnownPayouts: Sendable {
  /// By day of sending, then by number; the other columns are in the same order.
  let ids: [Payout.ID]
  /// In fen.
  let amounts: [Int64]
  let sentOn: [Day]
  private let accounts: [KnownAccount]
  private let nameSets: [Int32]
  private let pool: [[FoldedName]]
  /// Their places by number, ascending.
  private let byNumber: [Int32]
  /// Where each run stands in `byNumber`.
  private let runs: [PayoutRun.ID: Range<Int>]
  private let byAmount: KeyIndex
  private let byParty: KeyIndex
  private let byAmountAndParty: KeyIndex

  /// Those that are no more than a bank's fee can be, the smallest first.
  let small: [Int32]

  /// Beyond so many of one amount and party nothing is unique any more.
  static let poolMax = 64

  /// - Parameter columns: sorted.
  init(_ columns: PayoutColumns) {
    let (ids, amounts, accounts, nameSets) = (columns.ids, columns.amounts, columns.accounts, columns.names)
    let byNumber = ids.indices.sorted { ids[$0] < ids[$1] }.map { Int32($0) }
    runs = KnownPayouts.ranges(byNumber, ids)
    let nameKeys = columns.pool.map { names in Set(names.map(Key.name)).sorted() }
    byAmount = KeyIndex { take in for index in ids.indices { take(Key.amount(amounts[index]), Int32(index)) } }
    /// Of each of the payout's names and of its account.
    func eachKey(_ take: (Int, UInt64) -> Void) {
      for index in ids.indices {
        for key in nameKeys[Int(nameSets[index])] { take(index, key) }
        take(index, accounts[index].keys.first ?? Key.noAccount)
      }
    }
    byParty = KeyIndex { take in eachKey { take($1, Int32($0)) } }
    byAmountAndParty = KeyIndex { take in eachKey { take(Key.amount(amounts[$0], $1), Int32($0)) } }
    small = ids.indices.filter { amounts[$0] <= KeptFee.most.fen }.sorted { amounts[$0] < amounts[$1] }.map { Int32($0) }
    (self.ids, self.amounts, self.accounts, self.nameSets, self.byNumber) = (ids, amounts, accounts, nameSets, byNumber)
    (sentOn, pool) = (columns.sentOn, columns.pool)
  }

  private static func ranges(_ byNumber: [Int32], _ ids: [Payout.ID]) -> [PayoutRun.ID: Range<Int>] {
    var ranges: [PayoutRun.ID: Range<Int>] = [:]
    var start = 0
    for index in byNumber.indices {
      let run = ids[Int(byNumber[index])].run
      if index + 1 == byNumber.count || ids[Int(byNumber[index + 1])].run != run {
        ranges[run] = start..<index + 1
        start = index + 1
      }
    }
    return ranges
  }

  func names(_ index: Int) -> [FoldedName] { pool[Int(nameSets[index])] }

  func index(of id: Payout.ID) -> Int? {
    guard let range = runs[id.run] else { return nil }
    // Where a run is whole, the number says where it is.
    let guess = range.lowerBound + Int(id.number - 1)
    if range.contains(guess), ids[Int(byNumber[guess])] == id { return Int(byNumber[guess]) }
    let position = lowerBound(range.lowerBound, range.upperBound) { ids[Int(byNumber[$0])] < id }
    return range.contains(position) && ids[Int(byNumber[position])] == id ? Int(byNumber[position]) : nil
  }

  /// All of a run, by number.
  func of(_ run: PayoutRun.ID) -> [Int] { runs[run].map { byNumber[$0].map { Int($0) } } ?? [] }

  var runIDs: [PayoutRun.ID] { runs.keys.sorted() }

  func agreement(_ line: ReadLine, _ index: Int) -> Agreement { line.agreement(with: accounts[index], names(index)) }

  /// The line's other side may be a payee of the run, or is one of another for sure: whether his payout is in transit, failed or came back.
  func showsPayee(_ line: ReadLine, of run: PayoutRun.ID) -> Bool {
    !line.isOfNobody && (of(run).contains { agreement(line, $0).isLikely } || !ofParty(line, limit: 1).isEmpty)
  }
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

  func isCandidate(_ line: ReadLine, _ index: Int) -> Bool {
    amounts[index] == line.magnitude && !agreement(line, index).contradicts
  }

  /// So many of a key are looked at: the last four digits alone are those of many.
  private static let partyMax = 4096

  /// Those to the line's other side, of any amount: the latest that were sent by its day, at most `limit` of each key.
  func ofParty(_ line: ReadLine, limit: Int, isIt: (Agreement) -> Bool = \.isSure) -> [Int] {
    let found = line.partyKeys.filter { $0 != Key.noAccount }.flatMap { key in
      latest(byParty[key], line.bookedOn, KnownPayouts.partyMax).filter { isIt(agreement(line, $0)) }.suffix(limit)
    }
    return Set(found).sorted()
  }

  /// Those of the line's amount: the latest that were sent by its day.
  func latestOfAmount(_ line: ReadLine, limit: Int) -> [Int] {
    latest(ofAmount(line.magnitude), line.bookedOn, limit).filter { amounts[$0] == line.magnitude }
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

  /// All of the line's amount where they are few, else those of its other side; nil where it does not say whose it is. Some few of another
  /// amount may be among them.
  func widePool(for line: ReadLine) -> [Int]? {
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
