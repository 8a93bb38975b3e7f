import Measures
import Messages
import Yams

/// Collects every fault of a Catalogue, so that they are reported at once.
final class FaultList {
  private(set) var faults: [CatalogueFault] = []

  func add(_ problem: CatalogueFault.Problem, _ path: String, line: Int = 1, column: Int = 1) {
    faults.append(CatalogueFault(path: path, line: line, column: column, problem: problem))
  }

  func add(_ problem: CatalogueFault.Problem, at place: SourcePlace) {
    add(problem, place.path, line: place.line, column: place.column)
  }
}

/// Where something stands in the Catalogue's files.
struct SourcePlace: Hashable, CustomStringConvertible {
  var path: String
  var line: Int
  var column: Int

  var description: String { "\(path):\(line):\(column)" }
}

/// A mapping of a YAML file whose keys are asked for one by one; what nobody asked for is reported by ``finish()``.
final class YAMLMapping {
  let path: String
  let place: SourcePlace
  private let node: Node.Mapping
  private let faults: FaultList
  private var asked: [String] = []

  init(_ node: Node.Mapping, path: String, mark: Mark?, faults: FaultList) {
    self.node = node
    self.path = path
    self.faults = faults
    place = SourcePlace(path: path, line: mark?.line ?? 1, column: mark?.column ?? 1)
  }

  private func value(_ key: String) -> Node? {
    asked.append(key)
    return node.first { $0.key.string == key }?.value
  }

  func has(_ key: String) -> Bool { value(key) != nil }

  func place(of key: String) -> SourcePlace {
    guard let mark = node.first(where: { $0.key.string == key })?.value.mark else { return place }
    return SourcePlace(path: path, line: mark.line, column: mark.column)
  }

  func report(_ problem: CatalogueFault.Problem, at key: String) { faults.add(problem, at: place(of: key)) }

  /// Reports the keys that nobody asked for.
  func finish() {
    for (key, _) in node {
      guard let name = key.string, !asked.contains(name) else { continue }
      let place = SourcePlace(path: path, line: key.mark?.line ?? 1, column: key.mark?.column ?? 1)
      faults.add(.unknownKey(name, known: Array(Set(asked)).sorted()), at: place)
    }
  }

  // MARK: Values. What is missing or wrong is reported, and a stand-in returned so that reading goes on.

  func string(_ key: String) -> String {
    guard let node = value(key) else {
      faults.add(.missingKey(key), at: place)
      return ""
    }
    guard let text = node.scalar?.string, !text.isEmpty else {
      report(.notA(Text(zh: "文字", en: "text"), value: ""), at: key)
      return ""
    }
    return text
  }

  func optionalString(_ key: String) -> String? {
    guard let node = value(key) else { return nil }
    guard let text = node.scalar?.string else {
      report(.notA(Text(zh: "文字", en: "text"), value: ""), at: key)
      return nil
    }
    return text.isEmpty || text == "null" || text == "~" ? nil : text
  }

  /// A value that `parse` understands.
  func parsed<Value>(_ key: String, as kind: Text, or standIn: Value, _ parse: (String) -> Value?) -> Value {
    let text = string(key)
    guard !text.isEmpty else { return standIn }
    guard let value = parse(text) else {
      report(.notA(kind, value: text), at: key)
      return standIn
    }
    return value
  }

  func optional<Value>(_ key: String, as kind: Text, _ parse: (String) -> Value?) -> Value? {
    guard let text = optionalString(key) else { return nil }
    guard let value = parse(text) else {
      report(.notA(kind, value: text), at: key)
      return nil
    }
    return value
  }

  func positive(_ key: String) -> Int64 {
    parsed(key, as: Text(zh: "大于零的整数", en: "a whole number above zero"), or: 1) { Int64($0).flatMap { $0 > 0 ? $0 : nil } }
  }

  func text(_ key: String) -> Text {
    guard let mapping = mapping(key) else { return Text(zh: "", en: "") }
    defer { mapping.finish() }
    return Text(zh: mapping.string("zh"), en: mapping.string("en"))
  }

  func mapping(_ key: String) -> YAMLMapping? {
    guard let node = value(key) else {
      faults.add(.missingKey(key), at: place)
      return nil
    }
    guard let mapping = node.mapping else {
      report(.notA(Text(zh: "键值表", en: "a mapping"), value: node.scalar?.string ?? "…"), at: key)
      return nil
    }
    return YAMLMapping(mapping, path: path, mark: node.mark, faults: faults)
  }

  func mappings(_ key: String) -> [YAMLMapping] {
    items(key).compactMap { node in
      guard let mapping = node.mapping else {
        faults.add(
          .notA(Text(zh: "键值表", en: "a mapping"), value: node.scalar?.string ?? "…"), path, line: node.mark?.line ?? 1,
          column: node.mark?.column ?? 1)
        return nil
      }
      return YAMLMapping(mapping, path: path, mark: node.mark, faults: faults)
    }
  }

  func list<Value>(_ key: String, of kind: Text, optional: Bool = false, _ parse: (String) -> Value?) -> [Value] {
    items(key, optional: optional).compactMap { node in
      guard let text = node.scalar?.string, let value = parse(text) else {
        faults.add(
          .notA(kind, value: node.scalar?.string ?? "…"), path, line: node.mark?.line ?? 1, column: node.mark?.column ?? 1)
        return nil
      }
      return value
    }
  }

  private func items(_ key: String, optional: Bool = false) -> [Node] {
    guard let node = value(key) else {
      if !optional { faults.add(.missingKey(key), at: place) }
      return []
    }
    guard let sequence = node.sequence else {
      report(.notA(Text(zh: "列表", en: "a list"), value: node.scalar?.string ?? "…"), at: key)
      return []
    }
    return Array(sequence)
  }
}

extension YAMLMapping {
  func validity() -> Validity {
    Validity(
      from: optional("from", as: Text(zh: "日期 YYYY-MM-DD", en: "a date YYYY-MM-DD")) { Day($0) },
      until: optional("until", as: Text(zh: "日期 YYYY-MM-DD", en: "a date YYYY-MM-DD")) { Day($0) })
  }

  /// Degrees Celsius with at most one decimal, in tenths.
  func decicelsius(_ key: String) -> Int64 {
    parsed(key, as: Text(zh: "摄氏度", en: "degrees Celsius"), or: 0) { Int64(decimal: $0, places: 1) }
  }

  func yuan(_ key: String) -> Money {
    parsed(key, as: Text(zh: "金额(元)", en: "an amount in yuan"), or: .zero) { Money(yuan: $0).flatMap { $0 >= .zero ? $0 : nil } }
  }
}
