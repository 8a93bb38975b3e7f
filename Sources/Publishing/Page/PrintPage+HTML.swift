import Messages

extension PrintPage {
  /// The page as HTML in UTF-8, which is well-formed XML too. The policy in its head forbids scripts and anything from elsewhere.
  ///
  /// - Precondition: every row of a table has a cell for each column.
  public func html() -> String {
    let head = [
      "<!DOCTYPE html>", "<html xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"\(language.tag)\">", "<head>", "<meta charset=\"utf-8\"/>",
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\"/>",
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>", "<title>\(title.singleLine.markup)</title>",
      "<style>\n\(stylesheet)</style>", "</head>", isDense ? "<body class=\"dense\">" : "<body>",
    ]
    let header = ["<header>", "<h1>\(title.markup)</h1>"] + subtitles.map { "<p>\($0.markup)</p>" } + ["</header>"]
    let foot = (footer.map { ["<footer>\($0.markup)</footer>"] } ?? []) + ["</body>", "</html>", ""]
    return (head + header + ["<main>"] + sections.flatMap(\.html) + ["</main>"] + foot).joined(separator: "\n")
  }
}

extension PrintSection {
  fileprivate var html: [String] {
    [beginsSheet ? "<section class=\"sheet\">" : "<section>"] + (heading.map { ["<h2>\($0.markup)</h2>"] } ?? []) + blocks.flatMap(\.html)
      + ["</section>"]
  }
}

extension PrintSection.Block {
  fileprivate var html: [String] {
    switch self {
    case .paragraph(let text):
      ["<p>\(text.markup)</p>"]
    case .facts(let facts):
      ["<dl>"] + facts.map { "<div><dt>\($0.name.markup)</dt><dd>\($0.value.markup)</dd></div>" } + ["</dl>"]
    case .table(let table):
      table.html
    case .figure(let svg, let caption):
      ["<figure>", svg, "<figcaption>\(caption.markup)</figcaption>", "</figure>"]
    case .signatures(let labels):
      ["<div class=\"signatures\">"] + labels.map { "<p><span>\($0.markup)</span><span class=\"line\"></span></p>" } + ["</div>"]
    }
  }
}

extension PrintTable {
  fileprivate var html: [String] {
    let caption = caption.map { ["<caption>\($0.markup)</caption>"] } ?? []
    // Not a tfoot, which would be repeated on every sheet.
    let last = total.map { [row($0, class: "total")] } ?? []
    return ["<div class=\"table\">", "<table>"] + caption
      + ["<thead>", "<tr>" + cells(columns.map(\.title), tag: "th", attributes: " scope=\"col\"") + "</tr>", "</thead>", "<tbody>"]
      + rows.map { row($0.cells, class: $0.mark?.rawValue) } + last + ["</tbody>", "</table>", "</div>"]
  }

  private func row(_ texts: [String], class name: String?) -> String {
    "<tr\(name.map { " class=\"\($0)\"" } ?? "")>" + cells(texts, tag: "td", attributes: "") + "</tr>"
  }

  private func cells(_ texts: [String], tag: String, attributes: String) -> String {
    precondition(texts.count == columns.count)
    return zip(columns, texts).map { column, text in
      "<\(tag)\(attributes)\(column.classAttribute)>\(text.markup)</\(tag)>"
    }.joined()
  }
}

extension PrintTable.Column {
  fileprivate var classAttribute: String {
    if isForWriting { return " class=\"written\"" }
    return switch alignment {
    case .left: ""
    case .centre: " class=\"centre\""
    case .unbroken: " class=\"unbroken\""
    case .right: " class=\"number\""
    }
  }
}
