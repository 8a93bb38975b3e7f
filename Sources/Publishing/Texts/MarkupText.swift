extension String {
  /// The text as content or quoted attribute value of XML and HTML: the five markup characters as references, and without
  /// the characters that XML 1.0 forbids (W3C, 5th edition, §2.2, production 2), which no reference can stand for.
  var markup: String {
    var result = ""
    result.reserveCapacity(utf8.count)
    for scalar in unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      default: if scalar.isXMLCharacter { result.unicodeScalars.append(scalar) }
      }
    }
    return result
  }

  /// The text as a quoted string of CSS that may stand inside a `style` element (CSS Syntax Level 3, §4.3.7): what could end
  /// the string or the element is a hexadecimal escape.
  var cssString: String {
    var result = "\""
    for scalar in unicodeScalars where scalar.isXMLCharacter {
      switch scalar {
      case "\"", "\\", "<", ">", "&", "\t", "\n", "\r": result += "\\" + String(scalar.value, radix: 16) + " "
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }

  /// The text on one line: what XML forbids is gone, and each run of white space is one space.
  var singleLine: String {
    var result = ""
    var isAfterSpace = true
    for scalar in unicodeScalars where scalar.isXMLCharacter {
      let isSpace = scalar.properties.isWhitespace
      if !isSpace { result.unicodeScalars.append(scalar) } else if !isAfterSpace { result += " " }
      isAfterSpace = isSpace
    }
    if result.hasSuffix(" ") { result.removeLast() }
    return result
  }
}

extension Unicode.Scalar {
  /// Whether XML 1.0 allows the character (§2.2, production 2). A scalar of Swift is never a surrogate.
  fileprivate var isXMLCharacter: Bool {
    switch value {
    case 0x9, 0xA, 0xD, 0x20...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF: true
    default: false
    }
  }
}
