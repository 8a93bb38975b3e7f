import Messages

extension Language {
  /// The language tag of documents (BCP 47).
  var tag: String {
    switch self {
    case .zh: "zh-CN"
    case .en: "en"
    }
  }
}
