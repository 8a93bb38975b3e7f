import Foundation
import Messages
import Tabular

/// Data go to stdout, words to stderr.
enum Terminal {
  static let isJSON = CommandLine.arguments.contains("--json")

  static func print(_ text: String) { write(text + "\n", to: 1) }

  static func note(_ text: String) { write(text + "\n", to: 2) }

  static func report(_ fault: any Fault) {
    let text = fault.text(.ofProcess)
    if isJSON {
      note(json(["error": ["code": fault.code, "message": text]]))
    } else {
      note(say("错误 ", "error ") + fault.code + ": " + text)
    }
  }

  static func table(_ columns: [TerminalTable.Column], _ rows: [[String]]) {
    var table = TerminalTable(columns)
    for row in rows { table.add(row) }
    for line in table.lines() { print(line) }
  }

  static func printJSON(_ value: some Encodable) { print(json(value)) }

  static func json(_ value: some Encodable) -> String {
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(value) else { preconditionFailure("a result that JSON cannot hold") }
    return String(decoding: data, as: UTF8.self)
  }

  private static func write(_ text: String, to descriptor: Int32) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
      // Whoever read our output has gone: nothing is left to say.
      guard count > 0 else { return }
      bytes = bytes.dropFirst(count)
    }
  }
}
