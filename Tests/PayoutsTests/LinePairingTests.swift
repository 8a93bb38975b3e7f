import Ledger
import Measures
import Testing

@testable import Payouts

@Suite("Lines that two formats bring")
struct LinePairingTests {
  private func line(_ name: String, occurrence: Int64 = 1) -> BankLineBody {
    BankLineBody(
      account: "bank", bookedOn: Day(number: 7), amount: Money(fen: -30_000), bankReference: "B1", name: name, occurrence: occurrence)
  }

  private func pairing(of books: [(name: String, isOther: Bool)]) -> LinePairing {
    var pairing = LinePairing()
    var seen: [String: Int64] = [:]
    for (index, book) in books.enumerated() {
      seen[book.name, default: 0] += 1
      pairing.add(
        BankLine(
          id: BankLine.ID(number: Int64(index + 1)), body: line(book.name, occurrence: seen[book.name]!), arrival: Transfer.ID(number: 1)),
        isOtherFormat: book.isOther)
    }
    return pairing
  }

  @Test("a masked name leaves the line that only another one fits, whichever comes first")
  func masked() {
    for file in [["江*山", "江大山"], ["江大山", "江*山"]] {
      var pairing = pairing(of: [("江大山", true), ("江小山", true)])
      let answers = file.map { pairing.pair(line($0)) }
      #expect(!answers.contains { if case .new = $0 { true } else { false } }, "\(file)")
    }
  }

  @Test("equal lines count on from those of the books")
  func counting() {
    var pairing = pairing(of: [("江大山", true), ("江大山", false)])
    let answers = (0..<4).map { _ in pairing.pair(line("江大山")) }
    #expect(answers == [.equal(occurrence: 1), .equal(occurrence: 2), .new(occurrence: 3), .new(occurrence: 4)])
  }

  @Test("a file's own format is the same line only word for word")
  func ownFormat() {
    var pairing = pairing(of: [("江大山", false)])
    #expect(pairing.pair(line("江*山")) == .new(occurrence: 1))
  }

  @Test("as many are known as can be, in any order, and none is new when the file is read again", arguments: [1, 2, 3] as [UInt64])
  func property(seed: UInt64) {
    var random = RandomStream(seed: seed)
    let names = ["江大山", "江小山", "江大川", "江*山", "江大*", "*大山", "江**", "吴大山"]
    func some(_ count: ClosedRange<Int64>) -> [String] { (0..<random.int(in: count)).map { _ in names[Int(random.int(in: 0...7))] } }
    for _ in 0..<400 {
      let books = some(0...5).map { (name: $0, isOther: random.int(in: 0...3) > 0) }
      var file = some(0...5)
      let most = mostPairs(file[...], books)
      for _ in 0..<3 {
        var pairing = pairing(of: books)
        let answers = file.map { (name: $0, answer: pairing.pair(line($0))) }
        let new = answers.filter { if case .new = $0.answer { true } else { false } }
        #expect(new.count == file.count - most, "seed \(seed): \(books) \(file)")
        // Read again after all, or a part, of what was new went in.
        var again = self.pairing(of: books + new.map { ($0.name, false) })
        let second = file.map { again.pair(line($0)) }
        #expect(!second.contains { if case .new = $0 { true } else { false } }, "seed \(seed): \(books) \(file)")
        // No two lines have one number.
        let numbers = new.map { "\($0.name) \($0.answer)" }
        #expect(Set(numbers).count == numbers.count, "seed \(seed): \(books) \(file)")
        for index in file.indices { file.swapAt(index, Int(random.int(in: 0...Int64(index)))) }
      }
    }
  }

  /// By trying all.
  private func mostPairs(_ file: ArraySlice<String>, _ books: [(name: String, isOther: Bool)]) -> Int {
    guard let name = file.first else { return 0 }
    var most = mostPairs(file.dropFirst(), books)
    for (index, book) in books.enumerated()
    where book.name == name || book.isOther && line(book.name).mayBeTheSame(as: line(name)) {
      var left = books
      left.remove(at: index)
      most = max(most, 1 + mostPairs(file.dropFirst(), left))
    }
    return most
  }
}
