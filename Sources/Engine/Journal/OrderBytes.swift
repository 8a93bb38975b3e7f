import Ordering

/// The wire bytes of orders by number, in large blocks: a million small arrays would take twice the memory.
struct OrderBytes {
  private static let blockSize = 1 << 20

  private struct Place {
    var block: Int32
    var start: Int32
    var count: Int32
  }

  private var blocks: [[UInt8]] = []
  /// By order number - 1.
  private var places: [Place] = []

  var count: Int { places.count }

  /// The bytes of an order, nil where there is none.
  subscript(id: Order.ID) -> ArraySlice<UInt8>? {
    guard places.indices.contains(Int(id.number) - 1) else { return nil }
    let place = places[Int(id.number) - 1]
    return blocks[Int(place.block)][Int(place.start)..<Int(place.start + place.count)]
  }

  /// Puts the bytes of the next order, or of one that is there in place of what it was.
  mutating func put(_ bytes: ArraySlice<UInt8>, for id: Order.ID) {
    let index = Int(id.number) - 1
    precondition(index <= places.count, "orders are numbered without a gap")
    if index == places.count {
      places.append(append(bytes))
    } else if bytes.count <= places[index].count {
      let start = Int(places[index].start)
      blocks[Int(places[index].block)].replaceSubrange(start..<start + bytes.count, with: bytes)
      places[index].count = Int32(bytes.count)
    } else {
      places[index] = append(bytes)
    }
  }

  private mutating func append(_ bytes: ArraySlice<UInt8>) -> Place {
    if blocks.isEmpty || blocks[blocks.count - 1].count + bytes.count > OrderBytes.blockSize {
      var block: [UInt8] = []
      block.reserveCapacity(max(OrderBytes.blockSize, bytes.count))
      blocks.append(block)
    }
    let last = blocks.count - 1
    let place = Place(block: Int32(last), start: Int32(blocks[last].count), count: Int32(bytes.count))
    blocks[last].append(contentsOf: bytes)
    return place
  }
}
