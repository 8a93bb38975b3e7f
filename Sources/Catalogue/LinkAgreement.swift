public import Measures
public import Messages

/// How a firm or cooperative and the producers share what goods bring in (利益联结协议), in one version: another version is another
/// agreement with days of its own.
public struct LinkAgreement: Sendable, Hashable {
  /// ASCII slug, e.g. `chuanggu-shengkang-2020`.
  public typealias ID = String

  /// The four modes of the county: 电商+基地, 电商+农户, 电商+金融服务, 电商+合作社 (S1).
  public enum Mode: UInt8, Sendable, Hashable, CaseIterable {
    case base = 0
    case farmers = 1
    case finance = 2
    case cooperative = 3
  }

  /// When the goods change hands, and with it when the producer's income is credited.
  public enum Sale: UInt8, Sendable, Hashable, CaseIterable {
    /// The firm sells for the producer; income is credited at delivery (代销).
    case consignment = 0
    /// The firm takes title when it receives the lot; income is credited then (收购).
    case purchase = 1
  }

  /// Who bears what spoils, breaks or is lost.
  public enum Bearer: UInt8, Sendable, Hashable, CaseIterable {
    case farmer = 0
    case hub = 1
    case carrier = 2
  }

  /// When the farmers are paid.
  public enum Pays: UInt8, Sendable, Hashable, CaseIterable {
    case onDelivery = 0
    case onCollection = 1
  }

  /// What it is about. Where it names neither producers nor households it is about everybody's goods; an empty list of products
  /// or channels means all.
  public struct Scope: Sendable, Hashable {
    public var producers: [Party.ID]
    public var allHouseholds: Bool
    /// All households of these villages.
    public var villages: [Place.ID]
    public var products: [Product.ID]
    public var channels: [Channel.ID]

    public init(
      producers: [Party.ID] = [], allHouseholds: Bool = false, villages: [Place.ID] = [], products: [Product.ID] = [],
      channels: [Channel.ID] = []
    ) {
      self.producers = producers
      self.allHouseholds = allHouseholds
      self.villages = villages
      self.products = products
      self.channels = channels
    }
  }

  /// First so much for each unit to poor households, the rest by shares that make up the whole.
  ///
  /// The poor households are the producer itself where it is a household, else those that are linked to it, by their shares;
  /// where there is none, the producer.
  public struct Tranches: Sendable, Hashable {
    /// For a kilogram or a piece.
    public var first: UnitPrice
    public var producer: Share
    public var cooperative: Share
    public var firm: Share

    public init(first: UnitPrice, producer: Share, cooperative: Share, firm: Share) {
      self.first = first
      self.producer = producer
      self.cooperative = cooperative
      self.firm = firm
    }
  }

  public var id: ID
  public var name: Text
  public var mode: Mode
  /// Who sells or buys, tops up to the floor, and gets the firm's share.
  public var firm: Party.ID
  public var cooperative: Party.ID?
  public var carrier: Party.ID?
  public var scope: Scope
  public var sale: Sale
  /// Whether the firm tops up to the floor of the purchase prices (保底收购).
  public var guaranteesFloor: Bool
  /// Of the proceeds, to the platform.
  public var fee: Share
  public var feePerKilogram: Money
  /// Of what is left after the fee, to the cooperative.
  public var cooperativeShare: Share
  public var tranches: Tranches?
  /// What a household keeps at least of its gross share when advances and loans are deducted.
  public var keep: Share
  /// Of its gross share, what goes towards a loan at most; advances come first.
  public var loanInstalment: Share
  /// Who bears what spoils in store: the farmer, or the hub, which then pays the purchase price.
  public var spoilageBearer: Bearer
  /// Who bears what leaves and does not arrive, or comes back spoiled.
  public var bearer: Bearer
  public var pays: Pays
  public var validity: Validity
  public var source: String

  public init(
    id: ID, name: Text, mode: Mode, firm: Party.ID, cooperative: Party.ID?, carrier: Party.ID?, scope: Scope, sale: Sale,
    guaranteesFloor: Bool, fee: Share, feePerKilogram: Money, cooperativeShare: Share, tranches: Tranches?, keep: Share,
    loanInstalment: Share = Share(1, over: 1), spoilageBearer: Bearer = .farmer, bearer: Bearer, pays: Pays, validity: Validity,
    source: String
  ) {
    self.id = id
    self.name = name
    self.mode = mode
    self.firm = firm
    self.cooperative = cooperative
    self.carrier = carrier
    self.scope = scope
    self.sale = sale
    self.guaranteesFloor = guaranteesFloor
    self.fee = fee
    self.feePerKilogram = feePerKilogram
    self.cooperativeShare = cooperativeShare
    self.tranches = tranches
    self.keep = keep
    self.loanInstalment = loanInstalment
    self.spoilageBearer = spoilageBearer
    self.bearer = bearer
    self.pays = pays
    self.validity = validity
    self.source = source
  }
}

extension LinkAgreement.Scope {
  /// Whether it is about a producer's goods: a party, or a household of a village.
  public func covers(producer: Party.ID?, village: Place.ID?, product: Product.ID) -> Bool {
    let isProducer = producer.map(producers.contains) ?? false
    let isHousehold = village.map { allHouseholds || villages.contains($0) } ?? false
    return (isAboutEverybody || isProducer || isHousehold) && (products.isEmpty || products.contains(product))
  }

  private var isAboutHouseholds: Bool { allHouseholds || !villages.isEmpty }
  private var isAboutEverybody: Bool { producers.isEmpty && !isAboutHouseholds }

  /// Whether something could be covered by both.
  func overlaps(_ other: Self) -> Bool {
    func meet(_ a: [String], _ b: [String]) -> Bool { a.isEmpty || b.isEmpty || a.contains(where: b.contains) }
    let everybody = isAboutEverybody || other.isAboutEverybody
    let producersMeet = producers.contains(where: other.producers.contains)
    let householdsMeet =
      allHouseholds && other.isAboutHouseholds || other.allHouseholds && isAboutHouseholds
      || villages.contains(where: other.villages.contains)
    return (everybody || producersMeet || householdsMeet) && meet(products, other.products) && meet(channels, other.channels)
  }
}

extension CountyCatalogue {
  var agreements: [LinkAgreement] { ledgerRules.agreements }

  public func agreement(_ id: LinkAgreement.ID) -> LinkAgreement? { agreements.first { $0.id == id } }

  /// The agreement by which a producer's goods are bought on a day, nil where none says so.
  public func purchaseAgreement(producer: Party.ID?, village: Place.ID?, product: Product.ID, on day: Day) -> LinkAgreement? {
    agreements.first {
      $0.sale == .purchase && $0.validity.contains(day) && $0.scope.covers(producer: producer, village: village, product: product)
    }
  }

  /// The agreement by which the proceeds of consigned goods are split, on the day of the order.
  ///
  /// - Parameter channel: nil before the goods are sold: the first agreement of any channel.
  public func consignmentAgreement(
    producer: Party.ID?, village: Place.ID?, product: Product.ID, channel: Channel.ID?, on day: Day
  ) -> LinkAgreement? {
    agreements.first {
      $0.sale == .consignment && $0.validity.contains(day)
        && (channel.map { [channels = $0.scope.channels] in channels.isEmpty || channels.contains($0) } ?? true)
        && $0.scope.covers(producer: producer, village: village, product: product)
    }
  }

  /// What an agreement gives for a lot itself, before any of it is sold.
  public enum LotRule {
    /// The firm buys it at receipt.
    case purchase(LinkAgreement)
    /// The hub pays for what spoils while it lies there.
    case spoilage(LinkAgreement)
  }

  /// Nil where the lot itself brings nothing.
  public func lotRule(producer: Party.ID?, village: Place.ID?, product: Product.ID, on day: Day) -> LotRule? {
    if let agreement = purchaseAgreement(producer: producer, village: village, product: product, on: day) { return .purchase(agreement) }
    let consigned = consignmentAgreement(producer: producer, village: village, product: product, channel: nil, on: day)
    return consigned.flatMap { $0.spoilageBearer == .hub ? .spoilage($0) : nil }
  }

  /// What a producer is paid for a unit on a day, with the floor; nil where no price is laid down.
  public func purchasePrice(of product: Product.ID, grade: Grade.ID, on day: Day) -> PurchasePrice? {
    purchasePrices.first { $0.product == product && $0.grade == grade && $0.validity.contains(day) }
  }

  /// The VAT that is in prices on a day; nil where no rule says so.
  public func vatRate(on day: Day) -> VATRate? { ledgerRules.vatRates.first { $0.validity.contains(day) } }

  /// The days that a buyer has to pay; nil where nothing is laid down.
  public func terms(of party: Party.ID) -> PaymentTerms? { ledgerRules.terms.first { $0.party == party } }

  public func distributionItem(_ kind: DistributionKind) -> IncomeItem.ID? {
    ledgerRules.distributionItems.first { $0.kind == kind }?.item
  }

  /// How much of a surplus must go back by trade on a day; nil where no rule says so.
  public func surplusRule(on day: Day) -> SurplusRule? { ledgerRules.surplusRules.first { $0.validity.contains(day) } }

  public func incomeItem(_ id: IncomeItem.ID) -> IncomeItem? { ledgerRules.incomeItems.first { $0.id == id } }

  /// The line of a year; nil where none is known.
  public func povertyLine(_ year: Int64) -> PovertyLine? { ledgerRules.povertyLines.first { $0.year == year } }
}
