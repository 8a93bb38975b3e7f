import Measures

/// The payouts that lines may be about, by when they were sent, with indexes by number, amount and payee.
struct KnownPayouts: Sendable {
  /// By day of sending, then by number.
  let all: [OpenPayout]
  let names: [[FoldedName]]
  private let byNumber: [Int32]
  private let byAmount: KeyIndex
  private let byParty: KeyIndex
  private let byAmountAndParty: KeyIndex

  /// Beyond so many of one amount and party nothing is unique any more.
  static let poolMax = 64

  init(_ payouts: [OpenPayout]) {
    let all = payouts.sorted { ($0.sentOn, $0.id) < ($1.sentOn, $1.id) }
    let names = all.map { $0.names.map(FoldedName.init).filter { !$0.text.isEmpty } }
    byNumber = all.indices.sorted { all[$0].id < all[$1].id }.map { Int32($0) }
    let parties = all.indices.map { KnownPayouts.keys(all[$0], names[$0]) }
    byAmount = KeyIndex(all.indices.map { (Key.amount(all[$0].amount.fen), Int32($0)) })
    byParty = KeyIndex(all.indices.flatMap { index in parties[index].map { ($0, Int32(index)) } })
    byAmountAndParty = KeyIndex(
      all.indices.flatMap { index in parties[index].map { (Key.amount(all[index].amount.fen, $0), Int32(index)) } })
    self.all = all
    self.names = names
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
    let position = lowerBound(0, byNumber.count) { all[Int(byNumber[$0])].id < id }
    guard position < byNumber.count, all[Int(byNumber[position])].id == id else { return nil }
    return Int(byNumber[position])
  }

  /// The payouts of a run, by number.
  func payouts(of run: PayoutRun.ID) -> [Int] {
    let first = lowerBound(0, byNumber.count) { all[Int(byNumber[$0])].id.run < run }
    let end = lowerBound(first, byNumber.count) { all[Int(byNumber[$0])].id.run == run }
    return byNumber[first..<end].map { Int($0) }
  }

  func agreement(_ line: ReadLine, _ index: Int) -> Agreement { line.agreement(with: all[index], names[index]) }
}

// MARK: - Candidates

extension KnownPayouts {
  /// All of an amount, oldest first.
  func ofAmount(_ fen: Int64) -> ArraySlice<Int32> {
    byAmount[Key.amount(fen)].isEmpty ? [] : byAmount[Key.amount(fen)]
  }

  /// Those of the line's amount whose payee may be its other side, by name or account, each once, oldest first; nil where they are
  /// too many.
  func pool(for line: ReadLine) -> [Int]? {
    var pool: [Int] = []
    for key in line.partyKeys {
      let items = byAmountAndParty[Key.amount(line.magnitude, key)]
      guard items.count <= KnownPayouts.poolMax else { return nil }
      for item in items where !pool.contains(Int(item)) { pool.append(Int(item)) }
    }
    return pool.filter { all[$0].amount.fen == line.magnitude && !agreement(line, $0).contradicts }.sorted()
  }

  /// Those to the line's other side, of any amount: the latest that were sent by its day, at most `limit` of each key.
  func ofParty(_ line: ReadLine, limit: Int) -> [Int] {
    let found = line.partyKeys.filter { $0 != Key.noAccount }.flatMap { latest(byParty[$0], line.line.bookedOn, limit) }
    return Set(found).filter { agreement(line, $0).isSure }.sorted()
  }

  /// Those of the line's amount: the latest that were sent by its day.
  func latestOfAmount(_ line: ReadLine, limit: Int) -> [Int] {
    latest(ofAmount(line.magnitude), line.line.bookedOn, limit).filter { all[$0].amount.fen == line.magnitude }
  }

  private func latest(_ items: ArraySlice<Int32>, _ day: Day, _ limit: Int) -> [Int] {
    let end = lowerBound(items.startIndex, items.endIndex) { all[Int(items[$0])].sentOn <= day }
    return items[max(items.startIndex, end - limit)..<end].map { Int($0) }
  }

  /// All of the line's amount that a fragment can have been and whose payee does not contradict; nil where they are too many to tell.
  func candidates(for line: ReadLine, _ fragment: ReferenceFragment, county: String) -> [Int]? {
    let found = fragment.fewPayouts(county: county)?.compactMap(index(of:)) ?? widePool(for: line)
    return found?.filter {
      all[$0].amount.fen == line.magnitude && !agreement(line, $0).contradicts && fragment.admits(all[$0].id, county: county)
    }
  }

  private func widePool(for line: ReadLine) -> [Int]? {
    let items = ofAmount(line.magnitude)
    if items.count <= KnownPayouts.poolMax { return items.map { Int($0) } }
    // A masked name is in no index, and neither is what a line does not say.
    return line.name.text.isEmpty || line.name.isMasked ? nil : pool(for: line)
  }

  /// Whether another payout of the same amount has a number that differs by one slip of the pen.
  func hasNeighbourOfSameAmount(_ index: Int) -> Bool {
    let payout = all[index]
    guard ofAmount(payout.amount.fen).count > 1 else { return false }
    return ReferenceFragment.neighbours(of: payout.id).contains { id in
      self.index(of: id).map { all[$0].amount == payout.amount } ?? false
    }
  }
}
