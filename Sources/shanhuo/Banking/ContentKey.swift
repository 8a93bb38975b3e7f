import Payouts
import Sealing
import WireFormat

/// What a line says, as the first 128 bits of its SM3: small, since one is kept for every line of a file.
struct ContentKey: Hashable {
  private let high: UInt64
  private let low: UInt64

  /// - Parameter body: its occurrence is 1.
  init(_ body: BankLineBody) {
    let bytes = SM3.digest(of: body.wireBytes).bytes
    (high, low) = (ContentKey.number(bytes[..<8]), ContentKey.number(bytes[8..<16]))
  }

  /// Of one of several equals.
  init(ofAny body: BankLineBody) {
    var body = body
    body.occurrence = 1
    self.init(body)
  }

  private static func number(_ bytes: ArraySlice<UInt8>) -> UInt64 { bytes.reduce(0) { $0 << 8 | UInt64($1) } }

  var hex: String { [high, low].flatMap { number in (0..<8).map { UInt8(truncatingIfNeeded: number >> (56 - 8 * $0)) } }.hex }
}
