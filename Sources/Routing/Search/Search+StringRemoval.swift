/// How much a step takes out (Christiaens, Vanden Berghe 2020, section 5.2; the names in brackets are theirs).
struct RuinSettings: Sendable {
  /// Mean number of stops taken out [c̄].
  var meanRemoved = 10.0
  /// Longest string [L max].
  var stringMax = 10
  /// Chance that a string leaves a few stops standing in its middle [α].
  var splitChance = 0.5
  /// Chance that one more is left standing [β].
  var standingChance = 0.01
  /// Chance that an insertion overlooks a place [γ].
  var blinkChance = 0.01
  /// Exchanges of tails tried for each ruin.
  var tailTries = 4
  /// Among how many nearest neighbours.
  var tailNeighbours = 20
}

extension Search {
  /// Adjacent string removal (Christiaens, Vanden Berghe 2020, section 5.2): from routes near a random stop, strings of stops that follow
  /// one another. Their jobs' heads are then in `scratch.removed`.
  func removeStrings() {
    scratch.removedCount = 0
    guard servedCount > 0 else { return }
    let average = Double(servedCount) / Double(usedCount)
    let longest = min(Double(settings.stringMax), average)
    let stringsMax = 4 * settings.meanRemoved / (1 + longest) - 1
    let strings = Int(chance.unit() * stringsMax + 1)
    let seed = chance.below(data.stopCount)
    var done = 0
    let base = seed &* data.neighbours.adjacentCount
    for index in 0..<data.neighbours.adjacentCount {
      let stop = data.neighbours.adjacent[base &+ index]
      let slot = route[stop]
      if slot < 0 || scratch.ruinedAt[slot] == log.step { continue }
      let bound = min(longest, Double(size[slot]))
      removeString(containing: stop, length: Int(chance.unit() * bound + 1))
      scratch.ruinedAt[slot] = log.step
      done &+= 1
      if done >= strings { break }
    }
  }

  private func removeString(containing stop: Int, length wanted: Int) {
    let slot = route[stop]
    let length = min(wanted, size[slot])
    var standing = 0
    if length > 1 && length < size[slot] && chance.unit() < settings.splitChance {
      standing = 1
      while length &+ standing < size[slot] && chance.unit() < settings.standingChance { standing &+= 1 }
    }
    let span = length &+ standing
    // How far the string may begin before the stop, so that it contains it and stays on the route.
    var stopsBefore = 0
    var node = stop
    while stopsBefore < span &- 1 && previous[node] < data.stopCount {
      node = previous[node]
      stopsBefore &+= 1
    }
    var stopsAfter = 0
    var last = stop
    while stopsAfter < span &- 1 && next[last] < data.stopCount {
      last = next[last]
      stopsAfter &+= 1
    }
    let back = span &- 1 &- stopsAfter
    let offset = max(back, 0) &+ chance.below(stopsBefore &- max(back, 0) &+ 1)
    var first = stop
    for _ in 0..<offset { first = previous[first] }
    let gap = standing == 0 ? length : 1 &+ chance.below(length &- 1)
    takeOut(from: first, count: gap, thenSkip: standing, thenCount: length &- gap)
  }

  /// Takes out `count` stops from one on, leaves `thenSkip` standing, takes out `thenCount` more.
  private func takeOut(from first: Int, count: Int, thenSkip: Int, thenCount: Int) {
    var node = first
    for index in 0..<count {
      scratch.string[index] = node
      node = next[node]
    }
    if Rules.pairs {
      for _ in 0..<thenSkip { node = next[node] }
      for index in 0..<thenCount {
        scratch.string[count &+ index] = node
        node = next[node]
      }
      takeOutJobs(count &+ thenCount)
      return
    }
    unlinkString(count)
    note(count)
    guard thenCount > 0 else { return }
    for _ in 0..<thenSkip { node = next[node] }
    for index in 0..<thenCount {
      scratch.string[index] = node
      node = next[node]
    }
    unlinkString(thenCount)
    note(thenCount)
  }

  @inline(__always) private func note(_ count: Int) {
    for index in 0..<count { scratch.removed[scratch.removedCount &+ index] = scratch.string[index] }
    scratch.removedCount &+= count
  }

  /// Takes out the whole jobs of the first `count` stops of `scratch.string`.
  private func takeOutJobs(_ count: Int) {
    for index in 0..<count { scratch.key[index] = data.head[scratch.string[index]] }
    for index in 0..<count {
      let head = scratch.key[index]
      if route[head] < 0 { continue }
      takeOut(job: head)
    }
  }

  /// Takes out one job, whose head is then the last of `scratch.removed`.
  func takeOut(job head: Int) {
    scratch.string[0] = head
    unlinkString(1)
    let partner = data.partner[head]
    if partner >= 0 {
      scratch.string[0] = partner
      unlinkString(1)
    }
    scratch.removed[scratch.removedCount] = head
    scratch.removedCount &+= 1
  }
}
