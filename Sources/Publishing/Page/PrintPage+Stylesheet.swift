import Messages

extension PrintPage {
  /// Black on white in both media; in print on A4 with the heads of tables on every sheet and no row broken (CSS Fragmentation
  /// Level 3), and sheets numbered in their margins (CSS Paged Media Level 3).
  var stylesheet: String {
    let numbers = Text(zh: "\"第 \" counter(page) \" 页 / 共 \" counter(pages) \" 页\"", en: "counter(page) \" / \" counter(pages)")
    return """
      @page { size: A4; margin: \(isDense ? "11mm 12mm 15mm" : "16mm 15mm 18mm");
        @bottom-left { content: \((footer ?? "").singleLine.cssString); width: 78%; text-align: left; \(PrintPage.marginLook) }
        @bottom-right { content: \(numbers(language)); text-align: right; \(PrintPage.marginLook) }
      }
      \(PrintPage.rules)

      """
  }

  private static let fonts = "\"Noto Sans CJK SC\", \"Noto Sans SC\", \"Source Han Sans SC\", \"Microsoft YaHei\", sans-serif"
  private static let marginLook = "font: 7pt \(fonts); color: #000; vertical-align: top; padding-top: 3mm;"

  private static let rules = """
    * { box-sizing: border-box; }
    body { margin: 0 auto; padding: 24px 20px; max-width: 860px; background: #fff; color: #000; font: 15px/1.55 \(fonts); }
    header { margin-bottom: 18px; border-bottom: 2px solid #000; padding-bottom: 10px; }
    h1 { margin: 0; font-size: 1.6em; line-height: 1.3; font-weight: 600; }
    header p { margin: 2px 0 0; }
    section { margin-top: 22px; }
    h2 { margin: 0 0 8px; font-size: 1.15em; font-weight: 600; }
    h1, h2, p, dd, td, th, figcaption, footer { overflow-wrap: anywhere; }
    p { margin: 0 0 8px; white-space: pre-line; }
    dl { display: grid; grid-template-columns: repeat(auto-fit, minmax(260px, 1fr)); gap: 2px 28px; margin: 0 0 10px; }
    dl div { display: flex; gap: 12px; border-bottom: 1px solid #ccc; padding: 3px 0; }
    dt { flex: 0 0 6.5em; color: #444; }
    dd { margin: 0; flex: 1; font-variant-numeric: tabular-nums; }
    .table { overflow-x: auto; margin-bottom: 12px; }
    table { width: 100%; border-collapse: collapse; font-size: 0.93em; line-height: 1.4; }
    caption { text-align: left; padding: 0 0 4px; font-weight: 600; }
    th { border-top: 1.5px solid #000; border-bottom: 1px solid #000; font-weight: 600; text-align: left; vertical-align: bottom; }
    th, td { padding: 4px 8px; }
    td { border-bottom: 1px solid #ccc; vertical-align: top; white-space: pre-line; }
    th.number, td.number { text-align: right; white-space: nowrap; overflow-wrap: normal; font-variant-numeric: tabular-nums; }
    th.centre, td.centre { text-align: center; }
    th.unbroken, td.unbroken { white-space: pre; overflow-wrap: normal; }
    th.written, td.written { min-width: 17mm; border-left: 1px solid #999; }
    td.written { height: 11mm; }
    tbody tr:last-child td { border-bottom: 1.5px solid #000; }
    tr.total td, tr.subtotal td { border-top: 1px solid #000; font-weight: 600; }
    tr.correction td { font-style: italic; background: #f2f2f2; }
    tr.correction td:first-child { box-shadow: inset 3px 0 0 #000; }
    tr.void td { text-decoration: line-through; color: #555; }
    figure { margin: 0 0 12px; }
    figure svg { display: block; max-width: 100%; height: auto; margin: 0 auto; }
    figcaption { margin-top: 6px; text-align: center; font-size: 0.9em; }
    .signatures { display: grid; grid-template-columns: repeat(auto-fit, minmax(220px, 1fr)); gap: 30px 36px; margin-top: 40px; }
    .signatures p { display: flex; align-items: flex-end; gap: 8px; margin: 0; }
    .signatures .line { flex: 1; min-width: 100px; height: 1.8em; border-bottom: 1px solid #000; }
    footer { margin-top: 26px; border-top: 1px solid #000; padding-top: 6px; font-size: 0.75em; }
    @media print {
      body { max-width: none; padding: 0; font-size: 10pt; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
      .table { overflow: visible; }
      thead { display: table-header-group; }
      tr, dl div, figure, .signatures { break-inside: avoid; }
      tr.total, tr.subtotal { break-before: avoid; }
      h1, h2, caption { break-after: avoid; }
      section.sheet { break-before: page; }
      .dense { font-size: 8.8pt; line-height: 1.4; }
      .dense header { margin-bottom: 8px; padding-bottom: 5px; }
      .dense section { margin-top: 9px; }
      .dense h2 { margin-bottom: 4px; }
      .dense dl { grid-template-columns: repeat(3, 1fr); gap: 0 20px; margin-bottom: 6px; }
      .dense .table { margin-bottom: 6px; }
      .dense th, .dense td { padding: 2px 5px; }
      .dense td.written { height: 8mm; }
      .dense .signatures { grid-template-columns: repeat(4, 1fr); gap: 10px 20px; margin: 12px 0 6px; }
      .dense .signatures .line { min-width: 40px; }
      p { orphans: 2; widows: 2; }
      figure svg { max-height: 225mm; width: auto; }
    }
    """
}
