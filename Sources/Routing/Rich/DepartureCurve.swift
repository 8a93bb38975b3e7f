/// The least cost of having come so far, as a function of the second at which service begins here: convex, made of straight pieces.
///
/// Going on costs a rate a second, and waiting is allowed, so no piece can be steeper than the rate; a window cuts pieces off at both
/// ends. Each node adds one piece and a piece is removed once, so a route of n nodes takes O(n). (The dynamic programme of Dumas,
/// Soumis, Desrosiers 1990 for optimal departure times, with costs that are linear between the stops.)
struct DepartureCurve {
  private(set) var left = 0
  private(set) var right = 0
  /// Cost at `left`.
  private(set) var value = 0
  private var head = 0
  private var tail = 0
  private let length: UnsafeMutablePointer<Int>
  private let slope: UnsafeMutablePointer<Int>

  init(pieces: Int) {
    length = .allocate(capacity: pieces)
    slope = .allocate(capacity: pieces)
  }

  func free() {
    length.deallocate()
    slope.deallocate()
  }

  /// Costs nothing anywhere from one second to another.
  mutating func begin(_ from: Int, _ to: Int) {
    left = from
    right = to
    value = 0
    head = 0
    tail = 0
    if to > from { push(to - from, 0) }
  }

  @inline(__always) private mutating func push(_ pieceLength: Int, _ pieceSlope: Int) {
    length[tail] = pieceLength
    slope[tail] = pieceSlope
    tail &+= 1
  }

  mutating func copy(_ other: DepartureCurve) {
    left = other.left
    right = other.right
    value = other.value
    head = 0
    tail = other.tail - other.head
    for index in 0..<tail {
      length[index] = other.length[other.head + index]
      slope[index] = other.slope[other.head + index]
    }
  }

  /// Waits at a rate, then goes on for a while at the same rate.
  /// - Returns: the latest second at which leaving here costs no more than waiting later.
  @inline(__always) mutating func goOn(rate: Int, service: Int, gap: Int) -> Int {
    while tail > head && slope[tail &- 1] > rate {
      tail &-= 1
      right = right &- length[tail]
    }
    let turn = right
    push(RichData.never, rate)
    right = right &+ RichData.never
    left = left &+ service &+ gap
    right = right &+ service &+ gap
    value = value &+ rate &* gap
    return turn
  }

  /// Forgets everything but the earliest second, and goes on from there.
  mutating func goOnFromLeft(rate: Int, service: Int, gap: Int) {
    head = 0
    tail = 0
    left += service + gap
    value += rate * gap
    right = left + RichData.never
    push(RichData.never, rate)
  }

  mutating func pin() {
    head = 0
    tail = 0
    right = left
  }

  /// Nothing before this second. There is something behind it: who has just gone on may wait for ever.
  @inline(__always) mutating func raise(to low: Int) {
    while left < low {
      let step = min(length[head], low &- left)
      left = left &+ step
      value = value &+ slope[head] &* step
      if step == length[head] { head &+= 1 } else { length[head] = length[head] &- step }
    }
  }

  /// Nothing behind this second.
  /// - Returns: whether anything is left.
  @inline(__always) mutating func cut(at high: Int) -> Bool {
    if left > high { return false }
    while right > high {
      let over = right &- high
      if length[tail &- 1] <= over {
        tail &-= 1
        right = right &- length[tail]
      } else {
        length[tail &- 1] = length[tail &- 1] &- over
        right = high
      }
    }
    return true
  }

  /// Whether this costs no more than the other wherever the other is defined: compared at each second where a piece of either ends.
  func isNowhereAbove(_ other: DepartureCurve) -> Bool {
    guard left <= other.left && right >= other.right else { return false }
    var (mine, theirs) = (value, other.value)
    var (index, rest) = (head, head < tail ? length[head] : 0)
    var second = left
    while second < other.left && index < tail {
      let step = min(rest, other.left &- second)
      mine = mine &+ slope[index] &* step
      second = second &+ step
      rest = rest &- step
      if rest == 0 {
        index &+= 1
        rest = index < tail ? length[index] : 0
      }
    }
    if mine > theirs { return false }
    var (place, left) = (other.head, other.head < other.tail ? other.length[other.head] : 0)
    while index < tail && place < other.tail {
      let step = min(rest, left)
      mine = mine &+ slope[index] &* step
      theirs = theirs &+ other.slope[place] &* step
      if mine > theirs { return false }
      rest = rest &- step
      left = left &- step
      if rest == 0 {
        index &+= 1
        rest = index < tail ? length[index] : 0
      }
      if left == 0 {
        place &+= 1
        left = place < other.tail ? other.length[place] : 0
      }
    }
    return true
  }
}
