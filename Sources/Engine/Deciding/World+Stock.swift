import Catalogue
import Measures
import Messages
import Ordering

extension World {
  func decide(_ body: ReceiveLot, _ command: Command) throws -> Outcome {
    let today = command.at.day
    let goods = try requireGoods(
      body.producer, body.product, body.grade, body.quantity, body.unit, harvestedOn: body.harvestedOn, today: today)
    let catalogue = try requireCatalogue()
    guard let place = catalogue.place(body.place) else { throw LotFault.unknownPlace(body.place) }
    if body.certificate.isEmpty, let since = catalogue.certificateRequired(for: goods.product, on: today) {
      throw LotFault.certificateRequired(body.product, since: since)
    }
    let expiresOn = goods.product.lastDay(harvestedOn: body.harvestedOn, at: place)
    guard today <= expiresOn else { throw LotFault.lifeOver(body.product, expiredOn: expiresOn, today: today) }
    try requirePlain(body.certificate, "certificate")
    let report = try requireOpenReport(body)
    var lot = Lot(
      id: nextLot(), producer: body.producer, isFromPoorHousehold: goods.isFromPoorHousehold, product: body.product,
      grade: body.grade, unit: body.unit, place: body.place, harvestedOn: body.harvestedOn, receivedAt: command.at,
      expiresOn: expiresOn, certificate: body.certificate)
    record(lot.receive(body.quantity, at: command.at, by: command.actor))
    add(lot)
    if var report {
      report.receivedAs = lot.id
      put(report)
    }
    return .lot(lot.id)
  }

  /// The report that a lot answers, which must be of the same goods and not of less.
  private func requireOpenReport(_ body: ReceiveLot) throws -> UnsoldReport? {
    guard let id = body.report else { return nil }
    guard let report = try report(id) else { throw EngineFault.unknownReport(id) }
    if let lot = report.receivedAs { throw EngineFault.reportAnswered(id, lot) }
    func require(_ zh: String, _ en: String, _ reported: some CustomStringConvertible, _ given: some CustomStringConvertible) throws {
      guard reported.description != given.description else { return }
      throw EngineFault.reportDiffers(
        id, field: Text(zh: zh, en: en), reported: reported.description, given: given.description)
    }
    try require("生产者", "producer", report.producer, body.producer)
    try require("产品", "product", report.product, body.product)
    try require("等级", "grade", report.grade, body.grade)
    guard body.quantity <= report.quantity else {
      throw EngineFault.moreThanReported(id, reported: report.quantity, given: body.quantity)
    }
    return report
  }

  func decide(_ body: AdjustLot, _ command: Command) throws -> Outcome {
    guard !body.reason.isEmpty else { throw LotFault.reasonMissing }
    try requirePlain(body.reason, "reason")
    guard AdjustLot.kinds.contains(body.kind) else { throw EngineFault.notAnAdjustment(body.kind) }
    guard body.quantity != 0, body.kind == .correction || body.quantity < 0 else {
      throw LotFault.quantityOutOfRange(body.kind == .correction ? body.quantity : 0 - body.quantity)
    }
    let movement = try change(body.lot) {
      try $0.adjust(body.kind, by: body.quantity, reason: body.reason, at: command.at, by: command.actor)
    }
    record(movement)
    return .lot(body.lot)
  }

  func decide(_ body: ReportUnsold, _ command: Command) throws -> Outcome {
    let today = command.at.day
    let goods = try requireGoods(
      body.producer, body.product, body.grade, body.quantity, body.unit, harvestedOn: body.harvestedOn, today: today)
    guard let village = try requireCatalogue().place(body.village) else { throw LotFault.unknownPlace(body.village) }
    guard village.kind == .village || village.kind == .community else { throw EngineFault.notAVillage(body.village) }
    let expiresOn = goods.product.lastDay(harvestedOn: body.harvestedOn, at: village)
    guard today <= expiresOn else { throw LotFault.lifeOver(body.product, expiredOn: expiresOn, today: today) }
    let report = UnsoldReport(
      id: nextReport(), village: body.village, producer: body.producer, product: body.product, grade: body.grade,
      quantity: body.quantity, harvestedOn: body.harvestedOn, expiresOn: expiresOn, at: command.at,
      actor: command.actor, receivedAs: nil)
    put(report)
    return .report(report.id)
  }

  /// What lots and reports have in common: a known product and grade, its unit, a known producer, a harvest day that has been.
  private func requireGoods(
    _ producer: Producer, _ productID: Product.ID, _ grade: Grade.ID, _ quantity: Int64, _ unit: StockUnit,
    harvestedOn: Day, today: Day
  ) throws -> (product: Product, isFromPoorHousehold: Bool) {
    let catalogue = try requireCatalogue()
    guard let product = catalogue.product(productID) else { throw LotFault.unknownProduct(productID) }
    guard product.grade(grade) != nil else { throw LotFault.unknownGrade(grade, productID) }
    guard unit == product.unit else { throw LotFault.wrongUnit(productID, product.unit) }
    guard quantity > 0, quantity <= Lot.quantityMax else { throw LotFault.quantityOutOfRange(quantity) }
    guard harvestedOn <= today else { throw LotFault.harvestedInFuture(harvestedOn, today: today) }
    switch producer {
    case .household(let id):
      guard let household = try household(id) else { throw LotFault.unknownProducer(id.description) }
      return (product, household.isRegistered(on: today))
    case .party(let id):
      guard catalogue.party(id)?.produces == true else { throw LotFault.unknownProducer(id) }
      return (product, false)
    }
  }
}

extension Product {
  /// The last day of its life when it is kept as `place` keeps it: at the place's own temperature where it has one, else at
  /// the warm end of the product's storage range.
  func lastDay(harvestedOn: Day, at place: Place) -> Day {
    harvestedOn.advanced(by: shelfLifeDays(at: place.storageDecicelsius ?? storage.decicelsiusMax))
  }
}
