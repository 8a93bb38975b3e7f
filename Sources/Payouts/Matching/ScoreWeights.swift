/// How much each piece of evidence adds to a suggestion's score; what speaks against it takes away. One table, written out in
/// `docs/MATCHING.md`.
///
/// The score is the sum, kept within 0 to 999. A reference outweighs amount and account together only where its check digits are right.
enum ScoreWeights {
  static let scores: ClosedRange<Int64> = 0...999
  /// What scores less is not shown.
  static let scoreMin: Int64 = 200

  static func score(_ evidence: [Evidence]) -> Int64 {
    let sum = evidence.reduce(Int64(0)) { $0 + weight($1) }
    return min(max(sum, scores.lowerBound), scores.upperBound)
  }

  static func weight(_ evidence: Evidence) -> Int64 {
    switch evidence {
    case .reference(_, .verified): 450
    case .reference(_, .plain): 350
    case .reference(_, .damaged): 200
    case .amountEqual, .addsUp: 250
    case .amountDiffers: -50
    case .name(let fit): weight(fit)
    case .account(let fit): weight(fit)
    case .cardEnd: 0
    case .days(let count, let since): weight(count, since)
    case .returnCode, .returnMark: 50
    case .fee, .partPayment: 100
    case .outcomes, .owedBack, .failedWithRun, .paidAgain: 100
    case .resultFileMissing, .runMatchedSingly, .saidFailed: -50
    case .alreadyPaid, .alreadyReturned, .runAlreadyPaid, .alreadyReceived: -300
    case .twin, .othersOfSameAmount, .anotherSum: -40
    case .boundReached: 0
    }
  }

  private static func weight(_ fit: NameFit) -> Int64 {
    switch fit {
    case .equal: 120
    case .fits: 60
    case .unknown: 0
    case .contradicts: -150
    }
  }

  private static func weight(_ fit: AccountFit) -> Int64 {
    switch fit {
    case .equal: 180
    case .tail: 100
    case .unknown: 0
    case .contradicts: -150
    }
  }

  /// The nearer the likelier, by 3 a day; a line before the event is unlikely. What falls due may be paid before.
  private static func weight(_ days: Int64, _ since: Evidence.Milestone) -> Int64 {
    if since == .due { return max(0, 50 - abs(days.clampedToYear)) }
    return days < 0 ? -200 : max(0, 60 - 3 * days.clampedToYear)
  }
}

extension Int64 {
  fileprivate var clampedToYear: Int64 { Swift.min(Swift.max(self, -365), 365) }
}
