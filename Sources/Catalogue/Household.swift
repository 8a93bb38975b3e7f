public import Measures
public import WireFormat

/// A household of a village: a producer of lots and a payee.
///
/// Card, ID and phone numbers lie in the vault; here are only their tokens.
public struct Household: Sendable, Hashable {
  public struct ID: NumberedID {
    public static let prefix = "H"
    public var number: Int64
    public init(number: Int64) { self.number = number }
  }

  public var id: ID
  /// The number under which the village keeps it; unique in the county.
  public var code: String
  /// The householder's name.
  public var name: String
  public var village: Place.ID
  /// Registered members, one or more.
  public var members: Int64
  /// How many there were before, by the day on which that ended.
  public var earlierMembers: [MemberCount]
  /// Days on which it was registered as poor (建档立卡) and on which it left that state; nil where it never was or still is.
  public var registeredOn: Day?
  public var liftedOn: Day?
  public var personal: PersonalTokens
  /// Invented for trying things out; never a real household.
  public var sample: Bool

  public init(
    id: ID, code: String, name: String, village: Place.ID, members: Int64, earlierMembers: [MemberCount] = [], registeredOn: Day?,
    liftedOn: Day?, personal: PersonalTokens, sample: Bool
  ) {
    self.id = id
    self.code = code
    self.name = name
    self.village = village
    self.members = members
    self.earlierMembers = earlierMembers
    self.registeredOn = registeredOn
    self.liftedOn = liftedOn
    self.personal = personal
    self.sample = sample
  }

  /// So many members until a day.
  public struct MemberCount: Sendable, Hashable {
    public var until: Day
    public var members: Int64

    public init(until: Day, members: Int64) {
      self.until = until
      self.members = members
    }
  }

  /// How many members it had on a day.
  public func members(on day: Day) -> Int64 { earlierMembers.first { day < $0.until }?.members ?? members }

  /// Counts so many from a day on; what was known of the days before stays.
  public mutating func count(_ new: Int64, from day: Day) {
    let before = members(on: day.advanced(by: -1))
    earlierMembers.removeAll { $0.until >= day }
    // With the last count, or with none before it, there is nothing to remember.
    if before != new, day > .first { earlierMembers.append(MemberCount(until: day, members: before)) }
    members = new
  }

  /// Whether it counts as a registered poor household on `day`. One that was lifted keeps being followed for the years
  /// after (脱贫不脱政策), so being lifted does not end it; only registration begins it.
  public func isRegistered(on day: Day) -> Bool {
    registeredOn.map { $0 <= day } ?? false
  }
}

/// Where the vault keeps a household's sensitive numbers; each 16 bytes, nil where none is known.
public struct PersonalTokens: Sendable, Hashable {
  public var residentID: [UInt8]?
  public var bankCard: [UInt8]?
  public var phone: [UInt8]?

  public init(residentID: [UInt8]? = nil, bankCard: [UInt8]? = nil, phone: [UInt8]? = nil) {
    self.residentID = residentID
    self.bankCard = bankCard
    self.phone = phone
  }
}

extension PersonalTokens: WireCodable {
  public func encode(to writer: inout ByteWriter) {
    for token in [residentID, bankCard, phone] { writer.write(token) { $0.write(blob: $1) } }
  }

  public init(from reader: inout ByteReader) throws(WireFault) {
    self.init()
    residentID = try reader.readOptional { reader throws(WireFault) in try reader.readBlob() }
    bankCard = try reader.readOptional { reader throws(WireFault) in try reader.readBlob() }
    phone = try reader.readOptional { reader throws(WireFault) in try reader.readBlob() }
  }
}

extension Household: WireCodable {
  public func encode(to writer: inout ByteWriter) {
    writer.write(id.number)
    writer.write(code)
    writer.write(name)
    writer.write(village)
    writer.write(members)
    writer.write(registeredOn) { $0.write($1) }
    writer.write(liftedOn) { $0.write($1) }
    writer.write(personal)
    // Households of before there was a history have a plain flag.
    writer.write(byte: (sample ? 1 : 0) | (earlierMembers.isEmpty ? 0 : 2))
    guard !earlierMembers.isEmpty else { return }
    writer.write(earlierMembers) {
      $0.write($1.until)
      $0.write($1.members)
    }
  }

  public init(from reader: inout ByteReader) throws(WireFault) {
    id = ID(number: try reader.readInt64())
    code = try reader.readString()
    name = try reader.readString()
    village = try reader.readString()
    members = try reader.readInt64()
    registeredOn = try reader.readOptional { reader throws(WireFault) in try reader.readDay() }
    liftedOn = try reader.readOptional { reader throws(WireFault) in try reader.readDay() }
    personal = try reader.read()
    let flags = try reader.readByte()
    guard flags <= 3 else { throw .malformed(at: reader.position - 1) }
    sample = flags & 1 == 1
    earlierMembers = []
    guard flags & 2 == 2 else { return }
    earlierMembers = try reader.readArray { reader throws(WireFault) in
      let until = try reader.readDay()
      return MemberCount(until: until, members: try reader.readInt64())
    }
  }
}
