public import WireFormat

extension SimulationTerms: WireCodable {
  public func encode(to writer: inout ByteWriter) {
    writer.write(figures) { $0.write($1) }
    writer.write(bearers) { $0.write($1) }
  }

  public init(from reader: inout ByteReader) throws(WireFault) {
    self.init()
    figures = try reader.readArray { reader throws(WireFault) in try reader.read() }
    bearers = try reader.readArray { reader throws(WireFault) in try reader.read() }
  }
}

extension SimulationFigure: WireCodable {
  public func encode(to writer: inout ByteWriter) {
    writer.write(id)
    writer.write(name)
    writer.write(value)
    writer.write(low)
    writer.write(high)
    writer.write(unit)
    writer.write(source)
  }

  public init(from reader: inout ByteReader) throws(WireFault) {
    self.init(
      id: try reader.readString(), name: try reader.read(), value: try reader.readInt64(), low: try reader.readInt64(),
      high: try reader.readInt64(), unit: try reader.readString(), source: try reader.readString())
  }
}

extension LossBearer: WireCodable {
  public func encode(to writer: inout ByteWriter) {
    writer.write(cause)
    writer.write(bearer)
    writer.write(source)
  }

  public init(from reader: inout ByteReader) throws(WireFault) {
    self.init(cause: try reader.readString(), bearer: try reader.readString(), source: try reader.readString())
  }
}
