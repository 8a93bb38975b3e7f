import Measures

/// Texts that people typed go into tables and logs, line by line: no control character may stand in them.
extension String {
  /// Holds none of Unicode's control characters (general category Cc).
  var isPlain: Bool {
    if utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return true }
    return unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
  }
}

func requirePlain(_ text: String, _ field: String) throws(EngineFault) {
  guard text.isPlain else { throw .controlCharacters(field: field) }
}
