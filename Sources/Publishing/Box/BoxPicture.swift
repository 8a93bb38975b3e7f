public import Messages

/// The box of a vehicle seen from its side, once for each time that something is put in: from the end that is loaded first, on the left,
/// to the door on the right. A part is as wide as its share of the box; what is put in just then is hatched.
public struct BoxPicture: Sendable {
  public struct Part: Sendable, Hashable {
    public var label: String
    /// Of the box, in millionths.
    public var millionths: Int64
    public var isNew: Bool

    public init(label: String, millionths: Int64, isNew: Bool) {
      self.label = label
      self.millionths = millionths
      self.isNew = isNew
    }
  }

  public struct Strip: Sendable, Hashable {
    public var label: String
    /// From the far end to the door.
    public var parts: [Part]

    public init(label: String, parts: [Part]) {
      self.label = label
      self.parts = parts
    }
  }

  public let title: String
  public let language: Language
  public let farEnd: String
  public let door: String
  public let strips: [Strip]

  public init(title: String, language: Language, farEnd: String, door: String, strips: [Strip]) {
    self.title = title
    self.language = language
    self.farEnd = farEnd
    self.door = door
    self.strips = strips
  }

  /// A standalone SVG document in UTF-8 (SVG 1.1), which may also stand inside an HTML page.
  public func svg() -> String { BoxDrawing(self).svg() }
}
