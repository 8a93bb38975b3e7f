import Catalogue
import Ledger
import Measures
import Ordering
public import WireFormat

// How bank lines, statements and matches are kept in the journal.

extension BankLineBody: WireCodable {
  public func encode(to writer: inout ByteWriter) {
    writer.write(account)
    writer.write(bookedOn)
    writer.write(valueOn) { $0.write($1) }
    writer.write(amount)
    for text in [reference, batchReference, bankReference, name] { writer.write(text) }
    writer.write(accountDigest) { $0.write(blob: $1) }
    for text in [accountTail, text, returnCode] { writer.write(text) }
    writer.write(isReturn)
    writer.write(occurrence)
  }

  public init(from reader: inout ByteReader) throws(WireFault) {
    account = try reader.readString()
    bookedOn = try reader.readDay()
    valueOn = try reader.readOptional { reader throws(WireFault) in try reader.readDay() }
    amount = try reader.readMoney()
    reference = try reader.readString()
    batchReference = try reader.readString()
    bankReference = try reader.readString()
    name = try reader.readString()
    accountDigest = try reader.readOptional { reader throws(WireFault) in try reader.readBlob() }
    accountTail = try reader.readString()
    text = try reader.readString()
    returnCode = try reader.readString()
    isReturn = try reader.readBool()
    occurrence = try reader.readInt64()
  }
}

extension BankLine: WireCodable {
  public func encode(to writer: inout ByteWriter) {
    writer.write(id.number)
    writer.write(body)
    writer.write(arrival.number)
    // 0 and 1 are those of an optional match; 2: none any more, since a person took it back.
    guard let match else { return writer.write(byte: isForPeople ? 2 : 0) }
    writer.write(byte: isForPeople ? 3 : 1)
    writer.write(match)
  }

  public init(from reader: inout ByteReader) throws(WireFault) {
    id = ID(number: try reader.readInt64())
    body = try reader.read()
    arrival = Transfer.ID(number: try reader.readInt64())
    let flags = try reader.readByte()
    guard flags < 4 else { throw .malformed(at: reader.position - 1) }
    isForPeople = flags & 2 != 0
    match = flags & 1 != 0 ? try reader.read() : nil
  }
}

extension LineMatch: WireCodable {
  /// Set in the step's byte where limits follow.
  private static let hasLimits: UInt8 = 0x80

  public func encode(to writer: inout ByteWriter) {
    writer.write(parts) { $0.write($1) }
    writer.write(byte: limits.isEmpty ? step.rawValue : step.rawValue | LineMatch.hasLimits)
    writer.write(actor)
    writer.write(at)
    writer.write(first.number)
    writer.write(count)
    guard !limits.isEmpty else { return }
    writer.write(limits) { writer, limit in
      writer.write(limit.order.number)
      writer.write(limit.until)
    }
  }

  public init(from reader: inout ByteReader) throws(WireFault) {
    parts = try reader.readArray { reader throws(WireFault) in try reader.read() }
    let byte = try reader.readByte()
    guard let step = MatchingStep(rawValue: byte & ~LineMatch.hasLimits) else { throw .malformed(at: reader.position - 1) }
    self.step = step
    actor = try reader.readString()
    at = try reader.readInstant()
    first = Transfer.ID(number: try reader.readInt64())
    count = try reader.readInt64()
    guard byte & LineMatch.hasLimits != 0 else {
      limits = []
      return
    }
    limits = try reader.readArray { reader throws(WireFault) in
      OrderLimit(order: Order.ID(number: try reader.readInt64()), until: try reader.readInstant())
    }
  }
}

extension MatchPart: WireCodable {
  public func encode(to writer: inout ByteWriter) {
    switch target {
    case .paid(let id):
      writer.write(byte: 0)
      writer.write(id)
    case .returned(let id):
      writer.write(byte: 1)
      writer.write(id)
    case .run(let id):
      writer.write(byte: 2)
      writer.write(id.number)
    case .order(let id):
      writer.write(byte: 3)
      writer.write(id.number)
    case .bankFee: writer.write(byte: 4)
    case .account(let key):
      writer.write(byte: 5)
      writer.write(key.text)
    case .again(let id):
      writer.write(byte: 6)
      writer.write(id)
    }
    writer.write(amount)
  }

  public init(from reader: inout ByteReader) throws(WireFault) {
    switch try reader.readByte() {
    case 0: target = .paid(try reader.read())
    case 1: target = .returned(try reader.read())
    case 2: target = .run(PayoutRun.ID(number: try reader.readInt64()))
    case 3: target = .order(Order.ID(number: try reader.readInt64()))
    case 4: target = .bankFee
    case 5:
      guard let key = AccountKey(try reader.readString()) else { throw .malformed(at: reader.position) }
      target = .account(key)
    case 6: target = .again(try reader.read())
    default: throw .malformed(at: reader.position - 1)
    }
    amount = try reader.readMoney()
  }
}

extension BankStatement: WireCodable {
  public func encode(to writer: inout ByteWriter) {
    writer.write(id.number)
    writer.write(body)
    writer.write(lastLine.number)
    writer.write(actor)
    writer.write(at)
  }

  public init(from reader: inout ByteReader) throws(WireFault) {
    id = ID(number: try reader.readInt64())
    body = try reader.read()
    lastLine = BankLine.ID(number: try reader.readInt64())
    actor = try reader.readString()
    at = try reader.readInstant()
  }
}

extension StatementBody: WireCodable {
  public func encode(to writer: inout ByteWriter) {
    writer.write(account)
    writer.write(format)
    writer.write(blob: digest)
    writer.write(number)
    writer.write(from)
    writer.write(through)
    writer.write(opening) { $0.write($1) }
    writer.write(closing) { $0.write($1) }
    writer.write(lines)
  }

  public init(from reader: inout ByteReader) throws(WireFault) {
    account = try reader.readString()
    format = try reader.readString()
    digest = try reader.readBlob()
    number = try reader.readString()
    from = try reader.readDay()
    through = try reader.readDay()
    opening = try reader.readOptional { reader throws(WireFault) in try reader.readMoney() }
    closing = try reader.readOptional { reader throws(WireFault) in try reader.readMoney() }
    lines = try reader.readInt64()
  }
}

extension PayoutOutcome: WireCodable {
  public func encode(to writer: inout ByteWriter) {
    writer.write(payout)
    writer.write(isPaid)
    writer.write(code)
  }

  public init(from reader: inout ByteReader) throws(WireFault) {
    payout = try reader.read()
    isPaid = try reader.readBool()
    code = try reader.readString()
  }
}
