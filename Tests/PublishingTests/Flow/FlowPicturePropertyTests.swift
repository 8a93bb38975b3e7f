import Measures
import Messages
import Publishing
import Testing

@Suite("Flow pictures of random flows")
struct FlowPicturePropertyTests {
  /// Links only from earlier nodes to later ones, with amounts of any size up to `fenMax`, zero and equal ones included.
  private func flows(_ random: inout RandomStream, fenMax: Int64) -> (nodes: [FlowNode], links: [FlowLink]) {
    let characters = Array("王李张刘陈杨黄赵𡐓坪镇村香菇茶叶abc xyz019,。·")
    func text(_ random: inout RandomStream, _ length: ClosedRange<Int64>) -> String {
      String((0..<random.int(in: length)).map { _ in random.pick(characters) })
    }
    let count = random.int(in: 1...30)
    let nodes = (0..<count).map { index in
      FlowNode(
        id: FlowNode.ID("n\(index)"), label: text(&random, 1...40), note: random.int(in: 0...1) == 0 ? nil : text(&random, 0...40))
    }
    let links = (0..<(count > 1 ? random.int(in: 0...count * 2) : 0)).map { _ in
      let from = random.int(in: 0...count - 2)
      return FlowLink(
        from: FlowNode.ID("n\(from)"), to: FlowNode.ID("n\(random.int(in: from + 1...min(count - 1, from + 8)))"),
        amount: Money(fen: random.int(in: 0...fenMax) >> random.int(in: 0...40)), label: text(&random, 0...10))
    }
    return (nodes, links)
  }

  @Test(
    "have bands as wide as their amounts, and nothing lies upon anything else", arguments: 0..<40,
    [Int64(5_000), 100_000_000, Int64.max - 1])
  func invariants(run: Int, fenMax: Int64) throws {
    let seed = UInt64.random(in: 1...UInt64.max)
    var random = RandomStream(seed: seed)
    let (nodes, links) = flows(&random, fenMax: fenMax)
    var options = FlowPicture.Options()
    options.mergesParallelLinks = random.int(in: 0...1) == 0
    options.leavesMax = Int(random.int(in: 1...10))
    options.showsTitle = random.int(in: 0...1) == 0
    let picture = try FlowPicture(
      title: "随机的流向 <\(run)> of some length, to be broken where the picture is narrow", description: "",
      language: random.pick(Language.allCases),
      nodes: nodes, links: links, options: options)
    let svg = picture.svg()
    #expect(svg == picture.svg())
    try FlowChecks.check(svg, "seed \(seed)")
  }

  @Test("draw every link that carries something, and every node", arguments: 0..<20)
  func complete(run: Int) throws {
    let seed = UInt64.random(in: 1...UInt64.max)
    var random = RandomStream(seed: seed)
    let (nodes, links) = flows(&random, fenMax: 1_000_000)
    var options = FlowPicture.Options()
    options.mergesParallelLinks = false
    let svg = try FlowPicture(title: "", description: "", language: .en, nodes: nodes, links: links, options: options).svg()
    let picture = try SVGReading(svg)
    let drawn = picture.bands.map { "\($0.from) \($0.to) \($0.fen)" }.sorted()
    #expect(drawn == links.filter { $0.amount > .zero }.map { "\($0.from) \($0.to) \($0.amount.fen)" }.sorted(), "seed \(seed)")
    #expect(Set(picture.bars.keys) == Set(nodes.map(\.id.text)), "seed \(seed)")
  }
}
