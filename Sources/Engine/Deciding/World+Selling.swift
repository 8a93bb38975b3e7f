import Catalogue
import Measures

extension World {
  /// What is sold as a pack, with what placing an order needs to know of it.
  final class PackEntry {
    let pack: Pack
    let unit: StockUnit
    let tolerance: Share
    private let together: [[Shelf]]
    private let poorFirst: [[Shelf]]

    init(pack: Pack, of product: Product, poor: Shelf, others: Shelf) {
      self.pack = pack
      unit = product.unit
      tolerance = product.catchWeightTolerance
      together = [[poor, others]]
      poorFirst = [[poor], [others]]
    }

    /// The shelves that hold it, tier by tier; those of one tier are taken from as if they were one.
    func tiers(_ policy: AllocationPolicy) -> [[Shelf]] {
      switch policy {
      case .fefo: together
      case .poorHouseholdsFirst: poorFirst
      }
    }
  }

  /// Who buys, with the channel that it buys on; nil where it does not buy.
  final class Buyer {
    let channel: Channel?

    init(channel: Channel?) { self.channel = channel }
  }
}
