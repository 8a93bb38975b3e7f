public import Measures
public import Sealing
public import WireFormat

/// One batch as the journal keeps it: the commands, their outcomes, and the changes that were applied.
///
/// Its hash is SM3 (GB/T 32905-2016) over the body, and the body begins with the hash of the batch before.
public struct JournalBatch: Sendable {
  /// Of the rules by which the commands were decided; a changed rule is a new version.
  /// 8: taking back the match of a buyer's payment goes by what its order owes now, an added fee is bounded, who took a payout out does not
  /// approve the run, and why an account is in another name holds for that card and householder.
  /// 7: cash is not handed over to whom payments are held, payouts in transit have no opening balance.
  /// 4: what is settled again is posted on the day of the correction; memberships have a history; lots are settled through a day.
  /// 3: the first Catalogue says who may load it, a lot is of the goods of its report, unsold goods lie in a village, texts are plain.
  public static let presentRules: Int64 = 8
  private static let format: UInt8 = 1

  public var county: Int64
  public var number: Int64
  public var previous: Digest
  public var rules: Int64
  /// Latest business time of its commands.
  public var at: Instant
  /// Sequence number of its first command, from 1.
  public var firstCommand: Int64
  public var entries: [Entry]
  /// Wire bytes of ``Changes``.
  public var changes: [UInt8]

  /// A command with its outcome, both as wire bytes.
  public struct Entry: Sendable {
    public var command: [UInt8]
    public var outcome: Outcome

    public init(command: [UInt8], outcome: Outcome) {
      self.command = command
      self.outcome = outcome
    }
  }

  public init(
    county: Int64, number: Int64, previous: Digest, rules: Int64, at: Instant, firstCommand: Int64, entries: [Entry],
    changes: [UInt8]
  ) {
    self.county = county
    self.number = number
    self.previous = previous
    self.rules = rules
    self.at = at
    self.firstCommand = firstCommand
    self.entries = entries
    self.changes = changes
  }

  /// The bytes that are hashed and stored.
  public func body() -> [UInt8] {
    var writer = ByteWriter(capacity: changes.count + entries.reduce(128) { $0 + $1.command.count + 8 })
    writer.write(byte: JournalBatch.format)
    writer.append(previous.bytes)
    writer.write(county)
    writer.write(number)
    writer.write(rules)
    writer.write(at)
    writer.write(firstCommand)
    writer.write(unsigned: UInt64(entries.count))
    for entry in entries {
      writer.write(blob: entry.command)
      writer.write(entry.outcome)
    }
    writer.append(changes)
    return writer.bytes
  }

  public init(body: [UInt8]) throws(WireFault) {
    var reader = ByteReader(body)
    let format = try reader.readByte()
    guard format == JournalBatch.format else { throw .unknownVersion(format, at: 0) }
    previous = Digest(bytes: Array(body[try reader.skip(32)]))
    county = try reader.readInt64()
    number = try reader.readInt64()
    rules = try reader.readInt64()
    at = try reader.readInstant()
    firstCommand = try reader.readInt64()
    entries = try reader.readArray { reader throws(WireFault) in
      let command = try reader.readBlob()
      return Entry(command: command, outcome: try reader.read())
    }
    changes = Array(body[reader.position...])
  }
}

/// A batch as it lies in the database: what the columns say, and the body that the hash covers.
public struct StoredBatch: Sendable {
  public var number: Int64
  public var firstCommand: Int64
  public var commands: Int64
  public var at: Instant
  public var rules: Int64
  public var hash: Digest
  public var body: [UInt8]

  public init(
    number: Int64, firstCommand: Int64, commands: Int64, at: Instant, rules: Int64, hash: Digest, body: [UInt8]
  ) {
    self.number = number
    self.firstCommand = firstCommand
    self.commands = commands
    self.at = at
    self.rules = rules
    self.hash = hash
    self.body = body
  }
}
