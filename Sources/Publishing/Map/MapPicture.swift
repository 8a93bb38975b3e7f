public import Messages

/// A map of routes through places, north above: marks with labels that never lie upon one another, routes told apart by colour and by
/// dashes, a legend and a scale bar.
///
/// The same marks and routes give the same bytes.
public struct MapPicture: Sendable {
  /// A position in metres east and north of a point that all of a map share.
  public struct Point: Sendable, Hashable {
    public var eastMetres: Int64
    public var northMetres: Int64

    public init(eastMetres: Int64, northMetres: Int64) {
      self.eastMetres = eastMetres
      self.northMetres = northMetres
    }
  }

  /// A visit of a route at a mark, shown below its label.
  public struct Tag: Sendable, Hashable {
    /// By its position in ``MapPicture/routes``.
    public var route: Int
    public var text: String

    public init(route: Int, text: String) {
      self.route = route
      self.text = text
    }
  }

  public struct Mark: Sendable, Hashable {
    public enum Kind: Sendable, Hashable, CaseIterable {
      case stop, depot, station
      /// Helps to find one's way; its label is left out where there is no room.
      case landmark
    }

    public var kind: Kind
    public var at: Point
    public var label: String
    /// Drawn hollow.
    public var isAssumed: Bool
    public var tags: [Tag]

    public init(_ kind: Kind, at: Point, label: String, isAssumed: Bool = false, tags: [Tag] = []) {
      self.kind = kind
      self.at = at
      self.label = label
      self.isAssumed = isAssumed
      self.tags = tags
    }
  }

  public struct Route: Sendable, Hashable {
    /// What its tags begin with, e.g. `A`.
    public var letter: String
    /// What the legend says of it.
    public var label: String
    public var points: [Point]

    public init(letter: String, label: String, points: [Point]) {
      self.letter = letter
      self.label = label
      self.points = points
    }
  }

  /// What the legend calls things.
  public struct Words: Sendable, Hashable {
    public var stop, depot, station, landmark, assumed, road: String

    public init(stop: String, depot: String, station: String, landmark: String, assumed: String, road: String) {
      (self.stop, self.depot, self.station, self.landmark, self.assumed, self.road) = (stop, depot, station, landmark, assumed, road)
    }
  }

  public let title: String
  public let description: String
  public let language: Language
  public let words: Words
  public let marks: [Mark]
  public let routes: [Route]
  /// Motorways, drawn pale below everything.
  public let roads: [[Point]]
  /// Lines below the legend.
  public let notes: [String]

  /// - Parameter description: a sentence for those who cannot see the picture.
  /// - Precondition: there is a mark that is no landmark; tags name routes that are there.
  public init(
    title: String, description: String, language: Language, words: Words, marks: [Mark], routes: [Route], roads: [[Point]] = [],
    notes: [String] = []
  ) {
    precondition(marks.contains { $0.kind != .landmark } && marks.allSatisfy { $0.tags.allSatisfy { routes.indices.contains($0.route) } })
    self.title = title
    self.description = description
    self.language = language
    self.words = words
    self.marks = marks
    self.routes = routes
    self.roads = roads
    self.notes = notes
  }

  /// A standalone SVG document in UTF-8 (SVG 1.1), which may also stand inside an HTML page.
  public func svg() -> String { MapDrawing(self).svg() }
}
