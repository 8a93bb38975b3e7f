public import Catalogue
public import Measures
public import Messages
public import Ordering
public import WireFormat

/// A part of an order that was delivered, or lost on its way, with what it brought in and how that was settled.
public struct Sale: Sendable, Hashable {
  /// Line and part of an order, both from 1.
  public struct ID: Sendable, Hashable, Comparable {
    public var order: Order.ID
    public var line: Int64
    public var part: Int64

    public init(order: Order.ID, line: Int64, part: Int64) {
      self.order = order
      self.line = line
      self.part = part
    }

    public static func < (a: ID, b: ID) -> Bool { (a.order, a.line, a.part) < (b.order, b.line, b.part) }
  }

  public enum Kind: UInt8, Sendable, Hashable, CaseIterable {
    case delivered = 0
    /// It left and did not arrive, or came back spoiled; the amount is what it would have brought in.
    case lost = 1
  }

  public enum State: UInt8, Sendable, Hashable, CaseIterable {
    /// Its proceeds lie in sales clearing.
    case open = 0
    /// No agreement says how to split them, so they lie in suspense.
    case suspended = 1
    case settled = 2
    /// All of it came back.
    case returned = 3
  }

  public var id: ID
  public var kind: Kind
  /// When it was delivered or lost: the day on which income is credited.
  public var on: Day
  /// What the buyer owes for it, VAT included.
  public var amount: Money
  public var vat: Money
  public var state: State
  /// By which it was settled; empty before.
  public var agreement: LinkAgreement.ID
  /// The transfers that settled it: the first, and how many.
  public var settledBy: Transfer.ID?
  public var transfers: Int64
  /// Why it was lost, in words; empty else.
  public var reason: String
  /// The day on which an earlier settlement of it was taken back: the new one is posted then or later, so that what was told of the days
  /// before stays as it was told. Nil where none was.
  public var notBefore: Day?

  public init(
    id: ID, kind: Kind, on: Day, amount: Money, vat: Money, state: State = .open, agreement: LinkAgreement.ID = "",
    settledBy: Transfer.ID? = nil, transfers: Int64 = 0, reason: String = "", notBefore: Day? = nil
  ) {
    self.id = id
    self.kind = kind
    self.on = on
    self.amount = amount
    self.vat = vat
    self.state = state
    self.agreement = agreement
    self.settledBy = settledBy
    self.transfers = transfers
    self.reason = reason
    self.notBefore = notBefore
  }

  /// The day on which it is settled as far as the goods say.
  public var settledOn: Day { max(on, notBefore ?? on) }

  /// What is there to be split.
  public func net() throws(Overflow) -> Money { try amount - vat }

  public var source: TransferSource { .part(id.order, line: id.line, part: id.part) }
}

extension Sale.ID: CustomStringConvertible {
  public var description: String { "\(order)/\(line).\(part)" }
}

extension Sale: WireCodable {
  /// Set in the byte of the state where a day follows at the end, which sales of before there was one do not have.
  private static let hasNotBefore: UInt8 = 0x80

  public func encode(to writer: inout ByteWriter) {
    writer.write(id.order.number)
    writer.write(id.line)
    writer.write(id.part)
    writer.write(byte: kind.rawValue)
    writer.write(on)
    writer.write(amount)
    writer.write(vat)
    writer.write(byte: state.rawValue | (notBefore == nil ? 0 : Sale.hasNotBefore))
    writer.write(agreement)
    writer.write(unsigned: UInt64(bitPattern: settledBy?.number ?? 0))
    writer.write(transfers)
    writer.write(reason)
    if let notBefore { writer.write(notBefore) }
  }

  public init(from reader: inout ByteReader) throws(WireFault) {
    let order = Order.ID(number: try reader.readInt64())
    let line = try reader.readInt64()
    id = ID(order: order, line: line, part: try reader.readInt64())
    kind = try reader.readRaw()
    on = try reader.readDay()
    amount = try reader.readMoney()
    vat = try reader.readMoney()
    let flagged = try reader.readByte()
    guard let state = State(rawValue: flagged & ~Sale.hasNotBefore) else { throw .malformed(at: reader.position - 1) }
    self.state = state
    agreement = try reader.readString()
    guard let number = Int64(exactly: try reader.readUnsigned()) else { throw .malformed(at: reader.position) }
    settledBy = number == 0 ? nil : Transfer.ID(number: number)
    transfers = try reader.readInt64()
    reason = try reader.readString()
    notBefore = flagged & Sale.hasNotBefore == 0 ? nil : try reader.readDay()
  }
}

extension Sale.Kind {
  public var label: Text {
    switch self {
    case .delivered: Text(zh: "送达", en: "delivered")
    case .lost: Text(zh: "损失", en: "lost")
    }
  }
}

extension Sale.State {
  public var label: Text {
    switch self {
    case .open: Text(zh: "待结算", en: "open")
    case .suspended: Text(zh: "待查", en: "suspended")
    case .settled: Text(zh: "已结算", en: "settled")
    case .returned: Text(zh: "已退回", en: "returned")
    }
  }
}
