public import Sealing
import WireFormat

/// Where the journal stands: its last batch, and the hash that chains it to all before.
public struct Head: Sendable, Hashable {
  /// 0 before the first batch.
  public var batch: Int64
  public var hash: Digest
  /// Commands in all batches so far.
  public var commands: Int64

  public init(batch: Int64, hash: Digest, commands: Int64) {
    self.batch = batch
    self.hash = hash
    self.commands = commands
  }

  /// What the first batch is chained to: 32 zero bytes.
  public static let empty = Head(batch: 0, hash: Digest(bytes: [UInt8](repeating: 0, count: 32)), commands: 0)
}

extension Head: LosslessStringConvertible {
  /// Batch number and hash, as notices print it: `17:66c7f0…`.
  public var description: String { "\(batch):\(hash)" }

  public init?(_ text: String) {
    let fields = text.split(separator: ":", omittingEmptySubsequences: false)
    guard fields.count == 2, let batch = Int64(fields[0]), batch >= 0, let hash = Digest(hex: String(fields[1])) else {
      return nil
    }
    self.init(batch: batch, hash: hash, commands: 0)
  }
}
