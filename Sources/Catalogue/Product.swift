public import Measures
public import Messages

/// Something that is grown, raised or made in the county and sold by packs.
public struct Product: Sendable, Hashable {
  /// ASCII slug, e.g. `chestnut`.
  public typealias ID = String

  public var id: ID
  public var name: Text
  /// `fresh`, `dried`, `live`, `dressed`, `milled`, `made`.
  public var form: String
  /// Stocked in grams or in pieces, never both.
  public var unit: StockUnit
  /// Best first.
  public var grades: [Grade]
  public var packs: [Pack]
  public var storage: StorageRange
  /// How long it keeps, by temperature, coldest first; never empty.
  public var shelfLife: [ShelfLifePoint]
  /// 1...12; empty where it is harvested all year.
  public var harvestMonths: [Int]
  /// Whether the toll-free rule for fresh produce lists it.
  public var tollFree: TollFree
  /// Code of `income_items.csv`, e.g. `A50-2-2`.
  public var incomeItem: String
  /// By how much a packed weight may differ from the ordered one.
  public var catchWeightTolerance: Share
  /// A standard such as `GB/T 22346`; nil where none is known.
  public var standard: String?
  /// Where its facts come from; "assumed" where a figure has no source.
  public var source: String
  /// What it behaves like on board.
  public var rides: RideClass.ID
  /// By how much ten degrees above the warm end of its curve hasten decay, in hundredths; nil where nothing is known.
  public var q10Hundredths: Int64?

  public init(
    id: ID, name: Text, form: String, unit: StockUnit, grades: [Grade], packs: [Pack], storage: StorageRange,
    shelfLife: [ShelfLifePoint], harvestMonths: [Int], tollFree: TollFree, incomeItem: String,
    catchWeightTolerance: Share, standard: String?, source: String, rides: RideClass.ID = RideClass.food, q10Hundredths: Int64? = nil
  ) {
    self.id = id
    self.name = name
    self.form = form
    self.unit = unit
    self.grades = grades
    self.packs = packs
    self.storage = storage
    self.shelfLife = shelfLife
    self.harvestMonths = harvestMonths
    self.tollFree = tollFree
    self.incomeItem = incomeItem
    self.catchWeightTolerance = catchWeightTolerance
    self.standard = standard
    self.source = source
    self.rides = rides
    self.q10Hundredths = q10Hundredths
  }

  public func grade(_ id: Grade.ID) -> Grade? { grades.first { $0.id == id } }

  /// Days that it keeps at a temperature: linear between the points of the curve, rounded down; beyond the curve the value
  /// of the nearest end.
  ///
  /// - Parameter decicelsius: tenths of a degree Celsius.
  public func shelfLifeDays(at decicelsius: Int64) -> Int64 {
    guard let first = shelfLife.first, let last = shelfLife.last else { return 0 }
    if decicelsius <= first.decicelsius { return first.days }
    if decicelsius >= last.decicelsius { return last.days }
    for (cold, warm) in zip(shelfLife, shelfLife.dropFirst()) where decicelsius <= warm.decicelsius {
      let span = warm.decicelsius - cold.decicelsius
      return cold.days + ((warm.days - cold.days) * (decicelsius - cold.decicelsius) - (span - 1)) / span
    }
    return last.days
  }
}

/// A quality class of a product.
public struct Grade: Sendable, Hashable {
  public typealias ID = String
  public var id: ID
  public var name: Text

  public init(id: ID, name: Text) {
    self.id = id
    self.name = name
  }
}

/// How a product and grade is put up for sale.
public struct Pack: Sendable, Hashable {
  /// ASCII slug, unique in the Catalogue, e.g. `chestnut-a-1kg`.
  public typealias ID = String

  public var id: ID
  public var name: Text
  public var grade: Grade.ID
  /// Contents in the product's stock unit: grams or pieces; above zero.
  public var content: Int64
  /// Nominal net mass; equals `content` for products stocked in grams.
  public var net: Mass
  public var tare: Mass
  /// Outer length, width, height in millimetres.
  public var outerMillimetres: [Int64]
  /// EAN-13 with its check digit; nil where none is given.
  public var ean13: String?

  public init(
    id: ID, name: Text, grade: Grade.ID, content: Int64, net: Mass, tare: Mass, outerMillimetres: [Int64], ean13: String?
  ) {
    self.id = id
    self.name = name
    self.grade = grade
    self.content = content
    self.net = net
    self.tare = tare
    self.outerMillimetres = outerMillimetres
    self.ean13 = ean13
  }
}

/// The temperature range in which a product is stored, in tenths of a degree Celsius.
public struct StorageRange: Sendable, Hashable {
  public var decicelsiusMin: Int64
  public var decicelsiusMax: Int64

  public init(decicelsiusMin: Int64, decicelsiusMax: Int64) {
    self.decicelsiusMin = decicelsiusMin
    self.decicelsiusMax = decicelsiusMax
  }
}

/// One point of a shelf-life curve: so many days at a temperature in tenths of a degree Celsius.
public struct ShelfLifePoint: Sendable, Hashable {
  public var decicelsius: Int64
  public var days: Int64

  public init(decicelsius: Int64, days: Int64) {
    self.decicelsius = decicelsius
    self.days = days
  }
}

/// What the national list of fresh produce says of a product.
public enum TollFree: UInt8, Sendable, Hashable, CaseIterable {
  case no = 0
  case yes = 1
  /// Not settled by any source: treated as `no`, and said so.
  case unsettled = 2
}
