import Foundation
import Testing

/// Files as they were when somebody looked at them. SHANHUO_RECORD=1 writes them anew, to be looked at before they are kept.
enum Golden {
  static func expect(_ text: String, _ name: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
    let url = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Golden/" + name)
    if ProcessInfo.processInfo.environment["SHANHUO_RECORD"] != nil { try text.write(to: url, atomically: true, encoding: .utf8) }
    #expect(try text == String(contentsOf: url, encoding: .utf8), sourceLocation: sourceLocation)
  }
}
