import Catalogue
import Dispatching
import Measures
import Messages
import Publishing

/// The loading plan for print: a picture of the box each time that goods are taken on, and in words what goes in first.
struct LoadingSection {
  private let words: RunWords
  private let plan: LoadingPlan

  init(_ words: RunWords) throws {
    self.words = words
    plan = try LoadingPlan(words.run)
  }

  /// Nil where the run carries people alone.
  var section: PrintSection? {
    guard !plan.loadings.isEmpty else { return nil }
    let rule = say(
      "后送的先装、靠里;先送的后装、靠门。斜纹是这一站装的货,数字是卸货站。",
      "Handed over last: goes in first, at the far end. Hatched: taken on at that stop; numbers: for which stop."
    )
    return PrintSection(
      say("装车图", "Loading plan"),
      [.figure(svg: picture.svg(), caption: rule), .table(table)])
  }

  // MARK: Picture

  private var picture: BoxPicture {
    BoxPicture(
      title: say("装车图 \(words.run.id)", "Loading plan of \(words.run.id)"), language: .ofProcess, farEnd: say("车头(先装)", "front (first in)"),
      door: say("车门(后装)", "door (last in)"),
      strips: plan.loadings.map { loading in
        BoxPicture.Strip(
          label: loading.stop == 0 ? say("车场装车", "at the depot") : say("第 \(loading.stop) 站装车", "at stop \(loading.stop)"),
          parts: loading.layers.map {
            BoxPicture.Part(label: $0.to > words.run.stops.count ? say("回", "home") : "\($0.to)", millionths: share($0), isNew: $0.isNew)
          })
      })
  }

  /// Of the box's volume, or of the rated mass where that is more.
  private func share(_ layer: LoadingPlan.Layer) -> Int64 {
    guard let vehicle = words.vehicle, let room = try? vehicle.box.volume() else { return 0 }
    func millionths(_ part: Int64, _ whole: Int64) -> Int64 { whole > 0 ? Int64(clamping: Int128(part) * 1_000_000 / Int128(whole)) : 0 }
    return max(millionths(layer.volume, room), millionths(layer.mass.grams, vehicle.rated.grams))
  }

  // MARK: Table

  private var table: PrintTable {
    PrintTable(
      columns: [.init(say("在", "At"), .unbroken), .init(say("先后(先装的靠里)", "In this order, the first at the far end"))],
      rows: plan.loadings.map { loading in
        let lines = loading.goingIn.enumerated().map { "\($0 + 1). " + line($1) }
        return PrintTable.Row([words.stop(loading.stop), (lines + wayNote(loading)).joined(separator: "\n")])
      })
  }

  /// `第 5 站 县城超市:土鸡蛋30枚托 × 12, 18.6 千克, 70 升`
  private func line(_ layer: LoadingPlan.Layer) -> String {
    let litres = (layer.volume + 999_999) / 1_000_000
    return words.stop(layer.to) + place(layer.to) + say(":", ": ") + goods(layer) + ", \(words.kilograms(layer.mass)), \(litres)"
      + say(" 升", " l")
  }

  private func place(_ stop: Int) -> String { stop > words.run.stops.count ? "" : " " + words.place(words.run.stops[stop - 1].place) }

  private func goods(_ layer: LoadingPlan.Layer) -> String {
    var counts: [(name: String, count: Int64)] = []
    for number in layer.cargo {
      let piece = words.run.cargo[number - 1]
      let name = words.product(piece)
      if let known = counts.firstIndex(where: { $0.name == name }) {
        counts[known].count += piece.count
      } else {
        counts.append((name, piece.count))
      }
    }
    return counts.map { "\($0.name) × \($0.count)" }.joined(separator: say("、", ", "))
  }

  private func wayNote(_ loading: LoadingPlan.Loading) -> [String] {
    let stops = loading.inTheWay.map(\.to)
    guard !stops.isEmpty else { return [] }
    let numbers = RunWords.numbers(stops)
    return [
      say(
        "(第 \(numbers) 站的货在靠门处:一侧留道,或先移出。)",
        "(Goods for stop \(numbers) stand at the door: leave a way beside them, or move them out first.)")
    ]
  }
}
