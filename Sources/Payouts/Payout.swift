public import Catalogue
public import Measures

/// One payment of a run: `PR-7/17`.
public struct Payout: Sendable, Hashable {
  public struct ID: Sendable, Hashable, Comparable, LosslessStringConvertible {
    public var run: PayoutRun.ID
    /// 1, 2, 3 … within the run.
    public var number: Int64

    public init(run: PayoutRun.ID, number: Int64) {
      self.run = run
      self.number = number
    }

    public var description: String { "\(run)/\(number)" }

    /// Reads `PR-7/17`; nil for anything else.
    public init?(_ text: String) {
      let fields = text.split(separator: "/", omittingEmptySubsequences: false)
      guard fields.count == 2, let run = PayoutRun.ID(String(fields[0])), let number = Int64(fields[1]), number > 0,
        String(number) == fields[1]
      else { return nil }
      self.init(run: run, number: number)
    }

    public static func < (a: ID, b: ID) -> Bool { a.run != b.run ? a.run < b.run : a.number < b.number }
  }

  public enum Way: UInt8, Sendable, Hashable, CaseIterable {
    case bank = 0
    /// Paid out against a list that the payees sign.
    case cash = 1

    public var name: String { "\(self)" }
  }
}
