public import Measures
public import Messages
public import WireFormat
extension Catalogue {
  public func certificateRequired(for product: Product, on day: Day) -> Day? { nil }
}
extension Catalogue: WireCodable {
  public func encode(to writer: inout ByteWriter) {}
  public init(from reader: inout ByteReader) throws(WireFault) { throw .malformed(at: 0) }
}
