/// Where a job goes into a route: behind which position its first stop, behind which its second, and whether a reload comes with it.
struct RichPlacement {
  enum Reload: Int8 { case none, before, after }

  /// What the route costs more.
  var added: Int
  var slot = -1
  var first = -1
  /// Position in the route as it is, i.e. without the first stop; -1 for a job with one stop to place.
  var second = -1
  var reload = Reload.none

  var isFound: Bool { first >= 0 }
}

/// An insertion that nothing cheap rules out.
struct Candidate {
  /// What it adds, as far as can be told without driving; or at least, once ``isDriven``.
  var estimate: Int
  let first: Int32
  let second: Int32
  let reload: RichPlacement.Reload
  /// Whether one curve of its hours was made already.
  var isDriven = false
}

/// By job and slot: the cheapest placement in the route as it was at some version, or that there is none below a bound.
struct PlacementMemo {
  struct Entry {
    var version = -1
    /// Nothing else costs less than this.
    var floor = 0
    /// What the placement adds, where there is one.
    var added = 0
    var first: Int32 = -1
    var second: Int32 = -1
    var reload = RichPlacement.Reload.none

    /// Whether no other placement in the route can be cheaper.
    var isExact: Bool { first >= 0 && added <= floor }
  }

  static let entriesMax = 4_000_000

  private let slots: Int
  private var entries: [Entry]

  init(jobs: Int, slots: Int) {
    self.slots = slots
    entries = [Entry](repeating: Entry(), count: jobs * slots <= PlacementMemo.entriesMax ? jobs * slots : 0)
  }

  subscript(job: Int, slot: Int) -> Entry {
    @inline(__always) get { entries.isEmpty ? Entry() : entries[job * slots + slot] }
    @inline(__always) set { if !entries.isEmpty { entries[job * slots + slot] = newValue } }
  }
}
