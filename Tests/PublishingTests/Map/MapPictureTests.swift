import Foundation
import Measures
import Messages
import Publishing
import Testing

@Suite("A map of routes")
struct MapPictureTests {
  static let words = MapPicture.Words(
    stop: "站点", depot: "车场", station: "收费站", landmark: "乡镇", assumed: "空心:位置是假定的", road: "高速")

  private func point(_ east: Int64, _ north: Int64) -> MapPicture.Point { .init(eastMetres: east, northMetres: north) }

  private func map(_ marks: [MapPicture.Mark], _ routes: [MapPicture.Route], title: String = "车次图", notes: [String] = []) -> String {
    MapPicture(title: title, description: "", language: .zh, words: MapPictureTests.words, marks: marks, routes: routes, notes: notes).svg()
  }

  /// The boxes of all labels, as drawn.
  private func labels(_ svg: String) throws -> [Box] {
    try XMLReading.elements(of: svg).filter { $0.name == "rect" && $0.attributes["data-label"] != nil }.map {
      let (left, top) = (try signed($0, "x"), try signed($0, "y"))
      return Box(
        left: left, top: top, right: left + (try signed($0, "width")), bottom: top + (try signed($0, "height")),
        name: $0.attributes["data-label"] ?? "")
    }
  }

  /// Labels may stand left of or above where the map begins.
  private func signed(_ element: Element, _ name: String) throws -> Int64 {
    let text = element.attributes[name] ?? ""
    return text.hasPrefix("-") ? -(try SVGReading.hundredths(String(text.dropFirst()))) : try SVGReading.hundredths(text)
  }

  @Test("is drawn as it was when somebody looked at it")
  func golden() throws {
    let (depot, village, shop) = (point(0, 0), point(-9000, 4000), point(5200, -2100))
    let marks: [MapPicture.Mark] = [
      .init(.depot, at: depot, label: "快递物流中心"),
      .init(.stop, at: village, label: "盛𡐓镇𡐓坪村", isAssumed: true, tags: [.init(route: 0, text: "A1")]),
      .init(.stop, at: shop, label: "县城超市", tags: [.init(route: 0, text: "A2"), .init(route: 1, text: "B1")]),
      .init(.station, at: point(1500, 300), label: "谷城收费站"), .init(.landmark, at: point(-3000, -1000), label: "石花镇"),
    ]
    let routes: [MapPicture.Route] = [
      .init(letter: "A", label: "R-1 · 四米二冷藏车", points: [depot, village, shop, depot]),
      .init(letter: "B", label: "R-2 · 四米二厢车", points: [depot, shop, depot]),
    ]
    let svg = MapPicture(
      title: "谷城县车次图", description: "两个车次", language: .zh, words: MapPictureTests.words, marks: marks, routes: routes,
      roads: [[point(-9500, 300), point(5000, 300)]], notes: ["直线连接,不是实际道路。"]
    ).svg()
    try Golden.expect(svg, "map.svg")
  }

  @Test("has labels that never lie upon one another or upon a mark", arguments: 0..<8)
  func noOverlaps(run: Int) throws {
    let seed = UInt64.random(in: 1...UInt64.max)
    var random = RandomStream(seed: seed)
    let characters = Array("王李坪镇村香菇盛𡐓县城超市农贸abc12")
    // Some crowds so dense that places coincide.
    let spread = random.pick([Int64(0), 50, 1000, 40_000])
    let centres = (0..<random.int(in: 1...5)).map { _ in point(random.int(in: 0...60_000), random.int(in: 0...60_000)) }
    var marks: [MapPicture.Mark] = []
    for _ in 0..<random.int(in: 1...40) {
      let centre = random.pick(centres)
      let at = point(centre.eastMetres + random.int(in: 0...spread), centre.northMetres + random.int(in: 0...spread))
      let label = String((0..<random.int(in: 0...14)).map { _ in random.pick(characters) })
      let tags = (0..<random.int(in: 0...8)).map { MapPicture.Tag(route: Int(random.int(in: 0...2)), text: "A\($0)") }
      marks.append(
        .init(random.pick(MapPicture.Mark.Kind.allCases), at: at, label: label, isAssumed: random.int(in: 0...1) == 0, tags: tags))
    }
    marks.append(.init(.depot, at: centres[0], label: "车场"))
    let routes = (0..<3).map { MapPicture.Route(letter: "\($0)", label: "R-\($0)", points: (0..<8).map { _ in random.pick(marks).at }) }
    let svg = map(marks, routes)
    #expect(svg == map(marks, routes), "seed \(seed)")
    let boxes = try labels(svg)
    let drawn = Set(boxes.map(\.name))
    for (index, mark) in marks.enumerated() where mark.kind != .landmark { #expect(drawn.contains("\(index)"), "seed \(seed)") }
    for (index, box) in boxes.enumerated() {
      for other in boxes[(index + 1)...] { #expect(!box.overlaps(other), "\(box) \(other), seed \(seed)") }
    }
    let circles = try XMLReading.elements(of: svg).filter { $0.name == "circle" && $0.attributes["r"] == "6" && $0.path.count == 1 }
    for circle in circles.dropLast(2) {
      let (x, y) = (try signed(circle, "cx"), try signed(circle, "cy"))
      let mark = Box(left: x - 600, top: y - 600, right: x + 600, bottom: y + 600, name: "mark")
      for box in boxes { #expect(!mark.overlaps(box), "\(box), seed \(seed)") }
    }
  }

  @Test("tells routes apart without colours")
  func dashes() throws {
    let points = [point(0, 0), point(9000, 0)]
    let routes = (0..<11).map { MapPicture.Route(letter: "\($0)", label: "R-\($0)", points: points) }
    let lines = try XMLReading.elements(of: map([.init(.depot, at: points[0], label: "a")], routes)).filter {
      $0.attributes["data-route"] != nil
    }
    #expect(lines.count == 11)
    #expect(Set(lines.map { "\($0.attributes["stroke"] ?? "") \($0.attributes["stroke-dasharray"] ?? "")" }).count == 11)
    for (line, next) in zip(lines, lines.dropFirst()) {
      #expect(line.attributes["stroke-dasharray"] != next.attributes["stroke-dasharray"])
      // Side by side, not upon one another.
      #expect(line.attributes["y1"] != next.attributes["y1"])
    }
  }

  @Test("draws assumed positions hollow and says so, and nothing of the kind where there are none")
  func assumed() throws {
    let known = map([.init(.stop, at: point(0, 0), label: "甲")], [])
    let assumed = map([.init(.stop, at: point(0, 0), label: "甲", isAssumed: true)], [])
    #expect(!known.contains("假定"))
    #expect(assumed.contains("空心:位置是假定的"))
    #expect(try XMLReading.elements(of: assumed).filter { $0.name == "circle" && $0.attributes["fill"] == "#fff" }.count == 2)
  }

  @Test("escapes every text")
  func escaping() throws {
    let nasty = "<b>&\"'\u{0}盛𡐓镇"
    let svg = map(
      [.init(.stop, at: point(0, 0), label: nasty, tags: [.init(route: 0, text: nasty)])],
      [.init(letter: nasty, label: nasty, points: [point(0, 0), point(1, 1)])], title: nasty, notes: [nasty])
    let elements = try XMLReading.elements(of: svg)
    #expect(!elements.contains { $0.name == "b" })
    #expect(elements.filter { $0.name == "text" && $0.text == "<b>&\"'盛𡐓镇" }.count == 6)
  }
}
