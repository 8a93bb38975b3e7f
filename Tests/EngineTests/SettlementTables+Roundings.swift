import Testing

extension SettlementTables {
  @Test("a fen over three households goes to the one with the lowest number, and comes back from it")
  func oneFen() throws {
    try LedgerTable.run(
      """
      agreement finance consignment coop first=1.00 rest=50/30/20
      price chestnut-1kg 0.01
      household poor
      household poor
      household poor
      member coop H-3 1
      member coop H-2 1
      member coop H-1 1
      lot coop chestnut 1000
      order shop chestnut-1kg=1
      deliver 1
      skip
      settle
      | first-tranche      | sales-clearing | payable:H-1     | 0.01 | A50-2-2 |
      return 1 1 all stock
      | undo first-tranche | payable:H-1    | sales-clearing  | 0.01 | A50-2-2 |
      | sale-returned      | sales-clearing | receivable:shop | 0.01 |         |
      """)
  }

  @Test("of parts that round alike the first in the agreement's order gets the fen: cooperative, firm and producer share to the fen")
  func tranchesRounded() throws {
    try LedgerTable.run(
      """
      agreement finance consignment coop first=0.00 rest=34/33/33
      price chestnut-1kg 0.05
      lot coop chestnut 1000
      order shop chestnut-1kg=1               1.70, 1.65 and 1.65 fen: two are left over, for 0.70 and the first 0.65
      deliver 1
      skip
      settle
      | cooperative-share | sales-clearing | payable:coop | 0.02 |  |
      | firm-share        | sales-clearing | payable:firm | 0.01 |  |
      | proceeds          | sales-clearing | payable:coop | 0.02 |  |
      """)
  }

  @Test("a fee of half a fen is rounded up")
  func halfFen() throws {
    try LedgerTable.run(
      """
      agreement farmers consignment households fee=3%
      price chestnut-1kg 0.50
      household poor
      lot H-1 chestnut 1000
      order shop chestnut-1kg=1
      deliver 1
      skip
      settle
      | fee      | sales-clearing | platform-fee | 0.02 |         |
      | proceeds | sales-clearing | payable:H-1  | 0.48 | A50-2-2 |
      """)
  }

  @Test("goods that bring nothing are settled with nothing")
  func nothing() throws {
    try LedgerTable.run(
      """
      agreement farmers consignment households fee=3% kg=0.10 coop=5%
      price chestnut-1kg 0.00
      household poor
      lot H-1 chestnut 1000
      order shop chestnut-1kg=1
      deliver 1
      settle
      | what | debit | credit | yuan | item |
      settle
      | what | debit | credit | yuan | item |
      """)
  }

  @Test("a fee above the proceeds takes them all and no more; the floor stands")
  func feeAbove() throws {
    try LedgerTable.run(
      """
      agreement farmers consignment households fee=3% kg=0.10
      price chestnut-1kg 0.05
      household poor
      lot H-1 chestnut 1000
      order shop chestnut-1kg=1
      deliver 1
      skip
      settle
      | fee      | sales-clearing    | platform-fee |  0.05 |         |
      """)
    try LedgerTable.run(
      """
      agreement farmers consignment households fee=3% kg=0.10 floor
      price chestnut-1kg 0.05
      household poor
      lot H-1 chestnut 1000
      order shop chestnut-1kg=1
      deliver 1
      skip
      settle
      | fee      | sales-clearing    | platform-fee |  0.05 |         |
      | top-up   | contribution:firm | payable:H-1  | 15.00 | A50-2-2 |
      """)
  }

  @Test("what a household keeps is rounded up: of one fen it keeps all, of a yuan at a third 34 fen")
  func keeps() throws {
    for (price, proceeds, repaid) in [("0.01", "0.01", nil), ("1.00", "1.00", "0.66"), ("0.03", "0.03", "0.02")]
      as [(String, String, String?)]
    {
      try LedgerTable.run(
        """
        agreement farmers consignment households keep=1/3
        price chestnut-1kg \(price)
        household poor
        post input-advance:H-1 bank 10.00
        lot H-1 chestnut 1000
        order shop chestnut-1kg=1
        deliver 1
        skip
        settle
        | proceeds       | sales-clearing | payable:H-1       | \(proceeds) | A50-2-2 |
        \(repaid.map { "| advance-repaid | payable:H-1    | input-advance:H-1 | \($0) |         |" } ?? "")
        """)
    }
  }

  @Test("a line from two lots is rounded once, and its parts make it up")
  func partsOfALine() throws {
    try LedgerTable.run(
      """
      agreement farmers consignment households
      household poor
      household poor
      lot H-1 chestnut 1001
      lot H-2 chestnut 1001
      order shop chestnut-250g=8              24.00 a kilogram
      pack 1 1.1=1001 1.2=1001                24.024 and 24.024: together 48.048
      deliver 1
      | sale          | receivable:shop | sales-clearing  | 24.03 |         |
      | sale          | receivable:shop | sales-clearing  | 24.02 |         |
      settle
      | proceeds      | sales-clearing  | payable:H-1     | 24.03 | A50-2-2 |
      | proceeds      | sales-clearing  | payable:H-2     | 24.02 | A50-2-2 |
      return 1 1.2 all stock                  24.02 are left of the line: a fen less for the other part
      | undo proceeds | payable:H-2     | sales-clearing  | 24.02 | A50-2-2 |
      | sale-returned | sales-clearing  | receivable:shop | 24.02 |         |
      | undo proceeds | payable:H-1     | sales-clearing  | 24.03 | A50-2-2 |
      | sale-returned | sales-clearing  | receivable:shop |  0.01 |         |
      settle
      | proceeds      | sales-clearing  | payable:H-1     | 24.02 | A50-2-2 |
      """)
  }
}
