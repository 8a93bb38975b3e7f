/// How one line is told from others: by its colour, and in black and white by its dashes.
///
/// The colours are those of Okabe and Ito (“Color Universal Design”, 2008) and of Tol (“Colour Schemes”, 2021) that stand out on white;
/// eleven colours and five dashes share no factor, so that fifty-five lines differ.
struct LineLook: Sendable, Hashable {
  let colour: String
  /// Lengths of strokes and gaps; empty for a line without gaps.
  let dashes: String
  /// Of text on the colour.
  let textColour: String

  private static let colours = [
    "#0072b2", "#d55e00", "#117733", "#882255", "#56b4e9", "#e69f00", "#332288", "#333333", "#aa4499", "#777711",
    "#8b4513",
  ]
  private static let dashes = ["", "11 4", "3 3", "13 4 3 4", "7 3 2 3 2 3"]

  init(_ index: Int) {
    colour = LineLook.colours[index % LineLook.colours.count]
    dashes = LineLook.dashes[index % LineLook.dashes.count]
    textColour = ["#56b4e9", "#e69f00"].contains(colour) ? "#000" : "#fff"
  }

  var stroke: String { "stroke=\"\(colour)\"" + (dashes.isEmpty ? "" : " stroke-dasharray=\"\(dashes)\"") }
}
