import Catalogue
import Ledger
import Measures
import Messages
import Storage

/// Households whose income of the last twelve whole months is lower than that of the twelve before, month by month.
struct FallingIncomes {
  private struct Row: Encodable {
    struct Month: Encodable {
      var month: String
      var netFen: Int64
    }

    var household: String
    var name: String
    var village: String
    var before12Fen: Int64
    var last12Fen: Int64
    var months: [Month]
  }

  private struct Output: Encodable {
    var through: String
    var percent: Int64
    var count: Int
    var households: [Row]
  }

  private let session: Session
  private let households: [Household]
  private let percent: Int64
  private let limit: Int64

  init(_ session: Session, _ households: [Household], percent: Int64, limit: Int64) throws {
    guard (1...100).contains(percent) else { throw UsageFault.outOfRange("--percent", percent, 1...100) }
    self.session = session
    self.households = households
    self.percent = percent
    self.limit = limit
  }

  func present() throws {
    let last = Month(of: session.now.day).advanced(by: -1)
    let window = last.advanced(by: -11)...last
    let before = window.lowerBound.advanced(by: -12)...window.lowerBound.advanced(by: -1)
    let table = try session.register.incomes(before.lowerBound...window.upperBound)
    var rows: [Row] = []
    for household in households {
      let (old, new) = (try table.net(household.id, in: before), try table.net(household.id, in: window))
      guard try isFalling(from: old, to: new) else { continue }
      let months = try (window.lowerBound.number...window.upperBound.number).map { number in
        let month = Month(number: number)
        return Row.Month(month: month.description, netFen: try table.net(household.id, in: month...month).fen)
      }
      rows.append(
        Row(
          household: household.id.description, name: household.name, village: household.village, before12Fen: old.fen, last12Fen: new.fen,
          months: months))
    }
    rows.sort { ($0.last12Fen - $0.before12Fen, $0.household) < ($1.last12Fen - $1.before12Fen, $1.household) }
    try present(rows, through: last)
  }

  /// Falls by so many per cent of what it was, exactly; from nothing, or less, any fall counts.
  private func isFalling(from old: Money, to new: Money) throws -> Bool {
    old > .zero ? Int128(new.fen) * 100 <= Int128(old.fen) * Int128(100 - percent) : new < old
  }

  private func present(_ rows: [Row], through last: Month) throws {
    let shown = Array(rows.prefix(Int(clamping: limit)))
    if session.options.json {
      return Terminal.printJSON(Output(through: last.description, percent: percent, count: rows.count, households: shown))
    }
    let catalogue = try session.catalogue()
    for row in shown {
      let village = catalogue.place(row.village)?.name(.ofProcess) ?? row.village
      Terminal.print(
        "\(row.household)  \(row.name)  \(village)  \(Money(fen: row.before12Fen)) → \(Money(fen: row.last12Fen))")
      let earned = row.months.filter { $0.netFen != 0 }
      for start in stride(from: 0, to: earned.count, by: 4) {
        Terminal.print(
          "    " + earned[start..<min(start + 4, earned.count)].map { "\($0.month) \(Money(fen: $0.netFen))" }.joined(separator: "  "))
      }
    }
    Terminal.note(
      say(
        "截至 \(last) 的 12 个整月比此前 12 个月下降至少 \(percent)%:共 \(rows.count) 户",
        "12 whole months through \(last) against the 12 before, down by \(percent)% at least: \(rows.count) households"))
  }
}
