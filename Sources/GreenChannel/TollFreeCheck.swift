public import Catalogue
public import Measures
import Messages

/// Holds a load against the toll-free rule for fresh produce (toll-road regulation article 16; notice 交公路发〔2019〕99号): pure, and exact
/// to the gram. Every figure is a dated parameter of the Catalogue.
public struct TollFreeCheck {
  private let rules: TollFreeRules
  private let vehicle: Vehicle
  private let day: Day

  public init(_ rules: TollFreeRules, _ vehicle: Vehicle, on day: Day) {
    self.rules = rules
    self.vehicle = vehicle
    self.day = day
  }

  /// What each rule says of the load, and which one decides.
  ///
  /// - Throws: ``Overflow`` where masses (grams) or volumes (cubic millimetres) do not fit into 64 bits.
  public func verdict(on load: Load) throws(Overflow) -> TollFreeVerdict {
    let sums = try Sums(load, rules)
    var verdict = TollFreeVerdict(
      isFree: false, rule: .noTerms, massMillionths: millionths(sums.listedMass, of: vehicle.rated.grams),
      volumeMillionths: millionths(sums.listedVolume, of: try vehicle.box.volume()), findings: [], duties: [])
    if let free = rules.freeForAll(on: day) {
      verdict.findings = [
        .init(
          .freeForAll, passes: true, Text(zh: "这些天所有车辆免费通行;不算节省", en: "on these days no vehicle pays, so nothing is saved"),
          from: free.validity.from, source: free.source)
      ]
      (verdict.isFree, verdict.rule) = (true, .freeForAll)
      return verdict
    }
    guard let terms = rules.terms(on: day) else {
      verdict.findings = [
        .init(.noTerms, passes: false, Text(zh: "当日没有可用的规定", en: "no terms are in force on that day"), from: nil, source: "")
      ]
      return verdict
    }
    let against = [excluded(), certificate(load), try mixing(sums, terms), try grossMass(sums, terms), outline()]
    let shares = [shareOfMass(sums, terms), try shareOfVolume(sums, terms)]
    verdict.findings = against.compactMap { $0 } + shares
    let refusal = against.compactMap { $0 }.first { !$0.passes } ?? (shares.contains(where: \.passes) ? nil : shares[0])
    verdict.isFree = refusal == nil
    verdict.rule = refusal?.rule ?? (shares[0].passes ? .shareOfMass : .shareOfVolume)
    if verdict.isFree { verdict.duties = duties(terms) }
    return verdict
  }

  /// What of the load is listed, and what may not or may hardly ride along.
  private struct Sums {
    var listedMass: Int64 = 0
    var listedVolume: Int64 = 0
    var otherFarmMass: Int64 = 0
    var otherFarmVolume: Int64 = 0
    var mass: Int64 = 0
    var hasOtherGoods = false
    /// What is on no list, by name; what no source settles says so.
    var unlisted: [Text] = []

    init(_ load: Load, _ rules: TollFreeRules) throws(Overflow) {
      for goods in load.goods where goods.mass > .zero || goods.volume > 0 {
        mass = try mass.adding(goods.mass.grams)
        switch goods.kind {
        case .product(let product) where rules.isListed(product):
          listedMass = try listedMass.adding(goods.mass.grams)
          listedVolume = try listedVolume.adding(goods.volume)
        case .product(let product):
          otherFarmMass = try otherFarmMass.adding(goods.mass.grams)
          otherFarmVolume = try otherFarmVolume.adding(goods.volume)
          unlisted.append(rules.name(ofUnlisted: product))
        case .otherFarmGoods:
          otherFarmMass = try otherFarmMass.adding(goods.mass.grams)
          otherFarmVolume = try otherFarmVolume.adding(goods.volume)
        case .otherGoods: hasOtherGoods = true
        }
      }
    }
  }

  private func millionths(_ part: Int64, of whole: Int64) -> Int64? {
    whole > 0 ? Int64(clamping: Int128(part) * 1_000_000 / Int128(whole)) : nil
  }

  // MARK: - What stands against it

  private func excluded() -> TollFreeVerdict.Finding? {
    guard let excluded = vehicle.excluded, excluded.contains(day) else { return nil }
    let end = excluded.until?.description ?? "…"
    return .init(
      .excludedVehicle, passes: false, Text(zh: "该车被取消免费资格,至 \(end)", en: "the vehicle is excluded until \(end)"), from: excluded.from,
      source: vehicle.source)
  }

  private func certificate(_ load: Load) -> TollFreeVerdict.Finding? {
    let animals = load.goods.contains {
      if case .product(let product) = $0.kind { rules.needCertificate.contains(product.id) } else { false }
    }
    guard animals else { return nil }
    return .init(
      .certificate, passes: load.hasCertificate,
      Text(zh: "活畜禽须附当日动物检疫证明", en: "live animals ride with the quarantine certificate of the day"), from: nil,
      source: rules.certificateSource)
  }

  private func mixing(_ sums: Sums, _ terms: TollFreeTerms) throws(Overflow) -> TollFreeVerdict.Finding? {
    guard sums.hasOtherGoods || sums.otherFarmMass > 0 || sums.otherFarmVolume > 0 else { return nil }
    let boxVolume = try vehicle.box.volume()
    let isWithin =
      isAtMost(sums.otherFarmMass, terms.otherFarmGoodsMax, of: vehicle.rated.grams)
      && isAtMost(sums.otherFarmVolume, terms.otherFarmGoodsMax, of: boxVolume)
    let asked =
      terms.otherFarmGoodsMax.numerator == 0
      ? Text(zh: "目录外的货物不得混装", en: "nothing that is not listed rides along")
      : Text(
        zh: "目录外的农产品至多占核定载质量和容积的 \(terms.otherFarmGoodsMax.percent),非农产品不得混装",
        en: "unlisted farm goods make up \(terms.otherFarmGoodsMax.percent) of rated mass and volume at most, and nothing else rides along")
    let names = Text(zh: sums.unlisted.map(\.zh).joined(separator: "、"), en: sums.unlisted.map(\.en).joined(separator: ", "))
    let text = names.zh.isEmpty ? asked : Text(zh: "\(asked.zh):\(names.zh)", en: "\(asked.en): \(names.en)")
    return .init(.mixing, passes: isWithin && !sums.hasOtherGoods, text, from: terms.validity.from, source: terms.source)
  }

  private func grossMass(_ sums: Sums, _ terms: TollFreeTerms) throws(Overflow) -> TollFreeVerdict.Finding? {
    guard let limit = rules.vehicleClass(vehicle.vehicleClass) else { return nil }
    let gross = try vehicle.unladen.grams.adding(sums.mass)
    let max = Int128(limit.grossMax.grams) * Int128(terms.overloadMax.denominator + terms.overloadMax.numerator)
    let passes = Int128(gross) * Int128(terms.overloadMax.denominator) <= max
    return .init(
      .grossMass, passes: passes,
      Text(
        zh: "总质量 \(gross / 1000) 千克,限 \(limit.grossMax.grams / 1000) 千克",
        en: "gross mass \(gross / 1000) kg of \(limit.grossMax.grams / 1000) kg"),
      from: terms.validity.from, source: limit.source)
  }

  private func outline() -> TollFreeVerdict.Finding? {
    let (size, max) = (vehicle.outline, rules.outlineMax)
    let sides = [(size.length, max.length), (size.width, max.width), (size.height, max.height)]
    guard sides.contains(where: { $0.1 > 0 }) else { return nil }
    return .init(
      .outline, passes: sides.allSatisfy { $0.1 == 0 || $0.0 <= $0.1 },
      Text(
        zh: "外廓 \(size.length)×\(size.width)×\(size.height) 毫米,限 \(max.length)×\(max.width)×\(max.height)",
        en: "outline \(size.length) × \(size.width) × \(size.height) mm of \(max.length) × \(max.width) × \(max.height)"), from: nil,
      source: rules.outlineSource)
  }

  // MARK: - What speaks for it

  private func shareOfMass(_ sums: Sums, _ terms: TollFreeTerms) -> TollFreeVerdict.Finding {
    share(.shareOfMass, sums.listedMass, of: vehicle.rated.grams, terms, Text(zh: "核定载质量", en: "the rated mass"))
  }

  private func shareOfVolume(_ sums: Sums, _ terms: TollFreeTerms) throws(Overflow) -> TollFreeVerdict.Finding {
    share(.shareOfVolume, sums.listedVolume, of: try vehicle.box.volume(), terms, Text(zh: "车厢容积", en: "the box's volume"))
  }

  private func share(_ rule: TollFreeRule, _ part: Int64, of whole: Int64, _ terms: TollFreeTerms, _ what: Text) -> TollFreeVerdict.Finding
  {
    let passes = whole > 0 && Int128(part) * Int128(terms.loadMin.denominator) >= Int128(terms.loadMin.numerator) * Int128(whole)
    let percent = whole > 0 ? Share(millionths(part, of: whole)!, over: 1_000_000).percent : "-"
    return .init(
      rule, passes: passes,
      Text(
        zh: "目录内货物占\(what.zh)的 \(percent),须达 \(terms.loadMin.percent)",
        en: "listed goods are \(percent) of \(what.en), which asks for \(terms.loadMin.percent)"),
      from: terms.validity.from, source: terms.source)
  }

  private func isAtMost(_ part: Int64, _ share: Share, of whole: Int64) -> Bool {
    Int128(part) * Int128(share.denominator) <= Int128(share.numerator) * Int128(whole)
  }

  private func duties(_ terms: TollFreeTerms) -> [Text] {
    guard let lead = terms.bookingLeadMinutes else { return [] }
    return [
      Text(
        zh: "上高速前至少 \(lead / 60) 小时 \(lead % 60) 分预约,走专用车道,接受查验",
        en: "book \(lead / 60) h \(lead % 60) min before the entry at least, take the marked lane, and have the load looked at")
    ]
  }
}

extension TollFreeRules {
  fileprivate func name(ofUnlisted product: Product) -> Text {
    guard product.tollFree == .unsettled else { return product.name }
    return Text(zh: product.name.zh + "(是否在目录内未定,按不在计)", en: product.name.en + " (no source settles whether it is listed; taken as not)")
  }

  func isListed(_ product: Product) -> Bool {
    switch product.tollFree {
    case .yes: true
    case .no: false
    case .unsettled: unsettledIsListed
    }
  }
}
