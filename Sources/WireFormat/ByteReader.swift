public import Measures
public import Messages

/// Why bytes could not be read back.
public enum WireFault: Fault, Equatable {
  case truncated(at: Int)
  case malformed(at: Int)
  case unknownVersion(UInt8, at: Int)
  case trailingBytes(at: Int)

  public var code: String {
    switch self {
    case .truncated: "E-WIR-001"
    case .malformed: "E-WIR-002"
    case .unknownVersion: "E-WIR-003"
    case .trailingBytes: "E-WIR-004"
    }
  }

  public var text: Text {
    switch self {
    case .truncated(let at): Text(zh: "数据在第 \(at) 字节处中断。", en: "The data ends early, at byte \(at).")
    case .malformed(let at): Text(zh: "第 \(at) 字节处的数据无法识别。", en: "The data at byte \(at) is not understood.")
    case .unknownVersion(let version, let at):
      Text(
        zh: "第 \(at) 字节处的版本 \(version) 未知;数据可能由更新的程序写成。",
        en: "Version \(version) at byte \(at) is unknown; a newer program may have written the data.")
    case .trailingBytes(let at): Text(zh: "第 \(at) 字节之后还有多余数据。", en: "There is more data after byte \(at) than belongs there.")
    }
  }
}

/// Reads what ``ByteWriter`` wrote; every read is checked.
public struct ByteReader {
  public let bytes: [UInt8]
  public private(set) var position: Int
  public let end: Int

  public init(_ bytes: [UInt8]) { self.init(bytes, range: 0..<bytes.count) }

  /// - Precondition: `range` lies within `bytes`.
  public init(_ bytes: [UInt8], range: Range<Int>) {
    precondition(range.lowerBound >= 0 && range.upperBound <= bytes.count)
    self.bytes = bytes
    self.position = range.lowerBound
    self.end = range.upperBound
  }

  public var isAtEnd: Bool { position == end }

  public mutating func readByte() throws(WireFault) -> UInt8 {
    guard position < end else { throw .truncated(at: position) }
    defer { position += 1 }
    return bytes[position]
  }

  public mutating func readUnsigned() throws(WireFault) -> UInt64 {
    var value: UInt64 = 0
    var shift: UInt64 = 0
    while true {
      let byte = try readByte()
      guard shift < 63 || (shift == 63 && byte <= 1) else { throw .malformed(at: position - 1) }
      value |= UInt64(byte & 0x7f) << shift
      if byte & 0x80 == 0 { return value }
      shift += 7
    }
  }

  public mutating func readInt64() throws(WireFault) -> Int64 {
    let raw = try readUnsigned()
    return Int64(bitPattern: raw >> 1) ^ -Int64(bitPattern: raw & 1)
  }

  public mutating func readBool() throws(WireFault) -> Bool {
    switch try readByte() {
    case 0: return false
    case 1: return true
    default: throw .malformed(at: position - 1)
    }
  }

  /// A length that fits into what is left.
  public mutating func readCount() throws(WireFault) -> Int {
    let count = try readUnsigned()
    guard count <= UInt64(end - position) else { throw .truncated(at: position) }
    return Int(count)
  }

  public mutating func readString() throws(WireFault) -> String {
    let count = try readCount()
    defer { position += count }
    guard let text = bytes.withUnsafeBufferPointer({ String(validating: $0[position..<position + count], as: UTF8.self) })
    else { throw .malformed(at: position) }
    return text
  }

  public mutating func readBlob() throws(WireFault) -> [UInt8] {
    let count = try readCount()
    defer { position += count }
    return Array(bytes[position..<position + count])
  }

  /// Passes over `count` bytes and returns where they lie.
  public mutating func skip(_ count: Int) throws(WireFault) -> Range<Int> {
    guard count >= 0, count <= end - position else { throw .truncated(at: position) }
    defer { position += count }
    return position..<position + count
  }

  public mutating func readMoney() throws(WireFault) -> Money { Money(fen: try readInt64()) }
  public mutating func readMass() throws(WireFault) -> Mass { Mass(grams: try readInt64()) }
  public mutating func readInstant() throws(WireFault) -> Instant { Instant(milliseconds: try readInt64()) }

  public mutating func readDay() throws(WireFault) -> Day {
    guard let number = Int32(exactly: try readInt64()) else { throw .malformed(at: position) }
    return Day(number: number)
  }

  public mutating func read<Value: WireCodable>(_: Value.Type = Value.self) throws(WireFault) -> Value {
    try Value(from: &self)
  }

  public mutating func readOptional<Value>(
    _ body: (inout ByteReader) throws(WireFault) -> Value
  ) throws(WireFault) -> Value? {
    try readBool() ? try body(&self) : nil
  }

  public mutating func readArray<Value>(
    _ body: (inout ByteReader) throws(WireFault) -> Value
  ) throws(WireFault) -> [Value] {
    let count = try readCount()
    var values: [Value] = []
    values.reserveCapacity(count)
    for _ in 0..<count { values.append(try body(&self)) }
    return values
  }
}

extension ByteReader {
  /// A case of a closed set by its byte.
  public mutating func readRaw<Value: RawRepresentable<UInt8>>() throws(WireFault) -> Value {
    guard let value = Value(rawValue: try readByte()) else { throw .malformed(at: position - 1) }
    return value
  }
}
