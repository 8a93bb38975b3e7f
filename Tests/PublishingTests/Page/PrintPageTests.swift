import Messages
import Publishing
import Testing

@Suite("A page for print")
struct PrintPageTests {
  private let table = PrintTable(
    caption: "Lots", columns: [.init("Lot"), .init("Grade", .centre), .init("Yuan", .right)],
    rows: [.init(["L-1", "A", "12.00"]), .init(["L-2", "B", "-2.00"], mark: .correction)], total: ["Total", "", "10.00"])

  private func page(_ blocks: [PrintSection.Block], title: String = "结算单", language: Language = .zh, footer: String? = nil) -> PrintPage {
    PrintPage(language: language, title: title, subtitles: ["谷城县"], sections: [PrintSection("明细", blocks)], footer: footer)
  }

  @Test("is well-formed, in its language, and needs nothing else")
  func selfContained() throws {
    let picture = try FlowPicture(
      title: "t", description: "d", language: .zh, nodes: [FlowNode(id: "a", label: "甲")], links: []
    ).svg()
    for language in Language.allCases {
      let html = page(
        [.paragraph("一"), .facts([.init("农户", "王𡐓生")]), .table(table), .figure(svg: picture, caption: "图 1"), .signatures(["制表", "审核"])],
        language: language, footer: "日志头 abc"
      ).html()
      let elements = try XMLReading.elements(of: html)
      #expect(elements[0].attributes["lang"] == (language == .zh ? "zh-CN" : "en"))
      #expect(!elements.contains { ["script", "link", "img", "iframe", "object"].contains($0.name) })
      #expect(!elements.contains { $0.attributes.keys.contains { $0 == "src" || $0 == "href" || $0.hasPrefix("on") } })
      #expect(!html.contains("url("))
      #expect(!html.contains("@import"))
      #expect(elements.contains { $0.attributes["http-equiv"] == "Content-Security-Policy" })
      #expect(elements.filter { $0.attributes["class"] == "line" }.count == 2)
      #expect(elements.contains { $0.name == "svg" && $0.path.last == "figure" })
    }
  }

  @Test("has tables with their head apart, numbers to the right, and the total as the last row")
  func tables() throws {
    let elements = try XMLReading.elements(of: page([.table(table)]).html())
    #expect(elements.filter { $0.name == "th" && $0.path.contains("thead") }.map(\.text) == ["Lot", "Grade", "Yuan"])
    let rows = elements.filter { $0.name == "tr" && $0.path.last == "tbody" }
    #expect(rows.map { $0.attributes["class"] } == [nil, "correction", "total"])
    let cells = elements.filter { $0.name == "td" }
    #expect(cells.map(\.text) == ["L-1", "A", "12.00", "L-2", "B", "-2.00", "Total", "", "10.00"])
    #expect(cells.map { $0.attributes["class"] } == Array(repeating: [nil, "centre", "number"], count: 3).flatMap { $0 })
    #expect(!elements.contains { $0.name == "tfoot" })
  }

  @Test("repeats heads, keeps rows whole and numbers its sheets in print")
  func print() throws {
    let html = page([.table(table)], footer: "head 17").html()
    for rule in [
      "size: A4", "thead { display: table-header-group; }", "break-inside: avoid", "counter(page)", "@bottom-left { content: \"head 17\"",
      "@media print", "tabular-nums",
    ] { #expect(html.contains(rule), "\(rule)") }
  }

  @Test("has room to write in, unbroken times, and sections on sheets of their own, dense where that is asked for")
  func forCarrying() throws {
    let table = PrintTable(columns: [.init("到", .unbroken), .init("签收", isForWriting: true)], rows: [.init(["08:00\n09:00", ""])])
    let page = PrintPage(language: .zh, title: "随车单", sections: [PrintSection("单", [.table(table)], beginsSheet: true)], isDense: true)
    let elements = try XMLReading.elements(of: page.html())
    #expect(elements.filter { $0.name == "td" }.map { $0.attributes["class"] } == ["unbroken", "written"])
    #expect(elements.first { $0.name == "td" }?.text == "08:00\n09:00")
    #expect(elements.first { $0.name == "section" }?.attributes["class"] == "sheet")
    #expect(elements.first { $0.name == "body" }?.attributes["class"] == "dense")
    #expect(page.html().contains("section.sheet { break-before: page; }"))
  }

  @Test("escapes every text, in the style sheet too")
  func escaping() throws {
    let nasty = "<b>&\"'</style><script>alert(1)</script>\u{0}\u{B}\\ 𡐓"
    let shown = "<b>&\"'</style><script>alert(1)</script>\\ 𡐓"
    let table = PrintTable(caption: nasty, columns: [.init(nasty)], rows: [.init([nasty])], total: [nasty])
    let page = PrintPage(
      language: .en, title: nasty, subtitles: [nasty],
      sections: [
        PrintSection(
          nasty, [.paragraph(nasty), .facts([.init(nasty, nasty)]), .table(table), .figure(svg: "", caption: nasty), .signatures([nasty])])
      ], footer: nasty)
    let elements = try XMLReading.elements(of: page.html())
    #expect(!elements.contains { $0.name == "script" || $0.name == "b" })
    #expect(
      elements.filter { $0.text == shown }.map(\.name) == [
        "title", "h1", "p", "h2", "p", "dt", "dd", "caption", "th", "td", "td", "figcaption", "span", "footer",
      ])
    let style = try #require(elements.first { $0.name == "style" }?.text)
    #expect(!style.contains("<"))
    #expect(style.contains(#"content: "\3c b\3e \26 \22 '\3c /style\3e "#))
    #expect(page.html() == page.html())
  }
}
