import Measures
import Ordering

/// The numbers of open orders, by which one can be told that is the beginning of another.
struct OrderNumbers {
  private let numbers: [Int64]
  private let byAmount: [(fen: Int64, number: Int64)]

  init(_ receivables: some Sequence<OpenReceivable>) {
    numbers = receivables.map(\.order.number).sorted()
    byAmount = receivables.map { ($0.due.fen, $0.order.number) }.sorted { $0 < $1 }
  }

  /// Whether there is one of which `number` is the beginning, so that a cut would hide it.
  func hasLonger(than number: Int64) -> Bool {
    OrderNumbers.longer(number) { first, last in
      let position = lowerBound(0, numbers.count) { numbers[$0] < first }
      return position < numbers.count && numbers[position] <= last
    }
  }

  /// The same of those of an amount.
  func hasLonger(than number: Int64, of fen: Int64) -> Bool {
    OrderNumbers.longer(number) { first, last in
      let position = lowerBound(0, byAmount.count) { byAmount[$0] < (fen, first) }
      return position < byAmount.count && byAmount[position] <= (fen, last)
    }
  }

  /// Whether `isThere` holds for the numbers with one to four more digits, each length a range.
  private static func longer(_ number: Int64, _ isThere: (Int64, Int64) -> Bool) -> Bool {
    var (first, width) = (number, Int64(1))
    for _ in 0..<4 {
      guard let next = try? first.multiplied(by: 10) else { return false }
      (first, width) = (next, width * 10)
      if isThere(first, first + width - 1) { return true }
    }
    return false
  }
}
