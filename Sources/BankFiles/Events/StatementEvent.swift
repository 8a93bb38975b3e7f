public import Measures

/// What reading a bank's file tells, in the order of the file.
public enum StatementEvent: Sendable, Hashable {
  /// The beginning of an account's statement; its lines follow.
  case statement(StatementHeader)
  case line(StatementLine)
  case closing(Money, on: Day?)
  case outcome(PaymentOutcome)
  case finding(StatementFinding)
}

/// Where the events of a file go. What it throws ends the reading and comes out of it.
public typealias StatementSink = (StatementEvent) throws -> Void
