public import Ledger
import Ordering

/// A reference found in a text, by how sure its reading is.
public enum ReferenceReading: Sendable, Hashable {
  /// Complete, and the check digits are right.
  case verified(PaymentReference.Subject)
  /// Complete, but without check digits.
  case plain(PaymentReference.Subject)
  /// The check digits are wrong, or a part is missing.
  case damaged(ReferenceFragment)
}

/// What is left of a damaged reference.
public enum ReferenceFragment: Sendable, Hashable {
  /// It reads like this, but its check digits (nil where they are missing) or what stands before it say that it is something else.
  case misread(PaymentReference.Subject, check: Int?)
  /// Cut off at the right: the first digits, fewer than six, of a payout's number.
  case beginning(run: PayoutRun.ID, digits: String)
  /// Cut off at the left: a payout's number, and the last digits of its run's.
  case end(runDigits: String, isRunWhole: Bool, number: Int64)
}

extension ReferenceFragment {
  /// It has, or had, the form in which we write references.
  var hasCheckDigits: Bool {
    if case .misread(_, let check) = self { check != nil } else { true }
  }

  /// Whether an order's own reference can have become this: by a cut at the right, by one changed digit, or by two neighbours swapped.
  func admits(_ order: Order.ID) -> Bool {
    guard case .misread(.order(let read), _) = self else { return false }
    return String(order.number).hasPrefix(String(read.number)) || ReferenceFragment.slips(of: read.number, width: 0).contains(order.number)
  }

  /// Whether a payout's own reference can have become this: by a cut, by one changed character, or by two neighbours swapped.
  func admits(_ id: Payout.ID, county: String) -> Bool {
    switch self {
    case .misread(.payout(let read), let check):
      id == read
        || check == PaymentReference(.payout(id), county: county)?.checkDigits && ReferenceFragment.neighbours(of: read).contains(id)
    case .misread(.run(let run), _): String(id.run.number).hasPrefix(String(run.number))
    case .misread(.order, _): false
    case .beginning(let run, let digits): id.run == run && ReferenceFragment.numbers(from: digits).contains(id.number)
    case .end(let digits, let isWhole, let number):
      id.number == number && (isWhole ? String(id.run.number) == digits : String(id.run.number).hasSuffix(digits))
    }
  }

  /// All that it admits, where they are few enough to be looked up one by one; nil otherwise.
  func fewPayouts(county: String) -> [Payout.ID]? {
    switch self {
    case .misread(.payout(let read), let check):
      [read] + ReferenceFragment.neighbours(of: read).filter { check == PaymentReference(.payout($0), county: county)?.checkDigits }
    case .beginning(let run, let digits) where digits.count >= 4:
      ReferenceFragment.numbers(from: digits).filter { $0 > 0 }.map { Payout.ID(run: run, number: $0) }
    case .end(let digits, true, let number):
      Int64(digits).map { [Payout.ID(run: PayoutRun.ID(number: $0), number: number)] }
    default: nil
    }
  }

  /// The six-digit numbers that begin with `digits`.
  private static func numbers(from digits: String) -> ClosedRange<Int64> {
    let missing = PaymentReference.Subject.payoutDigits - digits.count
    let scale = (0..<missing).reduce(Int64(1)) { scale, _ in scale * 10 }
    let first = (Int64(digits) ?? 0) * scale
    return first...first + scale - 1
  }

  /// One digit changed, or two neighbouring ones swapped, in the run's number or in the payout's.
  static func neighbours(of id: Payout.ID) -> [Payout.ID] {
    let runs = slips(of: id.run.number, width: 0).map { Payout.ID(run: PayoutRun.ID(number: $0), number: id.number) }
    let numbers = slips(of: id.number, width: PaymentReference.Subject.payoutDigits).map { Payout.ID(run: id.run, number: $0) }
    return (runs + numbers).filter { PaymentReference.Subject.payout($0).isWithinLimits }
  }

  static func slips(of number: Int64, width: Int) -> [Int64] {
    var slips: [Int64] = []
    var (place, index) = (Int64(1), 0)
    while index < width || place <= number {
      let (digit, left) = (number / place % 10, number / place / 10 % 10)
      for other in Int64(0)...9 where other != digit { slips.append(number + (other - digit) * place) }
      if left != digit { slips.append(number + (digit - left) * place * 9) }
      (place, index) = (place * 10, index + 1)
    }
    return slips
  }
}
