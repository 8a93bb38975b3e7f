/// One vehicle's route as it stands, with what lets most insertions be refused without driving it: by position (0 the start, then the
/// nodes, then the end) earliest departures, latest beginnings, loads and classes of goods aboard. Never changed; a step that touches a
/// route makes another, and undoing puts the old one back.
final class RouteState {
  let nodes: [Int32]
  let cost: Int
  /// No two states have the same; what was found out about a state holds as long as it stands.
  let version: Int
  let trips: Int
  // By position.
  let place: Row
  let service: Row
  let open: Row
  let close: Row
  /// Earliest departure, and latest beginning that what follows allows: bounds that pauses and the pace only narrow.
  let leave: Row
  let latest: Row
  /// Cost of the leg to the next, with the toll that is paid on it; its seconds; and the rate of each.
  let leg: Row
  let time: Row
  let rate: UnsafeMutablePointer<Int>
  /// Classes aboard on that leg, and on it or a later one of the trip.
  let classes: UnsafeMutablePointer<UInt64>
  let classesLeft: UnsafeMutablePointer<UInt64>
  /// By position and dimension likewise: the load, and the most until the trip's end.
  let load: Row
  let most: Row
  /// Whether a toll would be paid for an unlisted load alone, i.e. is paid on the leg.
  let isPaid: Row
  private let block: UnsafeMutablePointer<Int32>
  private let words: UnsafeMutablePointer<UInt64>

  var count: Int { nodes.count }

  init(_ data: RichData, _ slotIndex: Int, _ nodes: [Int32], cost: Int, version: Int) {
    self.nodes = nodes
    self.cost = cost
    self.version = version
    trips = nodes.reduce(1) { $0 + ($1 < 0 ? 1 : 0) }
    let size = nodes.count + 2
    let dimensions = data.dimensions
    let block = UnsafeMutablePointer<Int32>.allocate(capacity: size * (9 + 2 * dimensions))
    let words = UnsafeMutablePointer<UInt64>.allocate(capacity: size * 3)
    self.block = block
    self.words = words
    func row(_ index: Int) -> Row { Row(base: block + index * size) }
    place = row(0)
    service = row(1)
    open = row(2)
    close = row(3)
    leave = row(4)
    latest = row(5)
    leg = row(6)
    time = row(7)
    isPaid = row(8)
    load = row(9)
    most = row(9 + dimensions)
    classes = words
    classesLeft = words + size
    rate = UnsafeMutableRawPointer(words + 2 * size).bindMemory(to: Int.self, capacity: size)
    layOut(data, slotIndex)
    spreadTimes(data.types[data.slots[slotIndex].type])
  }

  deinit {
    block.deallocate()
    words.deallocate()
  }

  private func layOut(_ data: RichData, _ slotIndex: Int) {
    let slot = data.slots[slotIndex]
    let type = data.types[slot.type]
    let last = nodes.count + 1
    for position in 0...last {
      let stop = position == 0 || position == last ? -1 : Int(nodes[position - 1])
      place[position] = position == 0 ? slot.place : position == last ? type.end : stop < 0 ? type.start : data.place[stop]
      service[position] = stop >= 0 ? data.service[stop] : position == 0 || position == last ? 0 : type.reload
      open[position] = stop >= 0 ? data.open[stop] : position == 0 ? slot.open : 0
      close[position] = stop >= 0 ? data.close[stop] : position == 0 ? slot.latestStart : slot.close
    }
    var story = LoadStory(data, type)
    for job in slot.aboard { story.take(job) }
    story.loadTrip(nodes, from: 0, skipping: slotIndex)
    for position in 0..<last {
      if position > 0 {
        let stop = Int(nodes[position - 1])
        if stop < 0 {
          story.clear()
          story.loadTrip(nodes, from: position, skipping: slotIndex)
        } else {
          story.pass(stop)
        }
      }
      classes[position] = story.classes
      rate[position] = type.costPerSecond + story.rate
      for dimension in 0..<data.dimensions { load[position * data.dimensions + dimension] = story.onBoard[dimension] }
      let at = place[position] * type.tables.size + place[position + 1]
      let isFree = type.tolls == nil || story.isTollFree
      isPaid[position] = isFree ? 0 : 1
      leg[position] = Int(type.tables.costFrom[at]) + (isFree ? 0 : Int(type.tolls.unsafelyUnwrapped[at]))
      time[position] = Int(type.tables.timeFrom[at]) * type.permilleLeast / 1000
    }
    for position in stride(from: last - 1, through: 0, by: -1) {
      let isEnd = position == last - 1 || nodes[position] < 0
      classesLeft[position] = classes[position] | (isEnd ? 0 : classesLeft[position + 1])
      for dimension in 0..<data.dimensions {
        let at = position * data.dimensions + dimension
        most[at] = max(load[at], isEnd ? 0 : most[at + data.dimensions])
      }
    }
  }

  private func spreadTimes(_ type: RichType) {
    let last = nodes.count + 1
    leave[0] = open[0]
    for position in 1...last {
      leave[position] = max(leave[position - 1] + time[position - 1], open[position]) + service[position]
    }
    latest[last] = close[last]
    for position in stride(from: last - 1, through: 0, by: -1) {
      latest[position] = min(latest[position + 1] - time[position] - service[position], close[position])
    }
  }
}

/// What is aboard as a route goes on, for ``RouteState``; it tests nothing.
struct LoadStory {
  private let data: RichData
  private let type: RichType
  private(set) var onBoard: [Int]
  private(set) var listed: [Int]
  private(set) var rate = 0
  private(set) var unlisted = 0
  private var ofClass = [Int](repeating: 0, count: 64)
  private(set) var classes: UInt64 = 0

  init(_ data: RichData, _ type: RichType) {
    self.data = data
    self.type = type
    onBoard = [Int](repeating: 0, count: data.dimensions)
    listed = onBoard
  }

  mutating func clear() { self = LoadStory(data, type) }

  mutating func take(_ job: Int) { add(job, 1) }

  mutating func loadTrip(_ nodes: [Int32], from: Int, skipping slot: Int) {
    var index = from
    while index < nodes.count && nodes[index] >= 0 {
      let job = data.job[Int(nodes[index])]
      if data.jobs[job].role == .deliver && !data.jobs[job].isAboard { add(job, 1) }
      index += 1
    }
  }

  mutating func pass(_ stop: Int) {
    let isTaken = data.role[stop] == Role.pickUp.rawValue || data.role[stop] == Role.load.rawValue
    add(data.job[stop], isTaken ? 1 : -1)
  }

  private mutating func add(_ index: Int, _ sign: Int) {
    let job = data.jobs[index]
    for dimension in 0..<data.dimensions {
      let amount = sign * data.load[job.loadAt + dimension]
      onBoard[dimension] += amount
      if job.isListed { listed[dimension] += amount }
    }
    rate += sign * job.rate
    if !job.isListed { unlisted += sign }
    guard data.hasApart else { return }
    let goods = job.goods.trailingZeroBitCount
    ofClass[goods] += sign
    if ofClass[goods] > 0 { classes |= job.goods } else { classes &= ~job.goods }
  }

  var isTollFree: Bool {
    unlisted <= 0 && (0..<type.tollFreeCount).contains { type.tollFree[$0] >= 0 && listed[$0] >= type.tollFree[$0] }
  }
}
