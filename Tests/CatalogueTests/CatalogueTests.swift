import Catalogue
import Foundation
import Measures
import Messages
import Testing
import WireFormat

/// The Catalog folder of this package.
let shippedFolder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  .appendingPathComponent("Catalog").path

func shippedFiles() throws -> [CatalogueFile] {
  let paths = try #require(FileManager.default.enumerator(atPath: shippedFolder)).compactMap { $0 as? String }
  return paths.compactMap { path in
    FileManager.default.contents(atPath: shippedFolder + "/" + path).map { CatalogueFile(path: path, bytes: [UInt8]($0)) }
  }
}

@Suite("The shipped Catalogue")
struct ShippedCatalogueTests {
  @Test("has every product, the 290 villages and communities, and the article's firms")
  func isWhole() throws {
    let catalogue = try CatalogueSource.parse(try shippedFiles())
    #expect(
      catalogue.products.map(\.id) == [
        "black-tea", "chestnut", "chicken-dressed", "chicken-live", "chrysanthemum", "egg", "green-tea", "millet", "rouge-rice",
        "shiitake-dried", "shiitake-fresh", "wood-ear-dried", "wood-ear-fresh",
      ])
    #expect(catalogue.places.count { $0.kind == .village } == 241)
    #expect(catalogue.places.count { $0.kind == .community } == 49)
    #expect(catalogue.places(named: "盛𡐓镇").map(\.id) == ["shengkang"])
    #expect(catalogue.places(named: "江家梁村").map(\.id) == ["jiangjialiang"])
    #expect(catalogue.parties(named: "湖北永保大叔电子商务有限公司").map(\.id) == ["yongbao-dashu"])
    #expect(catalogue.actors.map(\.id) == ["accountant", "approver", "auditor", "desk", "dispatcher", "owner", "team"])
  }

  @Test("keeps fresh shiitake as long as its source says")
  func shelfLife() throws {
    let shiitake = try #require(try CatalogueSource.parse(try shippedFiles()).product("shiitake-fresh"))
    let days = [-5, 1, 5, 10, 20, 30].map { shiitake.shelfLifeDays(at: $0 * 10) }
    #expect(days == [22, 22, 16, 12, 5, 5])
  }

  @Test("asks for the certificate from the day on which the law does")
  func certificate() throws {
    let catalogue = try CatalogueSource.parse(try shippedFiles())
    let egg = try #require(catalogue.product("egg"))
    let chestnut = try #require(catalogue.product("chestnut"))
    let since = try #require(Day("2026-02-01"))
    #expect(catalogue.certificateRequired(for: egg, on: since.advanced(by: -1)) == nil)
    #expect(catalogue.certificateRequired(for: egg, on: since) == since)
    #expect(catalogue.certificateRequired(for: chestnut, on: since) == nil)
  }

  @Test("comes back from its bytes, and differs from nothing but what was changed")
  func roundTrip() throws {
    let catalogue = try CatalogueSource.parse(try shippedFiles())
    let bytes = catalogue.wireBytes
    let back = try CountyCatalogue(wireBytes: bytes)
    #expect(back.wireBytes == bytes)
    #expect(CatalogueDifference(from: catalogue, to: back).lines.isEmpty)
    for cut in stride(from: 0, to: bytes.count, by: 997) {
      #expect(throws: WireFault.self) { try CountyCatalogue(wireBytes: Array(bytes.prefix(cut))) }
    }
    let files = try shippedFiles().map { file in
      guard file.path == "channels/supermarket.yaml" else { return file }
      let text = String(decoding: file.bytes, as: UTF8.self).replacingOccurrences(of: "life_left_days: 1", with: "life_left_days: 2")
      return CatalogueFile(path: file.path, bytes: Array(text.utf8))
    }
    #expect(
      CatalogueDifference(from: catalogue, to: try CatalogueSource.parse(files)).lines.map(\.en) == [
        "~ channel supermarket: life_left_days 1 → 2"
      ])
  }
}

@Suite("The banks of a Catalogue")
struct BankTests {
  @Test("are four patterns, all of them assumed, that carry what their encodings can")
  func shipped() throws {
    let catalogue = try CatalogueSource.parse(try shippedFiles())
    #expect(catalogue.banks.map(\.id) == ["abc", "icbc", "psbc", "rural-commercial"])
    #expect(catalogue.banks.allSatisfy { $0.assumed })
    #expect(catalogue.banks.map(\.encoding) == [.gbk, .gb2312, .utf8, .gb18030])
    let postal = try #require(catalogue.bank("psbc"))
    #expect(postal.batch.unit == .fen && postal.batch.lineEnd == .lf && postal.statement.amounts.decimalMark == UInt8(ascii: ","))
    #expect(postal.statement.columns.map(\.field.name).prefix(3) == ["booked_on", "direction", "amount"])
  }

  @Test("are not there in Catalogues that were written before, which still decode")
  func olderVersions() throws {
    let catalogue = try CatalogueSource.parse(try shippedFiles())
    // Products, places and channels are written otherwise since version 6.
    let bankless = CountyCatalogue(
      county: catalogue.county, products: [], places: [], parties: catalogue.parties, channels: [],
      purchasePrices: catalogue.purchasePrices, actors: catalogue.actors, rules: catalogue.rules, ledgerRules: catalogue.ledgerRules)
    // Version 2 ended behind the rules of the ledger; version 3 adds the count of banks, version 4 that of own accounts, version 5 that of
    // vehicles and the toll-free rule, version 6 roads and riding terms, version 7 the terms of simulated days.
    var bytes = bankless.wireBytes
    #expect(bytes.first == 7)
    bytes[0] = 6
    bytes.removeLast(SimulationTerms().wireBytes.count)
    #expect(try CountyCatalogue(wireBytes: bytes).wireBytes == bankless.wireBytes)
    bytes[0] = 5
    bytes.removeLast(RoadFacts().wireBytes.count + RidingTerms().wireBytes.count)
    #expect(try CountyCatalogue(wireBytes: bytes).wireBytes == bankless.wireBytes)
    bytes[0] = 4
    bytes.removeLast(TollFreeRules().wireBytes.count + 1)
    #expect(bytes.suffix(2) == [0, 0])
    #expect(try CountyCatalogue(wireBytes: bytes).wireBytes == bankless.wireBytes)
    bytes[0] = 3
    bytes.removeLast()
    #expect(try CountyCatalogue(wireBytes: bytes).wireBytes == bankless.wireBytes)
    bytes[0] = 2
    bytes.removeLast()
    let old = try CountyCatalogue(wireBytes: bytes)
    #expect(old.banks.isEmpty && old.wireBytes == bankless.wireBytes)
    let newLines = CatalogueDifference(from: old, to: catalogue).lines.map(\.en).filter {
      !$0.hasPrefix("+ p") && !$0.hasPrefix("+ channel")
    }
    #expect(
      newLines.prefix { $0 != "+ road class motorway" } == [
        "+ bank abc", "+ bank icbc", "+ bank psbc", "+ bank rural-commercial", "+ own account main",
      ] + catalogue.vehicles.map { "+ vehicle \($0.id)" } + [
        "+ toll-free terms before-2019", "+ toll-free terms since-2019", "+ days free for all epidemic-2020",
      ] + catalogue.tollFreeRules.classes.map { "+ vehicle class \($0.id)" })
    bytes[0] = 7
    #expect(throws: WireFault.self) { try CountyCatalogue(wireBytes: bytes) }
  }

  @Test("differ in what was changed")
  func difference() throws {
    let files = try shippedFiles()
    let changed = files.map { file in
      guard file.path == "banks/abc.yaml" else { return file }
      let text = String(decoding: file.bytes, as: UTF8.self).replacingOccurrences(
        of: "header: 金额(元), bytes_max: 16", with: "header: 金额, bytes_max: 15"
      )
      .replacingOccurrences(of: "balance: 本次余额", with: "balance: 余额").replacingOccurrences(of: "rows_max: 10000", with: "rows_max: 500")
      return CatalogueFile(path: file.path, bytes: Array(text.utf8))
    }
    let lines = CatalogueDifference(from: try CatalogueSource.parse(files), to: try CatalogueSource.parse(changed)).lines.map(\.en)
    #expect(lines.count == 3)
    #expect(lines.contains("~ bank abc: statement.columns.balance 本次余额 → 余额") && lines.contains("~ bank abc: batch.rows_max 10000 → 500"))
  }

  @Test(
    "write dates in the form of their pattern",
    arguments: [
      ("yyyy-MM-dd", "2020-10-07"), ("yyyyMMdd", "20201007"), ("dd.MM.yyyy", "07.10.2020"), ("yyyy年MM月dd日", "2020年10月07日"),
      ("yyyyMMdd HH:mm:ss", "20201007 00:00:00"),
    ])
  func dates(pattern: String, text: String) throws {
    let dates = try #require(DatePattern(pattern))
    let day = try #require(Day("2020-10-07"))
    #expect(dates.text(day) == text && dates.day(Array(text.utf8)) == day)
    #expect(dates.day(Array((text + "0").utf8)) == nil && dates.day(Array(text.dropLast().utf8)) == nil && dates.day([]) == nil)
    #expect(
      dates.day(Array(text.replacingOccurrences(of: "1007", with: "0230").replacingOccurrences(of: "10-07", with: "02-30").utf8))
        == (text.contains("1007") || text.contains("10-07") ? nil : day))
  }

  @Test("need year, month and day once each", arguments: ["yyyy-MM", "yyyy-MM-dd-dd", "yy-MM-dd", "yyyy-MM-dd x", ""])
  func badPatterns(pattern: String) { #expect(DatePattern(pattern) == nil) }
}

@Suite("Faults of a Catalogue")
struct CatalogueFaultTests {
  /// The faults after replacing text in one shipped file, as `code path:line:column`.
  private func faults(_ path: String, _ old: String, _ new: String) throws -> [String] {
    let files = try shippedFiles().map { file in
      guard file.path == path else { return file }
      let text = String(decoding: file.bytes, as: UTF8.self)
      #expect(text.contains(old), "\(path) has no \(old)")
      let range = text.range(of: old)
      return CatalogueFile(path: path, bytes: Array(text.replacingCharacters(in: range!, with: new).utf8))
    }
    return faults(of: files)
  }

  private func faults(of files: [CatalogueFile]) -> [String] {
    do {
      _ = try CatalogueSource.parse(files)
      return []
    } catch {
      return error.faults.map { "\($0.code) \($0.path):\($0.line):\($0.column)" }
    }
  }

  @Test(
    "are each told with file, line and column",
    arguments: [
      ("products/egg.yaml", "unit: pieces", "unit: dozens", ["E-CAT-007 products/egg.yaml:4:7"]),
      ("products/egg.yaml", "unit: pieces", "unit: pieces\ncolour: brown", ["E-CAT-006 products/egg.yaml:5:1"]),
      ("products/egg.yaml", "form: fresh\n", "", ["E-CAT-005 products/egg.yaml:1:1"]),
      ("products/egg.yaml", "grade: a", "grade: z", ["E-CAT-009 products/egg.yaml:11:12"]),
      ("products/egg.yaml", "celsius: 25, days: 15", "celsius: 25, days: 45", ["E-CAT-012 products/egg.yaml:35:3"]),
      ("products/egg.yaml", "catch_weight_tolerance: 8%", "catch_weight_tolerance: 108%", ["E-CAT-007 products/egg.yaml:40:25"]),
      ("products/chestnut.yaml", "content: 500", "content: 499", ["E-CAT-011 products/chestnut.yaml:14:14"]),
      ("products/chestnut.yaml", "harvest_months: [8, 9, 10]", "harvest_months: [8, 9, 13]", ["E-CAT-007 products/chestnut.yaml:48:24"]),
      ("purchase-prices.yaml", "floor_yuan: 10.0", "floor_yuan: 12.5", ["E-CAT-014 purchase-prices.yaml:3:75"]),
      ("purchase-prices.yaml", "from: 2020-01-01", "from: 2020-02-30", ["E-CAT-007 purchase-prices.yaml:3:87"]),
      ("parties.yaml", "place: organic-valley-park", "place: nowhere", ["E-CAT-009 parties.yaml:3:5"]),
      ("parties.yaml", "- id: qianshang", "- id: yongbao-dashu", ["E-CAT-008 parties.yaml:46:5"]),
      (
        "accounts.yaml", "id: bank, name", "id: bank:x, name",
        ["E-CAT-007 accounts.yaml:5:11", "E-CAT-016 accounts.yaml:1:1", "E-CAT-009 own-accounts.yaml:4:5"]
      ),
      (
        "accounts.yaml", "kind: asset, holder: none }", "kind: expense, holder: none }",
        ["E-CAT-017 accounts.yaml:5:5", "E-CAT-009 own-accounts.yaml:4:5"]
      ),
      ("agreements/farmers-2020.yaml", "fee: 3%", "fee: 101%", ["E-CAT-007 agreements/farmers-2020.yaml:11:6"]),
      ("agreements/farmers-2020.yaml", "keep: 60%", "keep: most", ["E-CAT-007 agreements/farmers-2020.yaml:13:7"]),
      ("agreements/farmers-2020.yaml", "keep: 60%", "keep: -1%", ["E-CAT-007 agreements/farmers-2020.yaml:13:7"]),
      (
        "agreements/farmers-2020.yaml", "loan_instalment: 20%", "loan_instalment: 100.0001%",
        ["E-CAT-007 agreements/farmers-2020.yaml:14:18"]
      ),
      (
        "agreements/farmers-2020.yaml", "fee: 3%", "cooperative: zhaowan-mushroom-coop\ncooperative_share: 50%\nfee: 50.0001%",
        ["E-CAT-018 agreements/farmers-2020.yaml:12:20"]
      ),
      (
        "agreements/farmers-2020.yaml", "fee_yuan_per_kilogram: 0.10", "fee_yuan_per_kilogram: -0.01",
        ["E-CAT-015 agreements/farmers-2020.yaml:12:24"]
      ),
      (
        "agreements/farmers-2020.yaml", "fee_yuan_per_kilogram: 0.10", "fee_yuan_per_kilogram: 92233720368547758.08",
        ["E-CAT-007 agreements/farmers-2020.yaml:12:24"]
      ),
      ("agreements/finance-2020.yaml", "producer: 50%", "producer: 51%", ["E-CAT-018 agreements/finance-2020.yaml:14:9"]),
      ("agreements/finance-2020.yaml", "cooperative: zhaowan-mushroom-coop\n", "", ["E-CAT-005 agreements/finance-2020.yaml:5:7"]),
      ("agreements/finance-2020.yaml", "[yuhuangjian, hanjia-liushi]", "[guimenguan-coop]", ["E-CAT-019 agreements/finance-2020.yaml:3:1"]),
      ("agreements/finance-2020.yaml", "yuan: 6, per: kilogram", "yuan: 6, per: pack", ["E-CAT-007 agreements/finance-2020.yaml:13:3"]),
      ("agreements/bases-2020.yaml", "sale: purchase", "sale: gift", ["E-CAT-007 agreements/bases-2020.yaml:8:7"]),
      ("terms.yaml", "days: 30", "days: 61", ["E-CAT-015 terms.yaml:3:5"]),
      ("agreements/farmers-2020.yaml", "loan_instalment: 20%", "loan_instalment: -1%", ["E-CAT-007 agreements/farmers-2020.yaml:14:18"]),
      (
        "agreements/cooperatives-2020.yaml", "bears_spoilage: hub", "bears_spoilage: carrier",
        ["E-CAT-007 agreements/cooperatives-2020.yaml:12:17"]
      ),
      ("income.yaml", "kind: dividend", "kind: bonus", ["E-CAT-007 income.yaml:38:13"]),
      ("income.yaml", "kind: dividend", "kind: rent", ["E-CAT-008 income.yaml:39:5"]),
      ("income.yaml", "kind: wages, item: A50-1", "kind: wages, item: A50-9", ["E-CAT-009 income.yaml:40:5"]),
      ("cooperatives.yaml", "by_trade_min: 60%", "by_trade_min: lots", ["E-CAT-007 cooperatives.yaml:4:21"]),
      ("taxes.yaml", "until: 2026-01-01", "until: 2026-01-02", ["E-CAT-019 taxes.yaml:4:5"]),
      ("products/egg.yaml", "income_item: A50", "income_item: B50", ["E-CAT-009 products/egg.yaml:39:14"]),
      ("actors.yaml", "roles: [owner]", "roles: [king]", ["E-CAT-007 actors.yaml:5:13"]),
      (
        "places/villages.csv", "sanchalu,三岔路社区,Sanchalu Community,chengguan", "sanchalu,三岔路社区,Sanchalu Community,atlantis",
        ["E-CAT-009 places/villages.csv:2:1"]
      ),
      ("own-accounts.yaml", "bank: rural-commercial", "bank: none", ["E-CAT-009 own-accounts.yaml:4:5"]),
      ("own-accounts.yaml", "account: bank", "account: suspense", ["E-CAT-009 own-accounts.yaml:4:5"]),
      ("own-accounts.yaml", "account: bank", "account: cash", ["E-CAT-009 own-accounts.yaml:4:5"]),
      ("own-accounts.yaml", "account: bank", "account: own-transfers", ["E-CAT-009 own-accounts.yaml:4:5"]),
      ("own-accounts.yaml", "82010000001234567", "8201 0001", ["E-CAT-007 own-accounts.yaml:8:13"]),
      ("own-accounts.yaml", "holder: 谷城县山货运营中心", "owner: x", ["E-CAT-005 own-accounts.yaml:4:5", "E-CAT-006 own-accounts.yaml:6:5"]),
      ("roads.yaml", "class: motorway", "class: railway", ["E-CAT-007 roads.yaml:3:12", "E-CAT-008 roads.yaml:14:5"]),
      ("roads.yaml", "detour: 1.15", "detour: 0.9", ["E-CAT-007 roads.yaml:6:13"]),
      ("roads.yaml", "kilometres_per_hour: 80", "kilometres_per_hour: fast", ["E-CAT-007 roads.yaml:5:26"]),
      ("roads.yaml", "[chengguan, shihua", "[chengguan, atlantis", ["E-CAT-009 roads.yaml:8:5"]),
      ("roads.yaml", "reach_metres: 2000", "reach_metres: 0", ["E-CAT-007 roads.yaml:23:19"]),
      ("roads.yaml", "posts: [{ motorway: g70, kilometre: 0.0 }]", "posts: []", ["E-CAT-005 roads.yaml:39:12"]),
      ("roads.yaml", "motorway: g70, kilometre: 0.0", "motorway: g4, kilometre: 0.0", ["E-CAT-009 roads.yaml:33:5"]),
      ("roads.yaml", "kilometre: 29.3", "kilometre: -1", ["E-CAT-007 roads.yaml:47:41"]),
      ("roads.yaml", "- id: taipingdian", "- id: xiangyang-north", ["E-CAT-008 roads.yaml:41:5"]),
      ("roads.yaml", "latitude: 32.1050", "latitude: 99", ["E-CAT-015 roads.yaml:33:5"]),
      (
        "roads.yaml", "class: truck-2,", "class: truck-1,",
        ["E-CAT-019 roads.yaml:124:5", "E-CAT-009 vehicles.yaml:70:5", "E-CAT-009 vehicles.yaml:152:5"]
      ),
      ("roads.yaml", "yuan_per_kilometre: 0.45", "yuan_per_kilometre: 0.4501", ["E-CAT-007 roads.yaml:123:85"]),
      ("roads.yaml", "to: xiangyang, kilometres: 77", "to: chengguan, kilometres: 77", ["E-CAT-015 roads.yaml:134:5"]),
      ("roads.yaml", "kilometres: 77", "kilometres: 0", ["E-CAT-007 roads.yaml:134:51"]),
      ("riding.yaml", "class: live, from: food", "class: live, from: lava", ["E-CAT-009 riding.yaml:10:5"]),
      ("riding.yaml", "class: live, from: food", "class: live, from: live", ["E-CAT-015 riding.yaml:10:5"]),
      ("riding.yaml", "parcels: parcels", "parcels: boxes", ["E-CAT-009 riding.yaml:18:10"]),
      ("products/egg.yaml", "rides: food", "rides: along", ["E-CAT-009 products/egg.yaml:43:8"]),
      ("products/egg.yaml", "q10: 2.0", "q10: 0.5", ["E-CAT-007 products/egg.yaml:44:6"]),
      ("ramps.yaml", "[05:00-20:00]", "[05:00-25:00]", ["E-CAT-007 ramps.yaml:3:30", "E-CAT-023 ramps.yaml:3:29"]),
      ("ramps.yaml", "[05:30-11:30, 13:30-18:00]", "[05:30-13:30, 13:30-18:00]", ["E-CAT-023 ramps.yaml:7:26"]),
      ("ramps.yaml", "seconds_per_stop: 300", "seconds_per_stop: -1", ["E-CAT-007 ramps.yaml:3:62"]),
      ("ramps.yaml", "kind: community", "kind: village", ["E-CAT-008 ramps.yaml:4:5"]),
      ("climate.yaml", "[8, 11,", "[8,", ["E-CAT-015 climate.yaml:2:18"]),
      ("climate.yaml", "[8, 11,", "[8, hot,", ["E-CAT-007 climate.yaml:2:22", "E-CAT-015 climate.yaml:2:18"]),
      ("places/others.yaml", "on_shelf_by: \"10:00\"", "on_shelf_by: \"10\"", ["E-CAT-007 places/others.yaml:49:109"]),
      ("places/others.yaml", "on_shelf_by: \"10:00\"", "on_shelf_by: \"05:30\"", ["E-CAT-015 places/others.yaml:49:109"]),
      ("channels/supermarket.yaml", "on_shelf_by: \"10:00\"", "on_shelf_by: noon", ["E-CAT-007 channels/supermarket.yaml:6:14"]),
      ("vehicles.yaml", "box_celsius: 4", "box_celsius: cool", ["E-CAT-007 vehicles.yaml:19:18"]),
      ("vehicles.yaml", "    box_celsius: 4\n", "", ["E-CAT-005 vehicles.yaml:4:5"]),
      ("vehicles.yaml", "longest_ride_minutes: 75", "longest_ride_minutes: 0", ["E-CAT-007 vehicles.yaml:182:27"]),
      ("vehicles.yaml", "toll_class: truck-1", "toll_class: cart", ["E-CAT-009 vehicles.yaml:4:5"]),
      ("banks/abc.yaml", "encoding: gbk", "encoding: big5", ["E-CAT-007 banks/abc.yaml:4:11"]),
      ("banks/abc.yaml", "rows_max: 10000", "rows_max: 0", ["E-CAT-007 banks/abc.yaml:6:13"]),
      ("banks/abc.yaml", "field: remark", "field: note", ["E-CAT-007 banks/abc.yaml:15:16"]),
      ("banks/abc.yaml", "bytes_max: 40", "bytes_max: -1", ["E-CAT-007 banks/abc.yaml:15:47"]),
      ("banks/abc.yaml", "field: remark", "field: reference", ["E-CAT-008 banks/abc.yaml:9:5"]),
      ("banks/abc.yaml", "header: 备注", "header: 编号", ["E-CAT-008 banks/abc.yaml:9:5"]),
      ("banks/abc.yaml", "field: account", "field: empty", ["E-CAT-005 banks/abc.yaml:9:5"]),
      ("banks/abc.yaml", "date: yyyyMMdd HH:mm:ss", "date: yyyyMM", ["E-CAT-007 banks/abc.yaml:17:9"]),
      ("banks/abc.yaml", "thousands: \",\"", "thousands: \".\"", ["E-CAT-021 banks/abc.yaml:18:14"]),
      ("banks/abc.yaml", "thousands: \",\"", "thousands: \"x\"", ["E-CAT-007 banks/abc.yaml:18:14"]),
      ("banks/abc.yaml", "    amount: 交易金额", "    debit: 交易金额", ["E-CAT-020 banks/abc.yaml:21:5"]),
      ("banks/abc.yaml", "    balance: 本次余额", "    direction: 本次余额", ["E-CAT-005 banks/abc.yaml:21:5", "E-CAT-005 banks/abc.yaml:21:5"]),
      ("banks/abc.yaml", "    booked_on: 交易时间\n", "", ["E-CAT-005 banks/abc.yaml:21:5"]),
      ("banks/abc.yaml", "balance: 本次余额", "balance: 交易金额", ["E-CAT-008 banks/abc.yaml:21:5"]),
      ("banks/abc.yaml", "balance: 本次余额", "saldo: 本次余额", ["E-CAT-006 banks/abc.yaml:24:5"]),
      ("banks/abc.yaml", "    outcome: 状态\n", "", ["E-CAT-005 banks/abc.yaml:33:5"]),
      ("banks/abc.yaml", "failure: [失败]", "failure: [成功]", ["E-CAT-008 banks/abc.yaml:41:12"]),
      (
        "banks/abc.yaml", "    sequence: 编号\n    name: 收款人姓名\n    account: 收款账号\n    amount: 金额(元)\n    reference: 客户参考号\n", "",
        ["E-CAT-022 banks/abc.yaml:33:5"]
      ),
      ("banks/abc.yaml", "id: abc", "id: psbc", ["E-CAT-008 banks/psbc.yaml:2:1"]),
      ("banks/abc.yaml", "assumed: true", "assumed: maybe", ["E-CAT-007 banks/abc.yaml:42:10"]),
      ("county.yaml", "seat: chengguan", "seat: [", ["E-CAT-002 county.yaml:5:1"]),
    ])
  func located(path: String, old: String, new: String, expected: [String]) throws {
    let found = try faults(path, old, new)
    #expect(found == expected)
  }

  @Test("are all told at once")
  func allAtOnce() throws {
    let files = try shippedFiles().map { file in
      file.path.hasPrefix("products/") ? CatalogueFile(path: file.path, bytes: file.bytes + Array("\nnote: x\n".utf8)) : file
    }
    #expect(faults(of: files).count == 13)
    #expect(faults(of: []).count == 4)
  }

  @Test("two versions of an agreement may follow each other, and not share a day")
  func versions() throws {
    func found(from: String) throws -> [String] {
      var files = try shippedFiles()
      let index = try #require(files.firstIndex { $0.path == "agreements/farmers-2020.yaml" })
      let text = String(decoding: files[index].bytes, as: UTF8.self)
      let ended = text.replacingOccurrences(of: "from: 2020-01-01", with: "from: 2020-01-01\nuntil: 2021-01-01")
      let next = text.replacingOccurrences(of: "id: farmers-2020", with: "id: farmers-2021")
        .replacingOccurrences(of: "from: 2020-01-01", with: "from: \(from)")
      files[index] = CatalogueFile(path: files[index].path, bytes: Array(ended.utf8))
      return faults(of: files + [CatalogueFile(path: "agreements/farmers-2021.yaml", bytes: Array(next.utf8))])
    }
    #expect(try found(from: "2021-01-01") == [])
    #expect(try found(from: "2020-12-31") == ["E-CAT-019 agreements/farmers-2021.yaml:2:1"])
  }

  @Test("cover files that are no text, or not ours")
  func foreignFiles() throws {
    let files = try shippedFiles()
    #expect(faults(of: files + [CatalogueFile(path: "products/x.yaml", bytes: [0xFF, 0xFE])]) == ["E-CAT-001 products/x.yaml:1:1"])
    #expect(faults(of: files + [CatalogueFile(path: "notes.txt", bytes: [])]) == ["E-CAT-003 notes.txt:1:1"])
  }

  @Test(
    "EAN-13 check digits are checked",
    arguments: [("6901234567892", true), ("6901234567893", false), ("690123456789", false), ("690123456789X", false)])
  func ean13(text: String, isValid: Bool) { #expect(EAN13.isValid(text) == isValid) }

  @Test("a price is the highest break that the count reaches, on days on which it holds")
  func prices() throws {
    let year = try #require(Day("2020-01-01"))
    func price(_ from: Int64, _ fen: Int64, _ validity: Validity = .always) -> Price {
      Price(pack: "p", fromCount: from, unitPrice: UnitPrice(money: Money(fen: fen), basis: .pack), validity: validity)
    }
    let channel = Channel(
      id: "c", name: Text(zh: "", en: ""), allocation: .fefo, lifeLeftDays: 0, reservationMinutes: nil,
      prices: [price(1, 100, Validity(from: year)), price(10, 90), price(50, 80, Validity(until: year))])
    func fen(_ count: Int64, _ day: Day) -> Int64? { channel.price(of: "p", count: count, on: day)?.unitPrice.money.fen }
    #expect(fen(1, year.advanced(by: -1)) == nil && fen(1, year) == 100)
    #expect(fen(9, year) == 100 && fen(10, year) == 90 && fen(50, year) == 90 && fen(50, year.advanced(by: -1)) == 80)
    #expect(channel.price(of: "q", count: 1, on: year) == nil)
  }
}
