public import Catalogue
public import Measures
public import WireFormat

/// One change that somebody wants, with all its input: nothing else may influence how it is decided.
public struct Command: Sendable, Hashable {
  /// Business time.
  public var at: Instant
  public var actor: Actor.ID
  /// Idempotency key within the action's ``Action/keyScope``; nil where the caller gave none.
  public var key: String?
  public var action: Action

  public init(at: Instant, actor: Actor.ID, key: String? = nil, action: Action) {
    self.at = at
    self.actor = actor
    self.key = key
    self.action = action
  }

  /// The key with its scope. A household's is its code, whatever the caller gave, so that no code is given out twice.
  public var fullKey: Key? {
    var text = key
    if case .addHousehold(let body) = action, !body.code.isEmpty { text = body.code }
    return text.map { Key(scope: action.keyScope, text: $0) }
  }
}

/// An idempotency key: it binds for ever once a command with it was accepted.
public struct Key: Sendable, Hashable {
  /// Whose keys they are, e.g. `order/yongbao-dashu`.
  public var scope: String
  public var text: String

  public init(scope: String, text: String) {
    self.scope = scope
    self.text = text
  }

  /// Longest key that is accepted, in UTF-8 bytes.
  public static let lengthMax = 200
}

extension Command: WireCodable {
  private static let version: UInt8 = 1

  public func encode(to writer: inout ByteWriter) {
    writer.write(byte: Command.version)
    writer.write(at)
    writer.write(actor)
    writer.write(key) { $0.write($1) }
    writer.write(action)
  }

  public init(from reader: inout ByteReader) throws(WireFault) {
    let version = try reader.readByte()
    guard version == Command.version else { throw .unknownVersion(version, at: reader.position - 1) }
    at = try reader.readInstant()
    actor = try reader.readString()
    key = try reader.readOptional { reader throws(WireFault) in try reader.readString() }
    action = try reader.read()
  }
}
