import Measures
import Messages
import Tabular
import Testing

@Suite("Delimited text")
struct CSVReaderTests {
  /// A reader that gets `bytes` in pieces of `size`.
  private func reader(_ bytes: [UInt8], pieces size: Int = 1 << 16) -> CSVReader {
    var position = 0
    return CSVReader { count throws(TabularFault) in
      let end = min(bytes.count, position + min(size, count))
      defer { position = end }
      return Array(bytes[position..<end])
    }
  }

  /// Every row as its fields, or the code of its fault with its line.
  private func rows(_ reader: CSVReader) -> [[String]] {
    var rows: [[String]] = []
    while true {
      do {
        guard try reader.next() else { return rows }
        rows.append((0..<reader.count).map(reader.string))
      } catch {
        rows.append(["\(error.code)@\(error.line)"])
      }
    }
  }

  @Test(
    "rows are split as RFC 4180 says",
    arguments: [
      ("a,b\n1,2\n", [["a", "b"], ["1", "2"]]), ("a,b\r\n1,2\r3,4\n5,6", [["a", "b"], ["1", "2"], ["3", "4"], ["5", "6"]]),
      ("\n\na\n\n", [["a"]]), ("\"x,y\",\"he said \"\"hi\"\"\"\n", [["x,y", "he said \"hi\""]]), ("a,\n,b\n", [["a", ""], ["", "b"]]),
      ("\u{FEFF}a,b\n", [["a", "b"]]), ("", []), ("盛𡐓镇,x\n", [["盛𡐓镇", "x"]]),
    ])
  func splits(text: String, expected: [[String]]) {
    for size in [1, 2, 3, 7, 1 << 16] { #expect(rows(reader(Array(text.utf8), pieces: size)) == expected, "pieces of \(size)") }
  }

  @Test(
    "a broken row is told by its line, and the rows behind it are read",
    arguments: [
      ("a,b\n\"cut,2\n3,4\n", [["a", "b"], ["E-TAB-003@2"], ["3", "4"]]), ("a\n\"x\"y\nz\n", [["a"], ["E-TAB-004@2"], ["z"]]),
      ("a\nx\u{0}y\nz\n", [["a"], ["E-TAB-001@2"], ["z"]]), ("a,\"b", [["E-TAB-003@1"]]),
      (String(repeating: ",", count: 199) + "\nz\n", [["E-TAB-006@1"], ["z"]]),
    ])
  func survives(text: String, expected: [[String]]) {
    for size in [1, 5, 1 << 16] { #expect(rows(reader(Array(text.utf8), pieces: size)) == expected, "pieces of \(size)") }
  }

  @Test("a field of ten megabytes is refused without being held")
  func hugeField() {
    let text = "a\n" + String(repeating: "x", count: 10_000_000) + "\nz\n"
    #expect(rows(reader(Array(text.utf8))) == [["a"], ["E-TAB-005@2"], ["z"]])
  }

  @Test("GB18030 is found out and read, characters of four bytes cut anywhere included")
  func gb18030() {
    let name: [UInt8] = Self.gb18030Name
    let bytes = Array("village,n\n".utf8) + name + Array(",1\n".utf8)
    for size in [1, 2, 3, 4, 5, 1 << 16] {
      #expect(rows(reader(bytes, pieces: size)) == [["village", "n"], ["盛𡐓镇", "1"]], "pieces of \(size)")
    }
    let late =
      Array("village,n\n".utf8) + Array(repeating: Array("abc,1\n".utf8), count: 60_000).flatMap(\.self) + name + Array(",1\n".utf8)
    #expect(rows(reader(late)).last == ["盛𡐓镇", "1"])
  }

  /// 盛𡐓镇: the middle character, U+21413, takes four bytes in GB 18030-2005.
  private static let gb18030Name: [UInt8] = [0xCA, 0xA2, 0x95, 0x36, 0x8C, 0x35, 0xD5, 0xF2]

  @Test("bytes that are no text are a fault of their row")
  func invalidBytes() {
    let bytes = Array("é\n".utf8) + [0xC3, 0x28, 0x0A] + Array("z\n".utf8)
    #expect(rows(reader(bytes)) == [["é"], ["E-TAB-002@2"], ["z"]])
  }

  @Test("random tables are read as a plain splitter reads them", arguments: [1, 2, 3, 4, 5, 6] as [UInt64])
  func model(seed: UInt64) {
    var random = RandomStream(seed: seed)
    let letters = ["a", "板", "\"", ",", " ", "𡐓", "9"]
    let table = (0..<50).map { _ in (0..<3).map { _ in (0..<random.int(in: 0...5)).map { _ in random.pick(letters) }.joined() } }
    var writer = CSVWriter()
    for row in table { writer.write(row) }
    let expected = table
    let size = Int(random.int(in: 1...40))
    #expect(rows(reader(writer.bytes, pieces: size)) == expected, "seed \(seed), pieces of \(size)")
  }

  @Test(
    "headers are found in both languages, and what is wrong with one is told",
    arguments: [
      ("buyer,数量\n", nil), (" Buyer ,count\n", nil), ("buyer\n", "E-TAB-010"), ("buyer,count,price\n", "E-TAB-009"),
      ("buyer,count,数量\n", "E-TAB-011"), ("", "E-TAB-008"),
    ] as [(String, String?)])
  func headers(text: String, code: String?) {
    var found: String?
    do { _ = try CSVTable(reader(Array(text.utf8)), columns: [Column("buyer", "买方"), Column("count", "数量")]) } catch { found = error.code }
    #expect(found == code)
  }

  @Test("Chinese characters are two columns wide")
  func tables() {
    #expect(displayWidth("盛𡐓镇a") == 7)
    var table = TerminalTable([.init("批次"), .init("名", flexible: true), .init("数", right: true)])
    table.add(["L-1", "江家梁村土鸡蛋江家梁村土鸡蛋", "2500"])
    let lines = table.lines(width: 24)
    #expect(lines == ["批次  名              数", "L-1   江家梁村土…   2500"])
    #expect(lines.allSatisfy { displayWidth($0) <= 24 })
  }

  @Test(
    "amounts are read to the last fen that fits into 64 bits, and no further",
    arguments: [
      ("92233720368547758.07", .max), ("92233720368547758.08", nil), ("-92233720368547758.07", -.max), ("-92233720368547758.08", nil),
      ("0", 0), ("-0.01", -1), ("0.001", nil), ("1e3", nil), ("", nil), ("1,000", nil), ("12.", nil), (".5", nil), ("１２", nil),
    ] as [(String, Int64?)])
  func amounts(text: String, fen: Int64?) throws {
    let table = try CSVTable(reader(Array("amount,memo\n\"\(text)\",x\n".utf8)), columns: [Column("amount"), Column("memo")])
    try #require(try table.next())
    var found: (fen: Int64?, code: String) = (nil, "")
    do { found.fen = try table.value(0, Text(zh: "金额", en: "an amount"), .en) { Money(yuan: $0)?.fen } } catch { found.code = error.code }
    #expect(found.fen == fen && found.code == (fen == nil ? "E-TAB-013" : ""))
  }
}
