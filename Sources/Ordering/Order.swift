public import Catalogue
public import Measures
public import WireFormat

/// What a buyer asked for, and how far it has come on four axes: order, payment, fulfilment, settlement.
public struct Order: Sendable, Hashable {
  public struct ID: NumberedID {
    public static let prefix = "O"
    public var number: Int64
    public init(number: Int64) { self.number = number }
  }

  public var id: ID
  public var buyer: Party.ID
  /// The buyer's own order number, which is also its idempotency key; empty where none was given.
  public var buyerNumber: String
  public var channel: Channel.ID
  public var orderedAt: Instant
  public var deliverOn: Day
  public var deliverTo: Place.ID
  public var onShortage: OnShortage
  /// When an unpaid order gives its stock back.
  public var reservedUntil: Instant?
  public internal(set) var state: OrderState
  public internal(set) var settlement: SettlementState
  public internal(set) var lines: [OrderLine]
  public internal(set) var payments: [Payment]

  public init(
    id: ID, buyer: Party.ID, buyerNumber: String, channel: Channel.ID, orderedAt: Instant, deliverOn: Day,
    deliverTo: Place.ID, onShortage: OnShortage, reservedUntil: Instant?, state: OrderState = .open,
    settlement: SettlementState = .open, lines: [OrderLine], payments: [Payment] = []
  ) {
    self.id = id
    self.buyer = buyer
    self.buyerNumber = buyerNumber
    self.channel = channel
    self.orderedAt = orderedAt
    self.deliverOn = deliverOn
    self.deliverTo = deliverTo
    self.onShortage = onShortage
    self.reservedUntil = reservedUntil
    self.state = state
    self.settlement = settlement
    self.lines = lines
    self.payments = payments
  }
}

// MARK: - Derived

extension Order {
  /// What the buyer owes for everything that is or will be supplied.
  public func amount() throws(Overflow) -> Money {
    var sum = Money.zero
    for line in lines { sum = try sum + line.amount() }
    return sum
  }

  /// What was paid, without what was withdrawn; or what was refunded, or withdrawn.
  public func total(_ kind: Payment.Kind) throws(Overflow) -> Money {
    var sum = Money.zero
    for payment in payments {
      if payment.kind == kind { sum = try sum + payment.amount }
      if payment.kind == .withdrawn, kind == .payment { sum = try sum - payment.amount }
    }
    return sum
  }

  /// Derived from what was paid, refunded and is due.
  public func paymentState() throws(Overflow) -> PaymentState {
    let paid = try total(.payment)
    let refunded = try total(.refund)
    if refunded > .zero { return refunded < paid ? .partlyRefunded : .refunded }
    if paid == .zero { return .unpaid }
    return paid < (try amount()) ? .partlyPaid : .paid
  }

  /// As far as its slowest live part; where no part is live, what became of it.
  public var fulfilment: Fulfilment {
    var slowest: Fulfilment?
    var ended: Fulfilment = .released
    for line in lines {
      for allocation in line.allocations {
        if allocation.state.isLive {
          if slowest == nil || allocation.state.rawValue < slowest!.rawValue { slowest = allocation.state }
        } else if allocation.state.rawValue < ended.rawValue {
          ended = allocation.state
        }
      }
    }
    return slowest ?? ended
  }
}

extension Order: WireCodable {
  public func encode(to writer: inout ByteWriter) {
    writer.write(id.number)
    writer.write(buyer)
    writer.write(buyerNumber)
    writer.write(channel)
    writer.write(orderedAt)
    writer.write(deliverOn)
    writer.write(deliverTo)
    writer.write(byte: onShortage.rawValue)
    writer.write(reservedUntil) { $0.write($1) }
    writer.write(byte: state.rawValue)
    writer.write(byte: settlement.rawValue)
    writer.write(lines) { $0.write($1) }
    writer.write(payments) { $0.write($1) }
  }

  public init(from reader: inout ByteReader) throws(WireFault) {
    id = ID(number: try reader.readInt64())
    buyer = try reader.readString()
    buyerNumber = try reader.readString()
    channel = try reader.readString()
    orderedAt = try reader.readInstant()
    deliverOn = try reader.readDay()
    deliverTo = try reader.readString()
    onShortage = try reader.readRaw()
    reservedUntil = try reader.readOptional { reader throws(WireFault) in try reader.readInstant() }
    state = try reader.readRaw()
    settlement = try reader.readRaw()
    lines = try reader.readArray { reader throws(WireFault) in try reader.read() }
    payments = try reader.readArray { reader throws(WireFault) in try reader.read() }
  }
}
