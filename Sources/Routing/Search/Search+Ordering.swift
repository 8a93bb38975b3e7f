extension Search {
  /// Brings the removed jobs into one of the orders of Christiaens, Vanden Berghe (2020, section 5.3 and 6.3), with their weights: at random 4,
  /// heavy first 4, far first 2, near first 1, and for time windows: short first 2, opening early first 2, closing late last 2.
  func orderRemoved() {
    let count = scratch.removedCount
    let draw = chance.below(17)
    switch draw {
    case 0..<4:
      shuffleRemoved()
      return
    case 4..<8: for index in 0..<count { scratch.key[index] = 0 &- weight(scratch.removed[index]) }
    case 8..<10: for index in 0..<count { scratch.key[index] = 0 &- distance(scratch.removed[index]) }
    case 10: for index in 0..<count { scratch.key[index] = distance(scratch.removed[index]) }
    case 11..<13:
      for index in 0..<count { scratch.key[index] = data.close[scratch.removed[index]] &- data.open[scratch.removed[index]] }
    case 13..<15: for index in 0..<count { scratch.key[index] = data.open[scratch.removed[index]] }
    default: for index in 0..<count { scratch.key[index] = 0 &- data.close[scratch.removed[index]] }
    }
    sortRemoved()
  }

  private func weight(_ head: Int) -> Int {
    let at = head &* dimensions
    return data.dropped[at] &+ data.taken[at] &+ data.shipped[at]
  }

  /// From the first vehicle type's start.
  private func distance(_ head: Int) -> Int { data.table[0].cost(data.place[data.stopCount], data.place[head]) }

  private func shuffleRemoved() {
    var index = scratch.removedCount &- 1
    while index > 0 {
      let other = chance.below(index &+ 1)
      let kept = scratch.removed[index]
      scratch.removed[index] = scratch.removed[other]
      scratch.removed[other] = kept
      index &-= 1
    }
  }

  /// Insertion sort by key: there are about ten, and equal keys keep their order.
  private func sortRemoved() {
    var sorted = 1
    while sorted < scratch.removedCount {
      let stop = scratch.removed[sorted]
      let key = scratch.key[sorted]
      var at = sorted
      while at > 0 && scratch.key[at &- 1] > key {
        scratch.key[at] = scratch.key[at &- 1]
        scratch.removed[at] = scratch.removed[at &- 1]
        at &-= 1
      }
      scratch.key[at] = key
      scratch.removed[at] = stop
      sorted &+= 1
    }
  }
}
