import Measures
import Ordering

/// The lots of one ``ShelfKey`` in the order in which they are taken: by expiry, then number.
///
/// They are read from the store page by page, from the earliest expiry on, and only as far as orders reach.
final class Shelf {
  let key: ShelfKey

  init(key: ShelfKey) { self.key = key }

  struct Entry {
    var position: ShelfPosition
    var slot: Int
  }

  private(set) var entries: [Entry] = []
  /// Everything up to here has been read from the store; nil before the first page.
  private(set) var readUpTo: ShelfPosition?
  private(set) var isReadToEnd = false

  /// Whether the entry at `index` may be taken: everything before it is known.
  func isKnown(_ index: Int) -> Bool {
    guard index < entries.count else { return false }
    return isReadToEnd || readUpTo.map { entries[index].position <= $0 } ?? false
  }

  /// The first entry whose life lasts until `day` or longer.
  func firstLasting(until day: Day) -> Int {
    index(of: ShelfPosition(expiresOn: day, lot: Lot.ID(number: .min)))
  }

  private func index(of position: ShelfPosition) -> Int {
    var low = 0
    var high = entries.count
    while low < high {
      let middle = (low + high) / 2
      if entries[middle].position < position { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// Puts a lot on the shelf; one that stands there already stays.
  func insert(_ entry: Entry) {
    let index = index(of: entry.position)
    if index < entries.count, entries[index].position == entry.position { return }
    entries.insert(entry, at: index)
  }

  func remove(at index: Int) { entries.remove(at: index) }

  func pageRead(upTo position: ShelfPosition?, isLast: Bool) {
    if let position { readUpTo = position }
    if isLast { isReadToEnd = true }
  }
}
