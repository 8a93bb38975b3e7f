public import Dispatching
public import WireFormat

/// The runs that a batch touched, each once.
public struct RunChanges: Sendable {
  public var runs: [DeliveryRun] = []

  public init() {}

  public var isEmpty: Bool { runs.isEmpty }
}

extension RunChanges: WireCodable {
  private static let version: UInt8 = 1

  public func encode(to writer: inout ByteWriter) {
    writer.write(byte: RunChanges.version)
    writer.write(runs) { $0.write($1) }
  }

  public init(from reader: inout ByteReader) throws(WireFault) {
    let version = try reader.readByte()
    guard version == RunChanges.version else { throw .unknownVersion(version, at: reader.position - 1) }
    runs = try reader.readArray { reader throws(WireFault) in try reader.read() }
  }
}
