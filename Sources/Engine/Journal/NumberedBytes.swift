/// The wire bytes of things that are numbered from 1 on, in large blocks: a million small arrays would take twice the memory.
///
/// Only a journal that was tampered with leaves gaps; they are empty, and numbers beyond all reason are left out.
struct NumberedBytes {
  private static let blockSize = 1 << 20
  private static let gapMax = 10_000_000

  private struct Place {
    var block: Int32
    var start: Int32
    var count: Int32
  }

  private var blocks: [[UInt8]] = []
  /// By number - 1.
  private var places: [Place] = []

  var count: Int { places.count }

  /// The bytes of a thing, nil where there is none.
  subscript(number: Int64) -> ArraySlice<UInt8>? {
    guard number >= 1, number <= places.count else { return nil }
    let place = places[Int(number) - 1]
    guard place.count > 0 else { return [] }
    return blocks[Int(place.block)][Int(place.start)..<Int(place.start + place.count)]
  }

  /// Puts the bytes of the next thing, or of one that is there in place of what it was.
  mutating func put(_ bytes: ArraySlice<UInt8>, for number: Int64) {
    guard number >= 1 else { return }
    let index = Int(number) - 1
    guard index - places.count < NumberedBytes.gapMax else { return }
    while places.count < index { places.append(Place(block: 0, start: 0, count: 0)) }
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
    if blocks.isEmpty || blocks[blocks.count - 1].count + bytes.count > NumberedBytes.blockSize {
      var block: [UInt8] = []
      block.reserveCapacity(max(NumberedBytes.blockSize, bytes.count))
      blocks.append(block)
    }
    let last = blocks.count - 1
    let place = Place(block: Int32(last), start: Int32(blocks[last].count), count: Int32(bytes.count))
    blocks[last].append(contentsOf: bytes)
    return place
  }
}
