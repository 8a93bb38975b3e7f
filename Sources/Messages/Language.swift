/// A language in which the engine speaks to people.
public enum Language: String, Sendable, CaseIterable, Codable {
  case zh, en

  /// The language of a POSIX locale name such as `zh_CN.UTF-8`; English where it names no Chinese.
  public init(locale: String) {
    self = locale.lowercased().hasPrefix("zh") ? .zh : .en
  }
}

/// One sentence or name in both languages.
public struct Text: Sendable, Hashable, Codable {
  public var zh: String
  public var en: String

  public init(zh: String, en: String) {
    self.zh = zh
    self.en = en
  }

  /// The wording for `language`.
  public func callAsFunction(_ language: Language) -> String {
    switch language {
    case .zh: zh
    case .en: en
    }
  }
}
