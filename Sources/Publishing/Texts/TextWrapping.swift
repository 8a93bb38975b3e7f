/// Breaks a text into lines of at most `widthMax` thousandths of an em, at most `linesMax` of them; what does not fit
/// ends in “…”. Lines break at spaces and beside wide characters, but not before closing punctuation (避头点); a word
/// that is wider than a line breaks anywhere.
func wrapped(_ text: String, widthMax: Int64, linesMax: Int) -> [String] {
  precondition(linesMax > 0)
  var lines: [String] = []
  var rest = Substring(text)
  while !rest.isEmpty {
    let line = firstLine(of: rest, widthMax: widthMax)
    if lines.count == linesMax - 1, line.endIndex < rest.endIndex {
      return lines + [shortened(rest, widthMax: widthMax)]
    }
    lines.append(trimmed(line))
    rest = rest[line.endIndex...].drop { $0 == " " }
  }
  return lines
}

/// As much as stands on one line; at least one character.
private func firstLine(of text: Substring, widthMax: Int64) -> Substring {
  var width: Int64 = 0
  var index = text.startIndex
  var lastBreak: Substring.Index?
  while index < text.endIndex {
    let next = text.index(after: index)
    if index > text.startIndex, mayBreak(between: text[text.index(before: index)], text[index]) { lastBreak = index }
    // A space may hang over the end of a line.
    if text[index] != " " {
      let wider = width + widthThousandths(String(text[index]))
      if wider > widthMax { return text[..<(lastBreak ?? max(index, text.index(after: text.startIndex)))] }
    }
    width += widthThousandths(String(text[index]))
    index = next
  }
  return text
}

/// Full-width forms are written as escapes, for they look like ASCII in many editors.
private let closing = Set(",.;:!?)]、。」』】》〉”’…·\u{FF0C}\u{FF1B}\u{FF1A}\u{FF01}\u{FF1F}\u{FF09}")
private let opening = Set("([「『【《〈“‘\u{FF08}")

private func mayBreak(between before: Character, _ after: Character) -> Bool {
  if closing.contains(after) || opening.contains(before) { return false }
  return before == " " || before.unicodeScalars.first!.isWide || after.unicodeScalars.first!.isWide
}

private func shortened(_ text: Substring, widthMax: Int64) -> String {
  var result = ""
  var width = widthThousandths("…")
  for character in text {
    width += widthThousandths(String(character))
    if width > widthMax { break }
    result.append(character)
  }
  return trimmed(result[...]) + "…"
}

private func trimmed(_ text: Substring) -> String {
  var text = text
  while text.last == " " { text.removeLast() }
  return String(text)
}
