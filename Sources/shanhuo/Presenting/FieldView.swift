import Engine
import Measures
import Ordering

/// A field of a command as JSON shows it: numbers as numbers, money in fen, and the unit in the key.
struct FieldView: Encodable {
  private let kind: Field.Kind
  private let text: String

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch kind {
    case .text: try container.encode(text)
    case .number(let number): try container.encode(number)
    case .flag(let flag): try container.encode(flag)
    case .money(let money): try container.encode(money.fen)
    case .rows(let rows): try container.encode(rows.map { FieldView.all($0, stocked: nil) })
    }
  }

  /// The fields that have a value, by key.
  ///
  /// - Parameter stocked: the unit of a quantity that does not say its own.
  static func all(_ fields: [Field], stocked: StockUnit?) -> [String: FieldView] {
    let filled = fields.filter { !$0.value.isEmpty }
    return Dictionary(filled.map { (key(of: $0, stocked), FieldView(kind: $0.kind, text: $0.value)) }) { $1 }
  }

  private static func key(of field: Field, _ stocked: StockUnit?) -> String {
    switch (field.kind, field.name) {
    case (.money, _): field.name + "_fen"
    case (.number, "grams"), (.number, "pieces"): "quantity_" + field.name
    case (.number, "quantity"): field.name + (stocked.map { "_" + $0.name } ?? "")
    default: field.name
    }
  }
}
