public import Messages

/// What happens when, a row for each that it happens to, with hours along the top (Gantt, “Organizing for Work”, 1919).
///
/// Times are minutes after the midnight with which the day begins; they may go beyond its end. The same rows give the same bytes.
public struct TimeChart: Sendable {
  /// How a bar looks; each differs from the others in black and white.
  public enum Look: Sendable, Hashable, CaseIterable {
    /// A line along the middle of the row.
    case thin
    /// Dashed, with nothing in it.
    case hollow
    case solid
    case hatched
  }

  public struct Bar: Sendable, Hashable {
    public var look: Look
    public var from: Int64
    public var to: Int64
    /// Below the bar, at its beginning; may be empty.
    public var label: String

    public init(_ look: Look, from: Int64, to: Int64, label: String = "") {
      self.look = look
      self.from = from
      self.to = to
      self.label = label
    }
  }

  /// A span that lies lightly behind the bars.
  public struct Window: Sendable, Hashable {
    public var from: Int64
    public var to: Int64

    public init(from: Int64, to: Int64) {
      self.from = from
      self.to = to
    }
  }

  /// A moment, pointed at from above.
  public struct Mark: Sendable, Hashable {
    public var at: Int64
    public var label: String

    public init(at: Int64, label: String) {
      self.at = at
      self.label = label
    }
  }

  public struct Row: Sendable, Hashable {
    public var label: String
    /// Below the label, smaller.
    public var note: String
    public var bars: [Bar]
    public var windows: [Window]
    public var marks: [Mark]

    public init(label: String, note: String, bars: [Bar], windows: [Window] = [], marks: [Mark] = []) {
      self.label = label
      self.note = note
      self.bars = bars
      self.windows = windows
      self.marks = marks
    }
  }

  /// What the legend calls things.
  public struct Words: Sendable, Hashable {
    public var looks: [Look: String]
    public var window: String
    public var mark: String
    public var now: String

    public init(looks: [Look: String], window: String, mark: String, now: String) {
      self.looks = looks
      self.window = window
      self.mark = mark
      self.now = now
    }
  }

  public let title: String
  public let description: String
  public let language: Language
  public let words: Words
  public let rows: [Row]
  public let now: Int64?

  /// - Parameters:
  ///   - description: a sentence for those who cannot see the picture.
  ///   - now: a line through all rows; nil for none.
  /// - Precondition: some row has a bar; no bar ends before it begins.
  public init(title: String, description: String, language: Language, words: Words, rows: [Row], now: Int64? = nil) {
    precondition(rows.contains { !$0.bars.isEmpty } && rows.allSatisfy { $0.bars.allSatisfy { $0.from <= $0.to } })
    self.title = title
    self.description = description
    self.language = language
    self.words = words
    self.rows = rows
    self.now = now
  }

  /// A standalone SVG document in UTF-8 (SVG 1.1), which may also stand inside an HTML page.
  public func svg() -> String { ChartDrawing(self).svg() }
}
