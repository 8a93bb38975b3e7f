import Catalogue
import Engine
import Measures
import Ordering
import Sealing

// How rows become values. A value that no version of the program could have written is damage, and says where.

extension Statement {
  func day(_ column: Int32) throws(StoreFault) -> Day {
    guard let number = Int32(exactly: int(column)) else { throw .damaged("a day of \(int(column))") }
    return Day(number: number)
  }

  func optionalDay(_ column: Int32) throws(StoreFault) -> Day? { isNull(column) ? nil : try day(column) }

  func instant(_ column: Int32) -> Instant { Instant(milliseconds: int(column)) }

  /// A case of a closed set by its raw value.
  func raw<Value: RawRepresentable<UInt8>>(_ column: Int32) throws(StoreFault) -> Value {
    guard let byte = UInt8(exactly: int(column)), let value = Value(rawValue: byte) else {
      throw .damaged("\(int(column)) is no \(Value.self)")
    }
    return value
  }

  func bool(_ column: Int32) throws(StoreFault) -> Bool {
    switch int(column) {
    case 0: return false
    case 1: return true
    default: throw .damaged("\(int(column)) is neither 0 nor 1")
    }
  }

  func producer(_ column: Int32) throws(StoreFault) -> Producer {
    guard let producer = Producer(text(column)) else { throw .damaged("a producer or payee without a name") }
    return producer
  }
}

extension Household {
  static let columns =
    "number, code, name, village, members, registered_on, lifted_on, id_token, card_token, phone_token, sample, earlier_members"

  init(row: Statement) throws(StoreFault) {
    self.init(
      id: ID(number: row.int(0)), code: row.text(1), name: row.text(2), village: row.text(3), members: row.int(4),
      earlierMembers: try Household.counts(row.text(11)), registeredOn: try row.optionalDay(5), liftedOn: try row.optionalDay(6),
      personal: PersonalTokens(residentID: row.optionalBlob(7), bankCard: row.optionalBlob(8), phone: row.optionalBlob(9)),
      sample: try row.bool(10))
  }
}

extension Household {
  /// E.g. `4 2020-01-01, 5 2021-06-01`: so many until then.
  var countsText: String { Household.text(of: earlierMembers) }

  fileprivate static func counts(_ text: String) throws(StoreFault) -> [MemberCount] {
    var counts: [MemberCount] = []
    for part in text.split(separator: ",") {
      let fields = part.split(separator: " ")
      guard fields.count == 2, let members = Int64(fields[0]), let until = Day(fields[1]) else { throw .damaged("members of \(text)") }
      counts.append(MemberCount(until: until, members: members))
    }
    guard Household.text(of: counts) == text else { throw .damaged("members of \(text)") }
    return counts
  }

  private static func text(of counts: [MemberCount]) -> String { counts.map { "\($0.members) \($0.until)" }.joined(separator: ", ") }
}

extension Lot {
  static let columns = """
    number, producer, from_poor_household, product, grade, unit, place, harvested_on, received_at, expires_on, certificate,
    received, reserved, shipped, lost, expired, movements
    """

  init(row: Statement) throws(StoreFault) {
    self.init(
      id: ID(number: row.int(0)), producer: try row.producer(1), isFromPoorHousehold: try row.bool(2), product: row.text(3),
      grade: row.text(4), unit: try row.raw(5), place: row.text(6), harvestedOn: try row.day(7),
      receivedAt: row.instant(8), expiresOn: try row.day(9), certificate: row.text(10), received: row.int(11),
      reserved: row.int(12), shipped: row.int(13), lost: row.int(14), isExpired: try row.bool(15), movements: row.int(16))
  }
}

extension StockMovement {
  static let columns = "lot, serial, kind, quantity, reason, at, actor"

  init(row: Statement) throws(StoreFault) {
    self.init(
      lot: Lot.ID(number: row.int(0)), serial: row.int(1), kind: try row.raw(2), quantity: row.int(3), reason: row.text(4),
      at: row.instant(5), actor: row.text(6))
  }
}

extension UnsoldReport {
  static let columns =
    "number, village, producer, product, grade, quantity, harvested_on, expires_on, at, actor, received_as"

  init(row: Statement) throws(StoreFault) {
    self.init(
      id: ID(number: row.int(0)), village: row.text(1), producer: try row.producer(2), product: row.text(3),
      grade: row.text(4), quantity: row.int(5), harvestedOn: try row.day(6), expiresOn: try row.day(7),
      at: row.instant(8), actor: row.text(9), receivedAs: row.optionalInt(10).map { Lot.ID(number: $0) })
  }
}

extension StoredBatch {
  static let columns = "batch, first_command, commands, at, rules, hash, body"

  init(row: Statement) throws(StoreFault) {
    let hash = row.blob(5)
    guard hash.count == 32 else { throw .damaged("the hash of batch \(row.int(0)) has \(hash.count) bytes") }
    self.init(
      number: row.int(0), firstCommand: row.int(1), commands: row.int(2), at: row.instant(3), rules: row.int(4),
      hash: Digest(bytes: hash), body: row.blob(6))
  }
}
