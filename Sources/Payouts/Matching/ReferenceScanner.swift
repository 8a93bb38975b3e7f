import Ledger
import Ordering

extension PaymentReference {
  /// Every reference of `county` in a text, in whatever form it survives: any case, width and grouping, the human forms `PR-7/17` and
  /// `O-1042`, without its head, or cut off. Those of other counties are passed over. In the order of the text, each once.
  ///
  /// A number alone is never a reference.
  public static func readings(in text: String, county: String) -> [ReferenceReading] {
    let compact = CompactText(text)
    guard compact.count > 1 else { return [] }
    var scanner = ReferenceScanner(text: compact, county: county)
    scanner.scan()
    return scanner.readings
  }
}

/// Goes through a text from letter to letter.
struct ReferenceScanner {
  let text: CompactText
  let county: String
  private let countyDigits: [UInt8]
  private(set) var readings: [ReferenceReading] = []

  init(text: CompactText, county: String) {
    self.text = text
    self.county = county
    countyDigits = Array(county.utf8)
  }

  mutating func scan() {
    var index = 0
    while index < text.count {
      index = max(index + 1, read(at: index))
    }
  }

  /// The end of what was read at `index`; `index` itself where nothing begins there.
  private mutating func read(at index: Int) -> Int {
    switch text.characters[index] {
    case UInt8(ascii: "P") where isR(index + 1) && isNumber(at: index + 2): readRun(at: index)
    case UInt8(ascii: "O") where isNumber(at: index + 1): readOrder(at: index)
    case UInt8(ascii: "N"): readEnd(at: index)
    default: index
    }
  }

  private func isNumber(at index: Int) -> Bool { text.isDigit(index) && text.continues(index) }

  private func isR(_ index: Int) -> Bool { text.character(index) == UInt8(ascii: "R") && text.continues(index) }

  private mutating func add(_ reading: ReferenceReading) {
    if !readings.contains(reading) { readings.append(reading) }
  }

  private func head(_ index: Int) -> ReferenceHead { text.head(before: index, county: countyDigits) }

  // MARK: - PR7N000017, PR-7/17, PR7

  private mutating func readRun(at index: Int) -> Int {
    let head = head(index)
    let first = index + 2
    let runEnd = text.spacedDigitsEnd(first, limit: 6)
    if text.character(runEnd) == UInt8(ascii: "N"), text.continues(runEnd) {
      return readPayout(head, run: text.number(first..<runEnd), at: runEnd + 1)
    }
    if let end = readHumanPayout(head, at: first) { return end }
    return readUnpadded(head, at: first, digitsMax: 6) { .run(PayoutRun.ID(number: $0)) }
  }

  /// `start` is behind the `N`.
  private mutating func readPayout(_ head: ReferenceHead, run: Int64, at start: Int) -> Int {
    let run = PayoutRun.ID(number: run)
    let together = start < text.count && text.continues(start) ? text.digitsEnd(start) : start
    let end = min(together, start + 6)
    if let whole = payout(run, start..<text.spacedDigitsEnd(start, limit: 6)), isRight(head, whole) {
      add(.verified(whole))
      return text.spacedDigitsEnd(start, limit: 6)
    }
    if together - start == 6 {
      if let whole = payout(run, start..<end) { add(whole, head) }
    } else if together - start < 6, head != .foreign, run.number > 0 {
      add(.damaged(.beginning(run: run, digits: text.text(start..<end))))
    }
    return end
  }

  private func payout(_ run: PayoutRun.ID, _ digits: Range<Int>) -> PaymentReference.Subject? {
    guard digits.count == 6 else { return nil }
    return valid(.payout(Payout.ID(run: run, number: text.number(digits))))
  }

  private func valid(_ subject: PaymentReference.Subject) -> PaymentReference.Subject? { subject.isWithinLimits ? subject : nil }

  /// `PR-7/17`: not `PR-7/10/2020`.
  private mutating func readHumanPayout(_ head: ReferenceHead, at first: Int) -> Int? {
    let runEnd = text.digitsEnd(first)
    guard runEnd < text.count, text.gaps[runEnd].joinsNumbers, text.isDigit(runEnd), head == .bare || head == .county else { return nil }
    let end = text.digitsEnd(runEnd)
    let isDate = end < text.count && text.isDigit(end) && text.gaps[end].joinsNumbers
    guard runEnd - first <= 6, end - runEnd <= 6, !text.isGlued(end), !isDate else { return nil }
    let id = Payout.ID(run: PayoutRun.ID(number: text.number(first..<runEnd)), number: text.number(runEnd..<end))
    guard let subject = valid(.payout(id)) else { return nil }
    add(.plain(subject))
    return end
  }

  // MARK: - O1042, O-1042

  private mutating func readOrder(at index: Int) -> Int {
    let head = head(index)
    return readUnpadded(head, at: index + 1, digitsMax: 14) { .order(Order.ID(number: $0)) }
  }

  /// A number whose end only the text shows: it must not be followed by a letter.
  private mutating func readUnpadded(
    _ head: ReferenceHead, at first: Int, digitsMax: Int, _ subject: (Int64) -> PaymentReference.Subject
  ) -> Int {
    let end = unpaddedEnd(head, first)
    guard end - first <= digitsMax, text.characters[first] != UInt8(ascii: "0"), let read = valid(subject(text.number(first..<end))),
      head != .stray
    else { return end }
    if !text.isGlued(end) {
      add(read, head)
    } else if case .marked(let check, _, _) = head {
      add(.damaged(.misread(read, check: check)))
    }
    return end
  }

  /// Goes on over a gap only where the reference is printed in groups of four, as ISO 11649 lays down for paper.
  private func unpaddedEnd(_ head: ReferenceHead, _ first: Int) -> Int {
    var end = text.digitsEnd(first)
    guard case .marked(_, let start, _) = head, isInFours(start..<end) else { return end }
    while text.isDigit(end), text.continues(end), (end - start) % 4 == 0, text.digitsEnd(end) - end <= 4 { end = text.digitsEnd(end) }
    return end
  }

  /// At least one gap, and each after a multiple of four characters.
  private func isInFours(_ range: Range<Int>) -> Bool {
    let gaps = range.dropFirst().filter { text.gaps[$0] != .none }
    return !gaps.isEmpty && gaps.allSatisfy { ($0 - range.lowerBound) % 4 == 0 }
  }

  // MARK: - …7N000017

  /// Cut off at the left, inside the letters or the run's number; or the letters are misread behind a sound county.
  private mutating func readEnd(at index: Int) -> Int {
    let end = text.digitsEnd(index + 1)
    guard end - index == 7, text.isGlued(index + 1), !text.isGlued(end) else { return index }
    var start = index
    while start > 0, text.isGlued(start), text.isDigit(start - 1) { start -= 1 }
    let isWhole = start > 0 && text.isGlued(start) && text.characters[start - 1] == UInt8(ascii: "R") && start < index
    let number = text.number(index + 1..<end)
    guard number > 0, index - start <= 6, isCut(isWhole ? start - 1 : start) else { return index }
    add(.damaged(.end(runDigits: text.text(start..<index), isRunWhole: isWhole, number: number)))
    return end
  }

  private func isCut(_ start: Int) -> Bool {
    if start == 0 { return text.gaps[0] != .foreign }
    guard start > 7, text.isGlued(start) else { return false }
    return text.characters[(start - 7)..<(start - 1)].elementsEqual(countyDigits)
  }

  // MARK: - Check digits

  private mutating func add(_ subject: PaymentReference.Subject, _ head: ReferenceHead) {
    switch head {
    case _ where isRight(head, subject): add(.verified(subject))
    case .marked(let check, _, let isCountyRight):
      if isCountyRight || !isSoundElsewhere(head, subject) { add(.damaged(.misread(subject, check: check))) }
    case .loose, .county, .cutCounty, .bare: add(.plain(subject))
    case .stray: add(.damaged(.misread(subject, check: nil)))
    case .foreign: break
    }
  }

  private func isRight(_ head: ReferenceHead, _ subject: PaymentReference.Subject) -> Bool {
    switch head {
    case .marked(let check, _, true), .loose(let check): PaymentReference(subject, county: county)?.checkDigits == check
    default: false
    }
  }

  /// A neighbouring county's reference with right check digits is no misread one of ours.
  private func isSoundElsewhere(_ head: ReferenceHead, _ subject: PaymentReference.Subject) -> Bool {
    guard case .marked(let check, let start, _) = head else { return false }
    let other = text.text(start + 4..<start + 10)
    return PaymentReference(subject, county: other)?.checkDigits == check
  }
}
