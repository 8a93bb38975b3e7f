public import ArgumentParser
import Glibc
public import Messages

extension Language {
  /// `--lang` where it is given, else the locale of LC_ALL, LC_MESSAGES or LANG.
  static let ofProcess: Language = {
    let arguments = CommandLine.arguments
    for (index, argument) in arguments.enumerated() {
      if argument.hasPrefix("--lang=") { return Language(rawValue: String(argument.dropFirst(7))) ?? .en }
      if argument == "--lang", index + 1 < arguments.count { return Language(rawValue: arguments[index + 1]) ?? .en }
    }
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy.compactMap(environment).first { !$0.isEmpty }
    return Language(locale: locale ?? "")
  }()
}

extension Language: ExpressibleByArgument {}

/// The wording in the user's language.
func say(_ zh: String, _ en: String) -> String { Text(zh: zh, en: en)(.ofProcess) }

/// The example that ends a command's help.
func example(_ line: String) -> String { say("示例:\n  ", "Example:\n  ") + line }

func environment(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }
