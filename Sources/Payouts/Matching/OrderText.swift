/// What a text with orders' numbers says besides.
///
/// `O-12` is short and has no check digits, and rooms, blood groups, flights and grades of eggs read like it. So it counts as a reference
/// where it is written as one, and nothing beside it is of another purpose.
struct OrderText {
  /// Every number of an order is written as one, and no word is of another purpose than to pay for goods.
  private(set) var isOfOrders = true
  /// Nor is there another number.
  private(set) var isOfOrdersAlone = true

  init(_ text: String, _ rules: MatchingRules) {
    let characters = text.unicodeScalars.map { scalar in
      let ascii = CompactText.ascii(scalar.value)
      return ascii == 0 ? Character(scalar) : Character(UnicodeScalar(ascii))
    }
    var index = 0
    while index < characters.count {
      let start = index
      if characters[index].isLetter {
        while index < characters.count, characters[index].isLetter { index += 1 }
        var word = String(characters[start..<index])
        if word.last == "O" || word.last == "o", let end = OrderText.numberEnd(characters, index) {
          word.removeLast()
          index = end
        }
        isOfOrders = isOfOrders && (word.isEmpty || OrderText.isOfGoods(word, rules))
      } else if characters[index].isNumber {
        while index < characters.count, characters[index].isNumber { index += 1 }
        // The county's digits stand before the letter.
        let isHead = index < characters.count && (characters[index] == "O" || characters[index] == "o")
        isOfOrdersAlone = isOfOrdersAlone && isHead
      } else {
        index += 1
      }
    }
    isOfOrdersAlone = isOfOrdersAlone && isOfOrders
  }

  /// The end of the digits of `O12` or `O-12`; nil where that is no number of an order: `O 12`, `O-1/12`, `O-1-2`, `O1.5`.
  private static func numberEnd(_ characters: [Character], _ start: Int) -> Int? {
    func isDigit(_ index: Int) -> Bool { characters.indices.contains(index) && characters[index].isASCII && characters[index].isNumber }
    var end = isDigit(start) ? start : start + 1
    guard isDigit(start) || characters.indices.contains(start) && "-_".contains(characters[start]) && isDigit(end) else { return nil }
    while isDigit(end) { end += 1 }
    let goesOn = characters.indices.contains(end) && "-_/.~".contains(characters[end]) && isDigit(end + 1)
    return goesOn ? nil : end
  }

  /// It means nothing by itself, or goods, or that they are paid for.
  static func isOfGoods(_ word: String, _ rules: MatchingRules) -> Bool {
    ReadLine.isOfAnyTransfer(word) || words.contains(word.lowercased()) || rules.goods.contains(word) || isPayment(word, rules)
  }

  /// One of the words by which buyers say that they pay for goods, or one that ends in 货款 and says for which: 板栗货款, not 非货款.
  static func isPayment(_ word: String, _ rules: MatchingRules) -> Bool {
    rules.receiptPurposes.contains { $0.lowercased() == word.lowercased() }
      || word.hasSuffix("货款") && !word.contains { denials.contains($0) }
  }

  private static let denials: Set<Character> = ["非", "不", "无", "除", "外", "退", "还", "代", "押", "补", "贷", "借"]

  /// What stands beside a number and means nothing by itself.
  private static let words: Set = [
    "订单", "单号", "订单号", "编号", "号", "附言", "用途", "摘要", "和", "及", "与", "rf", "order", "orders", "no", "nos", "number", "numbers", "for", "of",
    "and",
    "goods", "payment", "invoice",
  ]
}
