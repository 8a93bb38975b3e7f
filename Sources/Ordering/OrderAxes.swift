/// The order itself.
public enum OrderState: UInt8, Sendable, Hashable, CaseIterable {
  case open = 0
  case closed = 1
  case cancelled = 2

  public var name: String { "\(self)" }

  public var next: [OrderState] {
    switch self {
    case .open: [.closed, .cancelled]
    // A return or refund after the end opens the order again.
    case .closed: [.open]
    case .cancelled: []
    }
  }
}

/// How far it has been paid; derived from the payments and the amount due.
public enum PaymentState: UInt8, Sendable, Hashable, CaseIterable {
  case unpaid = 0
  case partlyPaid = 1
  case paid = 2
  case partlyRefunded = 3
  case refunded = 4

  public var name: String {
    switch self {
    case .partlyPaid: "partly-paid"
    case .partlyRefunded: "partly-refunded"
    default: "\(self)"
    }
  }

  /// Whether money may still come in, or go back.
  public var accepts: [Payment.Kind] {
    switch self {
    case .unpaid: [.payment]
    case .partlyPaid: [.payment, .refund]
    case .paid: [.payment, .refund]
    case .partlyRefunded: [.payment, .refund]
    case .refunded: [.payment]
    }
  }
}

/// Whether its proceeds have been split; `settle run` alone moves it.
public enum SettlementState: UInt8, Sendable, Hashable, CaseIterable {
  case open = 0
  case settled = 1
  case reversed = 2

  public var name: String { "\(self)" }

  public var next: [SettlementState] {
    switch self {
    case .open: [.settled]
    case .settled: [.reversed]
    // What is left after a return is settled anew.
    case .reversed: [.settled]
    }
  }
}

/// What to do with the part of an order that stock does not cover.
public enum OnShortage: UInt8, Sendable, Hashable, CaseIterable {
  /// The whole order is refused.
  case refuse = 0
  /// What there is goes out; the rest is short.
  case partFill = 1
  /// The rest waits for a lot.
  case backOrder = 2

  public var name: String {
    switch self {
    case .refuse: "refuse"
    case .partFill: "part-fill"
    case .backOrder: "back-order"
    }
  }
}
