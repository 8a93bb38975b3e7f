/// The outline of a band: its upper edge forward, its lower edge back. Each segment is a cubic Bézier curve with level ends, so
/// that the band is equally wide wherever it is cut from top to bottom; past a column it runs level.
struct BandPath {
  let text: String

  init(_ band: FlowLayout.Band) {
    let first = band.segments[0]
    var path = "M\(first.left) \(first.start)"
    for (index, segment) in band.segments.enumerated() {
      if index > 0 { path += "H\(segment.left)" }
      let middle = (segment.left + segment.right) / 2
      path += "C\(middle) \(segment.start) \(middle) \(segment.end) \(segment.right) \(segment.end)"
    }
    path += "v\(band.width)"
    for (index, segment) in band.segments.enumerated().reversed() {
      let (start, end) = (segment.start + band.width, segment.end + band.width)
      let middle = (segment.left + segment.right) / 2
      path += "C\(middle) \(end) \(middle) \(start) \(segment.left) \(start)"
      if index > 0 { path += "H\(band.segments[index - 1].right)" }
    }
    text = path + "Z"
  }
}
