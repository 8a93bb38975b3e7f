import Measures
import Testing
import WireFormat

@Suite("Exact measures")
struct MeasuresTests {
  @Test(
    "yuan are read with at most two decimals, and nothing else is",
    arguments: [
      ("12", 1200), ("12.5", 1250), ("0.05", 5), ("-0.05", -5), ("92233720368547758.07", Int64.max),
      ("1.234", nil), ("", nil), (".5", nil), ("1.", nil), ("1,000", nil), ("１", nil), ("92233720368547758.08", nil), ("1e3", nil),
    ] as [(String, Int64?)])
  func readsYuan(text: String, fen: Int64?) { #expect(Money(yuan: text)?.fen == fen) }

  @Test(
    "fen are printed as yuan",
    arguments: [(0, "0.00"), (5, "0.05"), (-1205, "-12.05"), (Int64.min, "-92233720368547758.08")] as [(Int64, String)])
  func printsYuan(fen: Int64, text: String) { #expect(Money(fen: fen).description == text) }

  @Test(
    "scaling rounds half away from zero and refuses what does not fit",
    arguments: [
      (5, 1, 2, 3), (-5, 1, 2, -3), (7, 1, 3, 2), (8, 1, 3, 3), (1, 1, 3, 0), (Int64.max, 3, 3, Int64.max), (Int64.max, 2, 1, nil),
    ] as [(Int64, Int64, Int64, Int64?)])
  func scales(value: Int64, numerator: Int64, denominator: Int64, expected: Int64?) {
    #expect((try? value.scaled(by: numerator, over: denominator)) == expected)
  }

  @Test("sums that do not fit are refused")
  func overflows() {
    #expect(throws: Overflow.self) { try Money(fen: .max) + Money(fen: 1) }
    #expect(throws: Overflow.self) { try Money(fen: .min) - Money(fen: 1) }
    #expect(throws: Overflow.self) { try Money(fen: .max) * 2 }
  }

  @Test(
    "parts of a whole add up to it, ties to the earlier",
    arguments: [
      (1, [1, 1, 1], [1, 0, 0]), (100, [1, 1, 1], [34, 33, 33]), (-1, [1, 1, 1], [-1, 0, 0]), (0, [0, 0], [0, 0]),
      (10, [0, 1], [0, 10]), (7, [3, 3, 1], [3, 3, 1]), (5, [], nil), (5, [0, 0], nil),
    ] as [(Int64, [Int64], [Int64]?)])
  func apportions(whole: Int64, weights: [Int64], parts: [Int64]?) { #expect(apportion(whole, by: weights) == parts) }

  @Test("apportioning is exact for random wholes and weights", arguments: [1, 2, 3, 4, 5] as [UInt64])
  func apportionsExactly(seed: UInt64) throws {
    var random = RandomStream(seed: seed)
    for _ in 0..<500 {
      let weights = (0..<random.int(in: 1...40)).map { _ in random.int(in: 0...1_000_000) }
      let whole = random.int(in: -1_000_000_000...1_000_000_000)
      guard let parts = apportion(whole, by: weights) else { continue }
      #expect(parts.reduce(0, +) == whole, "seed \(seed)")
      let total = weights.reduce(0, +)
      for (part, weight) in zip(parts, weights) {
        #expect((Int128(part) * Int128(total) - Int128(whole) * Int128(weight)).magnitude < UInt128(total), "seed \(seed)")
      }
    }
  }

  @Test(
    "days that exist are read, others are not",
    arguments: [
      ("2020-02-29", true), ("2019-02-29", false), ("1900-02-29", false), ("2000-02-29", true), ("2020-13-01", false),
      ("2020-00-10", false), ("2020-04-31", false), ("2020-4-1", false), ("0000-01-01", false), ("2020-10-07 ", false),
      ("２０20-10-07", false),
    ])
  func readsDays(text: String, exists: Bool) { #expect((Day(text) != nil) == exists) }

  @Test("every day of four centuries is printed as it was read")
  func daysRoundTrip() throws {
    let first = try #require(Day("1800-01-01"))
    for number in stride(from: first.number, to: first.number + 150_000, by: 7) {
      #expect(Day(Day(number: number).description)?.number == number)
    }
  }

  @Test(
    "instants are read in Shanghai time unless they say otherwise",
    arguments: [
      ("1970-01-01T08:00", 0), ("1970-01-01T00:00:00Z", 0), ("1970-01-01T09:00:00+09:00", 0), ("1970-01-01", -28_800_000),
      ("1970-01-01T08:00:00.250", 250), ("2020-04-08 06:30", 1_586_298_600_000), ("2020-04-08T24:00", nil), ("2020-04-08T06:60", nil),
      ("2020-04-08T06", nil), ("tomorrow", nil),
    ] as [(String, Int64?)])
  func readsInstants(text: String, milliseconds: Int64?) { #expect(Instant(text)?.milliseconds == milliseconds) }

  @Test("an instant is printed as it is read, and its day is Shanghai's")
  func instantsRoundTrip() throws {
    let instant = try #require(Instant("2020-04-07T23:59:59Z"))
    #expect(instant.description == "2020-04-08T07:59:59+08:00")
    #expect(instant.day == Day("2020-04-08"))
    #expect(Instant(instant.description) == instant)
    #expect(Instant(milliseconds: -1).day == Day("1970-01-01"))
    #expect(Instant(milliseconds: .max).day == Day.last && Instant(milliseconds: .min).day == Day.first)
    #expect(
      Instant(milliseconds: .max).description.hasPrefix("9999-12-31T") && Instant(milliseconds: .min).description.hasPrefix("0001-01-01T"))
  }

  @Test("validities are half open")
  func validities() throws {
    let from = try #require(Day("2020-01-01"))
    let until = try #require(Day("2021-01-01"))
    let year = Validity(from: from, until: until)
    #expect(year.contains(from) && !year.contains(until) && year.contains(until.advanced(by: -1)))
    #expect(!year.overlaps(Validity(from: until)) && year.overlaps(Validity(from: until.advanced(by: -1))))
  }

  @Test("the random stream is SplitMix64")
  func splitMix() {
    var stream = RandomStream(seed: 1_234_567)
    #expect(
      [stream.next(), stream.next(), stream.next()] == [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423])
  }
}

@Suite("The wire format")
struct WireFormatTests {
  @Test("its bytes never change")
  func golden() {
    var writer = ByteWriter()
    for value in [0, 1, -1, 63, -64, 64, 300, Int64.max, Int64.min] { writer.write(value) }
    writer.write("盛𡐓镇")
    writer.write(true)
    writer.write(blob: [1, 2, 3])
    #expect(
      writer.bytes == [
        0, 2, 1, 126, 127, 0x80, 1, 0xD8, 4, 0xFE, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 1, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
        0xFF, 0xFF, 0xFF, 0xFF, 1, 10, 0xE7, 0x9B, 0x9B, 0xF0, 0xA1, 0x90, 0x93, 0xE9, 0x95, 0x87, 1, 3, 1, 2, 3,
      ])
  }

  @Test("integers are read back", arguments: [1, 2, 3] as [UInt64])
  func integers(seed: UInt64) throws {
    var random = RandomStream(seed: seed)
    let values = (0..<1000).map { _ in Int64(bitPattern: random.next()) >> random.int(in: 0...63) }
    var writer = ByteWriter()
    for value in values { writer.write(value) }
    var reader = ByteReader(writer.bytes)
    for value in values { #expect(try reader.readInt64() == value, "seed \(seed)") }
    #expect(reader.isAtEnd)
  }

  @Test("bytes that are cut off or not canonical are refused")
  func refuses() {
    #expect(throws: WireFault.truncated(at: 1)) {
      var reader = ByteReader([0x80]); _ = try reader.readInt64()
    }
    #expect(throws: WireFault.truncated(at: 1)) {
      var reader = ByteReader([5, 65]); _ = try reader.readString()
    }
    #expect(throws: WireFault.malformed(at: 0)) {
      var reader = ByteReader([2]); _ = try reader.readBool()
    }
    #expect(throws: WireFault.self) {
      var reader = ByteReader([1, 0xFF]); _ = try reader.readString()
    }
    #expect(throws: WireFault.self) {
      var reader = ByteReader([UInt8](repeating: 0xFF, count: 11)); _ = try reader.readUnsigned()
    }
  }
}
