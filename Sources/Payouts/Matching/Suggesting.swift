import Measures

/// The candidates for one line that people decide on: the ranked ones and the sums, the best first.
struct Suggesting {
  let matcher: Matcher
  let line: ReadLine

  var proposals: [Proposal] {
    guard line.amount != .zero else { return [] }
    let all = Ranked(matcher: matcher, line: line).proposals + MergedLine(matcher: matcher, line: line).proposals
    // Sorting is not stable: the place in the list, which follows from day and number, breaks ties.
    let sorted = all.enumerated().filter { $0.element.score >= ScoreWeights.scoreMin }.sorted {
      $0.element.score != $1.element.score ? $0.element.score > $1.element.score : $0.offset < $1.offset
    }
    return sorted.prefix(matcher.rules.suggestionsMax).map(\.element)
  }
}
