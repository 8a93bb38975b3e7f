import Catalogue
import Ledger
import Measures
import Testing

@Suite("The book")
struct BookTests {
  static let day = Day("2020-10-07")!

  static func draft(_ debit: String, _ credit: String, _ fen: Int64, on day: Day = day) -> Draft {
    Draft(debit: AccountKey(debit)!, credit: AccountKey(credit)!, amount: Money(fen: fen), on: day, reason: .manual)
  }

  /// Prepaid money and input advances never go below zero.
  static func limit(_ key: AccountKey) throws -> BalanceLimit {
    switch key.chart {
    case "prepaid": .creditsCoverDebits
    case "input-advance": .debitsCoverCredits
    default: .none
    }
  }

  private func net(_ book: Book, _ key: String) -> Int64? { book.balances(of: AccountKey(key)!)?.net.fen }

  private func empty() -> Book { Book(state: BookState(), lastAccount: 0, lastTransfer: 0) }

  @Test("posts a group of transfers together, and opens their accounts")
  func posts() throws {
    var book = empty()
    let made = try book.post(
      [Self.draft("bank", "prepaid:shop", 500), Self.draft("prepaid:shop", "payable:H-1", 300)], limit: Self.limit)
    #expect(made.map(\.id.description) == ["T-1", "T-2"])
    #expect(made.map(\.group.description) == ["T-1", "T-1"])
    #expect(net(book, "bank") == 500 && net(book, "prepaid:shop") == -200 && net(book, "payable:H-1") == -300)
    let (accounts, transfers, state) = book.takeChanges()
    #expect(accounts.map(\.key.text) == ["bank", "prepaid:shop", "payable:H-1"])
    #expect(transfers == made && state == nil)
  }

  @Test("is as it was where one transfer of a group is refused: no account, number or fen stays behind")
  func stands() throws {
    var book = empty()
    _ = try book.post([Self.draft("bank", "prepaid:shop", 500)], limit: Self.limit)
    _ = book.takeChanges()
    #expect(throws: LedgerFault.belowZero(AccountKey("prepaid:shop")!, room: Money(fen: 100), amount: Money(fen: 101))) {
      try book.post(
        [Self.draft("prepaid:shop", "payable:H-1", 400), Self.draft("prepaid:shop", "payable:H-2", 101)], limit: Self.limit)
    }
    #expect(!book.hasChanges && net(book, "payable:H-1") == nil && net(book, "prepaid:shop") == -500)
    #expect(try book.post([Self.draft("bank", "vat", 1)], limit: Self.limit)[0].id.number == 2)
    #expect(book.takeChanges().accounts.map(\.id.description) == ["A-1", "A-3"])
  }

  @Test(
    "refuses amounts that are not, and accounts that are one",
    arguments: [(0, "E-LED-003"), (-1, "E-LED-003"), (Int64.min, "E-LED-003"), (Int64.max, "")])
  func amounts(fen: Int64, code: String) throws {
    var book = empty()
    do {
      _ = try book.post([Self.draft("bank", "vat", fen)], limit: Self.limit)
      #expect(code == "")
    } catch let fault as LedgerFault { #expect(fault.code == code) }
    #expect(throws: LedgerFault.sameAccount(AccountKey("bank")!)) {
      try book.post([Self.draft("bank", "bank", 1)], limit: Self.limit)
    }
  }

  @Test("refuses the fen that no longer fits into an account")
  func overflow() throws {
    var book = empty()
    _ = try book.post([Self.draft("bank", "vat", .max)], limit: Self.limit)
    #expect(throws: Overflow.self) { try book.post([Self.draft("bank", "suspense", 1)], limit: Self.limit) }
    #expect(net(book, "bank") == .max && net(book, "suspense") == nil)
  }

  // An accountant's table: what is held, what is posted of it, what is then posted and pending in the bank.
  @Test(
    "resolves a hold once",
    arguments: [
      (500, Book.Resolution.post(nil), 500, ""), (500, .post(Money(fen: 200)), 200, ""), (500, .post(Money(fen: 500)), 500, ""),
      (500, .void, 0, ""), (500, .expire, 0, ""), (500, .post(Money(fen: 501)), 0, "E-LED-010"),
      (500, .post(.zero), 0, "E-LED-003"),
    ] as [(Int64, Book.Resolution, Int64, String)])
  func holds(held: Int64, resolution: Book.Resolution, posted: Int64, code: String) throws {
    var book = empty()
    var hold = try book.hold(Self.draft("bank", "suspense", held), until: nil, limit: Self.limit)
    let made = try #require(book.newTransfer(hold.id))
    #expect(book.balances(of: AccountKey("bank")!) == Balances(pendingDebits: held))
    do {
      _ = try book.resolve(&hold, resolution, on: Self.day, made: made)
      #expect(code == "" && book.balances(of: AccountKey("bank")!) == Balances(debits: posted))
      #expect(book.balances(of: AccountKey("suspense")!) == Balances(credits: posted))
      #expect(throws: LedgerFault.holdResolved(hold.id, by: hold.resolvedBy!)) {
        try book.resolve(&hold, .void, on: Self.day, made: made)
      }
    } catch let fault as LedgerFault {
      #expect(fault.code == code && hold.resolvedBy == nil)
      #expect(book.balances(of: AccountKey("bank")!) == Balances(pendingDebits: held))
    }
  }

  @Test("counts what is held against a limit")
  func pendingCounts() throws {
    var book = empty()
    _ = try book.post([Self.draft("bank", "prepaid:shop", 500)], limit: Self.limit)
    _ = try book.hold(Self.draft("prepaid:shop", "bank", 400), until: nil, limit: Self.limit)
    #expect(throws: LedgerFault.belowZero(AccountKey("prepaid:shop")!, room: Money(fen: 100), amount: Money(fen: 101))) {
      try book.post([Self.draft("prepaid:shop", "vat", 101)], limit: Self.limit)
    }
    #expect(throws: LedgerFault.self) {
      try book.hold(Self.draft("prepaid:shop", "vat", 101), until: nil, limit: Self.limit)
    }
    _ = try book.post([Self.draft("prepaid:shop", "vat", 100)], limit: Self.limit)
  }

  @Test("a closed period refuses all but a void, and does not open again")
  func periods() throws {
    var book = empty()
    var hold = try book.hold(Self.draft("bank", "suspense", 5), until: nil, limit: Self.limit)
    let made = try #require(book.newTransfer(hold.id))
    let posted = try book.post([Self.draft("bank", "vat", 5)], limit: Self.limit)
    try book.close(through: Self.day)
    let closed = LedgerFault.periodClosed(Self.day, through: Self.day)
    #expect(throws: closed) { try book.post([Self.draft("bank", "vat", 5)], limit: Self.limit) }
    #expect(throws: closed) { try book.hold(Self.draft("bank", "vat", 5), until: nil, limit: Self.limit) }
    #expect(throws: closed) { try book.reverse(posted, on: Self.day, memo: "") }
    #expect(throws: closed) { try book.resolve(&hold, .post(nil), on: Self.day, made: made) }
    _ = try book.resolve(&hold, .void, on: Self.day, made: made)
    _ = try book.reverse(posted, on: Self.day.advanced(by: 1), memo: "")
    #expect(throws: LedgerFault.closesBackwards(Self.day, through: Self.day)) { try book.close(through: Self.day) }
    #expect(book.takeChanges().state == BookState(closedThrough: Self.day))
  }

  @Test("a reversal moves the same amount back, and cannot be reversed itself")
  func reversals() throws {
    var book = empty()
    let posted = try book.post([Self.draft("bank", "vat", 5), Self.draft("bank", "suspense", 7)], limit: Self.limit)
    let back = try book.reverse(posted, on: Self.day, memo: "entered twice")
    #expect(net(book, "bank") == 0 && net(book, "vat") == 0 && net(book, "suspense") == 0)
    #expect(back.map(\.of) == posted.map(\.id) && back.allSatisfy { $0.kind == .reversal && $0.memo == "entered twice" })
    #expect(throws: LedgerFault.cannotReverse(back[0].id, .reversal)) { try book.reverse(back, on: Self.day, memo: "") }
  }

  @Test("opening balances come in once")
  func opening() throws {
    var book = empty()
    _ = try book.open([Self.draft("bank", "opening-equity", 900)], limit: Self.limit)
    #expect(throws: LedgerFault.alreadyOpened(Transfer.ID(number: 1))) {
      try book.open([Self.draft("bank", "opening-equity", 900)], limit: Self.limit)
    }
    #expect(book.takeChanges().state?.opening == Transfer.ID(number: 1))
  }

  @Test("numbers rise by one even where the days go back")
  func sequence() throws {
    var book = empty()
    let days = [0, -3, 5, -40].map { Self.day.advanced(by: $0) }
    let made = try days.map { try book.post([Self.draft("bank", "vat", 1, on: $0)], limit: Self.limit)[0] }
    #expect(made.map(\.id.number) == [1, 2, 3, 4] && made.map(\.on) == days)
  }
}
