/// A text reduced to what a reference is made of: capital letters and digits, each with the gap before it.
///
/// Full-width forms count as their ASCII twins, the dashes of Unicode as `-`.
struct CompactText {
  /// What stands before a character; of several things the last in this order.
  enum Gap: UInt8, Comparable {
    case none = 0
    case space = 1
    case dot = 2
    case dash = 3
    case slash = 4
    /// Something that no reference contains, a Chinese character for instance.
    case foreign = 5

    static func < (a: Gap, b: Gap) -> Bool { a.rawValue < b.rawValue }

    /// Whether a date or a human form may stand around it.
    var joinsNumbers: Bool { self == .dot || self == .dash || self == .slash }
  }

  private(set) var characters: [UInt8] = []
  private(set) var gaps: [Gap] = []

  init(_ text: String) {
    var gap = Gap.none
    for scalar in text.unicodeScalars {
      let ascii = CompactText.ascii(scalar.value)
      switch ascii {
      case 48...57, 65...90: append(ascii, &gap)
      case 97...122: append(ascii - 32, &gap)
      default: gap = max(gap, CompactText.gap(ascii))
      }
    }
  }

  private mutating func append(_ character: UInt8, _ gap: inout Gap) {
    characters.append(character)
    gaps.append(gap)
    gap = .none
  }

  /// The ASCII character that a scalar stands for; 0 where there is none.
  static func ascii(_ scalar: UInt32) -> UInt8 {
    switch scalar {
    case 0..<128: UInt8(scalar)
    case 0xFF01...0xFF5E: UInt8(scalar - 0xFEE0)
    case 0x3000, 0x00A0: 32
    case 0x2010...0x2015, 0x2212: UInt8(ascii: "-")
    default: 0
    }
  }

  private static func gap(_ ascii: UInt8) -> Gap {
    switch ascii {
    case 9, 10, 13, 32: .space
    case UInt8(ascii: "."): .dot
    case UInt8(ascii: "-"), UInt8(ascii: "_"): .dash
    case UInt8(ascii: "/"): .slash
    default: .foreign
    }
  }
}

extension CompactText {
  var count: Int { characters.count }

  func character(_ index: Int) -> UInt8? { characters.indices.contains(index) ? characters[index] : nil }

  func isDigit(_ index: Int) -> Bool { character(index).map { $0 < 58 } ?? false }

  /// Whether a character follows what stands before it, with nothing in between.
  func isGlued(_ index: Int) -> Bool { index > 0 && index < count && gaps[index] == .none }

  /// Whether a reference may go on from the character before `index` to this one.
  func continues(_ index: Int) -> Bool { index > 0 && index < count && gaps[index] != .foreign }

  /// The end of the digits from `start` on that stand together.
  func digitsEnd(_ start: Int) -> Int {
    var end = start
    while isDigit(end), end == start || isGlued(end) { end += 1 }
    return end
  }

  /// The end of at most `limit` digits from `start` on, gaps passed over.
  func spacedDigitsEnd(_ start: Int, limit: Int) -> Int {
    var end = start
    while end - start < limit, isDigit(end), end == start || continues(end) { end += 1 }
    return end
  }

  func number(_ range: Range<Int>) -> Int64 { range.reduce(0) { $0 * 10 + Int64(characters[$1] - 48) } }

  func text(_ range: Range<Int>) -> String { String(decoding: characters[range], as: UTF8.self) }
}
