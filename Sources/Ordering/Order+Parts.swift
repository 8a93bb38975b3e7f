import Measures
public import WireFormat

/// Which part of an order a command means: a line, and where the line comes from several lots, the part. Both from 1.
public struct PartReference: Sendable, Hashable {
  public var line: Int
  public var part: Int?

  public init(line: Int, part: Int? = nil) {
    self.line = line
    self.part = part
  }

  /// Reads `2` or `2.1`.
  public init?(_ text: some StringProtocol) {
    let fields = text.split(separator: ".", omittingEmptySubsequences: false)
    guard (1...2).contains(fields.count), let line = Int(fields[0]), line > 0 else { return nil }
    self.line = line
    if fields.count == 2 {
      guard let number = Int(fields[1]), number > 0 else { return nil }
      part = number
    }
  }
}

extension PartReference: WireCodable {
  public func encode(to writer: inout ByteWriter) {
    writer.write(Int64(line))
    writer.write(Int64(part ?? 0))
  }

  public init(from reader: inout ByteReader) throws(WireFault) {
    line = Int(try reader.readInt64())
    let number = Int(try reader.readInt64())
    part = number == 0 ? nil : number
  }
}

/// What happens to a lot because an order moved.
public enum StockEffect: Sendable, Hashable {
  case reserve(Lot.ID, Int64)
  case release(Lot.ID, Int64)
  case ship(Lot.ID, Int64)
  case unship(Lot.ID, Int64)
  case takeBack(Lot.ID, Int64, toStock: Bool, reason: String)
}

extension Order {
  public static let linesMax = 200
  public static let countMax: Int64 = 1_000_000_000

  var states: [Fulfilment] { lines.flatMap { $0.allocations.map(\.state) } }

  /// The indices of the one allocation that `reference` names.
  func locate(_ reference: PartReference) throws(OrderFault) -> (line: Int, part: Int) {
    guard lines.indices.contains(reference.line - 1) else {
      throw .unknownPart(id, line: reference.line, part: reference.part)
    }
    let allocations = lines[reference.line - 1].allocations
    guard let part = reference.part else {
      guard allocations.count == 1 else { throw .whichPart(id, line: reference.line, parts: allocations.count) }
      return (reference.line - 1, 0)
    }
    guard allocations.indices.contains(part - 1) else {
      throw .unknownPart(id, line: reference.line, part: part)
    }
    return (reference.line - 1, part - 1)
  }

  /// Moves one allocation along the table of ``Fulfilment/next``; anything else is refused.
  mutating func move(_ line: Int, _ part: Int, to state: Fulfilment) throws(OrderFault) {
    let current = lines[line].allocations[part].state
    guard current.next.contains(state) else {
      throw .wrongState(id, line: line + 1, part: part + 1, current, to: state)
    }
    lines[line].allocations[part].state = state
  }

  func requireOpen() throws(OrderFault) {
    guard state != .cancelled else { throw .wrongOrderState(id, state) }
  }

  /// Splits `packs` off an allocation into one of its own behind it, with its share of what was stocked and weighed.
  /// Returns the index of the new part; the part itself where all of it is meant.
  mutating func split(_ line: Int, _ part: Int, packs: Int64) throws -> Int {
    var rest = lines[line].allocations[part]
    guard packs > 0, packs <= rest.packs else {
      throw OrderFault.badPacks(id, line: line + 1, packs: packs, of: rest.packs)
    }
    if packs == rest.packs { return part }
    var taken = rest
    taken.packs = packs
    taken.stocked = try rest.stocked.scaled(by: packs, over: rest.packs)
    taken.packedGrams = try rest.packedGrams.scaled(by: packs, over: rest.packs)
    taken.pricedGrams = try rest.pricedGrams.scaled(by: packs, over: rest.packs)
    rest.packs -= taken.packs
    rest.stocked -= taken.stocked
    rest.packedGrams -= taken.packedGrams
    rest.pricedGrams -= taken.pricedGrams
    lines[line].allocations[part] = rest
    lines[line].allocations.append(taken)
    return lines[line].allocations.count - 1
  }

  /// Every part that may become `state`; at least one, or ``OrderFault/nothingToMove(_:to:from:)``.
  func partsThatMayBecome(_ state: Fulfilment) throws(OrderFault) -> [(line: Int, part: Int)] {
    var found: [(Int, Int)] = []
    for (line, orderLine) in lines.enumerated() {
      for (part, allocation) in orderLine.allocations.enumerated() where allocation.state.next.contains(state) {
        found.append((line, part))
      }
    }
    guard !found.isEmpty else { throw .nothingToMove(id, to: state, from: states) }
    return found
  }

  /// Opens or closes the order: closed when every part has come to its end and nothing is owed either way.
  mutating func reviewState() throws {
    guard state != .cancelled else { return }
    let ended = states.allSatisfy { !$0.isLive || $0 == .delivered }
    let net = try total(.payment) - total(.refund)
    state = try ended && net == amount() ? .closed : .open
  }
}
