/// What stands before the letters (`PR`, `O`) of a reference.
enum ReferenceHead: Equatable {
  /// `RF`, check digits and the county, which may be misread in one digit.
  case marked(check: Int, start: Int, isCountyRight: Bool)
  /// The county, with two digits before it that may be check digits whose `RF` is lost.
  case loose(check: Int)
  case county
  /// The last digits of the county, at the beginning of the text.
  case cutCounty
  /// Nothing that belongs to it.
  case bare
  /// Letters or digits stand right before it that are not the county's.
  case stray
  /// Another county's.
  case foreign
}

extension CompactText {
  /// Reads backwards from `index`.
  func head(before index: Int, county: [UInt8]) -> ReferenceHead {
    guard index > 0, continues(index) else { return .bare }
    let start = digitsStart(before: index, limit: 8)
    let whole = index - start
    if whole == 8, let head = marked(start, index, county) { return head }
    guard whole >= 6, characters[(index - 6)..<index].elementsEqual(county) else { return shortHead(index, county) }
    return whole == 8 ? .loose(check: Int(number(start..<start + 2))) : .county
  }

  private func digitsStart(before index: Int, limit: Int) -> Int {
    var start = index
    while index - start < limit, start > 0, continues(start), isDigit(start - 1) { start -= 1 }
    return start
  }

  /// `digits` is where the check digits begin.
  private func marked(_ digits: Int, _ index: Int, _ county: [UInt8]) -> ReferenceHead? {
    guard digits >= 2, continues(digits), continues(digits - 1), characters[digits - 2] == UInt8(ascii: "R"),
      characters[digits - 1] == UInt8(ascii: "F")
    else { return nil }
    let wrong = zip(characters[(digits + 2)..<index], county).count { $0 != $1 }
    guard wrong <= 1 || isSwapped(digits + 2, county) else { return .foreign }
    let check = Int(number(digits..<digits + 2))
    // A sound reference of a neighbouring county is no misread one of ours.
    return .marked(check: check, start: digits - 2, isCountyRight: wrong == 0)
  }

  private func isSwapped(_ start: Int, _ county: [UInt8]) -> Bool {
    let wrong = county.indices.filter { characters[start + $0] != county[$0] }
    return wrong.count == 2 && wrong[1] == wrong[0] + 1 && characters[start + wrong[0]] == county[wrong[1]]
      && characters[start + wrong[1]] == county[wrong[0]]
  }

  private func shortHead(_ index: Int, _ county: [UInt8]) -> ReferenceHead {
    guard isGlued(index) else { return .bare }
    var start = index
    while start > 0, isDigit(start - 1), start == index || isGlued(start) { start -= 1 }
    let digits = characters[start..<index]
    let isAtStart = start == 0 && gaps[0] != .foreign
    if !digits.isEmpty, isAtStart, digits.count < 6, county.suffix(digits.count).elementsEqual(digits) { return .cutCounty }
    let isAnotherCounty = digits.count >= 6 && zip(digits.suffix(6), county).count { $0 != $1 } > 1
    return isAnotherCounty ? .foreign : .stray
  }
}
