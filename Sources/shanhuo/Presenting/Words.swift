import Catalogue
import Measures
import Messages
import Ordering

/// Units and quantities in the user's language.
enum Words {
  static func basis(_ basis: UnitPrice.Basis) -> String {
    switch basis {
    case .pack: say("份", "pack")
    case .piece: say("个", "piece")
    case .kilogram: say("千克", "kg")
    }
  }

  /// Yuan with two decimals, of fen that may be more than an account can hold.
  static func yuan(_ fen: Int128) -> String {
    let (whole, rest) = fen.magnitude.quotientAndRemainder(dividingBy: 100)
    return "\(fen < 0 ? "-" : "")\(whole).\(rest < 10 ? "0" : "")\(rest)"
  }

  /// A number of thousandths, without zeros at its end.
  static func thousandths(_ value: Int64) -> String {
    let rest = String(1000 + value % 1000).dropFirst()
    let digits = String(rest.reversed().drop { $0 == "0" }.reversed())
    return "\(value / 1000)" + (digits.isEmpty ? "" : "." + digits)
  }

  /// Kilograms with three decimals, or pieces.
  static func quantity(_ value: Int64, _ unit: StockUnit) -> String {
    guard unit == .grams else { return "\(value) " + say("个", "pcs") }
    let magnitude = value.magnitude
    let grams = String(magnitude % 1000)
    return "\(value < 0 ? "-" : "")\(magnitude / 1000)." + String(repeating: "0", count: 3 - grams.count) + grams + " kg"
  }
}
