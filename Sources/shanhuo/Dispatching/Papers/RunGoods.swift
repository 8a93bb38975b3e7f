import Catalogue
import Dispatching
import GreenChannel
import Measures
import Messages
import Ordering
import Storage

/// What a run's papers say of its cargo beyond what the run itself knows: packs and lots of the orders' parts, and by when they are due.
struct RunGoods {
  struct Part {
    var pack: String
    var lot: String
    /// When handing over may begin at the latest; nil for any time of the day.
    var dueBy: Instant?
  }

  private(set) var parts: [OrderPart: Part] = [:]

  init(parts: [OrderPart: Part] = [:]) { self.parts = parts }

  init(_ run: DeliveryRun, _ session: Session) throws {
    let catalogue = try session.catalogue()
    let midnight = Instant(startOf: run.day.advanced(by: 1))
    let hauls = try DayDesk(session, on: run.day).hauls(of: run)
    let due = Dictionary(hauls.map { ($0.kind, $0.due.upperBound) }) { first, _ in first }
    for piece in run.cargo {
      guard let part = piece.orderPart, let order = try session.register.order(part.order),
        let allocation = order.parts.first(where: { $0.0 == part })?.1
      else { continue }
      let pack = catalogue.pack(order.lines[Int(part.line - 1)].pack)?.pack
      parts[part] = Part(
        pack: pack?.name(.ofProcess) ?? "", lot: allocation.lot?.description ?? "",
        dueBy: due[piece.kind].flatMap { $0 < midnight ? $0 : nil })
    }
  }

  func part(_ piece: RunCargo) -> Part? { piece.orderPart.flatMap { parts[$0] } }
}
