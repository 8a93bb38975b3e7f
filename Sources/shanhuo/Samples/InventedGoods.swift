import Catalogue
import Engine
import Measures
import Messages
import Ordering
import Storage

/// Lots that could have come in: of the database's households, and larger ones of its cooperatives and bases.
struct InventedLots {
  private let session: Session
  private let households: Int64
  private let producers: [Party]
  private let kinds: [(product: Product, grade: Grade)]
  private let days: ClosedRange<Int64>
  private let today: Day

  init(_ session: Session, days: ClosedRange<Int64>, today: Day) throws {
    self.session = session
    self.days = days
    self.today = today
    let catalogue = try session.catalogue()
    households = try session.register.numbers().household
    producers = catalogue.parties.filter(\.produces)
    kinds = catalogue.products.flatMap { product in product.grades.map { (product, $0) } }
  }

  func row(_ random: inout RandomStream, number: String) throws -> [String] {
    let (product, grade) = random.pick(kinds)
    let party = random.pick(producers)
    let isOfHousehold = households > 0 && random.int(in: 0...9) < 7
    let household =
      isOfHousehold ? try session.register.household(Household.ID(number: random.int(in: 1...households))) : nil
    // A household brings up to half a ton, a cooperative or base up to forty.
    let units = random.int(in: 1...20) * (household == nil ? 80 : 1)
    let quantity = units * (product.unit == .grams ? 25_000 : 360)
    return [
      household?.id.description ?? party.id, number, product.id, grade.id, product.unit == .grams ? "\(quantity)" : "",
      product.unit == .pieces ? "\(quantity)" : "", household?.village ?? party.place,
      harvestDay(of: product, &random).description, "",
    ]
  }

  /// A day of the range on which it could have been harvested and still live today, where there is one.
  private func harvestDay(of product: Product, _ random: inout RandomStream) -> Day {
    let life = product.shelfLifeDays(at: product.storage.decicelsiusMax)
    let earliest = max(days.lowerBound, Int64(today.number) - life)
    let latest = min(days.upperBound, Int64(today.number))
    return Day(number: Int32(random.int(in: earliest <= latest ? earliest...latest : days)))
  }
}

/// Orders for what is in stock, as long as it lasts.
struct InventedOrders {
  private struct Offer {
    var pack: Pack.ID
    var content: Int64
    var goods: String
    var keepsUntil: Day
    var lifeLeftDays: Int64
  }

  private var buyers: [(party: Party, offers: [Offer])] = []
  /// What is left of each product and grade, in its stock unit, less a tenth that stays in remainders of lots.
  private var left: [String: Int64] = [:]

  init(_ session: Session) throws {
    let catalogue = try session.catalogue()
    var keeps: [String: Day] = [:]
    for goods in try session.register.stockedGoods() {
      left["\(goods.product)/\(goods.grade)"] = goods.available / 10 * 9
      keeps["\(goods.product)/\(goods.grade)"] = goods.keepsUntil
    }
    for party in catalogue.parties {
      guard let channel = party.channel.flatMap(catalogue.channel) else { continue }
      let offers = Set(channel.prices.map(\.pack)).sorted().compactMap { id -> Offer? in
        guard let (pack, product) = catalogue.pack(id) else { return nil }
        let goods = "\(product.id)/\(pack.grade)"
        return keeps[goods].map {
          Offer(pack: id, content: pack.content, goods: goods, keepsUntil: $0, lifeLeftDays: channel.lifeLeftDays)
        }
      }
      if !offers.isEmpty { buyers.append((party, offers)) }
    }
    guard !buyers.isEmpty else {
      throw UsageFault.unknownName("stock", kind: Text(zh: "可售库存", en: "stock that could be sold:"))
    }
  }

  mutating func rows(_ random: inout RandomStream, number: String, on day: Day, lines: Int) -> [[String]] {
    let (buyer, offers) = random.pick(buyers)
    let deliverOn = day.advanced(by: 1)
    return (0..<lines).map { _ in
      let count = random.int(in: 1...2)
      let offer = choose(from: offers, count: count, deliverOn, &random)
      left[offer.goods, default: 0] -= count * offer.content
      return [
        buyer.id, number, "\(day)T08:00:00+08:00", deliverOn.description, buyer.place, offer.pack, "\(count)",
      ]
    }
  }

  /// The first of a few random offers that stock and freshness allow, small packs before large ones.
  private func choose(from offers: [Offer], count: Int64, _ day: Day, _ random: inout RandomStream) -> Offer {
    let tries = (0..<8).map { _ in random.pick(offers) }
    return tries.filter { day.days(to: $0.keepsUntil) >= $0.lifeLeftDays && left[$0.goods, default: 0] >= count * $0.content }
      .min { $0.content < $1.content } ?? tries[0]
  }
}
