import Measures
import Messages

// How the rules of the ledger are read from `Catalog/`, and checked.

extension YAMLMapping {
  /// A case of a closed set by its name, `on-delivery` for `onDelivery`.
  func named<Value: CaseIterable>(_ key: String, _ kind: Text, or standIn: Value, optional: Bool = false) -> Value {
    if optional, !has(key) { return standIn }
    func name(_ value: Value) -> String { "\(value)".map { $0.isUppercase ? "-" + $0.lowercased() : String($0) }.joined() }
    let names = Value.allCases.map(name).joined(separator: ", ")
    return parsed(key, as: Text(zh: "\(kind.zh)(\(names))", en: "\(kind.en) (\(names))"), or: standIn) { text in
      Value.allCases.first { name($0) == text }
    }
  }

  /// A share from nothing to the whole; nothing where the key is missing.
  func share(_ key: String) -> Share {
    optional(key, as: Text(zh: "0% 到 100% 的比例", en: "a share from 0% to 100%")) { Share($0).flatMap { $0.isPart ? $0 : nil } }
      ?? Share(0, over: 1)
  }

  func ids(_ key: String) -> [String] { list(key, of: Text(zh: "标识", en: "an id"), optional: true) { $0 } }
}

extension Share {
  /// From nothing to the whole, in no finer parts than millionths.
  var isPart: Bool { numerator >= 0 && numerator <= denominator && denominator <= Share.denominatorMax }

  static func sum(_ shares: [Share]) -> Share {
    let (numerators, denominator) = overOneDenominator(shares)
    return Share(numerators.reduce(0, +), over: denominator)
  }
}

extension CatalogueSource {
  var ledgerRules: LedgerRules {
    var rules = LedgerRules()
    rules.accounts = accounts.map(\.0)
    rules.agreements = agreements.map(\.0)
    rules.vatRates = vatRates.map(\.0)
    rules.terms = terms.map(\.0)
    rules.incomeItems = incomeItems.map(\.0)
    rules.povertyLines = povertyLines.map(\.0)
    rules.distributionItems = distributionItems.map(\.0)
    rules.surplusRules = surplusRules.map(\.0)
    return rules
  }

  func readAccount(_ mapping: YAMLMapping) -> (ChartAccount, SourcePlace) {
    defer { mapping.finish() }
    let account = ChartAccount(
      id: mapping.parsed("id", as: Text(zh: "小写字母、数字和连字符", en: "small letters, digits and hyphens"), or: "") {
        $0.contains(":") ? nil : $0
      },
      name: mapping.text("name"), kind: mapping.named("kind", Text(zh: "科目类别", en: "a kind of account"), or: .asset),
      holder: mapping.named("holder", Text(zh: "持有者", en: "a holder"), or: .none),
      neverBelowZero: mapping.optional("never_below_zero", as: Text(zh: "true 或 false", en: "true or false")) { Bool($0) } ?? false)
    return (account, mapping.place)
  }

  func readVATRate(_ mapping: YAMLMapping) -> (VATRate, SourcePlace) {
    defer { mapping.finish() }
    return (VATRate(rate: mapping.share("rate"), validity: mapping.validity(), source: mapping.string("source")), mapping.place)
  }

  func readTerms(_ mapping: YAMLMapping) -> (PaymentTerms, SourcePlace) {
    defer { mapping.finish() }
    let terms = PaymentTerms(
      party: mapping.string("party"),
      days: mapping.parsed("days", as: Text(zh: "从 0 起的天数", en: "days from 0"), or: 0) {
        Int64($0).flatMap { (0...3650).contains($0) ? $0 : nil }
      },
      isLargeRetailer: mapping.optional("large_retailer", as: Text(zh: "true 或 false", en: "true or false")) { Bool($0) } ?? false,
      source: mapping.string("source"))
    return (terms, mapping.place)
  }

  mutating func readIncome(_ mapping: YAMLMapping) {
    incomeItems += mapping.mappings("items").map { item in
      defer { item.finish() }
      return (IncomeItem(id: item.string("id"), name: item.text("name"), source: item.string("source")), item.place)
    }
    povertyLines += mapping.mappings("lines").map { line in
      defer { line.finish() }
      let read = PovertyLine(
        year: line.positive("year"), perHead: line.yuan("yuan_per_head"), name: line.text("name"), source: line.string("source"))
      return (read, line.place)
    }
    distributionItems += mapping.mappings("distributions").compactMap(readDistributionItem)
  }

  private func readDistributionItem(_ mapping: YAMLMapping) -> (DistributionItem, SourcePlace)? {
    defer { mapping.finish() }
    let kinds = DistributionKind.allCases.map(\.name).joined(separator: ", ")
    let kind = mapping.parsed("kind", as: Text(zh: "分配类别(\(kinds))", en: "a kind of distribution (\(kinds))"), or: nil) {
      text -> DistributionKind?? in
      DistributionKind.allCases.first { $0.name == text }.map { $0 }
    }
    let item = (mapping.string("item"), mapping.string("source"))
    return kind.map { (DistributionItem(kind: $0, item: item.0, source: item.1), mapping.place) }
  }

  func readSurplusRule(_ mapping: YAMLMapping) -> (SurplusRule, SourcePlace) {
    defer { mapping.finish() }
    let rule = SurplusRule(
      byTradeMin: mapping.share("by_trade_min"), validity: mapping.validity(), source: mapping.string("source"))
    return (rule, mapping.place)
  }

  func readAgreement(_ mapping: YAMLMapping) -> LinkAgreement {
    let scope = mapping.mapping("covers").map { covers in
      defer { covers.finish() }
      return LinkAgreement.Scope(
        producers: covers.ids("producers"),
        allHouseholds: covers.optional("households", as: Text(zh: "all", en: "all")) { $0 == "all" ? true : nil } ?? false,
        villages: covers.ids("villages"),
        products: covers.ids("products"), channels: covers.ids("channels"))
    }
    let agreement = LinkAgreement(
      id: mapping.string("id"), name: mapping.text("name"), mode: mapping.named("mode", Text(zh: "模式", en: "a mode"), or: .farmers),
      firm: mapping.string("firm"), cooperative: mapping.optionalString("cooperative"), carrier: mapping.optionalString("carrier"),
      scope: scope ?? LinkAgreement.Scope(),
      sale: mapping.named("sale", Text(zh: "销售方式", en: "a way to sell"), or: .consignment),
      guaranteesFloor: mapping.optional("floor", as: Text(zh: "true 或 false", en: "true or false")) { Bool($0) } ?? false,
      fee: mapping.share("fee"),
      feePerKilogram: mapping.optional("fee_yuan_per_kilogram", as: Text(zh: "金额(元)", en: "an amount in yuan")) { Money(yuan: $0) }
        ?? .zero,
      cooperativeShare: mapping.share("cooperative_share"), tranches: readTranches(mapping),
      keep: mapping.optional("keep", as: Text(zh: "0% 到 100% 的比例", en: "a share from 0% to 100%")) {
        Share($0).flatMap { $0.isPart ? $0 : nil }
      } ?? Share(1, over: 1),
      loanInstalment: mapping.has("loan_instalment") ? mapping.share("loan_instalment") : Share(1, over: 1),
      spoilageBearer: mapping.named("bears_spoilage", Text(zh: "损耗承担方", en: "who bears spoilage"), or: .farmer, optional: true),
      bearer: mapping.named("bears_loss", Text(zh: "损失承担方", en: "who bears losses"), or: .farmer),
      pays: mapping.named("pays", Text(zh: "付款时点", en: "when farmers are paid"), or: .onDelivery),
      validity: mapping.validity(), source: mapping.string("source"))
    check(agreement, mapping)
    return agreement
  }

  private func readTranches(_ mapping: YAMLMapping) -> LinkAgreement.Tranches? {
    guard mapping.has("tranches"), let tranches = mapping.mapping("tranches") else { return nil }
    defer { tranches.finish() }
    let first = tranches.mapping("first").map { first in
      defer { first.finish() }
      return readUnitPrice(first)
    }
    guard let rest = tranches.mapping("rest") else { return nil }
    defer { rest.finish() }
    let read = LinkAgreement.Tranches(
      first: first ?? UnitPrice(money: .zero, basis: .kilogram), producer: rest.share("producer"), cooperative: rest.share("cooperative"),
      firm: rest.share("firm"))
    let sum = Share.sum([read.producer, read.cooperative, read.firm])
    if sum.numerator != sum.denominator { tranches.report(.sharesDoNotAddUp(sum), at: "rest") }
    return read
  }

  /// What can be told of an agreement by itself.
  private func check(_ agreement: LinkAgreement, _ mapping: YAMLMapping) {
    let taken = Share.sum([agreement.fee, agreement.cooperativeShare])
    if taken.numerator > taken.denominator { mapping.report(.sharesDoNotAddUp(taken), at: "cooperative_share") }
    let takesForCooperative = agreement.cooperativeShare.numerator > 0 || (agreement.tranches?.cooperative.numerator ?? 0) > 0
    if takesForCooperative, agreement.cooperative == nil { mapping.report(.missingKey("cooperative"), at: "mode") }
    if agreement.bearer == .carrier, agreement.carrier == nil { mapping.report(.missingKey("carrier"), at: "bears_loss") }
    if agreement.spoilageBearer == .carrier {
      mapping.report(.notA(Text(zh: "farmer 或 hub", en: "farmer or hub"), value: "carrier"), at: "bears_spoilage")
    }
    if agreement.feePerKilogram < .zero {
      mapping.report(.outOfRange("fee_yuan_per_kilogram", value: "\(agreement.feePerKilogram)"), at: "fee_yuan_per_kilogram")
    }
    if agreement.tranches?.first.basis == .pack {
      mapping.report(.notA(Text(zh: "kilogram 或 piece", en: "kilogram or piece"), value: "pack"), at: "tranches")
    }
  }
}

// MARK: - Checks across files

extension CatalogueSource {
  func checkLedgerRules() {
    requireUnique(agreements.map { ($0.0.id, $0.1) })
    requireUnique(terms.map { ($0.0.party, $0.1) })
    requireUnique(incomeItems.map { ($0.0.id, $0.1) })
    requireUnique(povertyLines.map { ("\($0.0.year)", $0.1) })
    requireUnique(distributionItems.map { ($0.0.kind.name, $0.1) })
    checkAccounts()
    checkAgreements()
    checkTerms()
    for (index, (rate, at)) in vatRates.enumerated() where vatRates[..<index].contains(where: { $0.0.validity.overlaps(rate.validity) }) {
      faults.add(.overlappingRules("vat"), at: at)
    }
    for (index, (rule, at)) in surplusRules.enumerated()
    where surplusRules[..<index].contains(where: { $0.0.validity.overlaps(rule.validity) }) {
      faults.add(.overlappingRules("surplus"), at: at)
    }
    let items = Set(incomeItems.map(\.0.id))
    for (distribution, at) in distributionItems { require(distribution.item, in: items, Text(zh: "收入项目", en: "income item"), at: at) }
    for (item, at) in namedItems where !items.isEmpty { require(item, in: items, Text(zh: "收入项目", en: "income item"), at: at) }
  }

  /// The engine posts to the accounts of ``AccountRole``: they must be there, of its kind and holder.
  private func checkAccounts() {
    for role in AccountRole.allCases {
      guard let (account, at) = accounts.first(where: { $0.0.id == role.rawValue }) else {
        if !accounts.isEmpty { faults.add(.missingAccount(role.rawValue), "accounts.yaml") }
        continue
      }
      guard account.kind != role.kind || account.holder != role.holder else { continue }
      faults.add(.accountDiffers(role.rawValue, kind: "\(role.kind)", holder: "\(role.holder)"), at: at)
    }
  }

  private func checkAgreements() {
    let partyIDs = Set(parties.map(\.0.id))
    let places = Set(places.map(\.0.id))
    let productIDs = Set(products.map(\.0.id))
    let channelIDs = Set(channels.map(\.0.id))
    for (index, (agreement, at)) in agreements.enumerated() {
      for party in [agreement.firm, agreement.cooperative, agreement.carrier].compactMap(\.self) + agreement.scope.producers {
        require(party, in: partyIDs, Text(zh: "单位", en: "party"), at: at)
      }
      for village in agreement.scope.villages { require(village, in: places, Text(zh: "地点", en: "place"), at: at) }
      for product in agreement.scope.products { require(product, in: productIDs, Text(zh: "产品", en: "product"), at: at) }
      for channel in agreement.scope.channels { require(channel, in: channelIDs, Text(zh: "渠道", en: "channel"), at: at) }
      // A lot is bought before anybody knows on which channel it will be sold.
      if agreement.sale == .purchase, !agreement.scope.channels.isEmpty { faults.add(.unknownKey("channels", known: []), at: at) }
      let clash = agreements[..<index].first {
        $0.0.sale == agreement.sale && $0.0.validity.overlaps(agreement.validity) && $0.0.scope.overlaps(agreement.scope)
      }
      if let clash { faults.add(.overlappingRules(clash.0.id), at: at) }
    }
  }

  private func checkTerms() {
    let partyIDs = Set(parties.map(\.0.id))
    for (terms, at) in terms {
      require(terms.party, in: partyIDs, Text(zh: "单位", en: "party"), at: at)
      if terms.isLargeRetailer, terms.days > PaymentTerms.largeRetailerDaysMax {
        faults.add(.outOfRange("days", value: "\(terms.days)"), at: at)
      }
    }
  }
}
