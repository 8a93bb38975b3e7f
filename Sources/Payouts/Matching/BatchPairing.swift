public import Ledger
import Measures

/// A batch that one format gives as one entry, and another as its payments: known by the bank's reference of the entry, or else the number of
/// the batch, and by the sum. Of one day.
///
/// - Complexity: constant for a line that is no batch, as far as the sums tell; linear in the batch for one that is.
public struct BatchPairing: Sendable {
  private var known: [Known] = []
  private var positions: [BankLine.ID: Int] = [:]
  private var groups: [Key: Group] = [:]

  private struct Known {
    var id: BankLine.ID
    var body: BankLineBody
    /// Of another format, and it stands for no line of the file yet.
    var isFree: Bool
  }

  private enum Key: Hashable {
    case reference(String)
    case both(reference: String, batch: String)
    case batch(String)
  }

  private struct Group {
    /// In `known`.
    var positions: [Int] = []
    var freeCount = 0
    /// In fen.
    var freeSum: Int128 = 0
  }

  public init() {}

  /// - Parameter isOtherFormat: it came in by a file of another format.
  public mutating func add(_ line: BankLine, isOtherFormat: Bool) {
    let position = known.count
    known.append(Known(id: line.id, body: line.body, isFree: isOtherFormat))
    positions[line.id] = position
    for key in keys(of: line.body) {
      groups[key, default: Group()].positions.append(position)
      if isOtherFormat { change(key, line.body, by: 1) }
    }
  }

  /// It stands for one line of the file.
  public mutating func take(_ id: BankLine.ID) {
    guard let position = positions[id], known[position].isFree else { return }
    known[position].isFree = false
    for key in keys(of: known[position].body) { change(key, known[position].body, by: -1) }
  }

  /// The lines of the books of which an entry of the file is the sum; empty where there are none.
  public mutating func parts(of entry: BankLineBody) -> [BankLine.ID] {
    for key in keys(of: entry) {
      guard let group = groups[key], group.freeCount > 1, group.freeSum == Int128(entry.amount.fen) else { continue }
      let free = group.positions.map { known[$0] }.filter(\.isFree)
      guard free.allSatisfy({ BatchPairing.isOneBatch($0.body, entry) }) else { continue }
      for line in free { take(line.id) }
      return free.map(\.id)
    }
    return []
  }

  /// The line of the books that is the sum of the details of an entry of the file; nil where there is none, or the details are in the books
  /// as well.
  ///
  /// - Parameter reference: the entry's.
  public mutating func entry(of details: [BankLineBody], reference: String) -> BankLine.ID? {
    guard details.count > 1 else { return nil }
    var whole = details[0]
    whole.bankReference = reference
    let sum = details.reduce(Int128(0)) { $0 + Int128($1.amount.fen) }
    let candidates = keys(of: whole).flatMap { groups[$0]?.positions ?? [] }.map { known[$0] }
    let found = candidates.first { $0.isFree && Int128($0.body.amount.fen) == sum && BatchPairing.isOneBatch($0.body, whole) }
    guard let found, !areKnown(details, candidates) else { return nil }
    take(found.id)
    return found.id
  }

  private func areKnown(_ details: [BankLineBody], _ candidates: [Known]) -> Bool {
    var left: [Money: Int] = [:]
    for detail in details { left[detail.amount, default: 0] += 1 }
    for amount in Dictionary(candidates.map { ($0.id, $0.body.amount) }, uniquingKeysWith: { first, _ in first }).values {
      left[amount]? -= 1
    }
    return left.values.allSatisfy { $0 <= 0 }
  }

  private func keys(of body: BankLineBody) -> [Key] {
    let reference: [Key] = body.hasOwnReference ? [.reference(body.bankReference)] : []
    guard BatchPairing.tells(body.batchReference) else { return reference }
    return reference + [.both(reference: body.bankReference, batch: body.batchReference), .batch(body.batchReference)]
  }

  private mutating func change(_ key: Key, _ body: BankLineBody, by count: Int) {
    groups[key]!.freeCount += count
    groups[key]!.freeSum += Int128(count) * Int128(body.amount.fen)
  }

  /// Nothing says another batch.
  private static func isOneBatch(_ a: BankLineBody, _ b: BankLineBody) -> Bool {
    !tells(a.batchReference) || !tells(b.batchReference) || a.batchReference == b.batchReference
  }

  /// What a column is filled with where there is no number tells nothing.
  private static func tells(_ reference: String) -> Bool { reference.utf8.contains { (49...57).contains($0) } }
}
