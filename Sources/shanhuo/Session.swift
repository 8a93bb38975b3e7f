import Catalogue
import Engine
import Measures
import Messages
import Ordering
import Sealing
import Storage
import WireFormat

/// One command's work on a database: opened once, read and written over the same file.
final class Session {
  let options: GlobalOptions
  let file: DatabaseFile
  let register: Register
  let now: Instant
  private(set) lazy var writer = BatchWriter(county: register.county) { [file] in try SQLiteStore(file) }
  private var known: CountyCatalogue?

  /// Kept until the process ends, so that nothing is closed on the way out.
  nonisolated(unsafe) private static var open: [Session] = []

  /// The files of every county that is open, which no output may take the place of.
  static var keptFiles: [String] {
    open.flatMap { session in
      ["", "-wal", "-shm", "-turn"].map { session.options.databasePath + $0 } + [session.options.vaultKeyPath]
    }
  }

  init(_ options: GlobalOptions, mode: DatabaseFile.Mode = .write) throws {
    self.options = options
    now = try options.instant()
    file = try DatabaseFile(options.databasePath, mode: mode)
    register = try Register(file)
    Session.open.append(self)
    // Whoever writes is asked by the engine.
    if mode == .read, try catalogue().actor(options.actorID) == nil { throw EngineFault.unknownActor(options.actorID) }
  }

  /// The Catalogue in force.
  func catalogue() throws -> CountyCatalogue {
    if let known { return known }
    guard let applied = try register.catalogue() else { throw EngineFault.noCatalogue }
    let catalogue = try CountyCatalogue(wireBytes: applied.catalogue)
    known = catalogue
    return catalogue
  }

  /// Commands one thing; the outcome is on disk when this returns.
  func submit(_ action: Action, key: String? = nil, vault: [VaultEntry] = []) throws -> (outcome: Outcome, repeated: Bool) {
    let command = Command(at: now, actor: options.actorID, key: key, action: action)
    return try writer.write([Submission(command, vault: vault)])[0].get()
  }

  /// Refuses an actor who may not command such an action.
  func requireMay(_ action: Action) throws {
    guard let actor = try catalogue().actor(options.actorID) else { throw EngineFault.unknownActor(options.actorID) }
    guard actor.roles.contains(where: { $0.may(action) }) else { throw EngineFault.mayNot(actor: actor.id, action: action.name) }
  }

  /// The key of the vault, which must be the one this database was made with.
  func vaultKey() throws -> VaultKey {
    let key = try VaultKeyFile.load(at: options.vaultKeyPath)
    let expected = try register.catalogue()?.vaultKey ?? ""
    guard key.fingerprint == expected else { throw VaultFault.wrongKey(expected: expected, found: key.fingerprint) }
    return key
  }
}

extension Answer {
  /// The outcome, or what was wrong as an error.
  func get() throws -> (outcome: Outcome, repeated: Bool) {
    switch self {
    case .accepted(let outcome, let repeated): return (outcome, repeated)
    case .rejected(let fault): throw fault
    case .failed(let fault): throw fault
    }
  }
}

// MARK: - Names that people type

extension CountyCatalogue {
  func placeID(_ name: String) throws -> Place.ID {
    try only(places(named: name).map(\.id), name, Text(zh: "地点", en: "place"))
  }

  func partyID(_ name: String) throws -> Party.ID {
    try only(parties(named: name).map(\.id), name, Text(zh: "单位", en: "party"))
  }

  func productID(_ name: String) throws -> Product.ID {
    try only(products(named: name).map(\.id), name, Text(zh: "产品", en: "product"))
  }

  func packID(_ name: String) throws -> Pack.ID {
    try only(packs(named: name).map(\.id), name, Text(zh: "规格", en: "pack"))
  }

  func vehicleID(_ name: String) throws -> Vehicle.ID {
    try only(vehicles(named: name).map(\.id), name, Text(zh: "车辆", en: "vehicle"))
  }

  private func only(_ ids: [String], _ name: String, _ kind: Text) throws -> String {
    guard let first = ids.first else { throw UsageFault.unknownName(name, kind: kind) }
    guard ids.count == 1 else { throw UsageFault.ambiguous(name, ids) }
    return first
  }

  /// A household by number, or a party by id or name.
  func producer(_ name: String) throws -> Producer {
    if let id = Household.ID(name) { return .household(id) }
    return .party(try partyID(name))
  }
}

func day(_ text: String) throws -> Day {
  guard let day = Day(text) else { throw UsageFault.notADay(text) }
  return day
}

func id<ID: NumberedID>(_ text: String) throws -> ID {
  guard let id = ID(text) else { throw UsageFault.notAnID(text, form: "\(ID.prefix)-1") }
  return id
}

func amount(_ text: String) throws -> Money {
  guard let money = Money(yuan: text) else { throw UsageFault.notAnAmount(text) }
  return money
}

/// An amount that is nothing or more.
func notNegative(_ text: String) throws -> Money {
  let money = try amount(text)
  guard money >= .zero else { throw UsageFault.belowZero(text) }
  return money
}

/// A share such as `0.5%`, in ten-thousandths.
func tenThousandths(_ text: String) throws -> Int64 {
  guard text.hasSuffix("%"), let hundredths = Money(yuan: String(text.dropLast())), (0...10_000).contains(hundredths.fen) else {
    throw UsageFault.notAShare(text)
  }
  return hundredths.fen
}

/// A count that an option gives.
func positive(_ value: Int64, _ option: String) throws -> Int64 {
  guard value > 0 else { throw UsageFault.notPositive(option, value) }
  return value
}

/// The quantity that exactly one of the two options gives.
func quantity(grams: Int64?, pieces: Int64?) throws -> (Int64, StockUnit) {
  switch (grams, pieces) {
  case (let grams?, nil): (grams, .grams)
  case (nil, let pieces?): (pieces, .pieces)
  default: throw UsageFault.gramsOrPieces
  }
}
