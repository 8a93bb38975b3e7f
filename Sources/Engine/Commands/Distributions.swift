import Catalogue
public import Ledger
import Measures
public import WireFormat

/// Enters a distribution with all its figures, for somebody else to approve.
public struct EnterDistribution: Sendable, Hashable, WireCodable {
  public var body: DistributionBody

  public init(_ body: DistributionBody) { self.body = body }

  public func encode(to writer: inout ByteWriter) { writer.write(body) }

  public init(from reader: inout ByteReader) throws(WireFault) { body = try reader.read() }

  var fields: [Field] {
    [
      Field("kind", body.kind.name), Field("payer", body.payer), Field("on", body.on), Field("decision", body.decision),
      Field("total", body.total), Field("by_trade", body.byTrade.percent), Field("rows", body.rows.map(\.text).joined(separator: " ")),
    ]
  }
}

extension DistributionBody.Row {
  fileprivate var text: String { "\(household)\(workedOn.map { "@\($0)" } ?? "")=\(quantity)\(money == .zero ? "" : "/\(money)")" }
}

/// Moves a distribution on: approves, settles or revokes it.
public struct MoveDistribution: Sendable, Hashable, WireCodable {
  public var distribution: Distribution.ID
  public var to: Distribution.State
  /// Why it is revoked; empty else.
  public var reason: String

  public init(_ distribution: Distribution.ID, to state: Distribution.State, reason: String = "") {
    self.distribution = distribution
    to = state
    self.reason = reason
  }

  public func encode(to writer: inout ByteWriter) {
    writer.write(distribution.number)
    writer.write(byte: to.rawValue)
    writer.write(reason)
  }

  public init(from reader: inout ByteReader) throws(WireFault) {
    distribution = Distribution.ID(number: try reader.readInt64())
    to = try reader.readRaw()
    reason = try reader.readString()
  }

  var fields: [Field] { [Field("distribution", distribution), Field("reason", reason)] }
}
