import Measures
public import WireFormat

// How roads, tolls, ramps and what rides apart are kept in the journal.

extension Ramp: WireCodable {
  public func encode(to writer: inout ByteWriter) {
    writer.write(hours) {
      $0.write($1.lowerBound)
      $0.write($1.upperBound)
    }
    writer.write(secondsPerStop)
    writer.write(secondsPer100Kilograms)
    writer.write(shelfBy) { $0.write($1) }
    writer.write(assumed)
    writer.write(source)
  }

  public init(from reader: inout ByteReader) throws(WireFault) {
    hours = try reader.readArray { reader throws(WireFault) in
      let (open, close) = (try reader.readInt64(), try reader.readInt64())
      guard open <= close else { throw .malformed(at: reader.position) }
      return open..<close
    }
    secondsPerStop = try reader.readInt64()
    secondsPer100Kilograms = try reader.readInt64()
    shelfBy = try reader.readOptional { reader throws(WireFault) in try reader.readInt64() }
    assumed = try reader.readBool()
    source = try reader.readString()
  }
}

extension KindRamp: WireCodable {
  public func encode(to writer: inout ByteWriter) {
    writer.write(byte: kind.rawValue)
    writer.write(ramp)
  }

  public init(from reader: inout ByteReader) throws(WireFault) {
    kind = try reader.readRaw()
    ramp = try reader.read()
  }
}

extension RideClass: WireCodable {
  public func encode(to writer: inout ByteWriter) {
    writer.write(id)
    writer.write(name)
    writer.write(source)
  }

  public init(from reader: inout ByteReader) throws(WireFault) {
    id = try reader.readString()
    name = try reader.read()
    source = try reader.readString()
  }
}

extension RidesApart: WireCodable {
  public func encode(to writer: inout ByteWriter) { for text in [first, second, source] { writer.write(text) } }

  public init(from reader: inout ByteReader) throws(WireFault) {
    first = try reader.readString()
    second = try reader.readString()
    source = try reader.readString()
  }
}

extension RidingTerms: WireCodable {
  public func encode(to writer: inout ByteWriter) {
    writer.write(classes) { $0.write($1) }
    writer.write(apart) { $0.write($1) }
    writer.write(parcels)
    writer.write(ramps) { $0.write($1) }
    writer.write(outsideDecicelsius) { $0.write($1) }
    writer.write(outsideSource)
  }

  public init(from reader: inout ByteReader) throws(WireFault) {
    classes = try reader.readArray { reader throws(WireFault) in try reader.read() }
    apart = try reader.readArray { reader throws(WireFault) in try reader.read() }
    parcels = try reader.readString()
    ramps = try reader.readArray { reader throws(WireFault) in try reader.read() }
    outsideDecicelsius = try reader.readArray { reader throws(WireFault) in try reader.readInt64() }
    outsideSource = try reader.readString()
  }
}

extension RoadClass: WireCodable {
  public func encode(to writer: inout ByteWriter) {
    writer.write(byte: kind.rawValue)
    writer.write(name)
    for number in [kilometresPerHour, detourThousandths, reachMetres] { writer.write(number) }
    writer.write(places) { $0.write($1) }
    writer.write(source)
  }

  public init(from reader: inout ByteReader) throws(WireFault) {
    kind = try reader.readRaw()
    name = try reader.read()
    kilometresPerHour = try reader.readInt64()
    detourThousandths = try reader.readInt64()
    reachMetres = try reader.readInt64()
    places = try reader.readArray { reader throws(WireFault) in try reader.readString() }
    source = try reader.readString()
  }
}

extension Motorway: WireCodable {
  public func encode(to writer: inout ByteWriter) {
    writer.write(id)
    writer.write(name)
    writer.write(source)
  }

  public init(from reader: inout ByteReader) throws(WireFault) {
    id = try reader.readString()
    name = try reader.read()
    source = try reader.readString()
  }
}

extension Position: WireCodable {
  public func encode(to writer: inout ByteWriter) {
    writer.write(microdegreesLatitude)
    writer.write(microdegreesLongitude)
    writer.write(byte: system.rawValue)
    writer.write(assumed)
    writer.write(source)
  }

  public init(from reader: inout ByteReader) throws(WireFault) {
    microdegreesLatitude = try reader.readInt64()
    microdegreesLongitude = try reader.readInt64()
    system = try reader.readRaw()
    assumed = try reader.readBool()
    source = try reader.readString()
  }
}

extension TollStation: WireCodable {
  public func encode(to writer: inout ByteWriter) {
    writer.write(id)
    writer.write(name)
    writer.write(position)
    writer.write(isJunction)
    writer.write(posts) {
      $0.write($1.motorway)
      $0.write($1.metres)
    }
  }

  public init(from reader: inout ByteReader) throws(WireFault) {
    id = try reader.readString()
    name = try reader.read()
    position = try reader.read()
    isJunction = try reader.readBool()
    posts = try reader.readArray { reader throws(WireFault) in
      let motorway = try reader.readString()
      return Post(motorway: motorway, metres: try reader.readInt64())
    }
  }
}

extension TollRate: WireCodable {
  public func encode(to writer: inout ByteWriter) {
    writer.write(tollClass)
    writer.write(name)
    writer.write(milliyuanPerKilometre)
    writer.write(validity)
    writer.write(source)
  }

  public init(from reader: inout ByteReader) throws(WireFault) {
    tollClass = try reader.readString()
    name = try reader.read()
    milliyuanPerKilometre = try reader.readInt64()
    validity = try reader.read()
    source = try reader.readString()
  }
}

extension PublishedDistance: WireCodable {
  public func encode(to writer: inout ByteWriter) {
    writer.write(from)
    writer.write(to)
    writer.write(metres)
    writer.write(source)
  }

  public init(from reader: inout ByteReader) throws(WireFault) {
    from = try reader.readString()
    to = try reader.readString()
    metres = try reader.readInt64()
    source = try reader.readString()
  }
}

extension RoadFacts: WireCodable {
  public func encode(to writer: inout ByteWriter) {
    writer.write(classes) { $0.write($1) }
    writer.write(motorways) { $0.write($1) }
    writer.write(tollStations) { $0.write($1) }
    writer.write(tollRates) { $0.write($1) }
    writer.write(publishedDistances) { $0.write($1) }
  }

  public init(from reader: inout ByteReader) throws(WireFault) {
    classes = try reader.readArray { reader throws(WireFault) in try reader.read() }
    motorways = try reader.readArray { reader throws(WireFault) in try reader.read() }
    tollStations = try reader.readArray { reader throws(WireFault) in try reader.read() }
    tollRates = try reader.readArray { reader throws(WireFault) in try reader.read() }
    publishedDistances = try reader.readArray { reader throws(WireFault) in try reader.read() }
  }
}
