public import Catalogue
public import Measures
public import Ordering
public import WireFormat

/// A buyer orders. The command's key is the buyer's own order number.
public struct PlaceOrder: Sendable, Hashable, WireCodable {
  public struct Line: Sendable, Hashable {
    public var pack: Pack.ID
    public var count: Int64

    public init(pack: Pack.ID, count: Int64) {
      self.pack = pack
      self.count = count
    }
  }

  public var buyer: Party.ID
  public var orderedAt: Instant
  public var deliverOn: Day
  public var deliverTo: Place.ID
  public var lines: [Line]
  public var onShortage: OnShortage
  /// When the reservation ends if it is not paid; nil: as the channel has it.
  public var holdUntil: Instant?

  public init(
    buyer: Party.ID, orderedAt: Instant, deliverOn: Day, deliverTo: Place.ID, lines: [Line],
    onShortage: OnShortage = .refuse, holdUntil: Instant? = nil
  ) {
    self.buyer = buyer
    self.orderedAt = orderedAt
    self.deliverOn = deliverOn
    self.deliverTo = deliverTo
    self.lines = lines
    self.onShortage = onShortage
    self.holdUntil = holdUntil
  }

  public func encode(to writer: inout ByteWriter) {
    writer.write(buyer)
    writer.write(orderedAt)
    writer.write(deliverOn)
    writer.write(deliverTo)
    writer.write(lines) {
      $0.write($1.pack)
      $0.write($1.count)
    }
    writer.write(byte: onShortage.rawValue)
    writer.write(holdUntil) { $0.write($1) }
  }

  public init(from reader: inout ByteReader) throws(WireFault) {
    buyer = try reader.readString()
    orderedAt = try reader.readInstant()
    deliverOn = try reader.readDay()
    deliverTo = try reader.readString()
    lines = try reader.readArray { reader throws(WireFault) in
      let pack = try reader.readString()
      return Line(pack: pack, count: try reader.readInt64())
    }
    onShortage = try reader.readRaw()
    holdUntil = try reader.readOptional { reader throws(WireFault) in try reader.readInstant() }
  }

  var fields: [Field] {
    [
      Field("buyer", buyer), Field("ordered_at", orderedAt), Field("deliver_on", deliverOn),
      Field("deliver_to", deliverTo),
      Field(
        "lines", lines.map { "\($0.pack)=\($0.count)" }.joined(separator: " "),
        rows: lines.map { [Field("pack", $0.pack), Field("count", $0.count)] }),
      Field("on_shortage", onShortage.name), Field("hold_until", holdUntil),
    ]
  }
}

/// Moves an order on one of its axes.
public struct ChangeOrder: Sendable, Hashable, WireCodable {
  public var order: Order.ID
  public var step: OrderStep

  public init(order: Order.ID, step: OrderStep) {
    self.order = order
    self.step = step
  }

  public func encode(to writer: inout ByteWriter) {
    writer.write(order.number)
    writer.write(step)
  }

  public init(from reader: inout ByteReader) throws(WireFault) {
    order = Order.ID(number: try reader.readInt64())
    step = try reader.read()
  }

  var fields: [Field] { [Field("order", order)] + step.fields }
}

/// What can be done with an order after it was placed.
public enum OrderStep: Sendable, Hashable {
  case cancel(reason: String)
  case pay(Money)
  case refund(Money, reason: String)
  case pack([PartWeight])
  case dispatch
  case deliver
  case short(PartReference, packs: Int64?, reason: String)
  case takeBack(PartReference, packs: Int64?, toStock: Bool, reason: String)
  case lose(PartReference, reason: String)
  /// Gives lots to the parts that wait for one.
  case fill

  public var name: String {
    switch self {
    case .cancel: "cancel"
    case .pay: "pay"
    case .refund: "refund"
    case .pack: "pack"
    case .dispatch: "dispatch"
    case .deliver: "deliver"
    case .short: "short"
    case .takeBack: "return"
    case .lose: "lose"
    case .fill: "fill"
    }
  }

  var fields: [Field] {
    func part(_ part: PartReference) -> Field { Field("part", part.text) }
    switch self {
    case .cancel(let reason): return [Field("reason", reason)]
    case .pay(let amount): return [Field("amount", amount)]
    case .refund(let amount, let reason): return [Field("amount", amount), Field("reason", reason)]
    case .pack(let weights):
      let rows = weights.map { [part($0.part), Field("grams", $0.grams)] }
      return [Field("weights", weights.map { "\($0.part.text)=\($0.grams)" }.joined(separator: " "), rows: rows)]
    case .dispatch, .deliver, .fill: return []
    case .short(let reference, let packs, let reason):
      return [part(reference), Field("packs", packs), Field("reason", reason)]
    case .takeBack(let reference, let packs, let toStock, let reason):
      return [part(reference), Field("packs", packs), Field("to_stock", toStock), Field("reason", reason)]
    case .lose(let reference, let reason): return [part(reference), Field("reason", reason)]
    }
  }
}

extension PartReference {
  /// As people write it: `1`, or `1.2` where a line comes from several lots.
  public var text: String { "\(line)" + (part.map { ".\($0)" } ?? "") }
}

extension OrderStep: WireCodable {
  public func encode(to writer: inout ByteWriter) {
    switch self {
    case .cancel(let reason):
      writer.write(byte: 1)
      writer.write(reason)
    case .pay(let amount):
      writer.write(byte: 2)
      writer.write(amount)
    case .refund(let amount, let reason):
      writer.write(byte: 3)
      writer.write(amount)
      writer.write(reason)
    case .pack(let weights):
      writer.write(byte: 4)
      writer.write(weights) { $0.write($1) }
    case .dispatch: writer.write(byte: 5)
    case .deliver: writer.write(byte: 6)
    case .short(let part, let packs, let reason):
      writer.write(byte: 7)
      writer.write(part)
      writer.write(packs) { $0.write($1) }
      writer.write(reason)
    case .takeBack(let part, let packs, let toStock, let reason):
      writer.write(byte: 8)
      writer.write(part)
      writer.write(packs) { $0.write($1) }
      writer.write(toStock)
      writer.write(reason)
    case .lose(let part, let reason):
      writer.write(byte: 9)
      writer.write(part)
      writer.write(reason)
    case .fill: writer.write(byte: 10)
    }
  }

  public init(from reader: inout ByteReader) throws(WireFault) {
    switch try reader.readByte() {
    case 1: self = .cancel(reason: try reader.readString())
    case 2: self = .pay(try reader.readMoney())
    case 3:
      let amount = try reader.readMoney()
      self = .refund(amount, reason: try reader.readString())
    case 4: self = .pack(try reader.readArray { reader throws(WireFault) in try reader.read() })
    case 5: self = .dispatch
    case 6: self = .deliver
    case 7:
      let part: PartReference = try reader.read()
      let packs = try reader.readOptional { reader throws(WireFault) in try reader.readInt64() }
      self = .short(part, packs: packs, reason: try reader.readString())
    case 8:
      let part: PartReference = try reader.read()
      let packs = try reader.readOptional { reader throws(WireFault) in try reader.readInt64() }
      let toStock = try reader.readBool()
      self = .takeBack(part, packs: packs, toStock: toStock, reason: try reader.readString())
    case 9:
      let part: PartReference = try reader.read()
      self = .lose(part, reason: try reader.readString())
    case 10: self = .fill
    default: throw .malformed(at: reader.position - 1)
    }
  }
}
