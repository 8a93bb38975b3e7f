/// A table for a terminal: Chinese characters are two columns wide there.
public struct TerminalTable {
  public struct Column: Sendable {
    public var title: String
    public var isRightAligned: Bool
    /// Gives way first where the table is too wide.
    public var isFlexible: Bool

    public init(_ title: String, right: Bool = false, flexible: Bool = false) {
      self.title = title
      isRightAligned = right
      isFlexible = flexible
    }
  }

  private let columns: [Column]
  private var rows: [[String]] = []

  public init(_ columns: [Column]) { self.columns = columns }

  public mutating func add(_ row: [String]) {
    precondition(row.count == columns.count)
    rows.append(row)
  }

  /// Lines that are at most `width` terminal columns wide where the flexible columns allow it.
  public func lines(width: Int = 100) -> [String] {
    var widths = columns.indices.map { column in
      ([columns[column].title] + rows.map { $0[column] }).map(displayWidth).max() ?? 0
    }
    let gaps = 2 * (columns.count - 1)
    while widths.reduce(0, +) + gaps > width {
      let flexible = columns.indices.filter { columns[$0].isFlexible && widths[$0] > 4 }
      guard let widest = flexible.max(by: { widths[$0] < widths[$1] }) else { break }
      widths[widest] -= 1
    }
    return ([columns.map(\.title)] + rows).map { row in
      let cells = columns.indices.map { column in
        padded(truncated(row[column], widths[column]), widths[column], right: columns[column].isRightAligned)
      }
      return trimmed(cells.joined(separator: "  "))
    }
  }

  private func truncated(_ text: String, _ width: Int) -> String {
    guard displayWidth(text) > width else { return text }
    var result = ""
    var used = 0
    for character in text {
      let next = displayWidth(String(character))
      if used + next > width - 1 { break }
      result.append(character)
      used += next
    }
    return result + "…"
  }

  private func padded(_ text: String, _ width: Int, right: Bool) -> String {
    let spaces = String(repeating: " ", count: max(0, width - displayWidth(text)))
    return right ? spaces + text : text + spaces
  }

  private func trimmed(_ text: String) -> String {
    var text = text
    while text.last == " " { text.removeLast() }
    return text
  }
}

/// Terminal columns that a text takes: East-Asian wide characters two, combining marks none (Unicode UAX #11).
public func displayWidth(_ text: String) -> Int {
  text.unicodeScalars.reduce(0) { $0 + width(of: $1) }
}

private func width(of scalar: Unicode.Scalar) -> Int {
  switch scalar.value {
  case 0..<0x20, 0x300...0x36F, 0x200B...0x200F, 0xFE00...0xFE0F: 0
  case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE4F,
    0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
    2
  default: 1
  }
}
