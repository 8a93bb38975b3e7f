import BankFiles
import Measures
import Testing

@Suite("Statements that are written and read again")
struct RoundTripTests {
  private func placeless(_ line: StatementLine) -> StatementLine {
    var line = line
    line.place = FilePlace(line: 1)
    return line
  }

  @Test("are what they were", arguments: WrittenFormat.allCases, [1, 2, 3, 4] as [UInt64])
  func same(format: WrittenFormat, seed: UInt64) throws {
    let statement = RandomStatement(format, seed: seed, count: 120)
    let bytes = try statement.bytes()
    #expect(try statement.bytes() == bytes, "equal input, equal bytes")
    var random = RandomStream(seed: seed)
    let found = reading(bytes, pieces: Int(random.int(in: 1...3000)))
    #expect(found.problems == [], "seed \(seed)")
    var header = try #require(found.headers.first)
    header.place = statement.header.place
    #expect(header == statement.header, "seed \(seed)")
    #expect(found.lines.count == 120)
    for (index, (read, written)) in zip(found.lines, statement.lines).enumerated() {
      #expect(placeless(read) == placeless(written), "seed \(seed), line \(index)")
    }
    #expect(zip(found.lines, found.lines.dropFirst()).allSatisfy { $0.place < $1.place })
    if statement.format != .icbc { #expect(found.closings == [statement.closing]) }
  }

  @Test("a byte that is changed never loses a line without a word", arguments: WrittenFormat.allCases, [11, 12] as [UInt64])
  func flips(format: WrittenFormat, seed: UInt64) throws {
    let statement = RandomStatement(format, seed: seed, count: 12)
    let bytes = try statement.bytes()
    var random = RandomStream(seed: seed)
    for round in 0..<150 {
      var damaged = bytes
      let place = Int(random.int(in: 0...Int64(bytes.count - 1)))
      damaged[place] = UInt8(random.int(in: 0...255))
      let found = reading(damaged)
      let isTold = !found.problems.isEmpty
      #expect(
        found.lines.count == 12 || isTold,
        "seed \(seed), round \(round): byte \(place) became \(damaged[place]), \(found.lines.count) lines")
    }
  }

  @Test("a file that is cut off never loses a line without a word", arguments: WrittenFormat.allCases.filter { $0 != .icbc })
  func truncations(format: WrittenFormat) throws {
    let statement = RandomStatement(format, seed: 21, count: 3)
    let bytes = try statement.bytes()
    for count in 0..<bytes.count {
      let found = reading(Array(bytes[..<count]))
      #expect(found.lines.count == 3 || !found.problems.isEmpty, "\(count) of \(bytes.count) bytes, \(found.lines.count) lines")
    }
  }

  @Test("what a format cannot carry is refused")
  func refusals() throws {
    let header = StatementHeader(account: "1", opening: .zero, openingOn: day("2020-10-07"))
    func code(_ format: StatementWriter.Format, _ header: StatementHeader, _ line: StatementLine) -> String? {
      do throws(BankWriteFault) {
        var writer = try StatementWriter(format, header, closing: .zero, on: day("2020-10-07"))
        try writer.write(line)
        return nil
      } catch { return error.code }
    }
    let line = StatementLine(bookedOn: day("2020-10-07"), amount: yuan("1"))
    var changed = line
    changed.returnCode = "AC04"
    #expect(code(.camt053, header, changed) == "E-BNK-067" && code(.mt940, header, changed) == "E-BNK-067")
    changed = line
    changed.isReturn = true
    #expect(code(.sheet(try shippedBank("abc")), header, changed) == "E-BNK-067")
    changed = line
    changed.text = "a\nb"
    for format in [StatementWriter.Format.camt053, .mt940, .ofx2] { #expect(code(format, header, changed) == "E-BNK-063") }
    changed.text = String(repeating: "x", count: 141)
    #expect(code(.camt053, header, changed) == "E-BNK-061" && code(.mt940, header, changed) == nil)
    changed = line
    changed.counterpartyName = "𡐓"
    #expect(code(.sheet(try shippedBank("abc")), header, changed) == "E-BNK-060")
    #expect(code(.mt940, StatementHeader(account: "1"), line) == "E-BNK-067")
    #expect(code(.camt053, header, line) == nil && code(.mt940, header, line) == nil && code(.ofx2, header, line) == nil)
  }

  @Test("a sink's own error ends the reading and comes out of it")
  func sinkError() throws {
    struct Full: Error {}
    let bytes = try RandomStatement(.camt, seed: 1, count: 3).bytes()
    var lines = 0
    #expect(throws: Full.self) {
      try StatementReader().read(source(bytes)) { event in
        if case .line = event {
          lines += 1
          throw Full()
        }
      }
    }
    #expect(lines == 1)
  }
}
