import Testing

@Suite("Tables of settlement")
struct SettlementTables {
  // MARK: E-commerce and bases: bought at receipt

  @Test("a base is paid for its lot when it comes in, and anew where the lot is corrected; what it then fetches is the firm's, less VAT")
  func purchase() throws {
    try LedgerTable.run(
      """
      agreement bases purchase base
      lot base chestnut 10000                 at 18.00 a kilogram
      settle
      | purchase       | contribution:firm | payable:base      | 180.00 |  |
      correct 1 -500                          weighed again: 9.5 kg
      settle
      | undo purchase  | payable:base      | contribution:firm | 180.00 |  |
      | purchase       | contribution:firm | payable:base      | 171.00 |  |
      settle
      | what | debit | credit | yuan | item |
      order shop chestnut-1kg=2               40.00, of which 9/109 is VAT
      deliver 1
      | sale           | receivable:shop   | sales-clearing    |  40.00 |  |
      | vat            | sales-clearing    | vat               |   3.30 |  |
      settle
      | owner-proceeds | sales-clearing    | payable:firm      |  36.70 |  |
      balance payable:base -171.00
      balance contribution:firm 171.00
      balance payable:firm -36.70
      balance sales-clearing 0.00
      """)
  }

  @Test("goods bought of a household are its income at receipt, and deductions come off then")
  func purchaseOfHousehold() throws {
    try LedgerTable.run(
      """
      agreement bought purchase households keep=60% loan=30%
      household poor
      post input-advance:H-1 bank 50.00
      post loan:H-1 bank 100.00
      skip
      lot H-1 chestnut 3333                   18.00 × 3.333 = 59.994
      settle
      | purchase            | contribution:firm | payable:H-1       | 59.99 | A50-2-2 |
      | advance-repaid      | payable:H-1       | input-advance:H-1 | 23.99 |         |
      correct 1 -3333                         nothing came in after all
      settle
      | undo purchase       | payable:H-1       | contribution:firm | 59.99 | A50-2-2 |
      | undo advance-repaid | input-advance:H-1 | payable:H-1       | 23.99 |         |
      balance payable:H-1 0.00
      balance input-advance:H-1 50.00
      """)
  }

  // MARK: E-commerce and farmers: consignment

  @Test("the platform's fee is a share and so much a kilogram; the rest is the farmer's, and nobody's VAT")
  func fees() throws {
    try LedgerTable.run(
      """
      agreement farmers consignment households fee=3% kg=0.10
      household poor
      lot H-1 chestnut 5000
      order shop chestnut-1kg=3               60.00
      deliver 1
      | sale     | receivable:shop | sales-clearing | 60.00 |         |
      settle
      | fee      | sales-clearing  | platform-fee   |  2.10 |         |
      | proceeds | sales-clearing  | payable:H-1    | 57.90 | A50-2-2 |
      settle
      | what | debit | credit | yuan | item |
      """)
  }

  @Test("below the floor the firm tops up, after the fee")
  func floor() throws {
    try LedgerTable.run(
      """
      agreement farmers consignment households fee=3% kg=0.10 floor
      price chestnut-1kg 12.00                the floor is 15.00 a kilogram
      household poor
      lot H-1 chestnut 5000
      order shop chestnut-1kg=3
      deliver 1
      skip
      settle
      | fee      | sales-clearing    | platform-fee |  1.38 |         |
      | proceeds | sales-clearing    | payable:H-1  | 34.62 | A50-2-2 |
      | top-up   | contribution:firm | payable:H-1  | 10.38 | A50-2-2 |
      balance payable:H-1 -45.00
      """)
  }

  @Test("advances come off first, then an instalment of the loan up to its cap, and never what the household keeps")
  func deductions() throws {
    try LedgerTable.run(
      """
      agreement farmers consignment households fee=3% kg=0.10 keep=60% loan=20%
      household poor
      post input-advance:H-1 bank 10.00
      post loan:H-1 bank 100.00
      lot H-1 chestnut 9000
      order shop chestnut-1kg=3               57.90 after the fee: 34.74 are kept, 23.16 may go
      deliver 1
      skip
      settle
      | fee            | sales-clearing | platform-fee      |  2.10 |         |
      | proceeds       | sales-clearing | payable:H-1       | 57.90 | A50-2-2 |
      | advance-repaid | payable:H-1    | input-advance:H-1 | 10.00 |         |
      | loan-repaid    | payable:H-1    | loan:H-1          | 11.58 |         |
      balance loan:H-1 88.42
      order shop chestnut-1kg=3
      deliver 2
      skip
      settle
      | fee            | sales-clearing | platform-fee      |  2.10 |         |
      | proceeds       | sales-clearing | payable:H-1       | 57.90 | A50-2-2 |
      | loan-repaid    | payable:H-1    | loan:H-1          | 11.58 |         |
      undo O-1
      | undo fee            | platform-fee      | sales-clearing |  2.10 |         |
      | undo proceeds       | payable:H-1       | sales-clearing | 57.90 | A50-2-2 |
      | undo advance-repaid | input-advance:H-1 | payable:H-1    | 10.00 |         |
      | undo loan-repaid    | loan:H-1          | payable:H-1    | 11.58 |         |
      balance loan:H-1 88.42
      """)
  }

  @Test("a loan that is nearly paid takes what is left of it, and a household that keeps everything gives nothing")
  func lastInstalment() throws {
    try LedgerTable.run(
      """
      agreement farmers consignment households keep=60%
      household poor
      post loan:H-1 bank 0.05
      lot H-1 chestnut 1000
      order shop chestnut-1kg=1
      deliver 1
      skip
      settle
      | proceeds    | sales-clearing | payable:H-1 | 20.00 | A50-2-2 |
      | loan-repaid | payable:H-1    | loan:H-1    |  0.05 |         |
      balance loan:H-1 0.00
      """)
    try LedgerTable.run(
      """
      agreement farmers consignment households
      household poor
      post loan:H-1 bank 50.00
      lot H-1 chestnut 1000
      order shop chestnut-1kg=1
      deliver 1
      skip
      settle
      | proceeds    | sales-clearing | payable:H-1 | 20.00 | A50-2-2 |
      """)
  }

  // MARK: E-commerce and finance: tranches

  @Test("first so much a kilogram to the poor households that are linked, by their shares, then the rest by tranches")
  func tranches() throws {
    try LedgerTable.run(
      """
      agreement finance consignment coop first=1.00 rest=50/30/20
      household poor
      household poor
      household other
      member coop H-1 3
      member coop H-2 1
      member coop H-3 9                       not poor
      lot coop chestnut 4000
      order shop chestnut-1kg=2               40.00: 2.00 first, 38.00 are left
      deliver 1
      skip
      settle
      | cooperative-share | sales-clearing | payable:coop | 11.40 |         |
      | firm-share        | sales-clearing | payable:firm |  7.60 |         |
      | first-tranche     | sales-clearing | payable:H-1  |  1.50 | A50-2-2 |
      | first-tranche     | sales-clearing | payable:H-2  |  0.50 | A50-2-2 |
      | proceeds          | sales-clearing | payable:coop | 19.00 |         |
      balance payable:H-3 0.00
      """)
  }

  @Test("the first tranche is the producer's own where it is a household; a party's goods wait until a poor household is linked")
  func ownTranche() throws {
    try LedgerTable.run(
      """
      agreement finance consignment households,coop fee=5% first=1.00 rest=50/30/20
      household poor
      lot H-1 chestnut 2000
      order shop chestnut-1kg=2               40.00: fee 2.00, first 2.00, 36.00 are left
      deliver 1
      skip
      settle
      | fee               | sales-clearing | platform-fee |  2.00 |         |
      | cooperative-share | sales-clearing | payable:coop | 10.80 |         |
      | firm-share        | sales-clearing | payable:firm |  7.20 |         |
      | proceeds          | sales-clearing | payable:H-1  | 20.00 | A50-2-2 |
      lot coop chestnut 2000
      order shop chestnut-1kg=2
      deliver 2
      skip
      settle
      | suspended         | sales-clearing | suspense     | 40.00 |         |
      settle
      | what | debit | credit | yuan | item |
      member coop H-1 1
      settle
      | fee               | suspense | platform-fee |  2.00 |         |
      | cooperative-share | suspense | payable:coop | 10.80 |         |
      | firm-share        | suspense | payable:firm |  7.20 |         |
      | first-tranche     | suspense | payable:H-1  |  2.00 | A50-2-2 |
      | proceeds          | suspense | payable:coop | 18.00 |         |
      """)
  }

  // MARK: E-commerce and cooperatives

  @Test("the cooperative's share is of what the fee leaves")
  func cooperativeShare() throws {
    try LedgerTable.run(
      """
      agreement members consignment households fee=3% coop=5%
      household poor
      lot H-1 chestnut 5000
      order shop chestnut-1kg=3
      deliver 1
      skip
      settle
      | fee               | sales-clearing | platform-fee |  1.80 |         |
      | cooperative-share | sales-clearing | payable:coop |  2.91 |         |
      | proceeds          | sales-clearing | payable:H-1  | 55.29 | A50-2-2 |
      """)
  }

  // MARK: VAT

  @Test("own produce of households and of their cooperatives is exempt, what a firm or base sells is not")
  func vat() throws {
    try LedgerTable.run(
      """
      agreement all consignment households,coop,base fee=3%
      household poor
      lot H-1 chestnut 1000
      lot coop chestnut 1000
      lot base chestnut 1000
      order shop chestnut-1kg=3               one pack of each: 60.00
      deliver 1
      | sale     | receivable:shop | sales-clearing | 20.00 |         |
      | sale     | receivable:shop | sales-clearing | 20.00 |         |
      | sale     | receivable:shop | sales-clearing | 20.00 |         |
      | vat      | sales-clearing  | vat            |  1.65 |         |
      settle
      | fee      | sales-clearing  | platform-fee   |  0.60 |         |
      | proceeds | sales-clearing  | payable:H-1    | 19.40 | A50-2-2 |
      | fee      | sales-clearing  | platform-fee   |  0.60 |         |
      | proceeds | sales-clearing  | payable:coop   | 19.40 |         |
      | fee      | sales-clearing  | platform-fee   |  0.55 |         |
      | proceeds | sales-clearing  | payable:base   | 17.80 |         |
      """)
  }
}
