import Catalogue
import Dispatching
import Measures
import Messages
import Publishing

/// How warm goods may be on the way, how warm the box is, and which goods must not ride together.
struct ColdChainSection {
  private let words: RunWords

  init(_ words: RunWords) { self.words = words }

  /// Nil where the run carries nothing of the Catalogue's.
  var section: PrintSection? {
    guard !products.isEmpty else { return nil }
    return PrintSection(say("温度与混装", "Temperature, and what rides together"), [.table(table)] + (apart.map { [.paragraph($0)] } ?? []))
  }

  private var products: [Product] {
    let ids = Set(words.run.cargo.compactMap(\.product))
    return words.catalogue.products.filter { ids.contains($0.id) }
  }

  private var boxDecicelsius: Int64? {
    words.vehicle.flatMap { words.catalogue.boxDecicelsius(of: $0, month: words.run.day.civil.month) }
  }

  private var table: PrintTable {
    let isCooled = words.vehicle?.boxDecicelsius != nil
    let box = boxDecicelsius.map(RunWords.celsius) ?? "-"
    return PrintTable(
      columns: [
        .init(say("品名", "Product"), .unbroken), .init(say("贮运温度", "To be kept at"), .right),
        .init(isCooled ? say("车厢(制冷)", "Box (cooled)") : say("车厢(常温)", "Box (as outside)"), .right), .init(""),
        .init(say("装车实测", "Measured"), isForWriting: true), .init(say("送达实测", "On delivery"), isForWriting: true),
      ],
      rows: products.map { product in
        let storage = product.storage
        let isWithin = boxDecicelsius.map { (storage.decicelsiusMin...storage.decicelsiusMax).contains($0) }
        let range = "\(RunWords.celsius(storage.decicelsiusMin)) ~ \(RunWords.celsius(storage.decicelsiusMax))"
        return PrintTable.Row([
          product.name(.ofProcess), range, box, isWithin == false ? say("超出,尽快送达", "outside: be quick") : "", "", "",
        ])
      })
  }

  /// The rules that a class on board has a part in; nil where there are none.
  private var apart: String? {
    let catalogue = words.catalogue
    let classes = Set(
      words.run.cargo.filter { !$0.isPeople }.map { piece in
        piece.product.flatMap(catalogue.product)?.rides ?? (catalogue.riding.parcels.isEmpty ? RideClass.food : catalogue.riding.parcels)
      })
    func name(_ id: RideClass.ID) -> String { catalogue.rideClasses.first { $0.id == id }?.name(.ofProcess) ?? id }
    let pairs = catalogue.apart.filter { classes.contains($0.first) || classes.contains($0.second) }
    guard !pairs.isEmpty else { return nil }
    let names = pairs.map { say("\(name($0.first))与\(name($0.second))", "\(name($0.first)) and \(name($0.second))") }
    let sources = Set(pairs.map(\.source)).sorted().joined(separator: ", ")
    return say(
      "不得同车:\(names.joined(separator: "、"))(来源:\(sources))。",
      "Must not ride together: \(names.joined(separator: ", ")) (source: \(sources)).")
  }
}
