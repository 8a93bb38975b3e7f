public import Measures

/// Writes the engine's compact binary encoding: LEB128 integers (zigzag where signed), length-prefixed UTF-8.
///
/// The bytes are part of the journal's hash chain, so what one version writes never changes; a type whose shape
/// changes writes a new version byte and keeps reading the old ones.
public struct ByteWriter {
  public private(set) var bytes: [UInt8] = []

  public init(capacity: Int = 0) { bytes.reserveCapacity(capacity) }

  public mutating func write(byte: UInt8) { bytes.append(byte) }

  public mutating func write(unsigned value: UInt64) {
    var rest = value
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(truncatingIfNeeded: rest))
  }

  /// Zigzag, so that small negative numbers stay short (Protocol Buffers, "sint64").
  public mutating func write(_ value: Int64) {
    write(unsigned: UInt64(bitPattern: (value << 1) ^ (value >> 63)))
  }

  public mutating func write(_ value: Bool) { bytes.append(value ? 1 : 0) }

  public mutating func write(_ value: String) {
    write(unsigned: UInt64(value.utf8.count))
    bytes.append(contentsOf: value.utf8)
  }

  public mutating func write(blob value: [UInt8]) {
    write(unsigned: UInt64(value.count))
    bytes.append(contentsOf: value)
  }

  /// Appends `value` as it is, without a length.
  public mutating func append(_ value: [UInt8]) { bytes.append(contentsOf: value) }

  public mutating func write(_ value: Money) { write(value.fen) }
  public mutating func write(_ value: Mass) { write(value.grams) }
  public mutating func write(_ value: Day) { write(Int64(value.number)) }
  public mutating func write(_ value: Instant) { write(value.milliseconds) }

  public mutating func write<Value: WireCodable>(_ value: Value) { value.encode(to: &self) }

  public mutating func write<Value>(_ value: Value?, _ body: (inout ByteWriter, Value) -> Void) {
    write(value != nil)
    if let value { body(&self, value) }
  }

  public mutating func write<Values: Collection>(_ values: Values, _ body: (inout ByteWriter, Values.Element) -> Void) {
    write(unsigned: UInt64(values.count))
    for value in values { body(&self, value) }
  }

  public mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }
}

/// A value with one canonical byte form.
public protocol WireCodable {
  func encode(to writer: inout ByteWriter)
  init(from reader: inout ByteReader) throws(WireFault)
}

extension WireCodable {
  /// The canonical bytes of this value.
  public var wireBytes: [UInt8] {
    var writer = ByteWriter()
    encode(to: &writer)
    return writer.bytes
  }

  /// Reads a value that fills `bytes` exactly.
  public init(wireBytes bytes: [UInt8]) throws(WireFault) {
    var reader = ByteReader(bytes)
    try self.init(from: &reader)
    guard reader.isAtEnd else { throw WireFault.trailingBytes(at: reader.position) }
  }
}
