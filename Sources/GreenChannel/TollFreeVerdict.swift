public import Measures
public import Messages

/// Whether a load passes toll-free, by which rule, and what each rule says of it.
public struct TollFreeVerdict: Sendable, Hashable {
  /// One rule held against the load.
  public struct Finding: Sendable, Hashable {
    public var rule: TollFreeRule
    public var passes: Bool
    public var text: Text
    /// Since when the rule is as it is; nil where no source says.
    public var from: Day?
    public var source: String

    public init(_ rule: TollFreeRule, passes: Bool, _ text: Text, from: Day?, source: String) {
      self.rule = rule
      self.passes = passes
      self.text = text
      self.from = from
      self.source = source
    }
  }

  public var isFree: Bool
  /// The one that decides: what makes it free, or the first that stands against it.
  public var rule: TollFreeRule
  /// Of the listed goods, in millionths, rounded down; nil where the vehicle has no rated mass or no box.
  public var massMillionths: Int64?
  public var volumeMillionths: Int64?
  public var findings: [Finding]
  /// What has to be done besides, such as booking.
  public var duties: [Text]
}
