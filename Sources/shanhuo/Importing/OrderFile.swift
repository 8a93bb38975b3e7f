import ArgumentParser
import Catalogue
import Engine
import Measures
import Messages
import Ordering
import Tabular

/// Reads an order file: one row a line of an order, the rows of one order behind each other.
final class OrderFile {
  static let columns = [
    Column("buyer", "买方"), Column("number", "订单号", "买方单号"), Column("ordered_at", "下单时间"), Column("deliver_on", "送货日"),
    Column("deliver_to", "送货地点", "送到"), Column("pack", "规格"), Column("count", "数量", "份数"),
    Column("on_shortage", "缺货处理", required: false),
  ]
  private enum Place: Int { case buyer, number, orderedAt, deliverOn, deliverTo, pack, count, onShortage }

  private let table: CSVTable
  private let catalogue: CountyCatalogue
  private let at: Instant
  private let actor: Actor.ID
  private let fields: [Int]
  /// A row that begins the next order, or a fault that stands between two.
  private var hasRow = false
  private var faultAhead: ImportItem?
  private var names: [String: String] = [:]

  init(_ table: CSVTable, _ catalogue: CountyCatalogue, at: Instant, actor: Actor.ID) throws {
    self.table = table
    self.catalogue = catalogue
    self.at = at
    self.actor = actor
    fields = OrderFile.columns.indices.map { table.place($0) ?? -1 }
    try advance()
  }

  /// The next order, or what is wrong with it; nil at the end.
  func next() throws -> ImportItem? {
    if let fault = faultAhead {
      faultAhead = nil
      try advance()
      return fault
    }
    guard hasRow else { return nil }
    return try readOrder()
  }

  private func advance() throws {
    do {
      hasRow = try table.next()
    } catch let fault {
      hasRow = false
      faultAhead = ImportItem(rows: [table.row()], result: .failure(ImportFault(line: fault.line, fault: fault)))
    }
  }

  /// The rows of one buyer and number that follow each other. A fault in one of them is a fault of the order.
  private func readOrder() throws -> ImportItem {
    let reader = table.reader
    let start = [Place.buyer, .number, .orderedAt, .deliverOn, .deliverTo].map { reader.bytes(fields[$0.rawValue]) }
    let firstLine = reader.line
    var rows: [ImportRow] = []
    var lines: [PlaceOrder.Line] = []
    var fault: ImportFault?
    var order: (PlaceOrder, String)?
    do { order = try parseHead() } catch let found as any Fault { fault = ImportFault(line: firstLine, fault: found) }
    repeat {
      rows.append(table.row())
      if let line = parseLine() {
        lines.append(line)
      } else if fault == nil {
        let place = fields[Place.count.rawValue]
        fault = ImportFault(
          line: reader.line, fault: OrderFileFault.notANumber(column: "count", value: String(reader.string(place).prefix(40))))
      }
      if let column = differingColumn(start), fault == nil {
        fault = ImportFault(line: reader.line, fault: OrderFileFault.headDiffers(column: column))
      }
      try advance()
    } while hasRow && continues(start)
    // A broken row between two rows of one order is a row of it: nobody can tell what it said.
    if let broken = faultAhead, case .failure(let found) = broken.result, try isInside(start, broken) {
      fault = fault ?? found
    }
    guard fault == nil, let (head, number) = order else {
      return ImportItem(rows: rows, result: .failure(fault!))
    }
    var place = head
    place.lines = lines
    let command = Command(at: at, actor: actor, key: number, action: .placeOrder(place))
    return ImportItem(rows: rows, result: .success(Submission(command)))
  }

  /// Whether a broken row belongs to the order before it: its first two fields are the order's.
  private func isInside(_ head: [[UInt8]], _ item: ImportItem) throws -> Bool {
    guard let text = item.rows.first?.text else { return false }
    let fields = text.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
    let places = [self.fields[Place.buyer.rawValue], self.fields[Place.number.rawValue]]
    return places.enumerated().allSatisfy { index, place in fields.indices.contains(place) && Array(fields[place]) == head[index] }
  }

  private func continues(_ head: [[UInt8]]) -> Bool {
    table.reader.field(fields[Place.number.rawValue], equals: head[1])
      && table.reader.field(fields[Place.buyer.rawValue], equals: head[0])
  }

  private func differingColumn(_ head: [[UInt8]]) -> String? {
    for (index, place) in [Place.orderedAt, .deliverOn, .deliverTo].enumerated()
    where !table.reader.field(fields[place.rawValue], equals: head[index + 2]) {
      return OrderFile.columns[place.rawValue].key
    }
    return nil
  }

  private func parseLine() -> PlaceOrder.Line? {
    guard let count = table.reader.int(fields[Place.count.rawValue]) else { return nil }
    return PlaceOrder.Line(pack: table.reader.string(fields[Place.pack.rawValue]), count: count)
  }

  private func parseHead() throws -> (PlaceOrder, String) {
    let language = Language.ofProcess
    let number = table.string(Place.number.rawValue)
    guard !number.isEmpty else {
      throw table.fault(Place.number.rawValue, Text(zh: "订单号", en: "an order number"), language)
    }
    let orderedAt = try table.value(Place.orderedAt.rawValue, Text(zh: "时间", en: "an instant"), language) { Instant($0) }
    let deliverOn = try table.value(Place.deliverOn.rawValue, Text(zh: "日期", en: "a date"), language) { Day($0) }
    var onShortage = OnShortage.refuse
    if table.place(Place.onShortage.rawValue) != nil, !table.string(Place.onShortage.rawValue).isEmpty {
      let kind = Text(zh: "缺货处理方式(refuse、part-fill、back-order)", en: "one of refuse, part-fill, back-order")
      onShortage = try table.value(Place.onShortage.rawValue, kind, language) { OnShortage(argument: $0) }
    }
    let buyer = table.string(Place.buyer.rawValue)
    let place = table.string(Place.deliverTo.rawValue)
    return (
      PlaceOrder(
        buyer: resolved(buyer) { (try? catalogue.partyID($0)) ?? $0 }, orderedAt: orderedAt, deliverOn: deliverOn,
        deliverTo: resolved(place) { (try? catalogue.placeID($0)) ?? $0 }, lines: [], onShortage: onShortage), number
    )
  }

  /// The id of a name, looked up once per name; what nobody knows goes on as it is and is rejected by the engine.
  private func resolved(_ name: String, _ look: (String) -> String) -> String {
    if let known = names[name] { return known }
    let id = look(name)
    if names.count < 10_000 { names[name] = id }
    return id
  }
}

extension OrderCommand {
  struct Import: ParsableCommand {
    static var configuration: CommandConfiguration {
      CommandConfiguration(
        abstract: say("导入订单文件", "Import a file of orders"),
        discussion: say(
          "一行一个订单行,表头 buyer,number,ordered_at,deliver_on,deliver_to,pack,count(中文:买方,订单号,下单时间,送货日,送货地点,规格,数量);同一订单的行相连。再次导入同一文件不会改变任何内容。\n",
          "One row a line, header buyer,number,ordered_at,deliver_on,deliver_to,pack,count (or 买方,订单号,下单时间,送货日,送货地点,规格,数量); the rows of one order follow each other. Importing the same file again changes nothing.\n"
        )
          + example("shanhuo order import orders.csv"))
    }

    @OptionGroup var options: GlobalOptions
    @OptionGroup var input: ImportOptions

    func run() throws {
      let session = try Session(options)
      let table = try input.open(OrderFile.columns)
      let file = try OrderFile(table, try session.catalogue(), at: session.now, actor: options.actorID)
      try input.run(session, table, unit: say("张订单", "orders")) { try file.next() }
    }
  }
}
