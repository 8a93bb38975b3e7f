public import Catalogue
public import Measures

extension Allocation {
  /// What it weighs with its packing: as it was packed, before that as it is priced.
  ///
  /// - Throws: `Overflow` where it does not fit into 64 bits of grams.
  public func mass(in pack: Pack) throws(Overflow) -> Mass {
    let net = packedGrams > 0 ? packedGrams : pricedGrams
    return Mass(grams: try net.adding(pack.tare.grams.multiplied(by: packs)))
  }
}
