import Catalogue
import Ledger
import Measures
import Messages
import Ordering
import Testing

@Suite("Whatever is split")
struct SplitPropertyTests {
  private static let seeds: [UInt64] = [1, 2, 3, 4, 5]

  private func share(_ random: inout RandomStream, of most: Int64 = 1000) -> Share { Share(random.int(in: 0...most), over: 1000) }

  private func agreement(_ random: inout RandomStream) -> LinkAgreement {
    let producer = random.int(in: 0...1000)
    let cooperative = random.int(in: 0...1000 - producer)
    let tranches = LinkAgreement.Tranches(
      first: UnitPrice(money: Money(fen: random.int(in: 0...300)), basis: .kilogram), producer: Share(producer, over: 1000),
      cooperative: Share(cooperative, over: 1000), firm: Share(1000 - producer - cooperative, over: 1000))
    return LinkAgreement(
      id: "a", name: Text(zh: "", en: ""), mode: .finance, firm: "firm", cooperative: "coop", carrier: nil, scope: .init(),
      sale: .consignment, guaranteesFloor: random.int(in: 0...1) == 0, fee: share(&random),
      feePerKilogram: Money(fen: random.int(in: 0...90)),
      cooperativeShare: share(&random), tranches: random.int(in: 0...1) == 0 ? nil : tranches, keep: share(&random), bearer: .farmer,
      pays: .onDelivery, validity: .always, source: "test")
  }

  /// Small amounts, in which every fen is a remainder, large ones, and nothing.
  private func amount(_ random: inout RandomStream) -> Money {
    Money(fen: random.int(in: 0...random.pick([0, 3, 100, 1_000_000, Int64.max / 4])))
  }

  @Test("the shares add up to the proceeds, none is below zero, and the producer never falls below the floor", arguments: seeds)
  func addsUp(seed: UInt64) throws {
    var random = RandomStream(seed: seed)
    for step in 0..<2000 {
      let agreement = agreement(&random)
      let linked = (0..<random.int(in: 0...3)).map { (household: Household.ID(number: $0 + 1), shares: random.int(in: 1...9)) }
      let producer: Producer = random.int(in: 0...1) == 0 ? .party("coop") : .household(.init(number: 7))
      let grams = random.int(in: 1...9000)
      let floor = Money(fen: random.int(in: 0...2000))
      let split = Split(
        agreement: agreement, producer: producer, proceeds: amount(&random), quantity: grams, unit: .grams, grams: grams,
        floor: UnitPrice(money: floor, basis: .kilogram), item: "A50-2-2", from: AccountKey(.salesClearing),
        linked: agreement.tranches == nil || producer != .party("coop") ? [] : linked)
      let steps = try split.steps()
      let note: Comment = "seed \(seed), step \(step)"
      let shared = steps.filter { $0.debit == split.from }.reduce(0) { $0 + $1.amount.fen }
      #expect(shared == split.proceeds.fen, note)
      #expect(steps.allSatisfy { $0.amount > .zero && ($0.credit.isHouseholdsShare == !$0.item.isEmpty) }, note)
      if agreement.guaranteesFloor {
        let reached = steps.filter { [.proceeds, .topUp, .firstTranche].contains($0.reason) }.reduce(0) { $0 + $1.amount.fen }
        #expect(reached >= (try floor.fen.scaled(by: grams, over: 1000)), note)
      }
    }
  }

  @Test("a household keeps its share, and gives back no more than it owes", arguments: seeds)
  func keeps(seed: UInt64) throws {
    var random = RandomStream(seed: seed)
    for step in 0..<2000 {
      let (gross, advances, loans) = (amount(&random), amount(&random), amount(&random))
      let (keep, instalment) = (share(&random), share(&random))
      let steps = try Deductions.steps(
        household: .init(number: 7), gross: gross, keep: keep, instalment: instalment, advances: advances, loans: loans)
      let note: Comment = "seed \(seed), step \(step)"
      func taken(_ reason: TransferReason) -> Int64 { steps.filter { $0.reason == reason }.reduce(0) { $0 + $1.amount.fen } }
      let kept = gross.fen - taken(.advanceRepaid) - taken(.loanRepaid)
      #expect(Int128(kept) * 1000 >= Int128(gross.fen) * Int128(keep.numerator), note)
      #expect(taken(.advanceRepaid) <= advances.fen && taken(.loanRepaid) <= loans.fen, note)
      #expect(taken(.loanRepaid) <= (try instalment.of(gross.fen)), note)
      #expect(steps.allSatisfy { $0.amount > .zero && $0.item.isEmpty }, note)
    }
  }

  @Test("a distribution gives out its total, and each household within a fen of its share", arguments: seeds)
  func distributes(seed: UInt64) throws {
    var random = RandomStream(seed: seed)
    for step in 0..<500 {
      var rows = (1...random.int(in: 1...9)).map {
        DistributionBody.Row(household: .init(number: $0), quantity: random.int(in: 1...5000), money: Money(fen: random.int(in: 1...5000)))
      }
      rows.shuffle(using: &random)
      var body = DistributionBody(
        kind: random.int(in: 0...1) == 0 ? .surplus : .dividend, payer: "coop", on: BookTests.day, decision: "test",
        total: Money(fen: random.int(in: 1...random.pick([3, 100, 1_000_000]))), byTrade: Share(random.int(in: 600...1000), over: 1000),
        rows: rows)
      let note: Comment = "seed \(seed), step \(step)"
      let credits = try body.credits()
      #expect(credits.reduce(0) { $0 + $1.amount.fen } == body.total.fen, note)
      if body.kind == .dividend {
        let all = rows.reduce(0) { $0 + $1.quantity }
        for (row, amount) in zip(rows, try body.amounts()) { #expect(abs(amount.fen * all - body.total.fen * row.quantity) < all, note) }
      }
      body.rows.sort { $0.household < $1.household }
      #expect(try body.credits().map(\.amount) == credits.map(\.amount), note)
    }
  }

  // What is apportioned, the weights, and what each gets.
  @Test(
    "a whole is apportioned to the fen, a negative one like its magnitude",
    arguments: [
      (1, [1, 1, 1], [1, 0, 0]), (-1, [1, 1, 1], [-1, 0, 0]), (2, [1, 1, 1], [1, 1, 0]), (-2, [1, 1, 1], [-1, -1, 0]),
      (0, [1, 1, 1], [0, 0, 0]),
      (0, [0, 0], [0, 0]), (100, [1, 1, 1], [34, 33, 33]), (-100, [1, 1, 1], [-34, -33, -33]), (5, [0, 1], [0, 5]), (1, [1, 2], [0, 1]),
      (.max, [1, 1], [4_611_686_018_427_387_904, 4_611_686_018_427_387_903]), (-.max, [.max], [-.max]),
    ] as [(Int64, [Int64], [Int64])])
  func apportioned(whole: Int64, weights: [Int64], parts: [Int64]) { #expect(apportion(whole, by: weights) == parts) }
}
