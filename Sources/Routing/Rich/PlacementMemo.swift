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
  /// What it adds, as far as can be told without driving.
  let estimate: Int
  let first: Int32
  let second: Int32
  let reload: RichPlacement.Reload
}

/// By job and slot: the cheapest placement in the route as it was at some version, or that there is none below a bound.
struct PlacementMemo {
  struct Entry {
    var version = -1
    /// Nothing costs less than this, where `first` is -1.
    var added = 0
    var first: Int32 = -1
    var second: Int32 = -1
    var reload = RichPlacement.Reload.none
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
