import Catalogue
import Measures
import Ordering

/// A lot as JSON shows it; quantities end in the unit in which it is stocked.
struct LotView: Encodable {
  struct Movement: Encodable {
    var serial: Int64
    var kind: String
    var quantityGrams: Int64?
    var quantityPieces: Int64?
    var reason: String
    var at: String
    var actor: String
  }

  var lot: String
  var producer: String
  var product: String
  var grade: String
  var unit: String
  var place: String
  var harvestedOn: String
  var receivedAt: String
  var expiresOn: String
  var daysLeft: Int64
  var expired: Bool
  var certificate: String
  var fromPoorHousehold: Bool
  var receivedGrams: Int64?
  var reservedGrams: Int64?
  var shippedGrams: Int64?
  var lostGrams: Int64?
  var availableGrams: Int64?
  var receivedPieces: Int64?
  var reservedPieces: Int64?
  var shippedPieces: Int64?
  var lostPieces: Int64?
  var availablePieces: Int64?
  var movements: [Movement]?
  var repeated: Bool?

  init(_ lot: Lot, movements: [StockMovement]? = nil, today: Day, repeated: Bool? = nil) {
    self.lot = lot.id.description
    producer = lot.producer.description
    product = lot.product
    grade = lot.grade
    unit = lot.unit.name
    place = lot.place
    harvestedOn = lot.harvestedOn.description
    receivedAt = lot.receivedAt.description
    expiresOn = lot.expiresOn.description
    daysLeft = today.days(to: lot.expiresOn)
    expired = lot.isExpired
    certificate = lot.certificate
    fromPoorHousehold = lot.isFromPoorHousehold
    if lot.unit == .grams {
      (receivedGrams, reservedGrams, shippedGrams) = (lot.received, lot.reserved, lot.shipped)
      (lostGrams, availableGrams) = (lot.lost, lot.available)
    } else {
      (receivedPieces, reservedPieces, shippedPieces) = (lot.received, lot.reserved, lot.shipped)
      (lostPieces, availablePieces) = (lot.lost, lot.available)
    }
    self.movements = movements?.map {
      Movement(
        serial: $0.serial, kind: $0.kind.name, quantityGrams: lot.unit == .grams ? $0.quantity : nil,
        quantityPieces: lot.unit == .pieces ? $0.quantity : nil, reason: $0.reason, at: $0.at.description, actor: $0.actor)
    }
    self.repeated = repeated
  }
}
