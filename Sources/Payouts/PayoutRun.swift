public import Catalogue
public import Measures

/// Payments to those who are owed something, prepared by one person, approved by another, and sent to the bank as one file.
public struct PayoutRun: Sendable, Hashable {
  public struct ID: NumberedID {
    public static let prefix = "PR"
    public var number: Int64
    public init(number: Int64) { self.number = number }
  }

  public enum State: UInt8, Sendable, Hashable, CaseIterable {
    case draft = 0
    case approved = 1
    /// Its bank file was exported; what it pays by bank is on its way.
    case sent = 2
    case closed = 3
    /// Given up before it was sent; the claims went back to the payees.
    case cancelled = 4

    public var name: String { "\(self)" }

    public var next: [State] {
      switch self {
      case .draft: [.approved, .cancelled]
      case .approved: [.draft, .sent, .cancelled]
      case .sent: [.closed]
      case .closed, .cancelled: []
      }
    }
  }
}
