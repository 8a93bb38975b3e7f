public import Measures
public import Messages

/// A rule of law with the time in which it is in force.
public struct DatedRule: Sendable, Hashable {
  public enum Kind: UInt8, Sendable, Hashable, CaseIterable {
    /// Lots must bear a certificate of conformity (承诺达标合格证).
    case certificateRequired = 0
    /// For people to know; the engine does nothing about it.
    case notice = 1

    public var name: String { self == .certificateRequired ? "certificate-required" : "notice" }
  }

  public var id: String
  public var kind: Kind
  public var text: Text
  /// The products that it is about; empty for all.
  public var products: [Product.ID]
  public var validity: Validity
  public var source: String

  public init(id: String, kind: Kind, text: Text, products: [Product.ID], validity: Validity, source: String) {
    self.id = id
    self.kind = kind
    self.text = text
    self.products = products
    self.validity = validity
    self.source = source
  }
}

extension CountyCatalogue {
  /// Since when a lot of `product` that comes in on `day` must bear a certificate; nil where it need not.
  public func certificateRequired(for product: Product, on day: Day) -> Day? {
    for rule in rules where rule.kind == .certificateRequired && rule.validity.contains(day) {
      if rule.products.isEmpty || rule.products.contains(product.id) { return rule.validity.from ?? .first }
    }
    return nil
  }
}
