import Catalogue

/// Which part of its whole life a product loses in an hour, by temperature: its shelf-life curve, tabulated for every tenth of a degree.
struct LifeTable: Sendable {
  private static let coldest = -300
  private static let warmest = 600
  private let lossPerHour: [Double]

  init(_ product: Product) {
    lossPerHour = (LifeTable.coldest...LifeTable.warmest).map { decicelsius in
      let hours = product.shelfLifeHours(at: Int64(decicelsius))
      return hours > 0 ? 1 / Double(hours) : 1
    }
  }

  /// - Parameter celsius: degrees; beyond -30 and 60 as there.
  func loss(perHourAt celsius: Double) -> Double {
    let place = min(max(celsius * 10 - Double(LifeTable.coldest), 0), Double(lossPerHour.count - 1))
    let index = Int(place)
    let rest = place - Double(index)
    return rest == 0 ? lossPerHour[index] : lossPerHour[index] + rest * (lossPerHour[index + 1] - lossPerHour[index])
  }
}
