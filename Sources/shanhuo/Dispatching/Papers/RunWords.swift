import Catalogue
import Dispatching
import Measures
import Messages

/// What things are called on a run's papers, in the user's language.
struct RunWords {
  let run: DeliveryRun
  let catalogue: CountyCatalogue
  let goods: RunGoods

  init(_ run: DeliveryRun, _ catalogue: CountyCatalogue, _ goods: RunGoods) {
    self.run = run
    self.catalogue = catalogue
    self.goods = goods
  }

  var vehicle: Vehicle? { catalogue.vehicle(run.vehicle) }
  var vehicleName: String { vehicle?.name(.ofProcess) ?? run.vehicle }

  /// With a mark where its position is assumed.
  func place(_ id: Place.ID) -> String {
    guard let place = catalogue.place(id) else { return id }
    return place.name(.ofProcess) + (place.position.assumed ? "*" : "")
  }

  func station(_ id: TollStation.ID) -> String { catalogue.tollStation(id)?.name(.ofProcess) ?? id }

  /// `第 3 站`, the depot for 0 and for the way home.
  func stop(_ number: Int) -> String {
    number == 0 || number > run.stops.count ? say("车场", "depot") : say("第 \(number) 站", "stop \(number)")
  }

  func product(_ piece: RunCargo) -> String {
    if let part = goods.part(piece), !part.pack.isEmpty { return part.pack }
    if let product = piece.product.flatMap(catalogue.product) { return product.name(.ofProcess) }
    switch piece.kind {
    case .part, .other: return say("其他", "other")
    case .parcel: return say("包裹", "parcel")
    case .riders: return say("乘客", "passengers")
    }
  }

  func kilograms(_ mass: Mass) -> String { RunWords.tenths(grams: mass.grams) + say(" 千克", " kg") }

  /// Thousandths as a number with one decimal, rounded half up.
  static func tenths(grams: Int64) -> String { "\((grams + 50) / 100 / 10).\((grams + 50) / 100 % 10)" }

  static func celsius(_ decicelsius: Int64) -> String {
    let magnitude = decicelsius.magnitude
    return (decicelsius < 0 ? "-" : "") + "\(magnitude / 10)" + (magnitude % 10 == 0 ? "" : ".\(magnitude % 10)") + " °C"
  }

  /// `06:00-12:00, 14:00-18:00`
  static func hours(_ ramp: Ramp) -> String {
    ramp.hours.map { "\(clock($0.lowerBound))-\(clock($0.upperBound))" }.joined(separator: ", ")
  }

  /// Of minutes after midnight.
  static func clock(_ minutes: Int64) -> String {
    func two(_ value: Int64) -> String { value < 10 ? "0\(value)" : "\(value)" }
    return "\(two(minutes / 60)):\(two(minutes % 60))"
  }

  /// `1-3, 7`
  static func numbers(_ numbers: [Int]) -> String {
    var spans: [ClosedRange<Int>] = []
    for number in Set(numbers).sorted() {
      if let last = spans.last, last.upperBound == number - 1 {
        spans[spans.count - 1] = last.lowerBound...number
      } else {
        spans.append(number...number)
      }
    }
    return spans.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)-\($0.upperBound)" }.joined(separator: ", ")
  }
}
