import Catalogue
import Measures
public import WireFormat

extension DistributionBody.Row: WireCodable {
  public func encode(to writer: inout ByteWriter) {
    writer.write(household.number)
    writer.write(workedOn) { $0.write($1) }
    writer.write(quantity)
    writer.write(money)
  }

  public init(from reader: inout ByteReader) throws(WireFault) {
    household = .init(number: try reader.readInt64())
    workedOn = try reader.readOptional { reader throws(WireFault) in try reader.readDay() }
    quantity = try reader.readInt64()
    money = try reader.readMoney()
  }
}

extension DistributionBody: WireCodable {
  public func encode(to writer: inout ByteWriter) {
    writer.write(byte: kind.rawValue)
    writer.write(payer)
    writer.write(on)
    writer.write(decision)
    writer.write(total)
    writer.write(byTrade)
    writer.write(rows) { $0.write($1) }
  }

  public init(from reader: inout ByteReader) throws(WireFault) {
    kind = try reader.readRaw()
    payer = try reader.readString()
    on = try reader.readDay()
    decision = try reader.readString()
    total = try reader.readMoney()
    byTrade = try reader.read()
    rows = try reader.readArray { reader throws(WireFault) in try reader.read() }
  }
}

extension Distribution: WireCodable {
  public func encode(to writer: inout ByteWriter) {
    writer.write(id.number)
    writer.write(body)
    writer.write(maker)
    writer.write(byte: state.rawValue)
    writer.write(approvedBy)
    writer.write(unsigned: UInt64(bitPattern: settledBy?.number ?? 0))
    writer.write(transfers)
  }

  public init(from reader: inout ByteReader) throws(WireFault) {
    id = ID(number: try reader.readInt64())
    body = try reader.read()
    maker = try reader.readString()
    state = try reader.readRaw()
    approvedBy = try reader.readString()
    guard let number = Int64(exactly: try reader.readUnsigned()) else { throw .malformed(at: reader.position) }
    settledBy = number == 0 ? nil : Transfer.ID(number: number)
    transfers = try reader.readInt64()
  }
}
