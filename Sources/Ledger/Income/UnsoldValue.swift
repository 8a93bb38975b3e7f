public import Catalogue
public import Measures
public import Ordering

/// What a household's own produce of a year that nobody has bought yet would bring: the register's form counts it as income (A50-2, S42).
public struct UnsoldValue: Sendable {
  public private(set) var value = Money.zero
  /// Products of which no purchase price is laid down, so that they are not in ``value``.
  public private(set) var unpriced: Set<Product.ID> = []
  private let catalogue: CountyCatalogue
  private let year: Int64
  private let day: Day

  /// - Parameter day: whose purchase prices hold; the year's last day where it has passed.
  public init(_ catalogue: CountyCatalogue, year: Int64, on day: Day) {
    self.catalogue = catalogue
    self.year = year
    self.day = min(day, Period(year: year).last)
  }

  /// A lot that lies with the county and was not bought at receipt: what of it has not left.
  public mutating func add(_ lot: Lot, village: Place.ID?) throws {
    if case .purchase? = catalogue.lotRule(producer: nil, village: village, product: lot.product, on: lot.receivedAt.day) { return }
    try add(lot.available + lot.reserved, lot.unit, lot.product, lot.grade, lot.harvestedOn)
  }

  /// What a village team reported and nobody has received yet.
  public mutating func add(_ report: UnsoldReport) throws {
    guard report.receivedAs == nil, let product = catalogue.product(report.product) else { return }
    try add(report.quantity, product.unit, report.product, report.grade, report.harvestedOn)
  }

  private mutating func add(_ quantity: Int64, _ unit: StockUnit, _ product: Product.ID, _ grade: Grade.ID, _ harvestedOn: Day) throws {
    guard quantity > 0, Int64(harvestedOn.civil.year) == year else { return }
    guard let price = catalogue.purchasePrice(of: product, grade: grade, on: day)?.unitPrice else {
      unpriced.insert(product)
      return
    }
    value = try value + price.amount(packs: 0, pieces: unit == .pieces ? quantity : 0, grams: unit == .grams ? quantity : 0)
  }
}
