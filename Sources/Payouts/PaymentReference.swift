public import Ledger
import Measures
public import Ordering

/// What a payment is known by outside the county: written into bank files and searched for in bank lines.
///
/// A creditor reference after ISO 11649: `RF`, two check digits (ISO 7064, MOD 97-10), and up to 21 letters and digits, here the
/// county's code and what is paid:
///
///     RF51420625PR7N000017   payout PR-7/17; its number is padded to six digits, so that a cut shows
///     RF46420625PR7          the whole run PR-7
///     RF84420625O1042        order O-1042
public struct PaymentReference: Sendable, Hashable {
  public enum Subject: Sendable, Hashable {
    case payout(Payout.ID)
    case run(PayoutRun.ID)
    case order(Order.ID)
  }

  /// Six digits (GB/T 2260).
  public let county: String
  public let subject: Subject

  /// Nil where the county has no six digits, or a number is not within what 21 characters hold.
  public init?(_ subject: Subject, county: String) {
    guard county.utf8.count == 6, county.utf8.allSatisfy({ (48...57).contains($0) }), subject.isWithinLimits else { return nil }
    self.county = county
    self.subject = subject
  }

  /// Behind the check digits.
  var body: String { county + subject.code }

  /// 02 to 98: what makes body, `RF` and check digits leave 1 by 97, letters standing for 10 to 35.
  var checkDigits: Int {
    var rest = Remainder()
    rest.append(Int64(county)!, digits: 6)
    switch subject {
    case .payout(let id):
      rest.append(run: id.run)
      rest.append(23, digits: 2)  // N
      rest.append(id.number, digits: Subject.payoutDigits)
    case .run(let run): rest.append(run: run)
    case .order(let order):
      rest.append(24, digits: 2)  // O
      rest.append(order.number)
    }
    rest.append(271_500, digits: 6)  // RF00
    return Int(98 - rest.value)
  }

  /// By 97, of digits that come one group after another.
  private struct Remainder {
    private(set) var value: Int64 = 0

    mutating func append(_ number: Int64, digits: Int) {
      for _ in 0..<digits { value = value * 10 % 97 }
      value = (value + number) % 97
    }

    mutating func append(_ number: Int64) { append(number, digits: digitCount(number)) }

    mutating func append(run: PayoutRun.ID) {
      append(2527, digits: 4)  // PR
      append(run.number)
    }
  }
}

private func digitCount(_ number: Int64) -> Int {
  var (count, rest) = (1, number / 10)
  while rest > 0 { (count, rest) = (count + 1, rest / 10) }
  return count
}

extension PaymentReference: CustomStringConvertible {
  /// As it stands in a bank file, e.g. `RF51420625PR7N000017`; at most 25 characters.
  public var description: String { "RF" + padded(Int64(checkDigits), 2) + body }
}

extension PaymentReference.Subject: CustomStringConvertible {
  /// As people say it: `PR-7/17`, `PR-7`, `O-1042`.
  public var description: String {
    switch self {
    case .payout(let id): id.description
    case .run(let id): id.description
    case .order(let id): id.description
    }
  }

  /// The highest run, and the highest payout of a run, that a reference can name.
  public static let payoutNumberMax: Int64 = 999_999
  /// The highest order.
  public static let orderNumberMax: Int64 = 99_999_999_999_999

  static let payoutDigits = 6

  var code: String {
    switch self {
    case .payout(let id): "PR\(id.run.number)N\(padded(id.number, Self.payoutDigits))"
    case .run(let id): "PR\(id.number)"
    case .order(let id): "O\(id.number)"
    }
  }

  var isWithinLimits: Bool {
    let payoutNumbers = 1...Self.payoutNumberMax
    return switch self {
    case .payout(let id): payoutNumbers.contains(id.run.number) && payoutNumbers.contains(id.number)
    case .run(let id): payoutNumbers.contains(id.number)
    case .order(let id): (1...Self.orderNumberMax).contains(id.number)
    }
  }
}

private func padded(_ number: Int64, _ width: Int) -> String {
  let digits = String(number)
  return String(repeating: "0", count: max(0, width - digits.count)) + digits
}
