import Engine
import Ledger
import Measures
import Messages
import Payouts

/// A bank line as JSON shows it, with what it is about, or may be.
struct BankLineView: Encodable {
  struct Match: Encodable {
    var to: String
    var step: String
    var actor: String
    var at: String
  }

  struct Candidate: Encodable {
    /// As `payout match` takes it.
    var to: String
    var step: String
    var score: Int64
    var why: [String]
  }

  var line: String
  var account: String
  var bookedOn: String
  var valueOn: String?
  var amountFen: Int64
  var name: String?
  /// The digits that may be shown.
  var counterparty: String?
  var reference: String?
  var batchReference: String?
  var bankReference: String?
  var text: String?
  var returnCode: String?
  var isReturn: Bool
  var occurrence: Int64
  var match: Match?
  var candidates: [Candidate]
  /// What the line names and how that stands, where there is no candidate.
  var notes: [String]?

  private enum CodingKeys: CodingKey {
    case line, account, bookedOn, valueOn, amountFen, name, counterparty, reference, batchReference, bankReference, text, returnCode,
      isReturn
    case occurrence, match, candidates, notes
  }

  private var stepLabel: String?

  init(_ line: BankLine, _ desk: MatchingDesk?) throws {
    let candidates = desk?.suggestions(for: line) ?? []
    let notes = candidates.isEmpty ? try desk?.notes(on: line) ?? [] : []
    self.init(line, candidates: candidates)
    self.notes = notes.isEmpty ? nil : notes
  }

  init(_ line: BankLine, candidates: [Proposal]) {
    func some(_ text: String) -> String? { text.isEmpty ? nil : text }
    let body = line.body
    self.line = line.id.description
    account = body.account
    bookedOn = body.bookedOn.description
    valueOn = body.valueOn?.description
    amountFen = body.amount.fen
    name = some(body.name)
    counterparty = some(body.accountTail).map { "**** " + $0 }
    reference = some(body.reference)
    batchReference = some(body.batchReference)
    bankReference = some(body.bankReference)
    text = some(body.text)
    returnCode = some(body.returnCode)
    isReturn = body.isReturn
    occurrence = body.occurrence
    match = line.match.map { Match(to: MatchWords.text($0.parts), step: $0.step.name, actor: $0.actor, at: $0.at.description) }
    stepLabel = line.match?.step.label(.ofProcess)
    self.candidates = candidates.map {
      Candidate(to: MatchWords.text($0.parts), step: $0.step.name, score: $0.score, why: $0.evidence.map { $0.text(.ofProcess) })
    }
  }

  func present(numbered: Bool = false) {
    let words = [reference, batchReference, text].compactMap { $0 }.joined(separator: "  ")
    Terminal.print(
      "\(line)  \(bookedOn)  \(Money(fen: amountFen))  \(name ?? "-")\(counterparty.map { " " + $0 } ?? "")  \(words)"
        + (isReturn ? say("  [退回", "  [returned") + (returnCode.map { " " + $0 } ?? "") + "]" : ""))
    if let match { Terminal.print("  = \(match.to)  (\(stepLabel ?? match.step), \(match.actor) \(match.at))") }
    for (index, candidate) in candidates.enumerated() {
      Terminal.print(
        "  \(numbered ? "\(index + 1)" : "→") \(candidate.to)  \(candidate.score)  " + candidate.why.joined(separator: say(";", "; ")))
    }
    if match == nil, candidates.isEmpty {
      Terminal.print("  " + ([say("没有候选", "no candidate")] + (notes ?? [])).joined(separator: say(";", "; ")))
    }
  }
}
