public import Catalogue
import Measures
public import WireFormat

/// Who brought a lot: a household, or a cooperative or base of the Catalogue.
public enum Producer: Sendable, Hashable {
  case household(Household.ID)
  case party(Party.ID)
}

extension Producer: LosslessStringConvertible {
  public var description: String {
    switch self {
    case .household(let id): id.description
    case .party(let id): id
    }
  }

  /// `H-12` is a household, anything else a party's id.
  public init?(_ text: String) {
    if let id = Household.ID(text) {
      self = .household(id)
    } else if !text.isEmpty {
      self = .party(text)
    } else {
      return nil
    }
  }
}

extension Producer: WireCodable {
  public func encode(to writer: inout ByteWriter) {
    switch self {
    case .household(let id):
      writer.write(byte: 0)
      writer.write(id.number)
    case .party(let id):
      writer.write(byte: 1)
      writer.write(id)
    }
  }

  public init(from reader: inout ByteReader) throws(WireFault) {
    switch try reader.readByte() {
    case 0: self = .household(Household.ID(number: try reader.readInt64()))
    case 1: self = .party(try reader.readString())
    default: throw .malformed(at: reader.position - 1)
    }
  }
}
