/// The lines beside a node: what it is called, its value, its note.
struct FlowLabel: Sendable {
  struct Line: Sendable {
    var text: String
    var fontSize: Pixels
    var height: Pixels
    var isStrong: Bool

    var width: Pixels { Pixels(width: text, fontSize: fontSize) }
    /// From the line's top: the ideographs of a CJK face reach 0.88 em above the baseline.
    var baseline: Pixels { (height - fontSize) / 2 + fontSize * 88 / 100 }
  }

  let lines: [Line]
  let width: Pixels
  let height: Pixels

  /// Thousandths of an em of the label's size.
  static let widthMax: Int64 = 16_000

  init(_ node: FlowNode, fen: Int128) {
    let amount = "¥" + printedYuan(fen: fen)
    let note = (node.note ?? "").singleLine
    let both = note.isEmpty ? amount : amount + " · " + note
    let fitsOneLine = widthThousandths(both) <= FlowLabel.widthMax
    let details = fitsOneLine ? [both] : [amount] + wrapped(note, widthMax: FlowLabel.widthMax, linesMax: 2)
    lines =
      wrapped(node.label.singleLine, widthMax: FlowLabel.widthMax, linesMax: 3).map {
        Line(text: $0, fontSize: 13, height: 17, isStrong: true)
      } + details.map { Line(text: $0, fontSize: 11, height: 15, isStrong: false) }
    width = lines.map(\.width).max() ?? 0
    height = lines.map(\.height).sum()
  }
}
