import Foundation
import Messages
import Tabular

/// Data go to stdout, words to stderr.
enum Terminal {
  static let isJSON = CommandLine.arguments.contains("--json")

  static func print(_ text: String) { write(text + "\n", to: 1) }

  static func note(_ text: String) { write(text + "\n", to: 2) }

  static func report(_ fault: any Fault) { tell(fault, "error", say("错误 ", "error ")) }

  /// What does not stop a command and should be known.
  static func warn(_ fault: any Fault) { tell(fault, "warning", say("提醒 ", "warning ")) }

  private static func tell(_ fault: any Fault, _ key: String, _ word: String) {
    let text = fault.text(.ofProcess)
    note(isJSON ? json([key: ["code": fault.code, "message": text]]) : word + fault.code + ": " + text)
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

  /// The error (errno) by which output to stdout was lost; nil where all of it went out, or its reader had gone.
  nonisolated(unsafe) private(set) static var failure: Int32?

  private static func write(_ text: String, to descriptor: Int32) { write(Array(text.utf8), to: descriptor) }

  /// Data of any kind, to stdout.
  static func write(_ bytes: [UInt8]) { write(bytes, to: 1) }

  private static func write(_ bytes: [UInt8], to descriptor: Int32) {
    var bytes = bytes[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else {
        // Whoever read our output has gone: nothing is left to say.
        if descriptor == 1, errno != EPIPE { failure = errno }
        return
      }
      bytes = bytes.dropFirst(count)
    }
  }
}
