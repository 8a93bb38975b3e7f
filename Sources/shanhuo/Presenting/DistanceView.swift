import Catalogue
import Distances
import Messages
import Tabular

/// Legs of a table from one place, with where their figures come from.
struct DistanceView {
  private struct Output: Encodable {
    struct Leg: Encodable {
      struct Passage: Encodable {
        var entry: String
        var exit: String
        var metres: Int32
        var tollFen: [String: Int32]
      }

      var to: String
      /// Left out, as are seconds, where no way leads.
      var metres: Int32?
      var seconds: Int32?
      var straightMetres: Int
      var assumed: Bool
      var motorway: Passage?
    }

    struct CalibrationError: Encodable {
      var meanPerMille: Int64?
      var largestPerMille: Int64?
    }

    var from: String
    var assumed: Bool
    var origin: String
    var source: String?
    var standIn: String?
    var error: CalibrationError?
    var legs: [Leg]
  }

  private let table: RoadTable
  private let from: Int
  private let to: [Int]
  private let catalogue: CountyCatalogue

  init(_ table: RoadTable, from: Int, to: [Int], _ catalogue: CountyCatalogue) {
    self.table = table
    self.from = from
    self.to = to
    self.catalogue = catalogue
  }

  func print(json: Bool) { json ? Terminal.printJSON(output) : printTable() }

  // MARK: JSON

  private var output: Output {
    let (origin, source) = table.origin.key
    return Output(
      from: table.stops[from].id, assumed: table.stops[from].assumed, origin: origin, source: source,
      standIn: table.standIn?(.ofProcess),
      error: table.error.map { .init(meanPerMille: $0.meanPerMille, largestPerMille: $0.largestPerMille) }, legs: to.map(leg))
  }

  private func leg(_ column: Int) -> Output.Leg {
    let isThere = table.metres(from: from, to: column) != RoadTable.unreachable
    let passage = table.passage(from: from, to: column)
    return Output.Leg(
      to: table.stops[column].id, metres: isThere ? table.metres(from: from, to: column) : nil,
      seconds: isThere ? table.seconds(from: from, to: column) : nil, straightMetres: straightMetres(column),
      assumed: table.isAssumed(from: from, to: column),
      motorway: passage.map { passage in
        let tolls = table.tollClasses.map { ($0, table.tollFen($0, from: from, to: column)) }
        return .init(
          entry: passage.entry, exit: passage.exit, metres: passage.metres, tollFen: Dictionary(uniqueKeysWithValues: tolls))
      })
  }

  private func straightMetres(_ column: Int) -> Int {
    Int(WGS84Point(table.stops[from].position).metres(to: WGS84Point(table.stops[column].position)).rounded())
  }

  // MARK: Words

  private func printTable() {
    let start = table.stops[from]
    Terminal.print(say("从 ", "from ") + start.name(.ofProcess) + (start.assumed ? say("(位置为假定)", " (assumed position)") : ""))
    Terminal.table(
      [
        .init(say("到", "to"), flexible: true), .init(say("千米", "km"), right: true), .init(say("分钟", "minutes"), right: true),
        .init(say("直线", "straight"), right: true), .init(say("高速", "motorway"), flexible: true),
        .init(say("一类货车费", "lorry class 1"), right: true), .init(say("位置", "position")),
      ], to.map(row))
    Terminal.print(table.origin.words + (table.error?.words ?? ""))
    if table.standIn != nil { Terminal.print(say("代替了未答的引擎。", "They stand in for the engine, which did not answer.")) }
    if to.contains(where: { table.passage(from: from, to: $0) != nil }) {
      Terminal.print(say("收费站位置和费率为假定。", "Positions of toll stations and toll rates are assumed."))
    }
  }

  private func row(_ column: Int) -> [String] {
    let metres = table.metres(from: from, to: column)
    let isThere = metres != RoadTable.unreachable
    let passage = table.passage(from: from, to: column)
    let stations = passage.map { [$0.entry, $0.exit].map { catalogue.tollStation($0)?.name(.ofProcess) ?? $0 }.joined(separator: " → ") }
    return [
      table.stops[column].name(.ofProcess), isThere ? kilometres(Int(metres)) : say("不通", "no way"),
      isThere ? "\((table.seconds(from: from, to: column) + 30) / 60)" : "-", kilometres(straightMetres(column)), stations ?? "-",
      passage == nil || !table.tollClasses.contains("truck-1") ? "-" : yuan(table.tollFen("truck-1", from: from, to: column)),
      table.stops[column].assumed ? say("假定", "assumed") : say("有来源", "sourced"),
    ]
  }
}

/// With one decimal, rounded half up.
private func kilometres(_ metres: Int) -> String { "\((metres + 50) / 1000).\((metres + 50) % 1000 / 100)" }

private func yuan(_ fen: Int32) -> String { "\(fen / 100)." + (fen % 100 < 10 ? "0" : "") + "\(fen % 100)" }

/// E.g. `-2.3%`.
private func percent(_ perMille: Int64) -> String { (perMille < 0 ? "-" : "") + "\(perMille.magnitude / 10).\(perMille.magnitude % 10)%" }

extension RoadTable.Origin {
  /// For JSON: the kind of origin, and the file or address.
  fileprivate var key: (String, String?) {
    switch self {
    case .builtIn: ("built-in", nil)
    case .file(let name): ("file", name)
    case .engine(let address): ("engine", address)
    }
  }

  fileprivate var words: String {
    switch self {
    case .builtIn: say("内置里程:直线乘以各级道路的系数", "Built-in distances: the straight line times a factor by class of road")
    case .file(let name): say("里程出自 \(name)", "Distances of \(name)")
    case .engine(let address): say("里程出自引擎 \(address)", "Distances of the engine at \(address)")
    }
  }
}

extension CalibrationError {
  fileprivate var words: String {
    guard let mean = meanPerMille, let largest = largestPerMille else {
      return say(",没有公布里程可比", "; there is no published one to compare with")
    }
    return say(
      ",与公布里程平均相差 \(percent(mean)),最大 \(percent(largest))",
      "; off published ones by \(percent(mean)) on average and \(percent(largest)) at most")
  }
}

/// The factors of the built-in distances, and how far they lie from each published distance.
struct CalibrationView {
  private struct Output: Encodable {
    struct Factor: Encodable {
      var road: String
      var thousandths: Int64
    }

    struct Pair: Encodable {
      var from: String
      var to: String
      var publishedMetres: Int64
      var metres: Int64
      var errorPerMille: Int64
      var fitted: Bool
      var source: String
    }

    var factors: [Factor]
    var meanPerMille: Int64?
    var largestPerMille: Int64?
    var pairs: [Pair]
  }

  private let model: RoadModel

  init(_ model: RoadModel) { self.model = model }

  func print(json: Bool) {
    let error = model.error
    if json {
      return Terminal.printJSON(
        Output(
          factors: RoadClass.Kind.allCases.map { .init(road: $0.name, thousandths: model.factorThousandths($0)) },
          meanPerMille: error.meanPerMille, largestPerMille: error.largestPerMille,
          pairs: error.pairs.map {
            .init(
              from: $0.published.from, to: $0.published.to, publishedMetres: $0.published.metres, metres: $0.metres,
              errorPerMille: $0.errorPerMille, fitted: $0.isFitted, source: $0.published.source)
          }))
    }
    Terminal.table(
      [.init(say("道路", "road")), .init(say("系数(千分)", "factor in thousandths"), right: true)],
      RoadClass.Kind.allCases.map { [$0.name, "\(model.factorThousandths($0))"] })
    Terminal.table(
      [
        .init(say("从", "from")), .init(say("到", "to")), .init(say("公布千米", "published km"), right: true),
        .init(say("推算千米", "worked out"), right: true), .init(say("误差", "error"), right: true), .init(say("用途", "used to")),
        .init(say("来源", "source"), flexible: true),
      ],
      error.pairs.map {
        [
          $0.published.from, $0.published.to, kilometres(Int($0.published.metres)), kilometres(Int($0.metres)), percent($0.errorPerMille),
          $0.isFitted ? say("拟合", "fit") : say("对照(位置为假定)", "compare (assumed position)"), $0.published.source,
        ]
      })
    if let mean = error.meanPerMille, let largest = error.largestPerMille {
      Terminal.print(
        say(
          "拟合所用 \(error.pairs.count { $0.isFitted }) 段:平均误差 \(percent(mean)),最大 \(percent(largest))。",
          "Of the \(error.pairs.count { $0.isFitted }) that were fitted: \(percent(mean)) on average, \(percent(largest)) at most."))
    } else {
      Terminal.print(say("没有两端位置都有来源的公布里程,系数取自目录。", "No published distance has two sourced ends; the factors are the Catalogue's own."))
    }
  }
}
