/// A table whose cells are texts as they shall be read.
public struct PrintTable: Sendable, Hashable {
  public enum Alignment: Sendable, Hashable {
    case left, centre
    /// Left, and lines end only where the text says so: for times and short names.
    case unbroken
    /// For numbers: their digits are equally wide and stand below one another, and they do not wrap.
    case right
  }

  public struct Column: Sendable, Hashable {
    public var title: String
    public var alignment: Alignment
    /// Empty, for somebody to write in by hand: wide enough, and its rows high enough.
    public var isForWriting: Bool

    public init(_ title: String, _ alignment: Alignment = .left, isForWriting: Bool = false) {
      self.title = title
      self.alignment = alignment
      self.isForWriting = isForWriting
    }
  }

  public struct Row: Sendable, Hashable {
    /// What sets a row apart; each is marked by more than a shade, for grey prints.
    public enum Mark: String, Sendable, Hashable {
      /// Corrects an earlier row (更正): slanted, with a bar before it.
      case correction
      /// Does not count any more (作废): struck through.
      case void
      /// Sums up rows above it (小计): bold, with a line above.
      case subtotal
    }

    public var cells: [String]
    public var mark: Mark?

    public init(_ cells: [String], mark: Mark? = nil) {
      self.cells = cells
      self.mark = mark
    }
  }

  public var caption: String?
  public var columns: [Column]
  public var rows: [Row]
  /// The last row (合计), on the same sheet as the row before it.
  public var total: [String]?

  public init(caption: String? = nil, columns: [Column], rows: [Row], total: [String]? = nil) {
    self.caption = caption
    self.columns = columns
    self.rows = rows
    self.total = total
  }
}
