public import Catalogue
public import Measures

/// What lies in a vehicle.
public struct Load: Sendable, Hashable {
  public var goods: [LoadedGoods]
  /// The quarantine certificate of the day rides along.
  public var hasCertificate: Bool

  public init(_ goods: [LoadedGoods], hasCertificate: Bool = false) {
    self.goods = goods
    self.hasCertificate = hasCertificate
  }
}

/// Goods of one kind in a load.
public struct LoadedGoods: Sendable, Hashable {
  public enum Kind: Sendable, Hashable {
    case product(Product)
    /// Of a farm, but none of the Catalogue's and on no list.
    case otherFarmGoods
    case otherGoods
  }

  public var kind: Kind
  /// As it lies there, packing included.
  public var mass: Mass
  /// Outer volume in cubic millimetres.
  public var volume: Int64

  public init(_ kind: Kind, mass: Mass, volume: Int64) {
    self.kind = kind
    self.mass = mass
    self.volume = volume
  }

  /// So much of a product in its largest pack, as it is transported; the volume is rounded up.
  public init(_ product: Product, mass: Mass) throws(Overflow) {
    self.init(.product(product), mass: mass, volume: try product.transportVolume(of: mass))
  }
}

extension Product {
  /// The outer volume of a mass in the product's largest pack, in cubic millimetres, rounded up; zero where it has no pack.
  func transportVolume(of mass: Mass) throws(Overflow) -> Int64 {
    guard let pack = packs.max(by: { $0.content < $1.content }) else { return 0 }
    let packMass = try pack.net + pack.tare
    guard packMass > .zero else { return 0 }
    var packVolume: Int64 = 1
    for side in pack.outerMillimetres { packVolume = try packVolume.multiplied(by: side) }
    let volume = (Int128(mass.grams) * Int128(packVolume) + Int128(packMass.grams) - 1) / Int128(packMass.grams)
    guard let fitting = Int64(exactly: volume) else { throw Overflow() }
    return fitting
  }
}
