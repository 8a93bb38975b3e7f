/// A part of a page below a heading.
public struct PrintSection: Sendable, Hashable {
  public enum Block: Sendable, Hashable {
    case paragraph(String)
    /// Names with their values, such as an order's number and its buyer.
    case facts([Fact])
    case table(PrintTable)
    /// An SVG document, put in as it is: only from the `svg()` of ``FlowPicture``, ``BoxPicture`` and their like.
    case figure(svg: String, caption: String)
    /// One line to sign on for each label (制表、审核、农户签字).
    case signatures([String])
  }

  public struct Fact: Sendable, Hashable {
    public var name: String
    public var value: String

    public init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  public var heading: String?
  public var blocks: [Block]
  /// In print it begins on a new sheet, to be handed over by itself.
  public var beginsSheet: Bool

  public init(_ heading: String? = nil, _ blocks: [Block], beginsSheet: Bool = false) {
    self.heading = heading
    self.blocks = blocks
    self.beginsSheet = beginsSheet
  }
}
