import Measures
public import Messages
import WireFormat

/// What changes when one Catalogue replaces another, a line per thing.
public struct CatalogueDifference: Sendable {
  public private(set) var lines: [Text] = []

  public init(from old: CountyCatalogue, to new: CountyCatalogue) {
    compare(Text(zh: "产品", en: "product"), old.products, new.products, \.id, \.differingFields)
    compare(Text(zh: "地点", en: "place"), old.places, new.places, \.id, \.differingFields)
    compare(Text(zh: "单位", en: "party"), old.parties, new.parties, \.id, \.differingFields)
    compare(Text(zh: "操作人", en: "actor"), old.actors, new.actors, \.id)
    compare(Text(zh: "规则", en: "rule"), old.rules, new.rules, \.id, \.differingFields)
    compare(Text(zh: "科目", en: "account"), old.accounts, new.accounts, \.id)
    compare(
      Text(zh: "协议", en: "agreement"), old.ledgerRules.agreements, new.ledgerRules.agreements, \.id, \.differingFields)
    compare(Text(zh: "税率", en: "tax rate"), old.ledgerRules.vatRates, new.ledgerRules.vatRates) { $0.validity.from?.description ?? "" }
    compare(Text(zh: "账期", en: "terms"), old.ledgerRules.terms, new.ledgerRules.terms, \.party)
    compare(Text(zh: "收入项目", en: "income item"), old.ledgerRules.incomeItems, new.ledgerRules.incomeItems, \.id)
    compare(Text(zh: "贫困线", en: "line"), old.ledgerRules.povertyLines, new.ledgerRules.povertyLines) { "\($0.year)" }
    compare(Text(zh: "分配项目", en: "distribution item"), old.ledgerRules.distributionItems, new.ledgerRules.distributionItems, \.kind.name)
    compare(Text(zh: "盈余规则", en: "surplus rule"), old.ledgerRules.surplusRules, new.ledgerRules.surplusRules) {
      $0.validity.from?.description ?? ""
    }
    compare(Text(zh: "银行", en: "bank"), old.banks, new.banks, \.id, \.differingFields)
    compare(Text(zh: "本单位账户", en: "own account"), old.ownAccounts, new.ownAccounts) { $0.id }
    compare(Text(zh: "车辆", en: "vehicle"), old.vehicles, new.vehicles, \.id, \.differingFields)
    compare(Text(zh: "免费通行规定", en: "toll-free terms"), old.tollFreeRules.terms, new.tollFreeRules.terms, \.id)
    compare(Text(zh: "全部免费的时段", en: "days free for all"), old.tollFreeRules.freeForAll, new.tollFreeRules.freeForAll, \.id)
    compare(Text(zh: "车型", en: "vehicle class"), old.tollFreeRules.classes, new.tollFreeRules.classes, \.id)
    compareRoads(old.roads, new.roads)
    compareRiding(old.riding, new.riding)
    compare(Text(zh: "模拟参数", en: "simulation figure"), old.simulation.figures, new.simulation.figures, \.id, \.differingFields)
    compare(Text(zh: "损失承担", en: "bearer of losses"), old.simulation.bearers, new.simulation.bearers, \.cause)
    compareChannels(old, new)
    compare(Text(zh: "收购价", en: "purchase price"), old.purchasePrices, new.purchasePrices) {
      "\($0.product)/\($0.grade) \($0.validity.from?.description ?? "")"
    }
    if old.county != new.county { add("~", Text(zh: "县", en: "county"), new.county.code) }
  }

  private mutating func compareRoads(_ old: RoadFacts, _ new: RoadFacts) {
    compare(Text(zh: "道路等级", en: "road class"), old.classes, new.classes, \.kind.name, \.differingFields)
    compare(Text(zh: "高速公路", en: "motorway"), old.motorways, new.motorways, \.id)
    compare(Text(zh: "收费站", en: "toll station"), old.tollStations, new.tollStations, \.id, \.differingFields)
    compare(
      Text(zh: "通行费率", en: "toll rate"), old.tollRates, new.tollRates,
      {
        "\($0.tollClass) \($0.validity.from?.description ?? "")"
      }, \.differingFields)
    compare(Text(zh: "公布里程", en: "published distance"), old.publishedDistances, new.publishedDistances, { "\($0.from) \($0.to)" }) {
      [DifferingField("metres", $0.metres), DifferingField("source", $0.source)]
    }
  }

  private mutating func compareRiding(_ old: RidingTerms, _ new: RidingTerms) {
    compare(Text(zh: "同车类别", en: "ride class"), old.classes, new.classes, \.id)
    compare(Text(zh: "不得同车", en: "apart"), old.apart, new.apart) { "\($0.first) \($0.second)" }
    compare(Text(zh: "装卸条件", en: "ramps"), old.ramps, new.ramps, { "\($0.kind)" }, \.ramp.differingFields)
    if old.parcels != new.parcels { add("~", Text(zh: "包裹", en: "parcels"), new.parcels) }
    if old.outsideDecicelsius != new.outsideDecicelsius || old.outsideSource != new.outsideSource {
      add("~", Text(zh: "气温", en: "outside temperatures"), new.outsideSource)
    }
  }

  /// - Parameter fields: what of a thing is told one by one where it changed.
  private mutating func compare<Thing: WireCodable>(
    _ kind: Text, _ old: [Thing], _ new: [Thing], _ id: (Thing) -> String, _ fields: (Thing) -> [DifferingField] = { _ in [] }
  ) {
    let before = Dictionary(old.map { (id($0), $0) }) { $1 }
    let after = Set(new.map(id))
    for thing in new {
      guard let known = before[id(thing)] else {
        add("+", kind, id(thing))
        continue
      }
      if known.wireBytes != thing.wireBytes { addChange(kind, id(thing), fields(known), fields(thing)) }
    }
    for thing in old where !after.contains(id(thing)) { add("-", kind, id(thing)) }
  }

  private mutating func compareChannels(_ old: CountyCatalogue, _ new: CountyCatalogue) {
    compare(Text(zh: "渠道", en: "channel"), old.channels, new.channels, \.id, \.differingFields)
    for channel in new.channels {
      guard let before = old.channel(channel.id) else { continue }
      let kind = Text(zh: "价格", en: "price")
      for price in channel.prices where !before.prices.contains(price) {
        add("+", kind, "\(channel.id) \(price.words)")
      }
      for price in before.prices where !channel.prices.contains(price) {
        add("-", kind, "\(channel.id) \(price.words)")
      }
    }
  }

  /// A line for each field that differs; one without a field where none of those that are told does.
  private mutating func addChange(_ kind: Text, _ id: String, _ old: [DifferingField], _ new: [DifferingField]) {
    let before = Dictionary(old.map { ($0.name, $0.value) }) { $1 }
    let after = Dictionary(new.map { ($0.name, $0.value) }) { $1 }
    let names = new.map(\.name) + old.map(\.name).filter { after[$0] == nil }
    let changed = names.filter { before[$0] != after[$0] }
    func shown(_ value: String?) -> String { value.flatMap { $0.isEmpty ? nil : $0 } ?? "-" }
    for name in changed { add("~", kind, "\(id): \(name) \(shown(before[name])) → \(shown(after[name]))") }
    if changed.isEmpty { add("~", kind, id) }
  }

  private mutating func add(_ sign: String, _ kind: Text, _ id: String) {
    lines.append(Text(zh: "\(sign) \(kind.zh) \(id)", en: "\(sign) \(kind.en) \(id)"))
  }
}

extension Price {
  fileprivate var words: String {
    let days = "\(validity.from?.description ?? "…")/\(validity.until?.description ?? "…")"
    return "\(pack) ×\(fromCount) \(unitPrice.money)/\(unitPrice.basis) \(days)"
  }
}
