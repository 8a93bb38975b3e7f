import Messages

/// Which message of ISO 20022 a namespace stands for.
enum ISOMessage: Hashable {
  case statement(version: Int)
  case notification(version: Int)
  case statusReport(version: Int)

  static let prefix = "urn:iso:std:iso:20022:tech:xsd:"

  /// Nil for a message or version that is not read.
  init?(namespace: String) {
    guard namespace.hasPrefix(ISOMessage.prefix) else { return nil }
    let parts = namespace.dropFirst(ISOMessage.prefix.count).split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 4, parts[2] == "001", parts[3].utf8.count == 2, let version = Int(parts[3]) else { return nil }
    switch (parts[0], parts[1]) {
    case ("camt", "053") where (2...8).contains(version): self = .statement(version: version)
    case ("camt", "054") where (2...8).contains(version): self = .notification(version: version)
    case ("pain", "002") where (2...12).contains(version): self = .statusReport(version: version)
    default: return nil
    }
  }
}

/// Reads a document of ISO 20022 and hands its message to who reads that.
struct ISODocument {
  let xml: XMLReader
  let output: EventOutput

  /// - Throws: ``BankFileFault``, or what the sink throws.
  func read() throws {
    guard let root = try xml.nextChild() else { throw xml.fault(.cutOff(inside: "XML")) }
    guard root == .document, let message = ISOMessage(namespace: xml.rootNamespace) else {
      throw xml.fault(.unknownMessage(FieldProblem.shown(xml.rootNamespace)))
    }
    var isFound = false
    while let child = try xml.nextChild() {
      switch (message, child) {
      case (.statement, .statementMessage), (.notification, .notificationMessage):
        try AccountMessage(xml: xml, output: output).read()
        isFound = true
      case (.statusReport, .statusMessage):
        try StatusReport(xml: xml, output: output).read()
        isFound = true
      default: try xml.skip()
      }
    }
    guard isFound else { throw xml.fault(.malformed(Text(zh: "文件中没有报文。", en: "there is no message in the file."))) }
    // What stands behind the root element is looked at too.
    while try xml.nextChild() != nil {}
  }
}
