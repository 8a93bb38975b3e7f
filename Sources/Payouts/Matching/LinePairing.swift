/// Lines of the books and lines of a file that have the same day, amount and bank's reference, paired one to one.
///
/// A masked name fits several lines, so whoever takes the first that fits may take what another one needs. Lines of the file therefore move over:
/// as many as can be are paired, in whatever order they come (augmenting paths; H. W. Kuhn 1955, M. Hall 1956). A line that was paired once
/// stays so.
public struct LinePairing: Sendable {
  private var known: [Known] = []
  /// Lines of the file so far, with their occurrence left out.
  private var asked: [BankLineBody] = []
  private var equals: [BankLineBody: Equals] = [:]
  private var freeCount = 0
  /// Nothing before it in `known` is free. What is taken once stays taken, by whomever.
  private var firstFree = 0

  private struct Known {
    var line: BankLine
    var isOtherFormat: Bool
    /// Position in `asked`.
    var takenBy: Int?
  }

  /// Lines of the books that say the same, and how many of the file's that say so are new.
  private struct Equals {
    /// In `known`, in the order of their numbers.
    var positions: [Int] = []
    /// Nothing before it in `positions` is free.
    var firstFree = 0
    var fresh: Int64 = 0
  }

  public enum Answer: Equatable, Sendable {
    /// The books have it, word for word, as the one of this number among its equals.
    case equal(occurrence: Int64)
    /// The books have it, as another format wrote it.
    case other(BankLine.ID)
    /// The books do not have it; its number among its equals.
    case new(occurrence: Int64)
  }

  public init() {}

  /// - Parameter isOtherFormat: it came in by a file of another format, and need not be equal word for word.
  public mutating func add(_ line: BankLine, isOtherFormat: Bool) {
    equals[line.body.first, default: Equals()].positions.append(known.count)
    known.append(Known(line: line, isOtherFormat: isOtherFormat))
    freeCount += 1
  }

  public mutating func pair(_ body: BankLineBody) -> Answer {
    let body = body.first
    let number = asked.count
    asked.append(body)
    guard let found = free(for: body) ?? madeFree(for: number) else {
      equals[body, default: Equals()].fresh += 1
      return .new(occurrence: Int64(equals[body]!.positions.count) + equals[body]!.fresh)
    }
    known[found].takenBy = number
    freeCount -= 1
    let line = known[found].line
    return line.body.first == body ? .equal(occurrence: line.body.occurrence) : .other(line.id)
  }

  private mutating func free(for body: BankLineBody) -> Int? {
    if var equal = equals[body] {
      while equal.firstFree < equal.positions.count, known[equal.positions[equal.firstFree]].takenBy != nil { equal.firstFree += 1 }
      equals[body] = equal
      if equal.firstFree < equal.positions.count { return equal.positions[equal.firstFree] }
    }
    while firstFree < known.count, known[firstFree].takenBy != nil { firstFree += 1 }
    return known[firstFree...].indices.first { known[$0].takenBy == nil && fits(body, $0) }
  }

  private func fits(_ body: BankLineBody, _ index: Int) -> Bool {
    let line = known[index]
    return line.line.body.first == body || line.isOtherFormat && line.line.body.mayBeTheSame(as: body)
  }

  /// A line of the books that others of the file can leave to this one: each takes the next one's place, and the last a free one.
  private mutating func madeFree(for number: Int) -> Int? {
    guard freeCount > 0 else { return nil }
    // Breadth first from the new line: by line of the books, which one of the file wants it.
    var wantedBy: [Int: Int] = [:]
    var waiting = [number]
    var next = 0
    while next < waiting.count {
      let wanting = waiting[next]
      next += 1
      for index in known.indices where wantedBy[index] == nil && fits(asked[wanting], index) {
        wantedBy[index] = wanting
        guard let holder = known[index].takenBy else { return moveOver(to: index, wantedBy, for: number) }
        waiting.append(holder)
      }
    }
    return nil
  }

  /// - Returns: the place that is free in the end.
  private mutating func moveOver(to free: Int, _ wantedBy: [Int: Int], for number: Int) -> Int {
    var free = free
    while let mover = wantedBy[free], mover != number {
      let left = known.firstIndex { $0.takenBy == mover }!
      known[left].takenBy = nil
      known[free].takenBy = mover
      free = left
    }
    return free
  }
}

extension BankLineBody {
  /// The first of its equals.
  fileprivate var first: BankLineBody {
    var body = self
    body.occurrence = 1
    return body
  }

  /// The bank gave it a reference of its own that tells it from others: what a column is filled with where there is none (`0`, `-`,
  /// `NONREF`) tells nothing.
  public var hasOwnReference: Bool { bankReference.utf8.contains { (49...57).contains($0) } }

  /// Whether two lines of equal day, amount and bank's reference may be one, as two formats write it: no name or account contradicts, and where
  /// both bear a reference, one is the other's beginning (`:61:` of MT940 holds 16 characters).
  public func mayBeTheSame(as other: BankLineBody) -> Bool {
    guard FoldedName(name).fit(FoldedName(other.name)) != .contradicts else { return false }
    let accounts = [self, other].map { KnownAccount(digest: $0.accountDigest, tail: $0.accountTail) }
    guard accounts[0].fit(accounts[1]) != .contradicts else { return false }
    return reference.hasPrefix(other.reference) || other.reference.hasPrefix(reference)
  }
}
