import Catalogue
import Ledger
import Measures
import Ordering
import Testing

@Suite("A household's income")
struct IncomeTests {
  private func fen(_ fen: Int64) -> Money { Money(fen: fen) }
  private func day(_ text: String) -> Day { Day(text)! }

  private func record(_ item: String, _ period: String, _ amount: Int64, withdrawn: String = "") -> IncomeRecord {
    IncomeRecord(
      id: IncomeRecord.ID(number: 1), household: Household.ID(number: 1), item: item, period: Period(period)!, amount: fen(amount),
      source: "visit", actor: "team", withdrawn: withdrawn)
  }

  @Test("adds up by class, less costs, and shows what was taken back")
  func sums() throws {
    var income = HouseholdIncome(year: 2020)
    try income.add("A50-2-1-3", fen(1000), isCredit: true, on: day("2020-03-05"))
    try income.add("A50-2-4", fen(500), isCredit: true, on: day("2020-04-01"))
    try income.add("A50-2-1-3", fen(300), isCredit: false, on: day("2020-04-02"))
    try income.add("A50-1", fen(70), isCredit: true, on: day("2020-12-31"))
    #expect(income.isPartial)
    try income.add(record("A51-1", "2020-04", 200))
    try income.add(record("A50-4-c", "2020", 1201))
    try income.add(record("A50-4-c", "2019", 9999))
    try income.add(record("A50-3", "2020", 9999, withdrawn: "wrong"))
    #expect(!income.isPartial)
    #expect(try ["A50-1", "A50-2", "A50-3", "A50-4"].map { try income.sum(of: $0).fen } == [70, 1200, 0, 1201])
    #expect(income.corrections == ["A50-2-1-3": fen(-300)])
    #expect(try (income.gross().fen, income.costs().fen, income.net().fen) == (2471, 200, 2271))
    // 1201 over twelve months is 100 each and one fen more in the first.
    #expect(income.months.map(\.fen) == [101, 100, 1100, 100 + 500 - 300 - 200, 100, 100, 100, 100, 100, 100, 100, 170])
    #expect(try income.months.reduce(Money.zero) { try $0 + $1 } == income.net())
  }

  @Test("that was asked for and is nothing is no partial one")
  func nothing() throws {
    var income = HouseholdIncome(year: 2020)
    try income.add(record("A50", "2020", 0))
    #expect(try !income.isPartial && income.net() == .zero && income.items.isEmpty)
  }

  @Test(
    "per head is rounded half away from zero",
    arguments: [(100, 3, 33), (101, 2, 51), (-101, 2, -51), (0, 4, 0), (2, 3, 1), (1, 3, 0)] as [(Int64, Int64, Int64)])
  func perHead(sum: Int64, members: Int64, expected: Int64) throws { #expect(try Money(fen: sum).perHead(members).fen == expected) }

  @Test(
    "belongs to the class that its code begins with",
    arguments: [
      ("A50-1", "A50-1"), ("A50-2-1-3", "A50-2"), ("A50-4-e", "A50-4"), ("A51", "A51"), ("A51-2", "A51"), ("A50", nil), ("A52", nil),
      ("A53", nil),
      ("A500-1", nil), ("", nil),
    ] as [(String, String?)])
  func groups(item: String, group: String?) { #expect(IncomeItem.group(of: item) == group) }

  @Test("of many households is that of each, over any months", arguments: [1, 2, 3] as [UInt64])
  func table(seed: UInt64) throws {
    var random = RandomStream(seed: seed)
    let span = Month(year: 2019, month: 1)...Month(year: 2020, month: 12)
    var table = IncomeTable(months: span)
    var years = [2019: [Int64: HouseholdIncome](), 2020: [:]] as [Int64: [Int64: HouseholdIncome]]
    let items = ["A50-1", "A50-2-4", "A50-3", "A50-4-c", "A51"]
    for _ in 0..<500 {
      let household = random.int(in: 1...5)
      let item = random.pick(items)
      let on = day("2019-01-01").advanced(by: random.int(in: 0...730))
      let (year, amount, isCredit) = (Int64(on.civil.year), random.int(in: 1...9999), random.int(in: 0...3) > 0)
      var income = years[year]![household] ?? HouseholdIncome(year: year)
      if random.int(in: 0...3) == 0 {
        let period = random.int(in: 0...1) == 0 ? "\(year)" : Month(of: on).description
        var made = record(item, period, amount, withdrawn: random.int(in: 0...4) == 0 ? "no" : "")
        made.household = Household.ID(number: household)
        try income.add(made)
        try table.add(made)
      } else {
        try income.add(item, fen(amount), isCredit: isCredit, on: on)
        // A cost is paid from what the household is owed: its debit adds to it.
        let adds = isCredit != (item == "A51")
        try table.add(Household.ID(number: household), group: IncomeTable.index(of: item)!, Month(of: on), adds ? amount : -amount)
      }
      years[year]![household] = income
    }
    for (year, households) in years {
      for (number, income) in households {
        let id = Household.ID(number: number)
        let months = Period(year: year).months
        #expect(try table.net(id, in: months) == income.net(), "seed \(seed)")
        #expect(try table.gross(id, in: months) == income.gross(), "seed \(seed)")
        #expect(table.isPartial(id, year) == income.isPartial, "seed \(seed)")
        for month in 1...12 {
          let one = Month(year: year, month: Int64(month))
          #expect(try table.net(id, in: one...one) == income.months[month - 1], "seed \(seed) \(one)")
        }
      }
    }
  }
}

@Suite("Periods and months")
struct PeriodTests {
  @Test(
    "are read as a year or a month of one",
    arguments: [
      ("2020", "2020-01-01", "2020-12-31"), ("2020-02", "2020-02-01", "2020-02-29"), ("2019-12", "2019-12-01", "2019-12-31"),
    ])
  func spans(text: String, first: String, last: String) throws {
    let period = try #require(Period(text))
    #expect(period.first.description == first && period.last.description == last && period.description == text)
  }

  @Test("are nothing else", arguments: ["", "20", "2020-13", "2020-00", "2020-2", "2020-02-01", "0000", "abcd", "-202"])
  func nonsense(text: String) { #expect(Period(text) == nil) }

  @Test("months go on over the year's end")
  func months() {
    let month = Month(year: 2020, month: 12)
    #expect(month.advanced(by: 1).description == "2021-01" && month.advanced(by: -12).description == "2019-12")
    #expect(Month(of: Day("2020-02-29")!).last == Day("2020-02-29")!)
  }
}

@Suite("Receivables")
struct ReceivableTests {
  private let order = Order.ID(number: 1)

  private func open(
    _ deliveries: [(String, Int64)], paid: Int64, days: Int64?, large: Bool = false, on day: String = "2020-07-01"
  ) throws -> [Receivable] {
    let terms = days.map { PaymentTerms(party: "shop", days: $0, isLargeRetailer: large, source: "test") }
    return try Receivable.open(
      order, of: "shop", deliveries: deliveries.map { (Day($0.0)!, Money(fen: $0.1)) }, paid: Money(fen: paid), terms: terms, on: Day(day)!)
  }

  @Test("what is paid covers the oldest delivery first")
  func oldestFirst() throws {
    let deliveries: [(String, Int64)] = [("2020-05-01", 100), ("2020-06-01", 100), ("2020-06-20", 50)]
    #expect(try open(deliveries, paid: 0, days: 30).map(\.amount.fen) == [100, 100, 50])
    #expect(try open(deliveries, paid: 130, days: 30).map(\.amount.fen) == [70, 50])
    #expect(try open(deliveries, paid: 130, days: 30).map(\.dueOn.description) == ["2020-07-01", "2020-07-20"])
    #expect(try open(deliveries, paid: 250, days: 30).isEmpty)
    #expect(try open(deliveries, paid: 300, days: 30).isEmpty)
  }

  @Test("is due at delivery where nothing is laid down, and counts its days from then")
  func terms() throws {
    let late = try open([("2020-05-01", 100)], paid: 0, days: nil)
    #expect(late[0].dueOn == Day("2020-05-01")! && late[0].daysOverdue(on: Day("2020-07-01")!) == 61)
    let early = try open([("2020-06-20", 100)], paid: 0, days: 30)
    #expect(early[0].daysOverdue(on: Day("2020-07-01")!) == 0)
  }

  @Test("large retailers are beyond the law after sixty days, others never")
  func law() throws {
    #expect(try open([("2020-05-02", 1)], paid: 0, days: 30, large: true)[0].isBeyondLaw == false)
    #expect(try open([("2020-05-01", 1)], paid: 0, days: 30, large: true)[0].isBeyondLaw)
    #expect(try open([("2020-01-01", 1)], paid: 0, days: 30)[0].isBeyondLaw == false)
  }
}
