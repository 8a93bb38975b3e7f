public import WireFormat

extension Bank: WireCodable {
  public func encode(to writer: inout ByteWriter) {
    writer.write(id)
    writer.write(name)
    writer.write(byte: encoding.rawValue)
    writer.write(batch)
    writer.write(statement)
    writer.write(result)
    writer.write(assumed)
    writer.write(source)
  }

  public init(from reader: inout ByteReader) throws(WireFault) {
    id = try reader.readString()
    name = try reader.read()
    encoding = try reader.readRaw()
    batch = try reader.read()
    statement = try reader.read()
    result = try reader.read()
    assumed = try reader.readBool()
    source = try reader.readString()
  }
}

extension BatchMap: WireCodable {
  public func encode(to writer: inout ByteWriter) {
    writer.write(columns) {
      $0.write(byte: $1.field.rawValue)
      $0.write($1.header)
      $0.write($1.bytesMax) { $0.write($1) }
    }
    writer.write(hasHeader)
    writer.write(byte: unit.rawValue)
    writer.write(rowsMax)
    writer.write(byte: lineEnd.rawValue)
  }

  public init(from reader: inout ByteReader) throws(WireFault) {
    columns = try reader.readArray { reader throws(WireFault) in
      let field: Field = try reader.readRaw()
      let header = try reader.readString()
      return Column(field, header: header, bytesMax: try reader.readOptional { reader throws(WireFault) in try reader.readInt64() })
    }
    hasHeader = try reader.readBool()
    unit = try reader.readRaw()
    rowsMax = try reader.readInt64()
    lineEnd = try reader.readRaw()
  }
}

extension StatementMap: WireCodable {
  public func encode(to writer: inout ByteWriter) {
    writer.write(columns)
    writer.write(labels)
    writer.write(dates.pattern)
    writer.write(amounts)
    for words in [creditWords, debitWords, returnWords] { writer.write(words) { $0.write($1) } }
  }

  public init(from reader: inout ByteReader) throws(WireFault) {
    columns = try reader.readHeaderNames()
    labels = try reader.readHeaderNames()
    guard let dates = DatePattern(try reader.readString()) else { throw .malformed(at: reader.position) }
    self.dates = dates
    amounts = try reader.read()
    creditWords = try reader.readWords()
    debitWords = try reader.readWords()
    returnWords = try reader.readWords()
  }
}

extension ResultMap: WireCodable {
  public func encode(to writer: inout ByteWriter) {
    writer.write(columns)
    writer.write(amounts)
    for words in [successWords, failureWords, pendingWords] { writer.write(words) { $0.write($1) } }
  }

  public init(from reader: inout ByteReader) throws(WireFault) {
    columns = try reader.readHeaderNames()
    amounts = try reader.read()
    successWords = try reader.readWords()
    failureWords = try reader.readWords()
    pendingWords = try reader.readWords()
  }
}

extension AmountNotation: WireCodable {
  public func encode(to writer: inout ByteWriter) {
    writer.write(byte: unit.rawValue)
    writer.write(byte: decimalMark)
    writer.write(groupMark) { $0.write(byte: $1) }
  }

  public init(from reader: inout ByteReader) throws(WireFault) {
    unit = try reader.readRaw()
    decimalMark = try reader.readByte()
    groupMark = try reader.readOptional { reader throws(WireFault) in try reader.readByte() }
  }
}

extension ByteWriter {
  fileprivate mutating func write<Field: RawRepresentable<UInt8>>(_ names: [HeaderName<Field>]) {
    write(names) {
      $0.write(byte: $1.field.rawValue)
      $0.write($1.header)
    }
  }
}

extension ByteReader {
  fileprivate mutating func readHeaderNames<Field: RawRepresentable<UInt8>>() throws(WireFault) -> [HeaderName<Field>] {
    try readArray { reader throws(WireFault) in
      let field: Field = try reader.readRaw()
      return HeaderName(field, try reader.readString())
    }
  }

  fileprivate mutating func readWords() throws(WireFault) -> [String] {
    try readArray { reader throws(WireFault) in try reader.readString() }
  }
}

extension OwnAccount: WireCodable {
  public func encode(to writer: inout ByteWriter) {
    writer.write(id)
    writer.write(name)
    writer.write(holder)
    writer.write(bank)
    writer.write(bankCode) { $0.write($1) }
    for text in [number, account, source] { writer.write(text) }
  }

  public init(from reader: inout ByteReader) throws(WireFault) {
    id = try reader.readString()
    name = try reader.read()
    holder = try reader.readString()
    bank = try reader.readString()
    bankCode = try reader.readOptional { reader throws(WireFault) in try reader.readString() }
    number = try reader.readString()
    account = try reader.readString()
    source = try reader.readString()
  }
}
