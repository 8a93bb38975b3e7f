import Catalogue
import Ledger
import Measures
import Ordering
import Testing
import WireFormat

/// A plain model: a list of what happened, from which every balance is added up again.
private struct Model {
  struct Entry {
    var debit: String
    var credit: String
    var fen: Int64
  }

  var posted: [Entry] = []
  var held: [Int64: Entry] = [:]

  func balances(of key: String) -> Balances {
    func sum(_ entries: some Sequence<Entry>, _ side: KeyPath<Entry, String>) -> Int64 {
      entries.filter { $0[keyPath: side] == key }.reduce(0) { $0 + $1.fen }
    }
    return Balances(
      debits: sum(posted, \.debit), credits: sum(posted, \.credit), pendingDebits: sum(held.values, \.debit),
      pendingCredits: sum(held.values, \.credit))
  }

  /// Whether prepaid accounts stay at or above zero, with everything held.
  func isWithinLimits(_ keys: [String]) -> Bool {
    keys.filter { $0.hasPrefix("prepaid") }.map(balances).allSatisfy { $0.credits - $0.debits - $0.pendingDebits >= 0 }
  }
}

@Suite("The book, against a plain model")
struct BookPropertyTests {
  private let keys = ["bank", "vat", "suspense", "prepaid:a", "prepaid:b", "payable:H-1", "payable:H-2"]

  @Test("keeps every invariant after every single operation", arguments: 0..<20)
  func invariants(run: Int) throws {
    let seed = UInt64.random(in: 1...UInt64.max)
    var random = RandomStream(seed: seed)
    var book = Book(state: BookState(), lastAccount: 0, lastTransfer: 0)
    var model = Model()
    var holds: [(hold: Hold, made: Transfer)] = []
    var unreversed: [Transfer] = []
    var lastNumber: Int64 = 0
    var accepted = 0

    func pick(_ count: Int) -> Int { Int(random.next() % UInt64(count)) }
    func draft() -> Draft {
      BookTests.draft(keys[pick(keys.count)], keys[pick(keys.count)], Int64(pick(1000)))
    }

    for step in 0..<300 {
      var next = model
      var newHold: (Hold, Transfer)?
      var wasAccepted = true
      do {
        switch pick(6) {
        case 0, 1:
          let drafts = (0...pick(4)).map { _ in draft() }
          let made = try book.post(drafts, limit: BookTests.limit)
          for draft in drafts { next.posted.append(.init(debit: draft.debit.text, credit: draft.credit.text, fen: draft.amount.fen)) }
          unreversed += made
        case 2:
          let draft = draft()
          let hold = try book.hold(draft, until: nil, limit: BookTests.limit)
          newHold = (hold, book.newTransfer(hold.id)!)
          next.held[hold.id.number] = .init(debit: draft.debit.text, credit: draft.credit.text, fen: draft.amount.fen)
        case 3, 4:
          guard !holds.isEmpty else { continue }
          let index = pick(holds.count)
          let part = Money(fen: Int64(pick(1000)))
          let resolution: Book.Resolution = [.post(nil), .post(part), .void, .expire][pick(4)]
          let id = holds[index].hold.id.number
          _ = try book.resolve(&holds[index].hold, resolution, on: BookTests.day, made: holds[index].made)
          var entry = next.held.removeValue(forKey: id)!
          if case .post(let part) = resolution {
            entry.fen = part?.fen ?? entry.fen
            next.posted.append(entry)
          }
        default:
          guard !unreversed.isEmpty else { continue }
          let index = pick(unreversed.count)
          let back = try book.reverse([unreversed[index]], on: BookTests.day, memo: "")[0]
          next.posted.append(
            .init(debit: book.key(of: back.debit)!.text, credit: book.key(of: back.credit)!.text, fen: back.amount.fen))
          unreversed.remove(at: index)
        }
      } catch is LedgerFault {
        wasAccepted = false
      }
      if wasAccepted {
        model = next
        accepted += 1
        if let newHold { holds.append(newHold) }
        holds.removeAll { $0.hold.resolvedBy != nil }
      }
      let note: Comment = "seed \(seed), step \(step)"
      var debits: Int64 = 0
      for key in keys {
        let balances = book.balances(of: AccountKey(key)!) ?? Balances()
        #expect(balances == model.balances(of: key), note)
        debits += balances.debits - balances.credits
      }
      #expect(debits == 0, note)
      #expect(model.isWithinLimits(keys), note)
      if pick(10) == 0 {
        let (_, transfers, _) = book.takeChanges()
        #expect(transfers.map(\.id.number) == transfers.indices.map { lastNumber + 1 + Int64($0) }, note)
        lastNumber += Int64(transfers.count)
      }
    }
    #expect(accepted > 100, "seed \(seed)")
  }

  @Test("a transfer, an account and a hold read back from their bytes", arguments: 0..<5)
  func wire(run: Int) throws {
    let sources: [TransferSource] = [
      .none, .order(.init(number: 7)), .part(.init(number: 7), line: 2, part: 1), .lot(.init(number: 3)), .none,
    ]
    let transfer = Transfer(
      id: .init(number: 900), group: .init(number: 898), kind: Transfer.Kind.allCases[run], debit: .init(number: 1),
      credit: .init(number: 20_000), amount: Money(fen: .max), on: BookTests.day, reason: .manual, item: "A50-2",
      source: sources[run], of: run == 0 ? nil : .init(number: 5), memo: "盛𡐓镇")
    #expect(try Transfer(wireBytes: transfer.wireBytes) == transfer)
    let account = Account(id: .init(number: 3), key: AccountKey("payable:H-12")!, balances: Balances(debits: 1, credits: .max))
    #expect(try Account(wireBytes: account.wireBytes) == account)
    let hold = Hold(
      id: .init(number: 3), debit: .init(number: 1), credit: .init(number: 2), amount: Money(fen: 9),
      expiresAt: run == 0 ? nil : Instant(milliseconds: 5), resolvedBy: run == 1 ? .init(number: 8) : nil)
    #expect(try Hold(wireBytes: hold.wireBytes) == hold)
  }
}
