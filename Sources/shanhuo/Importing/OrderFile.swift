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

  /// An order as far as its rows have been read.
  private struct Draft {
    var order: PlaceOrder
    var number: String
    /// What all rows must have as the first has it.
    var head: [[UInt8]]
  }

  private let table: CSVTable
  private let catalogue: CountyCatalogue
  private let at: Instant
  private let actor: Actor.ID
  private let fields: [Int]
  private let groups: RowGroups
  private var buyers: [String: String] = [:]
  private var places: [String: String] = [:]
  private var packs: [String: String] = [:]

  init(_ table: CSVTable, _ catalogue: CountyCatalogue, at: Instant, actor: Actor.ID) {
    self.table = table
    self.catalogue = catalogue
    self.at = at
    self.actor = actor
    fields = OrderFile.columns.indices.map { table.place($0) ?? -1 }
    groups = RowGroups(table, keys: [Place.buyer.rawValue, Place.number.rawValue]) { !catalogue.parties(named: $0[0]).isEmpty }
  }

  /// The next order, or what is wrong with it; nil at the end.
  func next() throws -> ImportItem? {
    try groups.next(begin: begin, row: readLine) { draft in
      Submission(Command(at: at, actor: actor, key: draft.number, action: .placeOrder(draft.order)))
    }
  }

  private static let shared = [Place.orderedAt, .deliverOn, .deliverTo]

  private func begin() throws -> Draft {
    let (order, number) = try parseHead()
    return Draft(order: order, number: number, head: OrderFile.shared.map { table.reader.bytes(fields[$0.rawValue]) })
  }

  private func readLine(_ draft: inout Draft) throws {
    for (place, bytes) in zip(OrderFile.shared, draft.head) where !table.reader.field(fields[place.rawValue], equals: bytes) {
      throw OrderFileFault.headDiffers(column: OrderFile.columns[place.rawValue].key)
    }
    let place = fields[Place.count.rawValue]
    guard let count = table.reader.int(place) else {
      throw OrderFileFault.notANumber(column: "count", value: String(table.reader.string(place).prefix(40)))
    }
    let pack = resolved(table.reader.string(fields[Place.pack.rawValue]), in: &packs) { try? catalogue.packID($0) }
    draft.order.lines.append(PlaceOrder.Line(pack: pack, count: count))
  }

  private func parseHead() throws -> (PlaceOrder, String) {
    let language = Language.ofProcess
    let number = table.string(Place.number.rawValue)
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
        buyer: resolved(buyer, in: &buyers) { try? catalogue.partyID($0) }, orderedAt: orderedAt, deliverOn: deliverOn,
        deliverTo: resolved(place, in: &places) { try? catalogue.placeID($0) }, lines: [], onShortage: onShortage), number
    )
  }

  /// The id of a name, looked up once per name; what nobody knows goes on as it is and is rejected by the engine.
  private func resolved(_ name: String, in known: inout [String: String], _ look: (String) -> String?) -> String {
    if let id = known[name] { return id }
    let id = look(name) ?? name
    if known.count < 10_000 { known[name] = id }
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
      let file = OrderFile(table, try session.catalogue(), at: session.now, actor: options.actorID)
      try input.run(session, table, unit: say("张订单", "orders")) { try file.next() }
    }
  }
}
