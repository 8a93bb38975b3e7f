import Catalogue
import Engine
import Ledger
import Measures
import Messages
import Storage
import WireFormat

/// `enginebench transfers DATABASE BATCH TRANSFERS YEAR ACCOUNTS spread|hot`: posts transfers between so many accounts in batches of one size, each
/// batch durable before the next, and prints one line of JSON. `YEAR`: so many transfers make a year, whose days go by one after
/// the other. `hot`: every one of them debits the bank.
enum TransfersBench {
  static func run(_ path: String, batch: Int, transfers count: Int, year: Int, accounts: Int64, isHot: Bool) throws {
    let register = try Register(try DatabaseFile(path, mode: .read))
    let writer = BatchWriter(county: register.county, batchMax: batch) { try SQLiteStore(try DatabaseFile(path, mode: .write)) }
    var random = RandomStream(seed: UInt64(truncatingIfNeeded: try register.numbers().transfer) + 1)
    let before = Int(try register.numbers().transfer)
    var written = 0
    var seconds = 0.0
    var longest = 0.0
    let syncsBefore = syncs()
    while written < count {
      let size = min(batch, count - written)
      let commands = (0..<size).map { number in command(&random, accounts, isHot, day: min((before + written + number) * 365 / year, 364)) }
      let begun = now()
      // Making the bytes is work of the path, so it is timed.
      let answers = writer.write(commands.map { Submission($0) })
      let took = now() - begun
      for case .rejected(let fault) in answers { fatalError(fault.text.en) }
      for case .failed(let fault) in answers { fatalError(fault.text.en) }
      seconds += took
      longest = max(longest, took)
      written += size
    }
    print(
      """
      {"batch":\(batch),"transfers":\(count),"rows":\(try register.numbers().transfer),"seconds":\(rounded(seconds)),\
      "per_second":\(Int(Double(count) / seconds)),"longest_batch_ms":\(rounded(longest * 1000)),"syncs":\(syncs() - syncsBefore)}
      """)
  }

  /// From one account of a lender to another, on the days of a year one after the other.
  private static func command(_ random: inout RandomStream, _ accounts: Int64, _ isHot: Bool, day: Int) -> Command {
    let debit = random.int(in: 1...accounts)
    var credit = random.int(in: 1...accounts - 1)
    if credit >= debit { credit += 1 }
    let posting = Posting(
      debit: isHot ? AccountKey(.bank) : AccountKey(.lender, of: "a\(debit)"), credit: AccountKey(.lender, of: "a\(credit)"),
      amount: Money(fen: random.int(in: 1...100_000)), on: firstDay.advanced(by: Int64(day)), memo: "bench")
    return Command(at: instant, actor: "owner", action: .postTransfers(PostTransfers([posting])))
  }

  private static let firstDay = Day("2020-01-01")!
  private static let instant = Instant("2020-12-31T08:00")!
}
