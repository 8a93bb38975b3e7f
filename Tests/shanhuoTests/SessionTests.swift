import Foundation
import Testing

/// The program that was built with these tests.
let program = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent().appendingPathComponent("shanhuo").path

let packageFolder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

/// A folder of its own for one test, with the Catalogue in it.
final class Workplace {
  let folder: URL
  var environment = ["SHANHUO_NOW": "2020-10-07T08:00", "LANG": "en_US.UTF-8", "PATH": "/usr/bin:/bin"]

  init() throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("shanhuo-" + UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      at: folder.appendingPathComponent("Catalog"), withDestinationURL: packageFolder.appendingPathComponent("Catalog"))
    environment["SHANHUO"] = program
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// Runs a line of shell in which `shanhuo` is the program; output of both kinds, then `exit N` where it is not 0.
  func run(_ line: String) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/bash")
    process.arguments = ["-c", "shanhuo() { \"$SHANHUO\" \"$@\"; }; exec 2>&1; \(line)"]
    process.currentDirectoryURL = folder
    process.environment = environment
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardInput = FileHandle.nullDevice
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    let status = process.terminationStatus
    return String(decoding: data, as: UTF8.self) + (status == 0 ? "" : "exit \(status)\n")
  }
}

@Suite("Golden sessions")
struct SessionTests {
  static let folder = packageFolder.appendingPathComponent("Tests/shanhuoTests/Sessions")
  static let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [])
    .filter { $0.hasSuffix(".session") }.sorted()

  /// What differs from run to run: hashes, durations.
  static func steady(_ text: String) -> String {
    text.replacing(/[0-9a-f]{64}/, with: "<hash>").replacing(/"seconds":[0-9.e-]+/, with: "\"seconds\":<seconds>")
      .replacing(/, in [0-9.e-]+ s/, with: ", in <seconds> s").replacing(/,[0-9.e-]+ 秒/, with: ",<seconds> 秒")
  }

  /// A session is lines of `$ command`, each followed by what it prints, and `;; remarks`. SHANHUO_RECORD=1 writes it anew, to be read before it is kept.
  @Test("print what they printed when somebody read them", arguments: names)
  func session(name: String) throws {
    let url = SessionTests.folder.appendingPathComponent(name)
    let expected = try String(contentsOf: url, encoding: .utf8)
    let workplace = try Workplace()
    if name.contains("zh") { workplace.environment["LANG"] = "zh_CN.UTF-8" }
    var found = ""
    for line in expected.split(separator: "\n", omittingEmptySubsequences: false) where line.hasPrefix("$ ") || line.hasPrefix(";; ") {
      found += line + "\n"
      if line.hasPrefix("$ ") { found += SessionTests.steady(try workplace.run(String(line.dropFirst(2)))) }
    }
    if ProcessInfo.processInfo.environment["SHANHUO_RECORD"] != nil {
      try found.write(to: url, atomically: true, encoding: .utf8)
    } else {
      #expect(found == expected)
    }
  }

  @Test("are there")
  func someSessions() { #expect(SessionTests.names.count >= 4) }
}
