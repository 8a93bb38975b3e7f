import Foundation
import Testing

@Suite("The documents")
struct DocumentTests {
  /// Every file below `Sources`, joined.
  private func sources() throws -> String {
    let folder = packageFolder.appendingPathComponent("Sources").path
    let paths = try #require(FileManager.default.enumerator(atPath: folder)).compactMap { $0 as? String }
    return try paths.filter { $0.hasSuffix(".swift") }
      .map { try String(contentsOfFile: folder + "/" + $0, encoding: .utf8) }.joined()
  }

  @Test("list every error code there is, and no other")
  func errorCodes() throws {
    let raised = Set(try sources().matches(of: /"(E-[A-Z]+-[0-9]{3})"/).map { String($0.1) })
    let document = try String(contentsOf: packageFolder.appendingPathComponent("docs/ERRORS.md"), encoding: .utf8)
    let listed = Set(document.matches(of: /\| (E-[A-Z]+-[0-9]{3}) \|/).map { String($0.1) })
    #expect(raised.subtracting(listed).sorted() == [])
    #expect(listed.subtracting(raised).sorted() == [])
  }

  @Test("name only files that are there", arguments: ["README.md", "docs/ARCHITECTURE.md"])
  func links(document: String) throws {
    let text = try String(contentsOf: packageFolder.appendingPathComponent(document), encoding: .utf8)
    for match in text.matches(of: /\]\(([^)]+)\)/) {
      #expect(FileManager.default.fileExists(atPath: packageFolder.appendingPathComponent(String(match.1)).path), "\(match.1)")
    }
  }
}
