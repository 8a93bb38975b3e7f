/// The placements of a job in one route that wait to be driven: a stretch of ``RichSearch/candidates``.
struct PlacementQueue {
  let slot: Int
  var first = 0
  var last = 0
  /// The one that costs least by what is known of it, and what that is.
  var least = 0
  var floor = Int.max
  /// How many were driven, and how many of those that were looked at broke a rule or cost too much.
  var driven = 0
  var refused = 0
  var isOpen = true
  /// The cheapest that was driven.
  var added = Int.max
  var placement = Candidate(estimate: 0, first: -1, second: -1, reload: .none)

  init(slot: Int) { self.slot = slot }

  mutating func findLeast(_ candidates: [Candidate]) {
    floor = .max
    for index in first..<last where candidates[index].estimate < floor {
      least = index
      floor = candidates[index].estimate
    }
    if first == last { isOpen = false }
  }

  /// Takes the least out.
  mutating func drop(_ candidates: inout [Candidate]) {
    last -= 1
    candidates.swapAt(least, last)
    findLeast(candidates)
  }

  /// Whether nothing else that waits here costs less.
  func isLeast(_ estimate: Int, _ candidates: [Candidate]) -> Bool {
    for index in first..<last where index != least && candidates[index].estimate < estimate { return false }
    return true
  }
}
