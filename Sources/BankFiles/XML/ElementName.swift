/// The elements that are looked at, by their names in ISO 20022 and OFX; every other one is `other`.
enum ElementName: String, CaseIterable, Sendable {
  case other = ""

  // ISO 20022: messages and what holds them.
  case document = "Document"
  case statementMessage = "BkToCstmrStmt"
  case notificationMessage = "BkToCstmrDbtCdtNtfctn"
  case statusMessage = "CstmrPmtStsRpt"
  case statement = "Stmt"
  case notification = "Ntfctn"

  // Statement.
  case id = "Id"
  case electronicNumber = "ElctrncSeqNb"
  case legalNumber = "LglSeqNb"
  case period = "FrToDt"
  case fromTime = "FrDtTm"
  case throughTime = "ToDtTm"
  case account = "Acct"
  case iban = "IBAN"
  case otherID = "Othr"
  case currency = "Ccy"
  case balance = "Bal"
  case type = "Tp"
  case codeOrProprietary = "CdOrPrtry"
  case code = "Cd"
  case proprietary = "Prtry"
  case date = "Dt"
  case dateTime = "DtTm"
  case amount = "Amt"
  case direction = "CdtDbtInd"
  case summary = "TxsSummry"
  case totalEntries = "TtlNtries"
  case entryCount = "NbOfNtries"

  // Entry and its details.
  case entry = "Ntry"
  case entryReference = "NtryRef"
  case reversal = "RvslInd"
  case status = "Sts"
  case bookedOn = "BookgDt"
  case valueOn = "ValDt"
  case bankReference = "AcctSvcrRef"
  case bankTransaction = "BkTxCd"
  case domain = "Domn"
  case family = "Fmly"
  case subFamily = "SubFmlyCd"
  case entryDetails = "NtryDtls"
  case batch = "Btch"
  case messageID = "MsgId"
  case paymentInformationID = "PmtInfId"
  case transactionDetails = "TxDtls"
  case references = "Refs"
  case endToEndID = "EndToEndId"
  case instructionID = "InstrId"
  case transactionID = "TxId"
  case amountDetails = "AmtDtls"
  case transactionAmount = "TxAmt"
  case instructedAmount = "InstdAmt"
  case parties = "RltdPties"
  case debtor = "Dbtr"
  case debtorAccount = "DbtrAcct"
  case creditor = "Cdtr"
  case creditorAccount = "CdtrAcct"
  case party = "Pty"
  case name = "Nm"
  case remittance = "RmtInf"
  case unstructured = "Ustrd"
  case structured = "Strd"
  case creditorReference = "CdtrRefInf"
  case reference = "Ref"
  case additionalRemittance = "AddtlRmtInf"
  case returnInformation = "RtrInf"
  case reason = "Rsn"
  case additionalInformation = "AddtlInf"
  case additionalEntryText = "AddtlNtryInf"
  case additionalDetailText = "AddtlTxInf"

  // pain.002.
  case originalGroup = "OrgnlGrpInfAndSts"
  case originalMessageID = "OrgnlMsgId"
  case groupStatus = "GrpSts"
  case statusReason = "StsRsnInf"
  case originalPayment = "OrgnlPmtInfAndSts"
  case originalPaymentID = "OrgnlPmtInfId"
  case paymentStatus = "PmtInfSts"
  case transactionStatusInformation = "TxInfAndSts"
  case originalInstructionID = "OrgnlInstrId"
  case originalEndToEndID = "OrgnlEndToEndId"
  case transactionStatus = "TxSts"
  case originalTransaction = "OrgnlTxRef"

  // OFX.
  case ofx = "OFX"
  case bankStatement = "STMTRS"
  case cardStatement = "CCSTMTRS"
  case ofxCurrency = "CURDEF"
  case accountFrom = "BANKACCTFROM"
  case cardFrom = "CCACCTFROM"
  case accountTo = "BANKACCTTO"
  case cardTo = "CCACCTTO"
  case accountID = "ACCTID"
  case transactionList = "BANKTRANLIST"
  case listStart = "DTSTART"
  case listEnd = "DTEND"
  case transaction = "STMTTRN"
  case transactionType = "TRNTYPE"
  case posted = "DTPOSTED"
  case available = "DTAVAIL"
  case ofxAmount = "TRNAMT"
  case fitID = "FITID"
  case referenceNumber = "REFNUM"
  case ofxName = "NAME"
  case payee = "PAYEE"
  case memo = "MEMO"
  case lineCurrency = "CURRENCY"
  case currencySymbol = "CURSYM"
  case correctedID = "CORRECTFITID"
  case ledgerBalance = "LEDGERBAL"
  case balanceAmount = "BALAMT"
  case balanceDate = "DTASOF"
}

/// Finds an ``ElementName`` by the bytes of its name: open addressing over a hash of the name's ends.
struct ElementTable: Sendable {
  static let shared = ElementTable()

  private struct Slot: Sendable {
    var name: ElementName
    /// Zero for an empty slot.
    var length: Int
    var first: UInt64
    /// The last eight bytes of a longer name: both ends are all of one up to 16.
    var last: UInt64
  }

  private static let slots = 512
  private var table = [Slot](repeating: Slot(name: .other, length: 0, first: 0, last: 0), count: ElementTable.slots)

  private init() {
    for name in ElementName.allCases where name != .other {
      let bytes = Array(name.rawValue.utf8) + [UInt8](repeating: 0, count: 8)
      bytes.withUnsafeBufferPointer { buffer in
        let count = name.rawValue.utf8.count
        let first = ElementTable.first(buffer.baseAddress!, count)
        var index = ElementTable.hash(first, count)
        while table[index].length > 0 { index = (index + 1) % ElementTable.slots }
        table[index] = Slot(name: name, length: count, first: first, last: ElementTable.last(buffer.baseAddress!, count))
      }
    }
  }

  /// - Parameter bytes: seven more than `count` can be read.
  func name(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> ElementName {
    let first = ElementTable.first(bytes, count)
    let last = ElementTable.last(bytes, count)
    var index = ElementTable.hash(first, count)
    return table.withUnsafeBufferPointer { table in
      while table[index].length > 0 {
        let slot = table[index]
        if slot.length == count, slot.first == first, slot.last == last, count <= 16 || ElementTable.equals(slot.name, bytes, count) {
          return slot.name
        }
        index = (index + 1) & (ElementTable.slots - 1)
      }
      return .other
    }
  }

  private static func equals(_ name: ElementName, _ bytes: UnsafePointer<UInt8>, _ count: Int) -> Bool {
    name.rawValue.utf8.elementsEqual(UnsafeBufferPointer(start: bytes, count: count))
  }

  /// The first eight bytes of a name, zeros behind a shorter one.
  private static func first(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> UInt64 {
    let word = UInt64(littleEndian: UnsafeRawPointer(bytes).loadUnaligned(as: UInt64.self))
    return count >= 8 ? word : word & ((1 << UInt64(count * 8)) - 1)
  }

  private static func last(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> UInt64 {
    count > 8 ? UnsafeRawPointer(bytes + count - 8).loadUnaligned(as: UInt64.self) : 0
  }

  private static func hash(_ first: UInt64, _ count: Int) -> Int {
    Int(((first ^ UInt64(count) << 56) &* 0x9E37_79B9_7F4A_7C15) >> 55)
  }
}
