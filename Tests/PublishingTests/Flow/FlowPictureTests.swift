import Foundation
import Measures
import Messages
import Publishing
import Testing

@Suite("A flow picture")
struct FlowPictureTests {
  private func node(_ id: String) -> FlowNode { FlowNode(id: FlowNode.ID(id), label: id) }

  private func link(_ from: String, _ to: String, _ fen: Int64, _ label: String = "") -> FlowLink {
    FlowLink(from: FlowNode.ID(from), to: FlowNode.ID(to), amount: Money(fen: fen), label: label)
  }

  private func svg(
    _ nodes: [FlowNode], _ links: [FlowLink], language: Language = .en, options: FlowPicture.Options = FlowPicture.Options()
  ) throws -> String {
    try FlowPicture(title: "Flows", description: "Who pays whom", language: language, nodes: nodes, links: links, options: options).svg()
  }

  private func problem(_ nodes: [FlowNode], _ links: [FlowLink]) -> FlowFault.Problem? {
    do throws(FlowFault) {
      _ = try FlowPicture(title: "", description: "", language: .en, nodes: nodes, links: links)
      return nil
    } catch { return error.problem }
  }

  @Test("is drawn as it was when somebody looked at it")
  func golden() throws {
    let nodes = [
      FlowNode(id: "buyer", label: "武汉中百仓储"), FlowNode(id: "order", label: "订单 O-17", note: "12 箱香菇"),
      FlowNode(id: "household", label: "王𡐓生", note: "赵湾乡𡐓坪村"), FlowNode(id: "tax", label: "增值税"),
    ]
    let links = [
      link("buyer", "order", 1_234_567, "货款"), link("order", "household", 1_222_222, "收购款"), link("order", "tax", 12_345, "税"),
    ]
    let picture = try FlowPicture(
      title: "订单 O-17 的每一分钱", description: "货款分给农户和税", language: .zh, nodes: nodes, links: links)
    try Golden.expect(picture.svg(), "order.svg")
    try FlowChecks.check(picture.svg(), "golden")
  }

  @Test("of flows that run in a circle is refused, with the circle")
  func cycle() {
    let nodes = ["a", "b", "c", "d", "e"].map(node)
    let links = [link("a", "b", 1), link("b", "c", 1), link("c", "d", 1), link("d", "b", 1), link("d", "e", 1)]
    guard case .cycle(let ids) = problem(nodes, links) else {
      Issue.record("no cycle found")
      return
    }
    #expect(Set(ids) == ["b", "c", "d"])
    for (from, to) in zip(ids, ids.dropFirst() + ids.prefix(1)) { #expect(links.contains { $0.from == from && $0.to == to }) }
    #expect(problem([node("a")], [link("a", "a", 0)]) == .cycle(["a"]))
  }

  @Test("of what cannot be drawn is refused, with why")
  func refusals() {
    #expect(problem([], []) == .noNodes)
    #expect(problem([node("a"), node("a")], []) == .duplicateNode("a"))
    #expect(problem([node("a")], [link("a", "b", 1)]) == .unknownNode("b"))
    let negative = FlowFault.Problem.negativeAmount(from: "a", to: "b", amount: Money(fen: -1))
    #expect(problem([node("a"), node("b")], [link("a", "b", -1)]) == negative)
    let chain = (0...64).map { node("\($0)") }
    #expect(problem(chain, (0..<64).map { link("\($0)", "\($0 + 1)", 1) }) == .tooMany(.columns, found: 65, limit: 64))
  }

  @Test("shows one fen beside a million yuan, and says that it is drawn too wide")
  func thin() throws {
    let text = try svg(["a", "b", "c"].map(node), [link("a", "b", 100_000_000), link("a", "c", 1)])
    let picture = try SVGReading(text)
    #expect(picture.bands.map(\.width).min() == 100)
    #expect(text.contains("bands below 1 px are drawn 1 px wide"))
    #expect(text.contains(">¥1,000,000.01</text>"))
    try FlowChecks.check(text, "thin")
    #expect(try !svg(["a", "b"].map(node), [link("a", "b", 100)]).contains("bands below"))
  }

  @Test("adds up amounts beyond 64 bits")
  func huge() throws {
    let text = try svg(["a", "b", "c"].map(node), [link("a", "b", .max), link("a", "b", .max), link("b", "c", .max)])
    #expect(text.contains(">¥184,467,440,737,095,516.14</text>"))
    try FlowChecks.check(text, "huge")
  }

  @Test("merges parallel links where asked, with their labels")
  func merging() throws {
    let links = [link("a", "b", 100, "tea"), link("a", "b", 250, "honey"), link("a", "b", 50, "tea")]
    let text = try svg(["a", "b"].map(node), links)
    #expect(try SVGReading(text).bands.map(\.fen) == [400])
    #expect(text.contains("a → b\ntea, honey ¥4.00"))
    let orders = (1...9).map { link("a", "b", 100, "O-\($0)") }
    #expect(try svg(["a", "b"].map(node), orders).contains("a → b\nO-1, O-2, O-3… ¥9.00"))
    var options = FlowPicture.Options()
    options.mergesParallelLinks = false
    #expect(try SVGReading(svg(["a", "b"].map(node), links, options: options)).bands.map(\.fen).sorted() == [50, 100, 250])
  }

  @Test("folds the smallest leaves into one where there are more than asked for")
  func folding() throws {
    let leaves = (1...60).map { "h\($0)" }
    let nodes = ["a"].map(node) + leaves.map(node)
    let links = leaves.enumerated().map { link("a", $1, Int64($0 + 1) * 100) }
    let text = try svg(nodes, links, language: .zh)
    let picture = try SVGReading(text)
    #expect(picture.bars.count == 41)
    #expect(text.contains(">其余 21 户</text>"))
    #expect(picture.bands.map(\.fen).reduce(0, +) == 183_000)
    #expect(picture.bars.keys.contains("h22") && !picture.bars.keys.contains("h21"))
    try FlowChecks.check(text, "folding")
    var options = FlowPicture.Options()
    options.leavesMax = 60
    #expect(try SVGReading(svg(nodes, links, options: options)).bars.count == 61)
  }

  @Test("keeps a node that receives nothing, without a band")
  func nothing() throws {
    let text = try svg(["a", "b"].map(node), [link("a", "b", 0)])
    let picture = try SVGReading(text)
    #expect(picture.bands.isEmpty)
    #expect(picture.bars["b"]!.left > picture.bars["a"]!.right)
    try FlowChecks.check(text, "nothing")
  }

  @Test("escapes what is markup, and leaves out what XML forbids")
  func escaping() throws {
    let nodes = [FlowNode(id: "<&\"'>", label: "A<b>&\u{0}\u{8}\u{FFFE}\"'"), FlowNode(id: "z", label: "盛𡐓镇\n村", note: "]]>")]
    let text = try FlowPicture(
      title: "</title><script>", description: "a & b", language: .en, nodes: nodes, links: [link("<&\"'>", "z", 1, "x<y")]
    ).svg()
    let picture = try SVGReading(text)
    #expect(picture.elements.first { $0.name == "title" }?.text == "</title><script>")
    #expect(picture.elements.first { $0.name == "desc" }?.text == "a & b")
    #expect(Set(picture.bars.keys) == ["<&\"'>", "z"])
    #expect(picture.texts.contains { $0.name == "A<b>&\"'" })
    #expect(picture.texts.contains { $0.name == "盛𡐓镇 村" })
    #expect(!picture.elements.contains { $0.name == "script" })
  }

  @Test("says what it is to those who cannot see it")
  func accessibility() throws {
    let elements = try SVGReading(svg(["a", "b"].map(node), [link("a", "b", 1)])).elements
    #expect(elements[0].attributes["role"] == "img")
    #expect(elements[0].attributes["lang"] == "en")
    #expect(elements.filter { $0.path == ["svg"] }.prefix(2).map(\.text) == ["Flows", "Who pays whom"])
    for element in elements where element.name == "path" || element.attributes["data-node"] != nil {
      #expect(elements.contains { $0.name == "title" && $0.path.last == element.name })
    }
  }
}
