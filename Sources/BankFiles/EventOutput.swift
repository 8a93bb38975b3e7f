import Measures

/// Hands events on to the sink, and lets ``StatementCheck`` add its findings.
final class EventOutput {
  private let sink: StatementSink
  private var check = StatementCheck()

  init(_ sink: @escaping StatementSink) { self.sink = sink }

  func begin(_ header: StatementHeader) throws {
    try sink(.statement(header))
    if let finding = check.begin(header) { try sink(.finding(finding)) }
  }

  func line(_ line: StatementLine) throws {
    try sink(.line(line))
    if let finding = check.add(line.amount, balance: line.runningBalance, at: line.place) { try sink(.finding(finding)) }
  }

  /// - Parameter place: where the closing balance stands.
  func close(_ balance: Money, on day: Day?, at place: FilePlace) throws {
    try sink(.closing(balance, on: day))
    if let finding = check.close(balance, at: place) { try sink(.finding(finding)) }
  }

  func outcome(_ outcome: PaymentOutcome) throws { try sink(.outcome(outcome)) }

  func find(_ problem: StatementFinding.Problem, at place: FilePlace) throws {
    let finding = StatementFinding(problem, at: place)
    if finding.losesALine { check.lose() }
    try sink(.finding(finding))
  }
}
