import Ledger
import Measures
import Testing

@testable import Payouts

@Suite("A batch that one format gives as one entry, and another as its payments")
struct BatchPairingTests {
  private func body(_ fen: Int64, _ reference: String = "S77", batch: String = "") -> BankLineBody {
    BankLineBody(account: "bank", bookedOn: Day(number: 7), amount: Money(fen: fen), batchReference: batch, bankReference: reference)
  }

  private func pairing(_ books: [BankLineBody], isOtherFormat: Bool = true) -> BatchPairing {
    var pairing = BatchPairing()
    for (index, body) in books.enumerated() {
      let line = BankLine(id: BankLine.ID(number: Int64(index + 1)), body: body, arrival: Transfer.ID(number: 1))
      pairing.add(line, isOtherFormat: isOtherFormat)
    }
    return pairing
  }

  private func parts(_ books: [BankLineBody], of entry: BankLineBody) -> [Int64] {
    var pairing = pairing(books)
    return pairing.parts(of: entry).map(\.number)
  }

  @Test("the entry behind its payments is their sum, under its reference or the batch's number, and once")
  func entryLast() {
    let three = [body(-100), body(-200), body(-300)]
    #expect(parts(three, of: body(-600)) == [1, 2, 3] && parts(three, of: body(-600, batch: "PR1")) == [1, 2, 3])
    #expect(parts(three, of: body(-601)) == [] && parts(three, of: body(-600, "S78")) == [] && parts([body(-600)], of: body(-600)) == [])
    var twice = pairing(three)
    #expect(twice.parts(of: body(-600)).count == 3 && twice.parts(of: body(-600)).isEmpty)
    // A fee under the same reference, and payments with references of their own.
    let batch = [body(-100, batch: "PR1"), body(-500, batch: "PR1"), body(-5)]
    #expect(parts(batch, of: body(-600, batch: "PR1")) == [1, 2] && parts(batch, of: body(-600)) == [])
    #expect(parts([body(-100, "D1", batch: "PR1"), body(-500, "D2", batch: "PR1")], of: body(-600, batch: "PR1")) == [1, 2])
    #expect(parts([body(-100, batch: "PR1"), body(-500, batch: "PR2")], of: body(-600, batch: "PR1")) == [])
    var own = pairing(three, isOtherFormat: false)
    #expect(own.parts(of: body(-600)).isEmpty)
    var paired = pairing(three)
    paired.take(BankLine.ID(number: 2))
    #expect(paired.parts(of: body(-600)).isEmpty && paired.parts(of: body(-400)).map(\.number) == [1, 3])
  }

  @Test("the payments behind their entry are known, and once; not where they are in the books as well")
  func entryFirst() {
    let details = [body(-100), body(-500)]
    func entry(_ books: [BankLineBody], of details: [BankLineBody], reference: String = "S77") -> Int64? {
      var pairing = pairing(books)
      return pairing.entry(of: details, reference: reference)?.number
    }
    #expect(entry([body(-600)], of: details) == 1 && entry([body(-601)], of: details) == nil)
    #expect(entry([body(-600)], of: details, reference: "S78") == nil && entry([body(-600)], of: [body(-600)]) == nil)
    #expect(entry([body(-600), body(-100), body(-500)], of: details) == nil)
    let own = [body(-100, "D1", batch: "PR1"), body(-500, "D2", batch: "PR1")]
    #expect(entry([body(-600)], of: own) == 1 && entry([body(-600, "S9", batch: "PR1")], of: own) == 1)
    #expect(entry([body(-600, batch: "PR2")], of: own) == nil)
    var twice = pairing([body(-600)])
    #expect(twice.entry(of: details, reference: "S77") != nil && twice.entry(of: details, reference: "S77") == nil)
  }
}
