import Measures
import Messages
import Publishing
import Testing

@Suite("A time chart")
struct TimeChartTests {
  private let words = TimeChart.Words(
    looks: [.thin: "行驶", .hollow: "等候", .solid: "卸货", .hatched: "装货"], window: "收货时段", mark: "上架", now: "现在")

  private func chart(_ rows: [TimeChart.Row], title: String = "时间图", now: Int64? = nil) -> String {
    TimeChart(title: title, description: "", language: .zh, words: words, rows: rows, now: now).svg()
  }

  @Test("is drawn as it was when somebody looked at it")
  func golden() throws {
    let rows: [TimeChart.Row] = [
      .init(
        label: "R-1 · 四米二冷藏车", note: "05:00-08:10 · 62 公里",
        bars: [
          .init(.thin, from: 300, to: 342), .init(.hatched, from: 342, to: 370, label: "1 盛𡐓镇𡐓坪村"), .init(.thin, from: 370, to: 400),
          .init(.hollow, from: 400, to: 420), .init(.solid, from: 420, to: 432, label: "2 县城超市"), .init(.thin, from: 432, to: 440),
          .init(.solid, from: 440, to: 455, label: "3 县城超市城南店"), .init(.thin, from: 455, to: 490),
        ], windows: [.init(from: 300, to: 370), .init(from: 420, to: 455)], marks: [.init(at: 480, label: "08:00 第 2-3 站")]),
      .init(label: "R-2 · 四米二厢车", note: "06:00-07:00", bars: [.init(.thin, from: 360, to: 420)]),
    ]
    try Golden.expect(chart(rows, now: 445), "chart.svg")
  }

  @Test("has labels that neither overlap nor are crossed by what leads to others", arguments: 0..<40)
  func labels(run: Int) throws {
    let seed = UInt64.random(in: 1...UInt64.max)
    var random = RandomStream(seed: seed)
    let characters = Array("王李坪镇村香菇盛𡐓县城超市")
    var minute: Int64 = 300
    var bars: [TimeChart.Bar] = []
    for _ in 0..<random.int(in: 1...30) {
      let end = minute + random.int(in: 0...25)
      bars.append(.init(.solid, from: minute, to: end, label: String((0..<random.int(in: 1...9)).map { _ in random.pick(characters) })))
      minute = end + random.int(in: 0...40)
    }
    let elements = try XMLReading.elements(of: chart([.init(label: "R-1", note: "", bars: bars)]))
    let texts = try elements.filter { $0.name == "text" && $0.attributes["data-label"] != nil }.map { element in
      let (x, y) = (try element.hundredths("x"), try element.hundredths("y"))
      return Box(left: x, top: y - 1056, right: x + Int64(element.text.unicodeScalars.count) * 1200, bottom: y + 144, name: element.text)
    }
    #expect(texts.count == bars.count, "seed \(seed)")
    let leaders = try elements.filter { $0.name == "line" && $0.attributes["stroke"] == "#777" }.map {
      Box(
        left: try $0.hundredths("x1"), top: try $0.hundredths("y1"), right: try $0.hundredths("x1") + 1, bottom: try $0.hundredths("y2"),
        name: "leader")
    }
    for (index, text) in texts.enumerated() {
      for other in texts[(index + 1)...] { #expect(!text.overlaps(other), "\(text) \(other), seed \(seed)") }
      for leader in leaders { #expect(!text.overlaps(leader), "\(text) \(leader), seed \(seed)") }
    }
  }

  @Test("shows a line for now only where it is in sight")
  func now() {
    let rows = [TimeChart.Row(label: "R-1", note: "", bars: [.init(.thin, from: 300, to: 400)])]
    #expect(chart(rows, now: 330).contains("data-now=\"330\""))
    #expect(!chart(rows, now: 1200).contains("data-now"))
    #expect(!chart(rows).contains("现在"))
  }

  @Test("goes on past midnight")
  func night() {
    let svg = chart([.init(label: "R-1", note: "", bars: [.init(.thin, from: -30, to: 1500)])])
    for hour in [">-1:00<", ">00:00<", ">25:00<"] { #expect(svg.contains(hour), "\(hour)") }
  }

  @Test("escapes every text")
  func escaping() throws {
    let nasty = "<b>&\"'盛𡐓镇"
    let elements = try XMLReading.elements(
      of: chart(
        [.init(label: nasty, note: nasty, bars: [.init(.solid, from: 0, to: 9, label: nasty)], marks: [.init(at: 5, label: nasty)])],
        title: nasty))
    #expect(!elements.contains { $0.name == "b" })
    #expect(elements.filter { $0.name == "text" && $0.text == nasty }.count == 5)
  }
}
