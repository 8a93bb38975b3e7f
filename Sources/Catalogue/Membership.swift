public import Measures
public import WireFormat

/// A household's tie to a party: a member of a cooperative, or linked to a firm or base that leads it (带动).
public struct Membership: Sendable, Hashable {
  public var party: Party.ID
  public var household: Household.ID
  /// Its weight among the others, above zero.
  public var shares: Int64
  public var validity: Validity

  public init(party: Party.ID, household: Household.ID, shares: Int64, validity: Validity) {
    self.party = party
    self.household = household
    self.shares = shares
    self.validity = validity
  }

  /// The ties of one household to one party, by their first day, once this is said: it replaces what began on its own first day and cuts
  /// what reaches into it; what ended before it, or begins when it is over, stays.
  public func replacing(in ties: [Membership]) -> [Membership] {
    let from = validity.from ?? .first
    var kept: [Membership] = []
    for var tie in ties where (tie.validity.from ?? .first) != from {
      if (tie.validity.from ?? .first) < from {
        tie.validity.until = min(tie.validity.until ?? from, from)
      } else {
        guard let until = validity.until, (tie.validity.until ?? .last) > until else { continue }
        tie.validity.from = max(tie.validity.from ?? .first, until)
      }
      kept.append(tie)
    }
    return (kept + [self]).sorted { ($0.validity.from ?? .first) < ($1.validity.from ?? .first) }
  }

  /// Most shares of one household.
  public static let sharesMax: Int64 = 1_000_000_000
}

extension Membership: WireCodable {
  public func encode(to writer: inout ByteWriter) {
    writer.write(party)
    writer.write(household.number)
    writer.write(shares)
    writer.write(validity)
  }

  public init(from reader: inout ByteReader) throws(WireFault) {
    party = try reader.readString()
    household = Household.ID(number: try reader.readInt64())
    shares = try reader.readInt64()
    validity = try reader.read()
  }
}
