public import Messages

/// A picture of flows whose bands are as wide as the amounts they stand for, with columns from left to right (Sankey, “The
/// thermal efficiency of steam engines”, Minutes of Proceedings of the Institution of Civil Engineers 134, 1898; Schmidt,
/// “The Sankey Diagram in Energy and Material Flow Management”, Journal of Industrial Ecology 12, 2008).
///
/// A node's value is the larger of what comes in and what goes out. The same nodes and links give the same bytes.
public struct FlowPicture: Sendable {
  public struct Options: Sendable {
    /// Links of the same two nodes become one, with the sum.
    public var mergesParallelLinks = true
    /// Most nodes in the last column: where there are more, the smallest become one.
    public var leavesMax = 40
    /// What that one is called, by how many it stands for.
    public var othersLabel: @Sendable (_ count: Int) -> Text = { Text(zh: "其余 \($0) 户", en: "\($0) others") }
    /// Whether the title stands above the picture; without it, it is there for tooltips and screen readers only.
    public var showsTitle = true

    public init() {}
  }

  public static let nodesMax = 100_000
  public static let linksMax = 100_000
  public static let columnsMax = 64

  public let title: String
  public let description: String
  public let language: Language
  public let options: Options
  let graph: LayeredGraph

  /// - Parameter description: a sentence for those who cannot see the picture.
  /// - Precondition: `options.leavesMax > 0`.
  public init(
    title: String, description: String, language: Language, nodes: [FlowNode], links: [FlowLink], options: Options = Options()
  ) throws(FlowFault) {
    precondition(options.leavesMax > 0)
    self.title = title.singleLine
    self.description = description.singleLine
    self.language = language
    self.options = options
    var flows = try FlowGraph(nodes: nodes, links: links)
    var columns = try flows.columns()
    if let folded = flows.foldingSmallestLeaves(columns, max: options.leavesMax, label: { options.othersLabel($0)(language) }) {
      flows = folded
      columns = try flows.columns()
    }
    if options.mergesParallelLinks { flows = flows.mergingParallelArcs { _ in true } }
    graph = LayeredGraph(flows, columns: columns)
  }

  /// The picture as a standalone SVG document in UTF-8 (SVG 1.1), which may also stand inside an HTML page.
  ///
  /// - Complexity: O(s log s) for the s parts of links between neighbouring columns.
  public func svg() -> String {
    FlowDrawing(picture: self, layout: FlowLayout(graph, title: options.showsTitle ? title : nil, language: language)).svg()
  }
}
