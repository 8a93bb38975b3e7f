public import Measures
public import WireFormat

/// What people call a payout run: `PR-7`.
public struct PayoutRunID: NumberedID {
  public static let prefix = "PR"
  public var number: Int64
  public init(number: Int64) { self.number = number }
}

/// What people call one payment of a run: `PR-7/17`.
public struct PayoutID: Sendable, Hashable, Comparable, LosslessStringConvertible {
  public var run: PayoutRunID
  /// 1, 2, 3 … within the run.
  public var number: Int64

  public init(run: PayoutRunID, number: Int64) {
    self.run = run
    self.number = number
  }

  public var description: String { "\(run)/\(number)" }

  /// Reads `PR-7/17`; nil for anything else.
  public init?(_ text: String) {
    let fields = text.split(separator: "/", omittingEmptySubsequences: false)
    guard fields.count == 2, let run = PayoutRunID(String(fields[0])), let number = Int64(fields[1]), number > 0,
      String(number) == fields[1]
    else { return nil }
    self.init(run: run, number: number)
  }

  public static func < (a: PayoutID, b: PayoutID) -> Bool { a.run != b.run ? a.run < b.run : a.number < b.number }
}

extension PayoutID: WireCodable {
  public func encode(to writer: inout ByteWriter) {
    writer.write(run.number)
    writer.write(number)
  }

  public init(from reader: inout ByteReader) throws(WireFault) {
    run = PayoutRunID(number: try reader.readInt64())
    number = try reader.readInt64()
  }
}

/// What people call a line of a bank statement: `BL-12`.
public struct BankLineID: NumberedID {
  public static let prefix = "BL"
  public var number: Int64
  public init(number: Int64) { self.number = number }
}

/// What people call a delivery run: `R-3`.
public struct DeliveryRunID: NumberedID {
  public static let prefix = "R"
  public var number: Int64
  public init(number: Int64) { self.number = number }
}
