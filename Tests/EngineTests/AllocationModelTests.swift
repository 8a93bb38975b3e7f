import Catalogue
import Engine
import Measures
import Ordering
import Testing

@Suite("An order is accepted, and filled from lots, as")
struct AllocationModelTests {
  /// The county's lots and rules over again in the plainest way: whole lists, sorted anew for every line.
  private struct Model {
    struct Stock {
      var lot: Int64
      var product: String
      var available: Int64
      var expiresOn: Day
      var isPoor: Bool
    }

    static let packs: [String: (product: String, content: Int64)] = [
      "chestnut-1kg": ("chestnut", 1000), "chestnut-250g": ("chestnut", 250), "egg-30": ("egg", 30), "egg-7": ("egg", 7),
    ]
    /// What the channels of the test county sell: no boxes of seven eggs.
    static let sold: Set = ["chestnut-1kg", "chestnut-250g", "egg-30"]

    var stock: [Stock] = []

    /// For each line the lots it takes from with the packs of each, or nil where the order is refused; nothing is taken then.
    mutating func place(_ order: PlaceOrder, on today: Day) -> [[String]]? {
      guard order.deliverOn >= today, !order.lines.isEmpty else { return nil }
      let saved = stock
      var taken: [[String]] = []
      for line in order.lines {
        guard Model.sold.contains(line.pack), line.count > 0, let parts = take(line, order) else {
          stock = saved
          return nil
        }
        taken.append(parts)
      }
      return taken
    }

    private mutating func take(_ line: PlaceOrder.Line, _ order: PlaceOrder) -> [String]? {
      let (product, content) = Model.packs[line.pack]!
      let isPlain = order.buyer == "shop"
      // The plain channel wants a day of life behind the delivery, the other none, but the households' lots first.
      let lasting = order.deliverOn.advanced(by: isPlain ? 1 : 0)
      let choice = stock.indices.filter { stock[$0].product == product && stock[$0].expiresOn >= lasting }.sorted { a, b in
        let (a, b) = (stock[a], stock[b])
        if !isPlain, a.isPoor != b.isPoor { return a.isPoor }
        return (a.expiresOn, a.lot) < (b.expiresOn, b.lot)
      }
      var missing = line.count
      var parts: [String] = []
      for index in choice where missing > 0 {
        let packs = min(missing, stock[index].available / content)
        guard packs > 0 else { continue }
        stock[index].available -= packs * content
        missing -= packs
        parts.append("L-\(stock[index].lot) ×\(packs)")
      }
      if missing > 0 {
        guard order.onShortage != .refuse else { return nil }
        parts.append("\(order.onShortage == .backOrder ? "waiting" : "short") ×\(missing)")
      }
      return parts
    }
  }

  @Test("a plain model says, by expiry and with poor households first", arguments: 1...12 as ClosedRange<UInt64>)
  func model(seed: UInt64) throws {
    let county = try TestCounty(.memory)
    let poor = try #require(try household(county, "A", registered: true))
    let other = try #require(try household(county, "B", registered: false))
    var random = RandomStream(seed: seed)
    var model = Model()
    var orders: Int64 = 0
    var accepted = 0
    for step in 0..<400 {
      let note: Comment = "seed \(seed), step \(step)"
      if random.int(in: 0...3) == 0 {
        let product = random.pick(["chestnut", "egg"])
        let producer = random.pick([Producer.party("coop"), .household(poor), .household(other)])
        let quantity = random.int(in: 1...12) * (product == "egg" ? 25 : 600)
        let harvested = TestCounty.today.advanced(by: -random.int(in: 0...9))
        let answer = county.writer.write([
          TestCounty.command(TestCounty.receive(quantity, product: product, harvested: harvested, producer: producer))
        ])[0]
        guard case .lot(let id) = try answer.get().outcome else { preconditionFailure("no lot") }
        model.stock.append(
          .init(
            lot: id.number, product: product, available: quantity, expiresOn: harvested.advanced(by: product == "egg" ? 15 : 10),
            isPoor: producer == .household(poor)))
        continue
      }
      let packs = ["chestnut-1kg", "chestnut-250g", "egg-30", random.int(in: 0...9) == 0 ? "egg-7" : "egg-30"]
      let order = PlaceOrder(
        buyer: random.pick(["shop", "relief"]), orderedAt: TestCounty.now, deliverOn: TestCounty.today.advanced(by: random.int(in: 0...8)),
        deliverTo: "town", lines: (0..<random.int(in: 1...3)).map { _ in .init(pack: random.pick(packs), count: random.int(in: 0...9)) },
        onShortage: random.pick(OnShortage.allCases))
      let expected = model.place(order, on: TestCounty.today)
      let answer = county.writer.write([TestCounty.command(.placeOrder(order))])[0]
      #expect(answer.isAccepted == (expected != nil), note)
      guard answer.isAccepted else { continue }
      orders += 1
      accepted += 1
      let placed = try #require(try county.order(orders), note)
      #expect(placed.lines.map { $0.allocations.map(\.words) } == expected, note)
    }
    for stock in model.stock { #expect(try county.lot(stock.lot)?.available == stock.available, "seed \(seed), L-\(stock.lot)") }
    #expect(accepted > 50, "seed \(seed)")
  }

  private func household(_ county: TestCounty, _ code: String, registered: Bool) throws -> Household.ID? {
    let answer = county.writer.write([TestCounty.command(TestCounty.household(code, registered: registered), key: code)])[0]
    guard case .household(let id) = try answer.get().outcome else { return nil }
    return id
  }
}

extension Allocation {
  /// Its lot, or its state where it has none, and its packs.
  fileprivate var words: String { "\(lot?.description ?? (state == .waiting ? "waiting" : "short")) ×\(packs)" }
}
