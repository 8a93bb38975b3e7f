import Catalogue
import Engine
import Foundation
import Measures
import Storage
import Testing

extension SettlementTables {
  // MARK: Days

  @Test("what is settled again is posted on the day of the correction, so that past days stay as they were told")
  func settledAgain() throws {
    try LedgerTable.run(
      """
      agreement farmers consignment households fee=3%
      household poor
      lot H-1 chestnut 4000
      order shop chestnut-1kg=4               80.00: fee 2.40
      deliver 1
      settle
      day 2020-10-09
      undo O-1
      settle
      asof 2020-10-07 payable:H-1 -77.60
      asof 2020-10-08 payable:H-1 -77.60
      balance payable:H-1 -77.60
      day 2020-10-12
      return 1 1 1 stock                      60.00 are left: fee 1.80
      day 2020-10-20
      settle
      asof 2020-10-11 payable:H-1 -77.60
      asof 2020-10-12 payable:H-1 -58.20
      asof 2020-10-12 sales-clearing 0.00
      """)
  }

  @Test("what spoils in store counts from its own day, and a later piece leaves the days before alone")
  func spoiledLater() throws {
    try LedgerTable.run(
      """
      agreement store consignment households spoilage=hub
      household poor
      lot H-1 chestnut 5000
      day 2020-10-09
      spoil 1 1000                            18.00
      settle 2020-10-08
      | what | debit | credit | yuan | item |
      settle 2020-10-09
      | loss | spoilage | payable:H-1 | 18.00 | A50-2-2 |
      day 2020-10-15
      spoil 1 500                             9.00 more
      settle 2020-10-14
      | what | debit | credit | yuan | item |
      settle
      asof 2020-10-14 spoilage 18.00
      asof 2020-10-15 spoilage 27.00
      undo L-1
      day 2020-10-16
      settle
      asof 2020-10-14 spoilage 18.00
      balance spoilage 27.00
      """)
  }

  @Test("the ties of the day of the sale count, whatever was said of later days since")
  func earlierTies() throws {
    try LedgerTable.run(
      """
      agreement finance consignment coop first=1.00 rest=50/30/20
      household poor
      household poor
      member coop H-1 1 2020-01-01
      member coop H-2 1 2020-01-01
      lot coop chestnut 2000
      order shop chestnut-1kg=2
      deliver 1
      member coop H-1 3 2020-10-08
      skip
      settle
      | cooperative-share | sales-clearing | payable:coop | 11.40 |         |
      | firm-share        | sales-clearing | payable:firm |  7.60 |         |
      | first-tranche     | sales-clearing | payable:H-1  |  1.00 | A50-2-2 |
      | first-tranche     | sales-clearing | payable:H-2  |  1.00 | A50-2-2 |
      | proceeds          | sales-clearing | payable:coop | 19.00 |         |
      """)
  }

  @Test("nothing is closed before it is over, reversed before it was, or paid twice for a day's work")
  func timely() throws {
    try LedgerTable.run(
      """
      household poor
      fails E-LED-025 close 2020-10-08
      enter wages firm H-1@2020-10-05=1500/100
      fails E-DIS-017 enter wages firm H-1@2020-10-05=500/100
      fails E-DIS-016 enter wages firm H-1@2020-10-06=3001/100      three members
      enter wages firm H-1@2020-10-06=3000/100
      revoke 1
      enter wages firm H-1@2020-10-05=500/100
      """)
  }

  // MARK: Waiting

  @Test("what was lost without an agreement is listed too, and charged once there is one")
  func lostWithoutAgreement() throws {
    try LedgerTable.run(
      """
      household poor
      lot H-1 chestnut 2000
      order shop chestnut-1kg=2
      send 1
      lose 1 1
      settle
      | what | debit | credit | yuan | item |
      agreement late consignment households loss=hub
      settle
      | loss     | spoilage       | sales-clearing | 40.00 |         |
      | proceeds | sales-clearing | payable:H-1    | 40.00 | A50-2-2 |
      """)
  }

  @Test("households of the first tranche give back advances from it, and keep their share of it")
  func deductedTranche() throws {
    try LedgerTable.run(
      """
      agreement finance consignment coop first=5.00 rest=50/30/20 keep=50%
      household poor
      household poor
      member coop H-1 1
      member coop H-2 1
      post input-advance:H-1 bank 100.00
      lot coop chestnut 2000
      order shop chestnut-1kg=2               40.00: 10.00 first
      deliver 1
      skip
      settle
      | cooperative-share | sales-clearing | payable:coop      |  9.00 |         |
      | firm-share        | sales-clearing | payable:firm      |  6.00 |         |
      | first-tranche     | sales-clearing | payable:H-1       |  5.00 | A50-2-2 |
      | first-tranche     | sales-clearing | payable:H-2       |  5.00 | A50-2-2 |
      | proceeds          | sales-clearing | payable:coop      | 15.00 |         |
      | advance-repaid    | payable:H-1    | input-advance:H-1 |  2.50 |         |
      """)
  }

  @Test("a cost is paid from what a household is owed, never credited to it")
  func costs() throws {
    try LedgerTable.run(
      """
      household poor
      post payable:H-1 cash 10.00 A51
      fails E-LED-024 post cash payable:H-1 10.00 A51
      """)
  }
}

@Suite("Ties with a history")
struct MembershipHistoryTests {
  private func tie(_ text: String) -> Membership {
    let parts = text.split(separator: " ").map(String.init)
    let days = parts[1].components(separatedBy: "…")
    return Membership(
      party: "coop", household: Household.ID(number: 1), shares: Int64(parts[0])!,
      validity: Validity(from: Day(days[0]), until: Day(days[1])))
  }

  private func text(_ ties: [Membership]) -> String {
    ties.map { "\($0.shares) \($0.validity.from.map(\.description) ?? "")…\($0.validity.until.map(\.description) ?? "")" }
      .joined(separator: ", ")
  }

  @Test(
    "what is said of some days leaves the days before it alone",
    arguments: [
      ("", "1 2020-01-01…", "1 2020-01-01…"),
      ("1 2020-01-01…", "2 2020-06-01…", "1 2020-01-01…2020-06-01, 2 2020-06-01…"),
      // Ended, or corrected, from its first day on.
      ("1 2020-01-01…", "1 2020-01-01…2020-06-01", "1 2020-01-01…2020-06-01"),
      ("1 2020-01-01…", "3 2020-01-01…", "3 2020-01-01…"),
      // Entered later than what comes after it.
      ("1 2020-06-01…", "2 2019-01-01…2020-01-01", "2 2019-01-01…2020-01-01, 1 2020-06-01…"),
      ("1 2020-06-01…", "2 2019-01-01…2020-08-01", "2 2019-01-01…2020-08-01, 1 2020-08-01…"),
      ("1 2020-06-01…2020-07-01", "2 2019-01-01…2020-08-01", "2 2019-01-01…2020-08-01"),
      ("1 …", "2 2020-06-01…", "1 …2020-06-01, 2 2020-06-01…"),
      ("1 2019-01-01…2019-06-01, 1 2020-01-01…", "2 …", "2 …"),
    ])
  func replacing(before: String, said: String, after: String) {
    let ties = before.components(separatedBy: ", ").filter { !$0.isEmpty }.map(tie)
    #expect(text(tie(said).replacing(in: ties)) == after)
  }
}

@Suite("Members of a household")
struct MemberCountTests {
  @Test("count from a day on, and the days before keep theirs")
  func history() throws {
    let county = try TestCounty(.sqlite)
    try county.command(TestCounty.household("A", registered: true))
    func change(_ members: Int64, from day: String?) throws {
      try county.command(
        .changeHousehold(ChangeHousehold(id: Household.ID(number: 1), members: members, membersFrom: day.flatMap { Day($0) })))
    }
    func members(_ day: String) throws -> Int64 { try county.store().households([Household.ID(number: 1)])[0].members(on: Day(day)!) }
    try change(5, from: "2021-01-01")
    #expect(try [members("2020-12-31"), members("2021-01-01"), members("2030-01-01")] == [3, 5, 5])
    try change(6, from: "2022-01-01")
    try change(4, from: "2021-06-01")
    #expect(try [members("2020-12-31"), members("2021-05-31"), members("2021-06-01"), members("2022-01-01")] == [3, 5, 4, 4])
    try change(2, from: "0001-01-01")
    #expect(try [members("2014-01-01"), members("2030-01-01")] == [2, 2])
    try change(7, from: nil)
    #expect(try [members("2020-10-06"), members("2020-10-07")] == [2, 7])
    #expect(try Proof(path: county.path, expected: nil, vaultKey: nil).run { _ in }.findings.isEmpty)
  }
}
