import Testing

extension SettlementTables {
  @Test("a surplus goes back by trade, and the rest by member accounts")
  func surplus() throws {
    try LedgerTable.run(
      """
      household poor
      household other
      member coop H-1 1
      member coop H-2 1
      enter surplus coop total=100.00 trade=60% H-1=3/10.00 H-2=1/30.00     60.00 as 3 to 1, 40.00 as 10 to 30
      settle                                  not approved: nothing
      | what | debit | credit | yuan | item |
      approve 1
      settle
      | surplus      | contribution:coop | payable:H-1       | 55.00 | A50-3 |
      | surplus      | contribution:coop | payable:H-2       | 45.00 | A50-3 |
      settle
      | what | debit | credit | yuan | item |
      revoke 1
      | undo surplus | payable:H-1       | contribution:coop | 55.00 | A50-3 |
      | undo surplus | payable:H-2       | contribution:coop | 45.00 | A50-3 |
      balance contribution:coop 0.00
      fails E-DIS-004 revoke 1
      fails E-DIS-004 approve 1
      """)
  }

  @Test("a fen of surplus goes by trade; a dividend's odd fen to the lowest numbers, in whatever order they are written")
  func oddFen() throws {
    try LedgerTable.run(
      """
      household poor
      household poor
      household poor
      member coop H-1 1
      member coop H-2 1
      member coop H-3 1
      enter surplus coop total=0.01 trade=60% H-1=1/1.00 H-2=1/1.00 H-3=1/1.00
      approve 1
      settle
      | surplus  | contribution:coop | payable:H-1 | 0.01 | A50-3 |
      enter dividend firm total=0.01 H-3=1 H-2=1 H-1=1
      approve 2
      settle
      | dividend | contribution:firm | payable:H-1 | 0.01 | A50-3 |
      enter dividend firm total=0.05 H-2=1 H-3=1 H-1=1
      approve 3
      settle
      | dividend | contribution:firm | payable:H-1 | 0.02 | A50-3 |
      | dividend | contribution:firm | payable:H-2 | 0.02 | A50-3 |
      | dividend | contribution:firm | payable:H-3 | 0.01 | A50-3 |
      enter dividend firm total=100.00 H-1=1 H-2=2
      approve 4
      settle
      | dividend | contribution:firm | payable:H-1 | 33.33 | A50-3 |
      | dividend | contribution:firm | payable:H-2 | 66.67 | A50-3 |
      """)
  }

  @Test("rent is so much for a mu, rounded for each household; who gets nothing is left out")
  func rent() throws {
    try LedgerTable.run(
      """
      household poor
      household poor
      household poor
      enter rent firm H-1=2500/600.00 H-2=333/1.00 H-3=1/0.50     2.5 mu, a third of one, a thousandth
      approve 1
      settle
      | rent | contribution:firm | payable:H-1 | 1500.00 | A50-3 |
      | rent | contribution:firm | payable:H-2 |    0.33 | A50-3 |
      """)
  }

  @Test("wages are by the day, summed for each household")
  func wages() throws {
    try LedgerTable.run(
      """
      household poor
      household other
      enter wages firm H-2@2020-10-06=1000/85.00 H-1@2020-10-07=1000/100.00 H-1@2020-10-06=500/100.01
      approve 1
      settle
      | wages      | contribution:firm | payable:H-1       | 150.01 | A50-1 |
      | wages      | contribution:firm | payable:H-2       |  85.00 | A50-1 |
      day 2020-10-20
      close 2020-10-19
      revoke 1
      | undo wages | payable:H-1       | contribution:firm | 150.01 | A50-1 |
      | undo wages | payable:H-2       | contribution:firm |  85.00 | A50-1 |
      """)
  }

  @Test("one person enters, another approves, and nothing is skipped")
  func fourEyes() throws {
    try LedgerTable.run(
      """
      household poor
      by accountant
      enter wages firm H-1@2020-10-07=1000/100.00
      fails E-ENG-003 approve 1               an accountant may not
      by owner
      enter wages firm H-1@2020-10-06=1000/100.00
      approve 2
      fails E-DIS-004 approve 2
      revoke 2
      fails E-DIS-004 approve 2
      fails E-DIS-001 approve 9
      settle
      | what | debit | credit | yuan | item |
      """)
  }
}
