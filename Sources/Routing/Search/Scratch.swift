/// Room for one step, reused by all.
struct Scratch {
  /// Heads taken out by the step, to be put back in this order; room for the absent ones too.
  let removed: Row
  var removedCount = 0
  /// Sort keys of `removed`.
  let key: Row
  /// Step at which a slot was last robbed of a string.
  let ruinedAt: Row
  /// A string's stops.
  let string: Row

  init(stops: Int, slots: Int) {
    removed = Row(count: stops)
    key = Row(count: stops)
    string = Row(count: stops)
    ruinedAt = Row(count: slots, repeating: -1)
  }

  func free() { for row in [removed, key, ruinedAt, string] { row.free() } }
}
