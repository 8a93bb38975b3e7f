/// `:86:`, information to the account owner: code words between slashes (`/EREF/…/NAME/…/REMI/…`), numbered subfields (`?20…?32…`),
/// or plain text.
struct InformationField {
  let lines: [String]

  /// Code words that are read. Others are part of the text.
  private static let words = ["EREF", "PREF", "NAME", "ACCT", "IBAN", "REMI", "RTRN", "RTXT", "BENM", "ORDP", "TRCD", "CNTP"]

  /// Puts what it tells into the line that it belongs to.
  func fill(_ line: inout StatementLine) {
    let joined = lines.joined()
    if let mark = joined.utf8.first, mark != UInt8(ascii: "/"), joined.utf8.dropFirst(3).first == UInt8(ascii: "?") {
      fillNumbered(joined, &line)
    } else if joined.utf8.first == UInt8(ascii: "/") {
      fillWords(joined, &line)
    } else {
      line.text = Self.join(line.text, lines.map(\.trimmed).joined(separator: " "))
    }
  }

  private static func join(_ a: String, _ b: String) -> String { a.isEmpty ? b : b.isEmpty ? a : "\(a) \(b)" }

  // MARK: /EREF/…

  private func fillWords(_ text: String, _ line: inout StatementLine) {
    var word = ""
    var value = ""
    func take() {
      let content = value.unescapedSlashes.trimmed
      switch word {
      case "EREF": line.reference = content
      case "PREF": line.batchReference = content
      case "NAME": line.counterpartyName = content
      case "ACCT", "IBAN": line.counterpartyAccount = content
      case "RTRN": (line.returnCode, line.isReturn) = (content, true)
      case "RTXT": line.returnText = content
      case "BENM", "ORDP", "TRCD", "CNTP": break
      default: line.text = Self.join(line.text, content)
      }
    }
    // Bytes are cut several times as fast as characters are.
    for part in text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).dropFirst() {
      let part = String(Substring(part))
      if part.utf8.count == 4, Self.words.contains(part) {
        take()
        (word, value) = (part, "")
      } else {
        value += value.isEmpty ? part : "/\(part)"
      }
    }
    take()
  }

  // MARK: ?20…

  /// ?20 to ?29 and ?60 to ?63 text, ?31 account, ?32 and ?33 name (DK, "Schnittstellenspezifikation", the form that most programs know).
  private func fillNumbered(_ text: String, _ line: inout StatementLine) {
    var remittance = ""
    for part in text.split(separator: "?", omittingEmptySubsequences: false).dropFirst() {
      let content = String(part.dropFirst(2))
      switch Int(part.prefix(2)) ?? -1 {
      case 20...29, 60...63: remittance += content
      case 31: line.counterpartyAccount = content.trimmed
      case 32, 33: line.counterpartyName += content
      default: break
      }
    }
    line.counterpartyName = line.counterpartyName.trimmed
    let pieces = Self.tagged(remittance)
    for (tag, content) in pieces {
      switch tag {
      case "EREF": line.reference = content
      case "KREF": line.batchReference = content
      default: line.text = Self.join(line.text, content)
      }
    }
  }

  /// `EREF+…KREF+…SVWZ+…` taken apart; without any, the text itself.
  private static func tagged(_ text: String) -> [(String, String)] {
    let tags = ["EREF+", "KREF+", "MREF+", "CRED+", "SVWZ+"]
    var pieces: [(String, String)] = []
    var (tag, content) = ("", "")
    var rest = Substring(text)
    while let first = rest.first {
      if let found = tags.first(where: { rest.hasPrefix($0) }) {
        pieces.append((tag, content.trimmed))
        (tag, content) = (String(found.dropLast()), "")
        rest.removeFirst(found.count)
      } else {
        content.append(first)
        rest.removeFirst()
      }
    }
    pieces.append((tag, content.trimmed))
    return pieces.filter { !$0.1.isEmpty }
  }
}

extension String {
  /// What ``escapedSlashes`` made readable again.
  var unescapedSlashes: String { utf8.contains(UInt8(ascii: "\\")) ? replacing("\\s", with: "/").replacing("\\b", with: "\\") : self }
  /// Slashes part the code words, so those in a value are written as `\s`, and a backslash as `\b`.
  var escapedSlashes: String {
    utf8.contains { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "\\") } ? replacing("\\", with: "\\b").replacing("/", with: "\\s") : self
  }
}
