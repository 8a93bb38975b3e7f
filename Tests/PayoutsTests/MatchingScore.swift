@testable import Payouts

/// What a matcher did by itself, against the truth.
struct MatchingScore: CustomStringConvertible {
  var automatic = 0
  var wrong: [Proposal] = []
  var truthful = 0
  var found = 0
  var withReference = 0
  var foundWithReference = 0

  init(_ proposals: [Proposal], _ statement: SeededStatement) {
    let automaticOnes = proposals.filter(\.isAutomatic)
    automatic = automaticOnes.count
    wrong = automaticOnes.filter { Set($0.parts) != Set(statement.truth[$0.line]!) || $0.parts.isEmpty }
    let right = Set(automaticOnes.map(\.line)).subtracting(wrong.map(\.line))
    let explained = statement.lines.map(\.id).filter { !statement.truth[$0]!.isEmpty }
    truthful = explained.count
    found = explained.count { right.contains($0) }
    withReference = statement.withReference.filter { !statement.truth[$0]!.isEmpty }.count
    foundWithReference = explained.count { statement.withReference.contains($0) && right.contains($0) }
  }

  var description: String {
    "\(automatic) automatic, \(wrong.count) wrong; recall \(found)/\(truthful), with a reference \(foundWithReference)/\(withReference) = "
      + "\(foundWithReference * 10_000 / max(1, withReference)) of 10,000"
  }
}
