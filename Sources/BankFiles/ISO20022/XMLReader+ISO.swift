import Catalogue
import Measures

// Values of ISO 20022. Each passes over its element, whatever is wrong with it, so that reading can go on behind it.

/// An amount with what is wrong with it.
typealias Read<Value> = Result<Value, FieldProblem>

extension XMLReader {
  /// An amount with its currency attribute, which must be CNY.
  func amount(_ field: StaticString) throws(BankFileFault) -> Read<Money> {
    let currency = attribute("Ccy")
    try readText()
    return readingField { () throws(FieldProblem) in
      if let currency { try FieldProblem.requireCNY(currency) }
      return try AmountNotation.plain.money(textContent, signed: false, field: "\(field)")
    }
  }

  /// The date of a choice of `Dt` and `DtTm`; the day that is written, in whatever zone the bank writes it.
  func date(_ field: StaticString) throws(BankFileFault) -> Read<Day> {
    var day = Read<Day>.failure(.missing(field: "\(field)"))
    while let child = try nextChild() {
      switch child {
      case .date, .dateTime: day = try leadingDay(field)
      default: try skip()
      }
    }
    return day
  }

  /// The day with which the present element's text begins.
  func leadingDay(_ field: StaticString) throws(BankFileFault) -> Read<Day> {
    try readText()
    let text = textContent
    // A date may bear a zone behind it (XML Schema), a date and time goes on with T.
    if text.count >= 10,
      text.count == 10 || [UInt8(ascii: "T"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "Z")].contains(text[10]),
      let day = Day(iso: text)
    {
      return .success(day)
    }
    return .failure(.notADay(field: "\(field)", value: FieldProblem.shown(text)))
  }

  /// Whether money came in.
  func isCredit() throws(BankFileFault) -> Read<Bool> {
    try readText()
    switch String(decoding: textContent, as: UTF8.self) {
    case "CRDT": return .success(true)
    case "DBIT": return .success(false)
    case let text: return .failure(.unknownWord(field: "CdtDbtInd", value: FieldProblem.shown(text), known: ["CRDT", "DBIT"]))
    }
  }

  /// The number within `Id`: `IBAN`, or `Othr/Id`.
  func accountNumber() throws(BankFileFault) -> String {
    var number = ""
    while let child = try nextChild() {
      switch child {
      case .iban: number = try text()
      case .otherID:
        while let inner = try nextChild() {
          if inner == .id, number.isEmpty { number = try text() } else { try skip() }
        }
      default: try skip()
      }
    }
    return number
  }

  /// The number of an account: `Id/IBAN` or `Id/Othr/Id`.
  func account() throws(BankFileFault) -> String {
    var number = ""
    while let child = try nextChild() {
      if child == .id { number = try accountNumber() } else { try skip() }
    }
    return number
  }

  /// A party's name: `Nm`, from version 3 on within `Pty`.
  func partyName() throws(BankFileFault) -> String {
    var name = ""
    while let child = try nextChild() {
      switch child {
      case .name: name = try text()
      case .party: name = try partyName()
      default: try skip()
      }
    }
    return name
  }
}

/// What `body` gives, or what is wrong.
func readingField<Value>(_ body: () throws(FieldProblem) -> Value) -> Read<Value> {
  do { return .success(try body()) } catch { return .failure(error) }
}

extension Day {
  /// `2020-10-07` at the beginning of `text`; nil for anything else and for days that do not exist.
  init?(iso text: UnsafeBufferPointer<UInt8>) {
    guard text.count >= 10, text[4] == UInt8(ascii: "-"), text[7] == UInt8(ascii: "-") else { return nil }
    guard let year = Int(digits: text[0..<4]), let month = Int(digits: text[5..<7]), let day = Int(digits: text[8..<10]) else { return nil }
    self.init(year: year, month: month, day: day)
  }
}

extension Int {
  /// Plain digits and nothing else, at most nine.
  init?(digits: some Collection<UInt8>) {
    var value = 0
    guard (1...9).contains(digits.count) else { return nil }
    for byte in digits {
      guard (48...57).contains(byte) else { return nil }
      value = value * 10 + Int(byte - 48)
    }
    self = value
  }
}
