public import Catalogue

/// How far distances that are worked out lie from published ones.
public struct CalibrationError: Sendable, Hashable {
  /// One published distance beside the one that is worked out.
  public struct Pair: Sendable, Hashable {
    public var published: PublishedDistance
    public var metres: Int64
    /// Both positions have a source, so that the factors were fitted to it; the others are compared and no more.
    public var isFitted: Bool

    public init(published: PublishedDistance, metres: Int64, isFitted: Bool) {
      self.published = published
      self.metres = metres
      self.isFitted = isFitted
    }

    /// In thousandths of the published distance; above zero where the one worked out is longer. Rounded towards zero.
    public var errorPerMille: Int64 { (metres - published.metres) * 1000 / published.metres }
  }

  public var pairs: [Pair]

  public init(pairs: [Pair]) { self.pairs = pairs }

  private var fitted: [Int64] { pairs.filter(\.isFitted).map { Int64($0.errorPerMille.magnitude) } }

  /// Of the pairs that were fitted, in thousandths, rounded half up; nil where none was.
  public var meanPerMille: Int64? {
    let errors = fitted
    return errors.isEmpty ? nil : (2 * errors.reduce(0, +) + Int64(errors.count)) / (2 * Int64(errors.count))
  }

  /// The largest of the pairs that were fitted, in thousandths.
  public var largestPerMille: Int64? { fitted.max() }
}
