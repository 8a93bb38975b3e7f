/// Finds a place for each label beside its mark: one of the eight positions around it (Imhof, “Positioning Names on Maps”, The American
/// Cartographer 2, 1975; Christensen, Marks and Shieber, “An Empirical Study of Algorithms for Point-Feature Label Placement”, ACM
/// Transactions on Graphics 14, 1995, whose greedy search with repeated improvement this is), or farther off with a leader line.
///
/// No label lies upon another or upon a mark; that it lies upon lines, or its leader crosses something, costs, and the cheapest place
/// is taken. The farther rings have no end, so there always is one.
struct LabelPlacement {
  struct Item {
    var anchor: PixelPoint
    /// Of the mark.
    var radius: Pixels
    var width: Pixels
    var height: Pixels
    /// Left out where none of the eight positions is free.
    var isOptional = false
  }

  struct Place: Hashable {
    var box: PixelBox
    var leader: PixelLine?
    fileprivate var cost: Int64
  }

  private let items: [Item]
  private let marks: [PixelBox]
  private let lines: [PixelLine]
  private let frame: PixelBox
  private var places: [Place?]

  private static let gap: Pixels = 3
  private static let passes = 4

  /// - Parameters:
  ///   - lines: that labels should keep off.
  ///   - frame: that labels should stay in.
  /// - Complexity: O(n² · candidates) for n labels.
  static func places(_ items: [Item], lines: [PixelLine], frame: PixelBox) -> [Place?] {
    var placement = LabelPlacement(items, lines, frame)
    placement.search()
    return placement.places
  }

  private init(_ items: [Item], _ lines: [PixelLine], _ frame: PixelBox) {
    self.items = items
    self.lines = lines
    self.frame = frame
    marks = items.map { PixelBox(around: $0.anchor, radius: $0.radius + 1) }
    places = Array(repeating: nil, count: items.count)
  }

  private mutating func search() {
    let order = items.indices.sorted { (rank($0), $0) < (rank($1), $1) }
    for pass in 0..<LabelPlacement.passes {
      for item in order where pass == 0 || places[item].map({ $0.cost > 0 }) ?? true {
        places[item] = nil
        places[item] = best(item)
      }
    }
  }

  /// What must be there comes first, and of that what stands in a crowd.
  private func rank(_ item: Int) -> Int {
    let near = marks[item].grown(by: 60)
    return (items[item].isOptional ? 1_000_000 : 0) - marks.count { $0.overlaps(near) }
  }

  private func best(_ index: Int) -> Place? {
    var best = cheapest(LabelPlacement.around(items[index]).map { (box: $0.box, base: $0.base, isFar: false) }, index)
    if items[index].isOptional { return best }
    var ring: Int64 = 1
    while best.map({ $0.cost > LabelPlacement.cost(ofRing: ring) }) ?? true {
      let boxes = LabelPlacement.ring(items[index], ring).map { (box: $0, base: LabelPlacement.cost(ofRing: ring), isFar: true) }
      if let found = cheapest(boxes, index), best.map({ found.cost < $0.cost }) ?? true { best = found }
      ring += 1
    }
    return best
  }

  private func cheapest(_ candidates: [(box: PixelBox, base: Int64, isFar: Bool)], _ index: Int) -> Place? {
    var best: Place?
    for candidate in candidates where (best.map { candidate.base < $0.cost } ?? true) && isFree(candidate.box, index) {
      let leader =
        candidate.isFar
        ? PixelLine(from: items[index].anchor, to: candidate.box.nearest(to: items[index].anchor)) : nil
      let cost = candidate.base + cost(candidate.box, leader, index)
      if best.map({ cost < $0.cost }) ?? true { best = Place(box: candidate.box, leader: leader, cost: cost) }
    }
    return best
  }

  // MARK: What a place costs

  private func isFree(_ box: PixelBox, _ index: Int) -> Bool {
    let needed = box.grown(by: 1)
    return !marks.contains { $0.overlaps(needed) } && !places.contains { $0?.box.overlaps(needed) ?? false }
  }

  private static func cost(ofRing ring: Int64) -> Int64 { 20 + 6 * ring }

  private func cost(_ box: PixelBox, _ leader: PixelLine?, _ index: Int) -> Int64 {
    var cost: Int64 = frame.contains(box) ? 0 : 80
    for line in lines where box.meets(line) { cost += 10 }
    for place in places {
      guard let other = place?.leader else { continue }
      if box.meets(other) { cost += 60 }
      if let leader, leader.crosses(other) { cost += 40 }
    }
    guard let leader else { return cost }
    for place in places where place?.box.meets(leader) ?? false { cost += 60 }
    for (mark, box) in marks.enumerated() where mark != index && box.meets(leader) { cost += 25 }
    return cost
  }

  // MARK: Where it may stand

  /// The eight positions, best first: readers look to the right first.
  private static func around(_ item: Item) -> [(box: PixelBox, base: Int64)] {
    let (x, y, reach) = (item.anchor.x, item.anchor.y, item.radius + gap)
    let (right, left) = (x + reach, x - reach - item.width)
    let (above, below) = (y - reach - item.height, y + reach)
    let (middleX, middleY) = (x - item.width / 2, y - item.height / 2)
    let corners: [(Pixels, Pixels)] = [
      (right, middleY), (left, middleY), (right, above), (right, below), (left, above), (left, below), (middleX, above), (middleX, below),
    ]
    return corners.enumerated().map { place, corner in
      (PixelBox(left: corner.0, top: corner.1, width: item.width, height: item.height), Int64(place))
    }
  }

  /// Sixteen directions in thousandths: multiples of 22.5°.
  private static let directions: [(x: Int64, y: Int64)] = [
    (1000, 0), (924, -383), (707, -707), (383, -924), (0, -1000), (-383, -924), (-707, -707), (-924, -383), (-1000, 0), (-924, 383),
    (-707, 707), (-383, 924), (0, 1000), (383, 924), (707, 707), (924, 383),
  ]

  private static func ring(_ item: Item, _ ring: Int64) -> [PixelBox] {
    let distance = (item.radius + (10 as Pixels) * Int(ring)).hundredths
    return directions.map { direction in
      let x = Pixels(hundredths: item.anchor.x.hundredths + direction.x * (distance + item.width.hundredths / 2) / 1000)
      let y = Pixels(hundredths: item.anchor.y.hundredths + direction.y * (distance + item.height.hundredths / 2) / 1000)
      return PixelBox(left: x - item.width / 2, top: y - item.height / 2, width: item.width, height: item.height)
    }
  }
}
