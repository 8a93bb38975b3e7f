/// A name as it is compared: without spaces, middle dots and case, in half width, with one sign for everything that a bank masks.
struct FoldedName: Sendable, Hashable {
  let text: String
  let isMasked: Bool
  /// It is somebody's, and shows nothing of whose.
  let isNothingButMasks: Bool

  init(_ name: String) {
    var folded = String.UnicodeScalarView()
    for scalar in name.unicodeScalars {
      if let scalar = FoldedName.folded(scalar) { folded.append(scalar) }
    }
    text = String(folded)
    isMasked = folded.contains(FoldedName.mask)
    isNothingButMasks = isMasked && folded.allSatisfy { $0 == FoldedName.mask }
  }

  private static let mask: Unicode.Scalar = "*"

  /// Nil where it does not count. `?`, `□` and the like stand where a bank's encoding had no place for a character.
  private static func folded(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
    switch scalar.value {
    case 0...0x20, 0x2E, 0xA0, 0xB7, 0x2022, 0x2027, 0x2219, 0x22C5, 0x3000, 0x30FB, 0xFF0E, 0xFF65: nil
    case 0x2A, 0x3F, 0x25A0, 0x25A1, 0x25CF, 0x3013, 0xFF0A, 0xFF1F, 0xFFFD: mask
    case 0x61...0x7A: Unicode.Scalar(scalar.value - 32)
    case 0xFF41...0xFF5A: Unicode.Scalar(scalar.value - 0xFEE0 - 32)
    case 0xFF01...0xFF5E: Unicode.Scalar(scalar.value - 0xFEE0)
    default: scalar
    }
  }

  func fit(_ other: FoldedName) -> NameFit {
    if text.isEmpty || other.text.isEmpty || isNothingButMasks || other.isNothingButMasks { return .unknown }
    if isMasked || other.isMasked { return matches(other) ? .fits : .contradicts }
    if text == other.text { return .equal }
    return isCutOff(other) || other.isCutOff(self) ? .fits : .contradicts
  }

  /// The best fit among several names that somebody goes by.
  func fit(_ others: [FoldedName]) -> NameFit {
    guard !text.isEmpty, !others.isEmpty else { return .unknown }
    return others.reduce(.contradicts) { max($0, fit($1)) }
  }

  /// Long names of firms are cut off in narrow columns.
  private func isCutOff(_ whole: FoldedName) -> Bool { text.unicodeScalars.count >= FoldedName.cutMin && whole.text.hasPrefix(text) }

  private static let cutMin = 6

  /// A row of masks stands for one character or more, on either side.
  private func matches(_ other: FoldedName) -> Bool {
    let (a, b) = isMasked ? (self, other) : (other, self)
    return FoldedName.matches(Array(a.text.unicodeScalars), Array(b.text.unicodeScalars))
  }

  /// Greedy with one point to go back to, linear for one row of masks. A mask in `name` fits any one character.
  private static func matches(_ pattern: [Unicode.Scalar], _ name: [Unicode.Scalar]) -> Bool {
    var (at, position) = (0, 0)
    var back: (at: Int, position: Int)?
    while position < name.count {
      if at < pattern.count, pattern[at] == mask {
        while at + 1 < pattern.count, pattern[at + 1] == mask { at += 1 }
        at += 1
        position += 1
        back = (at, position)
      } else if at < pattern.count, pattern[at] == name[position] || name[position] == mask {
        at += 1
        position += 1
      } else if let point = back {
        back = (point.at, point.position + 1)
        (at, position) = (point.at, point.position + 1)
      } else {
        return false
      }
    }
    return at == pattern.count
  }
}

/// How the other side's name on a bank line and a name of ours go together, the worst first.
public enum NameFit: UInt8, Sendable, Hashable, Comparable {
  case contradicts = 0
  /// One of them is not known.
  case unknown = 1
  /// One is masked or cut off, and the rest agrees.
  case fits = 2
  case equal = 3

  public static func < (a: NameFit, b: NameFit) -> Bool { a.rawValue < b.rawValue }

  /// How a name that a bank shows, whole, masked or cut off, goes together with one of ours.
  public init(shown: String, known: String) { self = FoldedName(shown).fit(FoldedName(known)) }
}
