import Testing

extension SettlementTables {
  // MARK: Losses

  @Test("what is lost on the way is the farmer's loss, the hub's or the carrier's, as the agreement says")
  func losses() throws {
    try LedgerTable.run(
      """
      agreement own consignment households fee=3% loss=farmer
      household poor
      lot H-1 chestnut 2000
      order shop chestnut-1kg=2
      send 1
      lose 1 1
      settle
      | what | debit | credit | yuan | item |
      """)
    try LedgerTable.run(
      """
      agreement hub consignment households fee=3% loss=hub
      household poor
      lot H-1 chestnut 2000
      order shop chestnut-1kg=2
      send 1
      lose 1 1
      settle
      | loss     | spoilage       | sales-clearing | 40.00 |         |
      | fee      | sales-clearing | platform-fee   |  1.20 |         |
      | proceeds | sales-clearing | payable:H-1    | 38.80 | A50-2-2 |
      undo O-1
      | undo loss     | sales-clearing | spoilage       | 40.00 |         |
      | undo fee      | platform-fee   | sales-clearing |  1.20 |         |
      | undo proceeds | payable:H-1    | sales-clearing | 38.80 | A50-2-2 |
      """)
    try LedgerTable.run(
      """
      agreement carrier consignment households loss=carrier
      household poor
      lot H-1 chestnut 2000
      order shop chestnut-1kg=2
      send 1
      lose 1 1
      settle
      | loss     | contribution:carrier | sales-clearing | 40.00 |         |
      | proceeds | sales-clearing       | payable:H-1    | 40.00 | A50-2-2 |
      balance receivable:shop 0.00
      """)
  }

  @Test("who bears the loss of bought goods, the agreement says: their owner, or the hub")
  func lossOfBought() throws {
    try LedgerTable.run(
      """
      agreement bases purchase base loss=farmer
      lot base chestnut 2000
      settle
      | purchase | contribution:firm | payable:base | 36.00 |  |
      order shop chestnut-1kg=2
      send 1
      lose 1 1
      settle
      | what | debit | credit | yuan | item |
      """)
    try LedgerTable.run(
      """
      agreement bases purchase base loss=hub
      lot base chestnut 2000
      settle
      | purchase | contribution:firm | payable:base | 36.00 |  |
      order shop chestnut-1kg=2
      send 1
      lose 1 1
      settle
      | loss            | spoilage       | sales-clearing | 40.00 |  |
      | owner-proceeds  | sales-clearing | payable:firm   | 40.00 |  |
      """)
  }

  @Test("what spoils in store is paid for by the hub where the agreement says so, spoilage by spoilage")
  func spoilage() throws {
    try LedgerTable.run(
      """
      agreement store consignment households spoilage=hub
      household poor
      lot H-1 chestnut 5000
      settle
      | what | debit | credit | yuan | item |
      spoil 1 300                             18.00 × 0.3
      settle
      | loss      | spoilage    | payable:H-1 | 5.40 | A50-2-2 |
      spoil 1 101                             18.00 × 0.101 = 1.818
      settle
      | undo loss | payable:H-1 | spoilage    | 5.40 | A50-2-2 |
      | loss      | spoilage    | payable:H-1 | 5.40 | A50-2-2 |
      | loss      | spoilage    | payable:H-1 | 1.82 | A50-2-2 |
      undo L-1
      | undo loss | payable:H-1 | spoilage    | 5.40 | A50-2-2 |
      | undo loss | payable:H-1 | spoilage    | 1.82 | A50-2-2 |
      settle
      | loss      | spoilage    | payable:H-1 | 5.40 | A50-2-2 |
      | loss      | spoilage    | payable:H-1 | 1.82 | A50-2-2 |
      fails E-LED-023 undo L-2
      """)
    try LedgerTable.run(
      """
      agreement store consignment households spoilage=farmer
      household poor
      lot H-1 chestnut 5000
      spoil 1 300
      settle
      | what | debit | credit | yuan | item |
      """)
  }

  // MARK: Suspense

  @Test("what lacks an agreement waits in suspense, settles from there once there is one, and goes back there where that is undone")
  func suspense() throws {
    try LedgerTable.run(
      """
      household poor
      lot H-1 chestnut 3000
      order shop chestnut-1kg=2
      deliver 1
      skip
      settle
      | suspended     | sales-clearing | suspense     | 40.00 |         |
      settle
      | what | debit | credit | yuan | item |
      agreement late consignment households fee=3%
      settle
      | fee           | suspense       | platform-fee |  1.20 |         |
      | proceeds      | suspense       | payable:H-1  | 38.80 | A50-2-2 |
      balance suspense 0.00
      undo O-1
      | undo fee      | platform-fee   | suspense     |  1.20 |         |
      | undo proceeds | payable:H-1    | suspense     | 38.80 | A50-2-2 |
      balance suspense -40.00
      balance sales-clearing 0.00
      settle
      | fee           | suspense       | platform-fee |  1.20 |         |
      | proceeds      | suspense       | payable:H-1  | 38.80 | A50-2-2 |
      balance suspense 0.00
      """)
  }

  @Test("a return takes proceeds out of where they lie: suspense, and suspense again after they were settled from there")
  func returnFromSuspense() throws {
    try LedgerTable.run(
      """
      household poor
      lot H-1 chestnut 3000
      order shop chestnut-1kg=3
      deliver 1
      settle
      skip
      return 1 1 1 stock
      | sale-returned | suspense       | receivable:shop | 20.00 |         |
      agreement late consignment households fee=3%
      settle
      | fee           | suspense       | platform-fee    |  1.20 |         |
      | proceeds      | suspense       | payable:H-1     | 38.80 | A50-2-2 |
      return 1 1.1 1 stock
      | undo fee      | platform-fee   | suspense        |  1.20 |         |
      | undo proceeds | payable:H-1    | suspense        | 38.80 | A50-2-2 |
      | sale-returned | suspense       | receivable:shop | 20.00 |         |
      settle
      | fee           | suspense       | platform-fee    |  0.60 |         |
      | proceeds      | suspense       | payable:H-1     | 19.40 | A50-2-2 |
      balance suspense 0.00
      balance sales-clearing 0.00
      """)
  }

  // MARK: Returns

  @Test("a partial return after settlement takes all of the part back, and what is left is settled anew")
  func partialReturn() throws {
    try LedgerTable.run(
      """
      agreement farmers consignment households fee=3%
      household poor
      lot H-1 chestnut 5000
      order shop chestnut-1kg=3
      pay 1 60.00
      deliver 1
      | payment         | bank            | prepaid:shop    | 60.00 |         |
      | sale            | receivable:shop | sales-clearing  | 60.00 |         |
      | prepayment-used | prepaid:shop    | receivable:shop | 60.00 |         |
      settle
      | fee             | sales-clearing  | platform-fee    |  1.80 |         |
      | proceeds        | sales-clearing  | payable:H-1     | 58.20 | A50-2-2 |
      return 1 1 1 stock
      | undo fee        | platform-fee    | sales-clearing  |  1.80 |         |
      | undo proceeds   | payable:H-1     | sales-clearing  | 58.20 | A50-2-2 |
      | sale-returned   | sales-clearing  | receivable:shop | 20.00 |         |
      | sale-returned   | receivable:shop | prepaid:shop    | 20.00 |         |
      settle
      | fee             | sales-clearing  | platform-fee    |  1.20 |         |
      | proceeds        | sales-clearing  | payable:H-1     | 38.80 | A50-2-2 |
      refund 1 20.00
      | refund          | prepaid:shop    | bank            | 20.00 |         |
      balance bank 40.00
      balance receivable:shop 0.00
      """)
  }

  @Test("a total return leaves nothing, VAT included; spoiled goods are then a loss to be settled")
  func totalReturn() throws {
    try LedgerTable.run(
      """
      agreement bases consignment base fee=3% loss=hub
      lot base chestnut 5000
      order shop chestnut-1kg=3
      deliver 1
      settle
      | sale          | receivable:shop | sales-clearing  | 60.00 |  |
      | vat           | sales-clearing  | vat             |  4.95 |  |
      | fee           | sales-clearing  | platform-fee    |  1.65 |  |
      | proceeds      | sales-clearing  | payable:base    | 53.40 |  |
      return 1 1 all spoiled
      | undo fee      | platform-fee    | sales-clearing  |  1.65 |  |
      | undo proceeds | payable:base    | sales-clearing  | 53.40 |  |
      | sale-returned | sales-clearing  | receivable:shop | 60.00 |  |
      | sale-returned | vat             | sales-clearing  |  4.95 |  |
      balance vat 0.00
      settle
      | loss          | spoilage        | sales-clearing  | 60.00 |  |
      | fee           | sales-clearing  | platform-fee    |  1.80 |  |
      | proceeds      | sales-clearing  | payable:base    | 58.20 |  |
      settle
      | what | debit | credit | yuan | item |
      """)
  }

  @Test("a return keeps to its part: what the line's other producers got stands")
  func returnOfOnePart() throws {
    try LedgerTable.run(
      """
      agreement farmers consignment households
      household poor
      household poor
      lot H-1 chestnut 1000
      lot H-2 chestnut 2000
      order shop chestnut-1kg=3
      deliver 1
      settle
      skip
      return 1 1.2 1 stock
      | undo proceeds | payable:H-2    | sales-clearing  | 40.00 | A50-2-2 |
      | sale-returned | sales-clearing | receivable:shop | 20.00 |         |
      settle
      | proceeds      | sales-clearing | payable:H-2     | 20.00 | A50-2-2 |
      """)
  }

  @Test("a fen of rounding that a part of a line leaves behind when it comes back goes to its neighbour, and is never lost")
  func roundingOfReturns() throws {
    try LedgerTable.run(
      """
      agreement farmers consignment households
      household poor
      household poor
      lot H-1 chestnut 1004
      lot H-2 chestnut 1002
      order shop chestnut-250g=8              24.00 a kilogram
      pack 1 1.1=1004 1.2=1002                24.096 and 24.048: together 48.144
      deliver 1
      | sale          | receivable:shop | sales-clearing  | 24.09 |         |
      | sale          | receivable:shop | sales-clearing  | 24.05 |         |
      settle
      | proceeds      | sales-clearing  | payable:H-1     | 24.09 | A50-2-2 |
      | proceeds      | sales-clearing  | payable:H-2     | 24.05 | A50-2-2 |
      return 1 1.2 all spoiled
      | undo proceeds | payable:H-2     | sales-clearing  | 24.05 | A50-2-2 |
      | sale-returned | sales-clearing  | receivable:shop | 24.05 |         |
      | undo proceeds | payable:H-1     | sales-clearing  | 24.09 | A50-2-2 |
      | sale          | receivable:shop | sales-clearing  |  0.01 |         |
      settle
      | proceeds      | sales-clearing  | payable:H-1     | 24.10 | A50-2-2 |
      balance sales-clearing 0.00
      balance payable:H-2 0.00
      """)
  }

  @Test("what was topped up for goods that brought nothing is taken back when they come back")
  func returnOfWorthless() throws {
    try LedgerTable.run(
      """
      agreement farmers consignment households floor
      price chestnut-1kg 0.00
      household poor
      lot H-1 chestnut 3000
      order shop chestnut-1kg=2
      deliver 1
      settle
      | top-up      | contribution:firm | payable:H-1       | 30.00 | A50-2-2 |
      return 1 1 1 stock
      | undo top-up | payable:H-1       | contribution:firm | 30.00 | A50-2-2 |
      settle
      | top-up      | contribution:firm | payable:H-1       | 15.00 | A50-2-2 |
      return 1 1.1 all stock
      | undo top-up | payable:H-1       | contribution:firm | 15.00 | A50-2-2 |
      settle
      | what | debit | credit | yuan | item |
      """)
  }

  @Test("parts that wait may be filled after others came back spoiled")
  func fillAfterReturn() throws {
    try LedgerTable.run(
      """
      agreement coop consignment coop loss=hub
      lot coop chestnut 2000
      order shop chestnut-1kg=4 back-order    two packs, and two that wait
      deliver 1
      return 1 1.1 1 spoiled
      skip
      lot coop chestnut 1000
      fill 1
      settle
      | proceeds | sales-clearing  | payable:coop   | 20.00 |  |
      | loss     | spoilage        | sales-clearing | 20.00 |  |
      | proceeds | sales-clearing  | payable:coop   | 20.00 |  |
      deliver 1
      settle
      | sale     | receivable:shop | sales-clearing | 20.00 |  |
      | proceeds | sales-clearing  | payable:coop   | 20.00 |  |
      """)
  }

  @Test("an order of which only a part may be settled stays as it was")
  func allOfAnOrder() throws {
    try LedgerTable.run(
      """
      agreement farmers consignment households floor
      price egg-30 0.10/piece
      household poor
      household poor
      lot H-1 chestnut 2000
      lot H-2 egg 30
      order shop chestnut-1kg=2 egg-30=1
      deliver 1
      post contribution:firm suspense 92233720368547758.00
      fails E-MEA-001 settle                  the eggs' top-up no longer fits
      order shop chestnut-1kg=1 back-order
      post bank receivable:shop 92233720368547758.00
      fails E-MEA-001 return 1 1 1 stock
      """)
  }

  @Test("a return that is refused takes nothing back, though its first step could be made")
  func allOfAReturn() throws {
    try LedgerTable.run(
      """
      agreement farmers consignment households
      household poor
      lot H-1 chestnut 2000
      order shop chestnut-1kg=2
      deliver 1
      settle
      post bank receivable:shop 92233720368547758.00
      fails E-MEA-001 return 1 1 1 stock
      """)
  }

  @Test("what is held against an advance is not deducted once more")
  func heldAdvance() throws {
    try LedgerTable.run(
      """
      agreement farmers consignment households keep=60%
      household poor
      post input-advance:H-1 bank 10.00
      hold bank input-advance:H-1 9.00        it brings 9.00 to the bank itself
      lot H-1 chestnut 1000
      order shop chestnut-1kg=1
      deliver 1
      skip
      settle
      | proceeds       | sales-clearing | payable:H-1       | 20.00 | A50-2-2 |
      | advance-repaid | payable:H-1    | input-advance:H-1 |  1.00 |         |
      """)
  }

  // MARK: Closed periods

  @Test("what fell into a period that was closed since is posted on the first open day")
  func closedPeriod() throws {
    try LedgerTable.run(
      """
      agreement farmers consignment households
      household poor
      lot H-1 chestnut 3000
      order shop chestnut-1kg=2
      deliver 1
      skip
      close 2020-10-07
      settle
      | proceeds      | sales-clearing | payable:H-1    | 40.00 | A50-2-2 |
      undo O-1
      | undo proceeds | payable:H-1    | sales-clearing | 40.00 | A50-2-2 |
      fails E-LED-023 undo O-1
      fails E-LED-006 return 1 1 1 stock
      day 2020-10-08
      return 1 1 1 stock
      | sale-returned | sales-clearing | receivable:shop | 20.00 |        |
      """)
  }
}
