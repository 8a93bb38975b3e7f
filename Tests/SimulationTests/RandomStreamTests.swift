import Testing

@testable import Simulation

@Suite("A stream of random numbers")
struct RandomStreamTests {
  /// From `kat_vectors` of Random123, which Salmon et al. publish with their paper.
  @Test("is Philox4x32-10 by its authors' known answers")
  func knownAnswers() {
    #expect(Philox.block((0, 0, 0, 0), key: (0, 0)) == (0x6627_E8D5, 0xE169_C58D, 0xBC57_AC4C, 0x9B00_DBD8))
    let ones = UInt32.max
    #expect(Philox.block((ones, ones, ones, ones), key: (ones, ones)) == (0x408F_276D, 0x41C8_3B0E, 0xA20B_C7C6, 0x6D54_51FD))
    let pi: Philox.Block = (0x243F_6A88, 0x85A3_08D3, 0x1319_8A2E, 0x0370_7344)
    #expect(Philox.block(pi, key: (0xA409_3822, 0x299F_31D0)) == (0xD16C_FE09, 0x94FD_CCEB, 0x5001_E420, 0x2412_6EA1))
  }

  @Test("takes Philox's words in their order, block after block")
  func words() {
    var stream = RandomStreams(seed: 0x299F_31D0_A409_3822, replicate: 9).stream(entity: 5, StreamPurpose(rawValue: 3))
    for number in UInt32(0)..<3 {
      let block = Philox.block((number, 3 << 16, 5, 9), key: (0xA409_3822, 0x299F_31D0))
      #expect(stream.next() == UInt64(block.1) << 32 | UInt64(block.0))
      #expect(stream.next() == UInt64(block.3) << 32 | UInt64(block.2))
    }
  }

  @Test("shares nothing with that of another seed, replicate, entity or purpose")
  func apart() {
    var seen: Set<UInt64> = []
    for seed in [UInt64(1), 2, 1 << 32] {
      for replicate in [0, 1] {
        for entity in [0, 1, 65_536] {
          for purpose in [UInt16(0), 1, 256] {
            var stream = RandomStreams(seed: seed, replicate: replicate).stream(entity: entity, StreamPurpose(rawValue: purpose))
            for _ in 0..<20 { seen.insert(stream.next()) }
          }
        }
      }
    }
    #expect(seen.count == 3 * 2 * 3 * 3 * 20)
  }

  @Test("stays between 0 and 1, spread evenly")
  func units() {
    var stream = RandomStreams(seed: 1).stream(entity: 0, .arrivals)
    var tally = Tally()
    for _ in 0..<20_000 { tally.add(stream.unit()) }
    #expect(tally.least > 0 && tally.largest < 1 && tally.least < 0.001 && tally.largest > 0.999)
    #expect(abs(tally.mean - 0.5) < 0.01 && abs(tally.variance - 1 / 12.0) < 0.002)
    #expect((Double(UInt64.max >> 12) + 0.5) * 0x1p-52 < 1, "the largest there can be")
  }

  @Test("chooses among few things alike")
  func below() {
    var stream = RandomStreams(seed: 1).stream(entity: 0, .arrivals)
    var counts = [Int](repeating: 0, count: 6)
    for _ in 0..<6_000 { counts[stream.below(6)] += 1 }
    // Chi-square of 5 degrees, exceeded once in a thousand times.
    #expect(counts.reduce(0.0) { $0 + Double(($1 - 1_000) * ($1 - 1_000)) / 1_000 } < 20.5)
  }
}
