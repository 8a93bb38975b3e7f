/// The lines of a text that say something, with their numbers, read from the top.
struct TextLines {
  struct Line {
    /// From 1.
    let number: Int
    let words: [Substring]

    func double(_ index: Int) throws(InstanceFault) -> Double {
      guard let value = Double(words[index]), value.isFinite else { throw .notANumber(line: number, String(words[index])) }
      guard value.magnitude < 1e9 else { throw .outOfRange(line: number, String(words[index])) }
      return value
    }

    /// A whole number, also written as 10.0.
    func int(_ index: Int) throws(InstanceFault) -> Int {
      let value = try double(index)
      guard value == value.rounded() else { throw .notANumber(line: number, String(words[index])) }
      return Int(value)
    }

    func require(_ count: Int) throws(InstanceFault) {
      guard words.count == count else { throw .fieldCount(line: number, expected: count, found: words.count) }
    }
  }

  let lines: [Line]
  private var position = 0
  private let lastNumber: Int

  init(_ bytes: [UInt8]) throws(InstanceFault) {
    guard let text = String(validating: bytes, as: UTF8.self) else { throw .notText }
    var lines: [Line] = []
    var number = 0
    for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
      number += 1
      let words = line.split { $0 == " " || $0 == "\t" || $0 == "\u{FEFF}" }
      if !words.isEmpty { lines.append(Line(number: number, words: words)) }
    }
    self.lines = lines
    lastNumber = number
  }

  var isAtEnd: Bool { position == lines.count }

  mutating func next(_ what: String) throws(InstanceFault) -> Line {
    guard position < lines.count else { throw .missing(line: lastNumber, what) }
    position += 1
    return lines[position - 1]
  }

  mutating func next() -> Line? {
    guard position < lines.count else { return nil }
    position += 1
    return lines[position - 1]
  }
}
