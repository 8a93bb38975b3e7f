import Dispatching
import Measures
import Messages

/// Why there is nothing to print or to draw.
enum PaperFault: Fault, Equatable {
  case noRuns(Day)
  case otherDay(DeliveryRun.ID, Day)
  case noPlaces

  var code: String {
    switch self {
    case .noRuns: "E-PAP-001"
    case .otherDay: "E-PAP-002"
    case .noPlaces: "E-PAP-003"
    }
  }

  var text: Text {
    switch self {
    case .noRuns(let day):
      Text(
        zh: "\(day) 没有车次可画;用 shanhuo run list 查看,或先用 shanhuo run plan --date \(day)。",
        en: "There are no runs to draw on \(day); shanhuo run list shows them, shanhuo run plan --date \(day) makes some.")
    case .otherDay(let id, let day):
      Text(zh: "车次 \(id) 是 \(day) 的;请改 --date。", en: "The run \(id) is of \(day); give that as --date.")
    case .noPlaces:
      Text(zh: "这些车次的地点都已不在目录里,画不出地图。", en: "None of the places of these runs is in the Catalogue any more, so there is no map.")
    }
  }
}
