import Measures

/// `CstmrPmtStsRpt` of pain.002: what became of a message, its batches and their payments.
struct StatusReport {
  let xml: XMLReader
  let output: EventOutput

  func read() throws {
    var message = ""
    while let child = try xml.nextChild() {
      switch child {
      case .originalGroup: message = try readGroup()
      case .originalPayment: try readBatch(message: message)
      // Versions that report on a message without batches have its payments here.
      case .transactionStatusInformation: try readPayment(batch: message)
      default: try xml.skip()
      }
    }
  }

  private func readGroup() throws -> String {
    var outcome = PaymentOutcome(place: xml.place, scope: .message, status: .pending)
    var status: Read<PaymentOutcome.Status>?
    while let child = try xml.nextChild() {
      switch child {
      case .originalMessageID: outcome.batchReference = try xml.text()
      case .groupStatus: status = try readStatus("GrpSts")
      case .statusReason: try readReason(into: &outcome)
      default: try xml.skip()
      }
    }
    try emit(outcome, status)
    return outcome.batchReference
  }

  private func readBatch(message: String) throws {
    var outcome = PaymentOutcome(place: xml.place, scope: .batch, status: .pending)
    var status: Read<PaymentOutcome.Status>?
    var isTold = false
    func tell() throws {
      guard !isTold else { return }
      isTold = true
      if outcome.batchReference.isEmpty { outcome.batchReference = message }
      try emit(outcome, status)
    }
    while let child = try xml.nextChild() {
      switch child {
      case .originalPaymentID: outcome.batchReference = try xml.text()
      case .paymentStatus: status = try readStatus("PmtInfSts")
      case .statusReason: try readReason(into: &outcome)
      case .transactionStatusInformation:
        try tell()
        try readPayment(batch: outcome.batchReference)
      default: try xml.skip()
      }
    }
    try tell()
  }

  private func readPayment(batch: String) throws {
    var outcome = PaymentOutcome(place: xml.place, batchReference: batch, status: .pending)
    var status: Read<PaymentOutcome.Status>?
    var problem: FieldProblem?
    var instruction = ""
    while let child = try xml.nextChild() {
      switch child {
      case .originalEndToEndID: outcome.reference = try xml.text()
      case .originalInstructionID: instruction = try xml.text()
      case .transactionStatus: status = try readStatus("TxSts")
      case .statusReason: try readReason(into: &outcome)
      case .originalTransaction:
        switch try readOriginal(into: &outcome) {
        case .success: break
        case .failure(let found): problem = found
        }
      default: try xml.skip()
      }
    }
    if outcome.reference.isEmpty { outcome.reference = instruction }
    if let problem { return try output.find(.unreadable(problem), at: outcome.place) }
    guard status != nil else { return try output.find(.unreadable(.missing(field: "TxSts")), at: outcome.place) }
    try emit(outcome, status)
  }

  /// A message or batch without a status of its own tells nothing.
  private func emit(_ outcome: PaymentOutcome, _ status: Read<PaymentOutcome.Status>?) throws {
    var outcome = outcome
    switch status {
    case nil: return
    case .failure(let problem): return try output.find(.unreadable(problem), at: outcome.place)
    case .success(let found): outcome.status = found
    }
    try output.outcome(outcome)
  }

  // MARK: Parts

  /// External payment status codes (ISO 20022 external code sets, 2020).
  private func readStatus(_ field: String) throws(BankFileFault) -> Read<PaymentOutcome.Status>? {
    switch try xml.text() {
    case "ACSC", "ACCC": return .success(.settled)
    case "ACTC", "ACCP", "ACSP", "ACWC", "ACWP", "ACFC": return .success(.accepted)
    case "RJCT", "CANC": return .success(.rejected)
    case "PDNG", "RCVD", "PATC": return .success(.pending)
    // Some payments are accepted and some are not: each says so itself.
    case "PART": return nil
    case let word:
      let known = ["ACSC", "ACCC", "ACTC", "ACCP", "ACSP", "ACWC", "ACWP", "ACFC", "RJCT", "CANC", "PDNG", "RCVD", "PATC", "PART"]
      return .failure(.unknownWord(field: field, value: FieldProblem.shown(word), known: known))
    }
  }

  private func readReason(into outcome: inout PaymentOutcome) throws(BankFileFault) {
    while let child = try xml.nextChild() {
      switch child {
      case .reason: outcome.code = try xml.firstText()
      case .additionalInformation:
        let more = try xml.text()
        outcome.reason = outcome.reason.isEmpty ? more : "\(outcome.reason) \(more)"
      default: try xml.skip()
      }
    }
  }

  private func readOriginal(into outcome: inout PaymentOutcome) throws(BankFileFault) -> Read<Void> {
    var problem: FieldProblem?
    while let child = try xml.nextChild() {
      switch child {
      case .amount:
        while let inner = try xml.nextChild() {
          guard inner == .instructedAmount else {
            try xml.skip()
            continue
          }
          switch try xml.amount("InstdAmt") {
          case .success(let amount): outcome.amount = amount
          case .failure(let found): problem = found
          }
        }
      case .creditor: outcome.name = try xml.partyName()
      case .creditorAccount: outcome.account = try xml.account()
      default: try xml.skip()
      }
    }
    if let problem { return .failure(problem) }
    return .success(())
  }
}
