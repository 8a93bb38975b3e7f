import Messages
import Publishing
import Testing

@Suite("A picture of a box")
struct BoxPictureTests {
  private func picture(_ parts: [BoxPicture.Part], label: String = "车场装车") -> String {
    BoxPicture(title: "装车图", language: .zh, farEnd: "车头", door: "车门", strips: [.init(label: label, parts: parts)]).svg()
  }

  @Test("is drawn as it was when somebody looked at it")
  func golden() throws {
    let svg = picture([
      .init(label: "3", millionths: 300_000, isNew: false), .init(label: "3", millionths: 100_000, isNew: true),
      .init(label: "2", millionths: 1000, isNew: true),
    ])
    try Golden.expect(svg, "box.svg")
  }

  @Test("has its parts from the far end to the door, and all of them within the box")
  func order() throws {
    let parts = (0..<40).map { BoxPicture.Part(label: "\($0)", millionths: 500_000, isNew: $0 % 2 == 0) }
    let texts = try XMLReading.elements(of: picture(parts)).filter { $0.attributes["data-part"] != nil }
    let places = try texts.map { try $0.hundredths("x") }
    #expect(places == places.sorted())
    #expect(places.allSatisfy { (12_000...68_000).contains($0) })
  }

  @Test("escapes every text")
  func escaping() throws {
    let elements = try XMLReading.elements(of: picture([.init(label: "<&𡐓", millionths: 900_000, isNew: true)], label: "<b>"))
    #expect(elements.filter { $0.name == "text" }.map(\.text) == ["◀ 车头", "车门 ▶", "<b>", "<&𡐓"])
  }
}
