/// A graph whose links run between neighbouring columns only: where one passes a column, it has a waypoint there (the dummy
/// vertices of Sugiyama et al. 1981), which keeps its band apart from the nodes of that column.
struct LayeredGraph: Sendable {
  struct Segment: Sendable {
    var from: Int
    var to: Int
    var link: Int
  }

  let flows: FlowGraph
  /// By vertex; the nodes come first, then the waypoints.
  let columnOf: [Int]
  /// By column, its vertices in the order of the nodes and links given.
  let columns: [[Int]]
  let segments: [Segment]
  /// By link, the vertices from its source to its target.
  let paths: [[Int]]

  init(_ flows: FlowGraph, columns columnOfNode: [Int]) {
    self.flows = flows
    var columnOf = columnOfNode
    var columns = [[Int]](repeating: [], count: (columnOfNode.max() ?? 0) + 1)
    for node in flows.nodes.indices { columns[columnOf[node]].append(node) }
    var segments: [Segment] = []
    var paths: [[Int]] = []
    for (link, arc) in flows.arcs.enumerated() {
      var path = [arc.from]
      for column in columnOf[arc.from] + 1..<columnOf[arc.to] {
        path.append(columnOf.count)
        columns[column].append(columnOf.count)
        columnOf.append(column)
      }
      path.append(arc.to)
      for (from, to) in zip(path, path.dropFirst()) { segments.append(Segment(from: from, to: to, link: link)) }
      paths.append(path)
    }
    self.columnOf = columnOf
    self.columns = columns
    self.segments = segments
    self.paths = paths
  }

  var vertexCount: Int { columnOf.count }
  var nodeCount: Int { flows.nodes.count }
}
