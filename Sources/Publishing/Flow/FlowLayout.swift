import Messages

/// Everything that is drawn, with its place on the picture.
struct FlowLayout: Sendable {
  struct Bar: Sendable {
    var node: Int
    var left: Pixels
    var top: Pixels
    var height: Pixels
    var colour: Int
  }

  struct Band: Sendable {
    var link: Int
    var width: Pixels
    /// The upper ends of each of its segments.
    var segments: [(left: Pixels, start: Pixels, right: Pixels, end: Pixels)]
    var colour: Int
  }

  struct PlacedText: Sendable {
    enum Side: Sendable {
      /// `x` is where the text ends, or where it starts.
      case leftOf, rightOf
    }

    var lines: [FlowLabel.Line]
    var side: Side
    var x: Pixels
    var top: Pixels
    /// Whether bands may run below it.
    var isOverBands: Bool
  }

  static let margin: Pixels = 16
  static let barWidth: Pixels = 14
  static let labelGap: Pixels = 6
  static let widthMin: Pixels = 480

  private(set) var bars: [Bar] = []
  private(set) var bands: [Band] = []
  private(set) var labels: [PlacedText] = []
  private(set) var title: PlacedText?
  private(set) var legend: FlowLegend?
  private(set) var width: Pixels
  private(set) var height: Pixels

  init(_ graph: LayeredGraph, title titleText: String?, language: Language) {
    let measures = FlowMeasures(graph)
    let placement = FlowPlacement(graph, measures)
    let lefts = FlowLayout.lefts(graph, measures, height: placement.height)
    let lastLabels = graph.columns.last!.filter { $0 < graph.nodeCount }.map { measures.labels[$0].width }.max() ?? 0
    width = max(FlowLayout.widthMin, lefts.last! + FlowLayout.barWidth + FlowLayout.labelGap + lastLabels + FlowLayout.margin)

    var top = FlowLayout.margin
    if let titleText, !titleText.isEmpty {
      let title = FlowLayout.title(titleText, width: width)
      self.title = title
      top += title.lines.map(\.height).sum() + 12
    }
    let colours = BandColours(graph, columns: placement.columns)
    height = top + placement.height + FlowLayout.margin
    place(graph, measures, placement, colours: colours, lefts: lefts, top: top)
    if let legend = FlowLegend(measures.scale, graph.flows, top: height, width: width, language: language) {
      self.legend = legend
      height += legend.height + FlowLayout.margin
    }
  }

  /// By column, the left of its bars: room for the labels of inner columns, and more where the picture is high, lest bands run
  /// too steeply.
  private static func lefts(_ graph: LayeredGraph, _ measures: FlowMeasures, height: Pixels) -> [Pixels] {
    let labels = graph.columns.map { column in column.filter { $0 < graph.nodeCount }.map { measures.labels[$0].width }.max() ?? 0 }
    let distanceMin = min(max(height / 3, 170), 360)
    var lefts: [Pixels] = []
    for column in labels.indices {
      switch column {
      case 0: lefts.append(margin + (labels.count > 1 ? labels[0] + labelGap : 0))
      case 1: lefts.append(lefts[0] + barWidth + distanceMin)
      default: lefts.append(lefts[column - 1] + barWidth + max(distanceMin, labelGap + labels[column - 1] + 70))
      }
    }
    return lefts
  }

  private static func title(_ text: String, width: Pixels) -> PlacedText {
    let fontSize: Pixels = 16
    let widthMax = (width - margin * 2).hundredths * 1000 / fontSize.hundredths
    let lines = wrapped(text, widthMax: widthMax, linesMax: 3).map {
      FlowLabel.Line(text: $0, fontSize: fontSize, height: 22, isStrong: true)
    }
    return PlacedText(lines: lines, side: .rightOf, x: margin, top: margin, isOverBands: false)
  }

  private mutating func place(
    _ graph: LayeredGraph, _ measures: FlowMeasures, _ placement: FlowPlacement, colours: BandColours, lefts: [Pixels], top: Pixels
  ) {
    for node in placement.columns.flatMap({ $0 }) where node < graph.nodeCount {
      let bar = Bar(
        node: node, left: lefts[graph.columnOf[node]], top: top + placement.barTops[node], height: measures.barHeights[node],
        colour: colours.ofNode[node])
      bars.append(bar)
      labels.append(FlowLayout.label(of: bar, measures.labels[node], column: graph.columnOf[node], last: lefts.count - 1))
    }
    bands = graph.flows.arcs.indices.map { link in
      Band(link: link, width: measures.bandWidths[link], segments: [], colour: colours.ofNode[graph.flows.arcs[link].from])
    }
    for (index, segment) in graph.segments.enumerated() {
      bands[segment.link].segments.append(
        (
          left: lefts[graph.columnOf[segment.from]] + FlowLayout.barWidth,
          start: top + placement.barTops[segment.from] + placement.startOffsets[index],
          right: lefts[graph.columnOf[segment.to]],
          end: top + placement.barTops[segment.to] + placement.endOffsets[index]
        ))
    }
    bands.removeAll { $0.width == 0 }
  }

  /// Outside the bands in the first and last column, else to the right of the bar, where its own bands begin.
  private static func label(of bar: Bar, _ label: FlowLabel, column: Int, last: Int) -> PlacedText {
    let isLeft = column == 0 && last > 0
    return PlacedText(
      lines: label.lines, side: isLeft ? .leftOf : .rightOf,
      x: isLeft ? bar.left - labelGap : bar.left + barWidth + labelGap,
      top: bar.top + (bar.height - label.height) / 2, isOverBands: column > 0 && column < last)
  }
}
