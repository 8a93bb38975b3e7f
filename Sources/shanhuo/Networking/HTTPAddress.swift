/// `http://HOST[:PORT][/PATH]`.
struct HTTPAddress {
  var host: String
  var port: Int
  /// Begins and ends with a slash.
  var path: String

  /// Nil for anything else; `https` too, which routing engines do not speak.
  init?(_ text: String) {
    guard text.hasPrefix("http://"), text.utf8.allSatisfy({ $0 > 32 && $0 < 127 }) else { return nil }
    let rest = text.dropFirst(7)
    let slash = rest.firstIndex(of: "/") ?? rest.endIndex
    let (name, tail) = (rest[..<slash], rest[slash...])
    let colon = name.hasSuffix("]") ? nil : name.lastIndex(of: ":")
    guard let port = colon.map({ Int(name[name.index(after: $0)...]) }) ?? 80, (1...65_535).contains(port) else { return nil }
    let host = name[..<(colon ?? name.endIndex)]
    let isBracketed = host.hasPrefix("[") && host.hasSuffix("]")
    self.host = String(isBracketed ? host.dropFirst().dropLast() : host)
    self.port = port
    path = tail.hasSuffix("/") ? String(tail) : tail + "/"
    guard !self.host.isEmpty, !tail.contains("?"), !tail.contains("#") else { return nil }
  }
}
