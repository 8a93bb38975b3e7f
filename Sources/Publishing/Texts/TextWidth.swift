/// Width of a text in thousandths of an em, estimated from above, for a proportional face with Chinese characters.
///
/// East Asian wide, full-width and ambiguous characters (Unicode UAX #11) are one em. For the rest the classes below are at
/// least the advances of Noto Sans CJK SC at weights up to 600, where most letters and digits are near 0.55 em.
func widthThousandths(_ text: String) -> Int64 {
  text.unicodeScalars.reduce(0) { $0 + $1.widthThousandths }
}

extension Unicode.Scalar {
  /// Whether the character fills an em square of its own, so that a line may break on either side of it.
  var isWide: Bool {
    switch value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19,
      0xFE30...0xFE6F, 0xFF01...0xFF60, 0xFFE0...0xFFE6, 0x16FE0...0x18DFF, 0x1AFF0...0x1B2FF, 0x1F000...0x1FAFF, 0x20000...0x3FFFD:
      true
    default: false
    }
  }

  /// Drawn over the character before it, or not at all.
  private var isZeroWidth: Bool {
    switch value {
    case 0..<0x20, 0x7F..<0xA0, 0x300...0x36F, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x206F, 0xFE00...0xFE0F, 0xFEFF,
      0xE0100...0xE01EF:
      true
    default: false
    }
  }

  fileprivate var widthThousandths: Int64 {
    if isZeroWidth { return 0 }
    if isWide { return 1000 }
    switch self {
    case "m", "w", "M", "W", "@", "%": return 970
    case "A"..."Z": return 780
    case " ", ".", ",", ":", ";", "'", "|", "!", "(", ")", "[", "]", "i", "j", "l": return 360
    case "0"..."9", "¥": return 600
    case "!"..."~": return 650
    default: return 1000
    }
  }
}
