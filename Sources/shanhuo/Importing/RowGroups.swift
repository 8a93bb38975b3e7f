import Engine
import Messages
import Tabular

/// Rows of a file that share their key and follow each other, one group after the other. A group comes whole or not at all.
///
/// A row that cannot be read refuses the group it belongs to. Where its key cannot be read either, it may have been the last
/// row of the group before it or the first of the one behind it, so both are refused. Rows whose key was there before and
/// ended are refused too: half of their group is in already, or was refused.
final class RowGroups {
  private typealias Key = [[UInt8]]
  private enum Ahead {
    case end
    case row
    /// With the key of its group, where that could be read.
    case broken(TabularFault, Key?)
  }

  private let table: CSVTable
  private let keys: [Int]
  private let names: [Int]
  private let knows: ([String]) -> Bool
  private var ahead = Ahead.end
  private var begun = BegunGroups()
  /// The group that was refused last: rows of it may still follow.
  private var refused: (key: Key, fault: ImportFault)?
  /// A broken row that may have been the first of the group behind it.
  private var suspect: Int?

  /// - Parameters:
  ///   - keys: columns that are the same, and not empty, in all rows of a group.
  ///   - knows: whether a broken row's key can be one, so that what is left of a row is not taken for the beginning of one.
  init(_ table: CSVTable, keys: [Int], knows: @escaping ([String]) -> Bool) {
    self.table = table
    self.keys = keys
    self.knows = knows
    names = keys.map { table.place($0) ?? 0 }
    advance()
  }

  /// The next group, or what is wrong with it; nil at the end. The table stands at the row that `begin` and `row` are about.
  func next<Draft>(
    begin: () throws -> Draft, row: (inout Draft) throws -> Void, end: (Draft) -> Submission
  ) throws -> ImportItem? {
    switch ahead {
    case .end: return nil
    case .broken(let fault, let key): return brokenRow(fault, key)
    case .row:
      if let refused, stands(at: refused.key) { return furtherRow(refused.fault) }
      return try group(begin, row, end)
    }
  }

  private func group<Draft>(
    _ begin: () throws -> Draft, _ row: (inout Draft) throws -> Void, _ end: (Draft) -> Submission
  ) throws -> ImportItem {
    let key = names.map(table.reader.bytes)
    if let fault = doubt(about: key) { return refuse(key, fault) }
    var rows: [ImportRow] = []
    var fault: ImportFault?
    var draft: Draft?
    func noting(_ body: () throws -> Void) throws {
      do { try body() } catch let found as any Fault { fault = fault ?? ImportFault(line: table.reader.line, fault: found) }
    }
    try noting { draft = try begin() }
    repeat {
      rows.append(table.row())
      if draft != nil { try noting { try row(&draft!) } }
      advance()
    } while stands(at: key)
    if case .broken(let broken, let owner) = ahead, owner == nil || owner == key { return breakOff(rows, key, broken, owner) }
    guard fault == nil, let draft else { return ImportItem(rows: rows, result: .failure(fault!)) }
    return ImportItem(rows: rows, result: .success(end(draft)))
  }

  /// Why the group that begins at the present row cannot be whole; nil where nothing says so.
  private func doubt(about key: Key) -> ImportFault? {
    refused = nil
    let line = table.reader.line
    let broken = suspect
    suspect = nil
    if let first = begun.begin(key, at: line) { return ImportFault(line: line, fault: RowGroupFault.notTogether(first: first)) }
    return broken.map { ImportFault(line: line, fault: RowGroupFault.rowBroken(line: $0)) }
  }

  // MARK: Refusing

  /// Refuses the group that begins at the present row; its further rows come one by one.
  private func refuse(_ key: Key, _ fault: ImportFault) -> ImportItem {
    defer { advance() }
    refused = (key, fault)
    return ImportItem(rows: [table.row()], result: .failure(fault))
  }

  private func furtherRow(_ fault: ImportFault) -> ImportItem {
    defer { advance() }
    // The group goes on behind the broken row, so the row was its own.
    suspect = nil
    return ImportItem(rows: [table.row()], result: .failure(fault), isContinued: true)
  }

  /// Ends a group at a broken row that is, or may be, one of its rows.
  private func breakOff(_ rows: [ImportRow], _ key: Key, _ broken: TabularFault, _ owner: Key?) -> ImportItem {
    defer { advance() }
    let fault = ImportFault(line: broken.line, fault: RowGroupFault.rowBroken(line: broken.line))
    var rows = rows
    for index in rows.indices { rows[index].fault = fault.fault }
    rows.append(table.row())
    refused = (key, fault)
    suspect = owner == nil || broken.mayHideRows ? broken.line : nil
    return ImportItem(rows: rows, result: .failure(ImportFault(line: broken.line, fault: broken)))
  }

  /// A broken row that does not stand behind a row of its group.
  private func brokenRow(_ broken: TabularFault, _ key: Key?) -> ImportItem {
    defer { advance() }
    if key == nil || broken.mayHideRows { suspect = broken.line }
    let isContinued = key != nil && key == refused?.key
    if let key, !isContinued {
      let fault = begun.begin(key, at: broken.line).map { RowGroupFault.notTogether(first: $0) } ?? .rowBroken(line: broken.line)
      refused = (key, ImportFault(line: broken.line, fault: fault))
    }
    return ImportItem(
      rows: [table.row()], result: .failure(ImportFault(line: broken.line, fault: broken)), isContinued: isContinued)
  }

  // MARK: Rows

  private func stands(at key: Key) -> Bool {
    guard case .row = ahead else { return false }
    // From the last field on: it is the one that differs.
    return zip(names, key).reversed().allSatisfy { table.reader.field($0, equals: $1) }
  }

  private func advance() {
    do {
      ahead = try table.next() ? .row : .end
      guard case .row = ahead, let empty = keys.first(where: { table.reader.isEmpty(table.place($0) ?? 0) }) else { return }
      ahead = .broken(table.fault(empty, Text(zh: "非空的值", en: "a value; it must not be empty"), .ofProcess), nil)
    } catch {
      ahead = .broken(error, brokenKey())
    }
  }

  /// The key of a row that is broken behind it.
  private func brokenKey() -> Key? {
    guard keys.allSatisfy({ table.isSound($0) }) else { return nil }
    let texts = keys.map { table.string($0) }
    return texts.allSatisfy { !$0.isEmpty } && knows(texts) ? names.map(table.reader.bytes) : nil
  }
}

/// What refuses rows that belong together.
enum RowGroupFault: Fault {
  case rowBroken(line: Int)
  case notTogether(first: Int)

  var code: String {
    switch self {
    case .rowBroken: "E-IMP-003"
    case .notTogether: "E-IMP-004"
    }
  }

  var text: Text {
    switch self {
    case .rowBroken(let line):
      Text(
        zh: "第 \(line) 行无法读取,可能属于同一单,所以整单被拒;请修好该行后重新导入。",
        en: "the row at line \(line) cannot be read and may belong to this, so the whole of it is refused; mend that row and import again.")
    case .notTogether(let first):
      Text(
        zh: "同一单的各行必须相连,而它已从第 \(first) 行开始;请把各行放在一起。",
        en: "rows that belong together must follow each other, and these began at line \(first); put them together.")
    }
  }
}
