import ArgumentParser

extension GlobalOptions {
  private static let valued = ["--database", "--now", "--actor", "--vault-key", "--lang"]

  /// `shanhuo --lang zh order list` as `shanhuo order list --lang zh`, so that these options may stand before the command too.
  ///
  /// Where no command takes them, because none was named or none is called so, they are left out: the complaint, or the help, is
  /// about the rest, and its language and form were read from the words as they are.
  static func movedBehindCommand(_ arguments: [String]) -> [String] {
    var command: any ParsableCommand.Type = Shanhuo.self
    var names: [String] = []
    var options: [String] = []
    var rest = arguments[...]
    while let word = rest.first {
      if let count = length(of: word) {
        options += rest.prefix(count)
        rest = rest.dropFirst(count)
      } else if let next = command.configuration.subcommands.first(where: { $0._commandName == word }) {
        command = next
        names.append(word)
        rest = rest.dropFirst()
      } else {
        break
      }
    }
    guard command.configuration.subcommands.isEmpty else { return names + rest }
    let words = rest.prefix { $0 != "--" }
    return names + words + options + rest[words.endIndex...]
  }

  /// How many words the option takes; nil where `word` is none of these options.
  private static func length(of word: String) -> Int? {
    let name = String(word.prefix { $0 != "=" })
    guard valued.contains(name) || word == "--json" else { return nil }
    return word == "--json" || name.count < word.count ? 1 : 2
  }
}
