import Engine
import Ledger
import Measures
import Messages
import Ordering
import Storage

func openStore(_ path: String) throws -> any Store { try SQLiteStore(try DatabaseFile(path, mode: .write)) }

extension Answer {
  func get() throws -> (outcome: Outcome, repeated: Bool) {
    switch self {
    case .accepted(let outcome, let repeated): return (outcome, repeated)
    case .rejected(let fault): throw fault
    case .failed(let fault): throw fault
    }
  }

  var isAccepted: Bool { if case .accepted = self { true } else { false } }
}

/// Random commands, some of them nonsense.
struct RandomCommands {
  var random: RandomStream
  private var orders: Int64 = 0
  private var lots: Int64 = 0
  private var minutes: Int64 = 0
  private var transfers: Int64 = 0

  init(seed: UInt64) { random = RandomStream(seed: seed) }

  mutating func next() -> Submission {
    minutes += random.int(in: 0...40)
    let at = TestCounty.now.advanced(byMilliseconds: minutes * 60_000)
    let key = random.int(in: 0...3) == 0 ? "K\(random.int(in: 1...60))" : nil
    return Submission(Command(at: at, actor: "owner", key: key, action: action(at)))
  }

  private mutating func action(_ at: Instant) -> Action {
    let day = at.day
    switch random.int(in: 0...25) {
    case 20...25: return bookkeeping(at)
    case 0...3:
      lots += 1
      return TestCounty.receive(random.int(in: 1...20) * 100, harvested: day.advanced(by: -random.int(in: 0...9)))
    case 4: return TestCounty.receive(random.int(in: 1...5) * 30, product: "egg", harvested: day)
    case 5...10:
      orders += 1
      let packs = ["chestnut-1kg", "chestnut-250g", "egg-30"]
      let lines = (0..<random.int(in: 1...3)).map { _ in (random.pick(packs), random.int(in: 0...4)) }
      let hold = random.int(in: 0...3) == 0 ? at.advanced(byMilliseconds: random.int(in: 1...300) * 60_000) : nil
      return .placeOrder(
        PlaceOrder(
          buyer: random.pick(["shop", "relief"]), orderedAt: at, deliverOn: day.advanced(by: random.int(in: 0...5)), deliverTo: "town",
          lines: lines.map { PlaceOrder.Line(pack: $0.0, count: $0.1) }, onShortage: random.pick(OnShortage.allCases), holdUntil: hold))
    case 11:
      let kind = random.pick([StockMovement.Kind.correction, .shrinkage, .spoilage])
      return .adjustLot(
        AdjustLot(lot: Lot.ID(number: random.int(in: 1...max(1, lots))), kind: kind, quantity: -random.int(in: 1...400), reason: "test"))
    default: return TestCounty.change(random.int(in: 1...max(1, orders)), step())
    }
  }

  private mutating func bookkeeping(_ at: Instant) -> Action {
    let sound = ["bank", "suspense", "payable:coop", "prepaid:shop", "contribution:relief", "vat"]
    let keys = random.int(in: 0...9) == 0 ? ["bank", "payable:H-1", "input-advance:coop", "gold"] : sound
    let day = at.day.advanced(by: -random.int(in: 0...2))
    func posting() -> Posting { TestCounty.posting(random.pick(keys), random.pick(keys), random.int(in: 0...900), on: day) }
    transfers += 1
    let id = Transfer.ID(number: random.int(in: 1...max(1, transfers)))
    switch random.int(in: 0...7) {
    case 0...2: return .postTransfers(PostTransfers((0..<random.int(in: 1...4)).map { _ in posting() }))
    case 3: return .holdTransfer(HoldTransfer(posting(), expiresAt: at.advanced(byMilliseconds: random.int(in: -1...300) * 60_000)))
    case 4: return .holdTransfer(HoldTransfer(posting(), expiresAt: nil))
    case 5:
      let part = random.int(in: 0...1) == 0 ? nil : Money(fen: random.int(in: 0...500))
      return .resolveHold(ResolveHold(hold: id, posts: random.int(in: 0...1) == 0, amount: part, on: day, memo: "test"))
    case 6: return .reverseTransfer(ReverseTransfer(transfer: id, on: day, reason: "test"))
    default:
      guard random.int(in: 0...19) == 0 else { return .openBalances(OpenBalances([posting()], source: "test")) }
      return .closePeriod(ClosePeriod(through: day.advanced(by: -3)))
    }
  }

  private mutating func step() -> OrderStep {
    let part = PartReference(line: Int(random.int(in: 1...3)), part: random.int(in: 0...1) == 0 ? nil : Int(random.int(in: 1...2)))
    switch random.int(in: 0...9) {
    case 0: return .cancel(reason: "test")
    case 1: return .pay(Money(fen: random.int(in: 1...9000)))
    case 2: return .refund(Money(fen: random.int(in: 1...3000)), reason: "test")
    case 3: return .pack([])
    case 4: return .pack([PartWeight(part: part, grams: random.int(in: 900...1100))])
    case 5: return .dispatch
    case 6: return .deliver
    case 7: return .short(part, packs: random.int(in: 1...2), reason: "test")
    case 8: return .takeBack(part, packs: random.int(in: 1...2), toStock: random.int(in: 0...1) == 0, reason: "test")
    default: return random.int(in: 0...1) == 0 ? .fill : .lose(part, reason: "test")
    }
  }
}
