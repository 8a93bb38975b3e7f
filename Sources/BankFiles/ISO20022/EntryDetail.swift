import Measures

/// `TxDtls`: one payment within an entry.
struct EntryDetail {
  private struct Party {
    var name = ""
    var account = ""

    var isEmpty: Bool { name.isEmpty && account.isEmpty }
  }

  private(set) var place: FilePlace
  private var amount: Money?
  private var isCredit: Bool?
  private var bankReference = ""
  private var endToEnd = ""
  private var instruction = ""
  private var transaction = ""
  private var message = ""
  private var paymentInformation = ""
  private var debtor = Party()
  private var creditor = Party()
  private var text = ""
  private var additional = ""
  private var returnCode = ""
  private var returnText = ""
  private var isReturn = false
  /// The first thing that is wrong with it.
  private(set) var problem: FieldProblem?

  init(reading xml: XMLReader) throws(BankFileFault) {
    place = xml.place
    while let child = try xml.nextChild() {
      switch child {
      case .references: try readReferences(xml)
      case .amount: amount = take(try xml.amount("TxDtls/Amt"))
      case .direction: isCredit = take(try xml.isCredit())
      case .amountDetails: try readAmountDetails(xml)
      case .bankTransaction: isReturn = try xml.isReturnCode() || isReturn
      case .parties: try readParties(xml)
      case .remittance: try readRemittance(xml)
      case .returnInformation: try readReturn(xml)
      case .additionalDetailText: additional = try xml.text()
      default: try xml.skip()
      }
    }
  }

  private mutating func take<Value>(_ read: Read<Value>) -> Value? {
    switch read {
    case .success(let value): return value
    case .failure(let found):
      if problem == nil { problem = found }
      return nil
    }
  }

  // MARK: Parts

  private mutating func readReferences(_ xml: XMLReader) throws(BankFileFault) {
    while let child = try xml.nextChild() {
      switch child {
      case .messageID: message = try xml.text()
      case .bankReference: bankReference = try xml.text()
      case .paymentInformationID: paymentInformation = try xml.text()
      case .instructionID: instruction = try xml.text()
      case .endToEndID: endToEnd = try xml.text()
      case .transactionID: transaction = try xml.text()
      default: try xml.skip()
      }
    }
  }

  /// Version 2 has the amount of a detail here only.
  private mutating func readAmountDetails(_ xml: XMLReader) throws(BankFileFault) {
    while let child = try xml.nextChild() {
      guard child == .transactionAmount else {
        try xml.skip()
        continue
      }
      while let inner = try xml.nextChild() {
        if inner == .amount, amount == nil { amount = take(try xml.amount("TxAmt/Amt")) } else { try xml.skip() }
      }
    }
  }

  private mutating func readParties(_ xml: XMLReader) throws(BankFileFault) {
    while let child = try xml.nextChild() {
      switch child {
      case .debtor: debtor.name = try xml.partyName()
      case .debtorAccount: debtor.account = try xml.account()
      case .creditor: creditor.name = try xml.partyName()
      case .creditorAccount: creditor.account = try xml.account()
      default: try xml.skip()
      }
    }
  }

  private mutating func readRemittance(_ xml: XMLReader) throws(BankFileFault) {
    func add(_ more: String) { if !more.isEmpty { text = text.isEmpty ? more : "\(text) \(more)" } }
    while let child = try xml.nextChild() {
      switch child {
      case .unstructured: add(try xml.text())
      case .structured:
        while let inner = try xml.nextChild() {
          switch inner {
          case .creditorReference:
            while let reference = try xml.nextChild() {
              if reference == .reference { add(try xml.text()) } else { try xml.skip() }
            }
          case .additionalRemittance: add(try xml.text())
          default: try xml.skip()
          }
        }
      default: try xml.skip()
      }
    }
  }

  private mutating func readReturn(_ xml: XMLReader) throws(BankFileFault) {
    isReturn = true
    while let child = try xml.nextChild() {
      switch child {
      case .reason: returnCode = try xml.firstText()
      case .additionalInformation:
        let more = try xml.text()
        returnText = returnText.isEmpty ? more : "\(returnText) \(more)"
      default: try xml.skip()
      }
    }
  }

  // MARK: As a line

  /// Signed by its own direction, or by the entry's where it has none.
  func signed(_ entryIsCredit: Bool) -> Money? {
    amount.map { isCredit ?? entryIsCredit ? $0 : Money(fen: -$0.fen) }
  }

  /// Puts what it tells into the line of its entry.
  func fill(_ line: inout StatementLine, account: String) {
    if !bankReference.isEmpty, bankReference != line.bankReference {
      (line.entryReference, line.bankReference) = (line.bankReference, bankReference)
    }
    line.reference = endToEnd.isEmpty || endToEnd == "NOTPROVIDED" ? (instruction.isEmpty ? transaction : instruction) : endToEnd
    if !paymentInformation.isEmpty {
      line.batchReference = paymentInformation
    } else if line.batchReference.isEmpty {
      line.batchReference = message
    }
    if !text.isEmpty { line.text = text } else if !additional.isEmpty { line.text = additional }
    line.returnCode = returnCode
    line.returnText = returnText
    line.isReturn = line.isReturn || isReturn
    let other = counterparty(line, account)
    line.counterpartyName = other.name
    line.counterpartyAccount = other.account
  }

  /// The other side: never the statement's own account. In a return the parties keep the roles of the payment that comes back.
  private func counterparty(_ line: StatementLine, _ account: String) -> Party {
    if !account.isEmpty {
      if debtor.account == account, !creditor.isEmpty { return creditor }
      if creditor.account == account, !debtor.isEmpty { return debtor }
    }
    let debtorIsOther = (line.amount.fen >= 0) != line.isReturn
    let (first, second) = debtorIsOther ? (debtor, creditor) : (creditor, debtor)
    return first.isEmpty ? second : first
  }
}
