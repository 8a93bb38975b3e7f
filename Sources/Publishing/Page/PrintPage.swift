public import Messages

/// A document to read on a screen and to print on A4: one HTML file that needs nothing else, without scripts.
///
/// Every text is in the reader's language and is escaped; what XML forbids is left out. The same page gives the same bytes.
public struct PrintPage: Sendable, Hashable {
  public var language: Language
  public var title: String
  /// Lines below the title, such as the county and the period.
  public var subtitles: [String]
  public var sections: [PrintSection]
  /// One line at the end, and at the foot of each sheet where the browser prints margin boxes, such as the head of the journal.
  public var footer: String?
  /// Smaller in print and closer together, for what somebody carries along and writes on.
  public var isDense: Bool

  public init(
    language: Language, title: String, subtitles: [String] = [], sections: [PrintSection], footer: String? = nil, isDense: Bool = false
  ) {
    self.language = language
    self.title = title
    self.subtitles = subtitles
    self.sections = sections
    self.footer = footer
    self.isDense = isDense
  }
}
