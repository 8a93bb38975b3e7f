import Catalogue
public import Ledger
public import Measures
import Ordering
public import WireFormat

// How runs, payouts and payees are kept in the journal.

extension PayoutRun: WireCodable {
  public func encode(to writer: inout ByteWriter) {
    writer.write(id.number)
    writer.write(through)
    writer.write(maker)
    writer.write(preparedAt)
    writer.write(byte: state.rawValue)
    writer.write(count)
    writer.write(amount)
    writer.write(blob: hash)
    writer.write(approvedBy)
    writer.write(sentAt) { $0.write($1) }
    writer.write(format)
    writer.write(bankOwes)
    writer.write(leftOut) { $0.write($1) }
  }

  public init(from reader: inout ByteReader) throws(WireFault) {
    id = ID(number: try reader.readInt64())
    through = try reader.readDay()
    maker = try reader.readString()
    preparedAt = try reader.readInstant()
    state = try reader.readRaw()
    count = try reader.readInt64()
    amount = try reader.readMoney()
    hash = try reader.readBlob()
    approvedBy = try reader.readString()
    sentAt = try reader.readOptional { reader throws(WireFault) in try reader.readInstant() }
    format = try reader.readString()
    bankOwes = try reader.readMoney()
    leftOut = try reader.readArray { reader throws(WireFault) in try reader.read() }
  }
}

extension LeftOut: WireCodable {
  public func encode(to writer: inout ByteWriter) {
    writer.write(payee)
    writer.write(owed)
    writer.write(byte: reason.rawValue)
    writer.write(detail)
  }

  public init(from reader: inout ByteReader) throws(WireFault) {
    payee = try reader.read()
    owed = try reader.readMoney()
    reason = try reader.readRaw()
    detail = try reader.readString()
  }
}

extension PayeeAccount: WireCodable {
  public func encode(to writer: inout ByteWriter) {
    writer.write(blob: token)
    writer.write(name)
  }

  public init(from reader: inout ByteReader) throws(WireFault) {
    token = try reader.readBlob()
    name = try reader.readString()
  }
}

extension PlannedPayout: WireCodable {
  public func encode(to writer: inout ByteWriter) {
    writer.write(payee)
    writer.write(amount)
    writer.write(account) { $0.write($1) }
    writer.write(reissues) { $0.write($1) }
  }

  public init(from reader: inout ByteReader) throws(WireFault) {
    payee = try reader.read()
    amount = try reader.readMoney()
    account = try reader.readOptional { reader throws(WireFault) in try reader.read() }
    reissues = try reader.readArray { reader throws(WireFault) in try reader.read() }
  }
}

extension Payout: WireCodable {
  /// Set in the state's byte where what a later version added follows.
  private static let hasMore: UInt8 = 0x80

  public func encode(to writer: inout ByteWriter) {
    writer.write(id)
    writer.write(payee)
    writer.write(amount)
    writer.write(byte: way.rawValue)
    writer.write(account) { $0.write($1) }
    let hasMore = paidAgain != 0 || isPaidWithRun
    writer.write(byte: hasMore ? state.rawValue | Payout.hasMore : state.rawValue)
    writer.write(byte: outcome.rawValue)
    writer.write(claim.number)
    writer.write(reissues) { $0.write($1) }
    writer.write(reissuedAs) { $0.write($1) }
    writer.write(note)
    guard hasMore else { return }
    writer.write(paidAgain)
    writer.write(isPaidWithRun)
  }

  public init(from reader: inout ByteReader) throws(WireFault) {
    id = try reader.read()
    payee = try reader.read()
    amount = try reader.readMoney()
    way = try reader.readRaw()
    account = try reader.readOptional { reader throws(WireFault) in try reader.read() }
    let byte = try reader.readByte()
    guard let state = State(rawValue: byte & ~Payout.hasMore) else { throw .malformed(at: reader.position - 1) }
    self.state = state
    outcome = try reader.readRaw()
    claim = Transfer.ID(number: try reader.readInt64())
    reissues = try reader.readArray { reader throws(WireFault) in try reader.read() }
    reissuedAs = try reader.readOptional { reader throws(WireFault) in try reader.read() }
    note = try reader.readString()
    let hasMore = byte & Payout.hasMore != 0
    paidAgain = hasMore ? try reader.readInt64() : 0
    isPaidWithRun = hasMore ? try reader.readBool() : false
  }
}

extension Payee: WireCodable {
  public func encode(to writer: inout ByteWriter) {
    writer.write(payee)
    writer.write(account) { $0.write(blob: $1) }
    writer.write(accountName)
    writer.write(because)
    writer.write(held)
  }

  public init(from reader: inout ByteReader) throws(WireFault) {
    payee = try reader.read()
    account = try reader.readOptional { reader throws(WireFault) in try reader.readBlob() }
    accountName = try reader.readString()
    because = try reader.readString()
    held = try reader.readString()
  }
}

extension PayoutRun {
  /// What an approval signs: the run, the day it pays through, and each payout that stands, with payee, amount and account.
  public static func signedBytes(_ id: ID, through: Day, _ payouts: some Sequence<Payout>) -> [UInt8] {
    var writer = ByteWriter()
    writer.write("payout run 1")
    writer.write(id.number)
    writer.write(through)
    for payout in payouts where payout.state != .dropped {
      writer.write(payout.id)
      writer.write(payout.payee)
      writer.write(payout.amount)
      writer.write(payout.account) { $0.write($1) }
    }
    return writer.bytes
  }
}
