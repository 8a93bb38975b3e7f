public import Catalogue
public import Measures
public import WireFormat

/// Takes a household into the register. Its idempotency key is its code.
public struct AddHousehold: Sendable, Hashable, WireCodable {
  public var code: String
  public var name: String
  public var village: Place.ID
  public var members: Int64
  public var registeredOn: Day?
  public var liftedOn: Day?
  public var personal: PersonalTokens
  public var sample: Bool

  public init(
    code: String, name: String, village: Place.ID, members: Int64, registeredOn: Day?, liftedOn: Day?,
    personal: PersonalTokens, sample: Bool
  ) {
    self.code = code
    self.name = name
    self.village = village
    self.members = members
    self.registeredOn = registeredOn
    self.liftedOn = liftedOn
    self.personal = personal
    self.sample = sample
  }

  func household(id: Household.ID) -> Household {
    Household(
      id: id, code: code, name: name, village: village, members: members, registeredOn: registeredOn,
      liftedOn: liftedOn, personal: personal, sample: sample)
  }

  public func encode(to writer: inout ByteWriter) {
    household(id: Household.ID(number: 0)).encode(to: &writer)
  }

  public init(from reader: inout ByteReader) throws(WireFault) {
    let household: Household = try reader.read()
    self.init(
      code: household.code, name: household.name, village: household.village, members: household.members,
      registeredOn: household.registeredOn, liftedOn: household.liftedOn, personal: household.personal,
      sample: household.sample)
  }

  var fields: [Field] {
    [
      Field("code", code), Field("name", name), Field("village", village), Field("members", members),
      Field("registered_on", registeredOn), Field("lifted_on", liftedOn), Field("sample", sample),
    ] + personal.fields
  }
}

/// Changes what is given and leaves the rest.
public struct ChangeHousehold: Sendable, Hashable, WireCodable {
  public var id: Household.ID
  public var name: String?
  public var village: Place.ID?
  public var members: Int64?
  public var registeredOn: Day?
  public var liftedOn: Day?
  /// From which day so many members count; nil: from the day of the command.
  public var membersFrom: Day?
  /// Tokens that are nil leave the number that is known.
  public var personal: PersonalTokens

  public init(
    id: Household.ID, name: String? = nil, village: Place.ID? = nil, members: Int64? = nil, registeredOn: Day? = nil,
    liftedOn: Day? = nil, membersFrom: Day? = nil, personal: PersonalTokens = PersonalTokens()
  ) {
    self.id = id
    self.membersFrom = membersFrom
    self.name = name
    self.village = village
    self.members = members
    self.registeredOn = registeredOn
    self.liftedOn = liftedOn
    self.personal = personal
  }

  public func encode(to writer: inout ByteWriter) {
    writer.write(id.number)
    writer.write(name) { $0.write($1) }
    writer.write(village) { $0.write($1) }
    writer.write(members) { $0.write($1) }
    writer.write(registeredOn) { $0.write($1) }
    writer.write(liftedOn) { $0.write($1) }
    writer.write(personal)
    if let membersFrom { writer.write(membersFrom) }
  }

  public init(from reader: inout ByteReader) throws(WireFault) {
    id = Household.ID(number: try reader.readInt64())
    name = try reader.readOptional { reader throws(WireFault) in try reader.readString() }
    village = try reader.readOptional { reader throws(WireFault) in try reader.readString() }
    members = try reader.readOptional { reader throws(WireFault) in try reader.readInt64() }
    registeredOn = try reader.readOptional { reader throws(WireFault) in try reader.readDay() }
    liftedOn = try reader.readOptional { reader throws(WireFault) in try reader.readDay() }
    personal = try reader.read()
    // Commands of before there was a day end here.
    membersFrom = reader.isAtEnd ? nil : try reader.readDay()
  }

  var fields: [Field] {
    [
      Field("household", id), Field("name", name), Field("village", village), Field("members", members), Field("from", membersFrom),
      Field("registered_on", registeredOn), Field("lifted_on", liftedOn),
    ] + personal.fields
  }
}

extension PersonalTokens {
  /// Never the numbers, nor their tokens: only whether one is given, and a mark that differs where the number differs.
  var fields: [Field] {
    [("id_number", residentID), ("card", bankCard), ("phone", phone)].map { name, token in
      Field(name, token.map { "vault:" + $0.prefix(4).map { String($0, radix: 16) }.joined() })
    }
  }
}
