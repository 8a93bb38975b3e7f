import Messages
import Routing

/// What is wrong with a file of routes or of a routing problem.
enum RouteFault: Fault {
  case instance(String, InstanceFault)
  case problem(String, ProblemFault)
  case notJSON(String, why: String)
  case notASolution(String, why: String)
  case nothingToDraw(String)
  case secondsOutOfRange(Double)

  var code: String {
    switch self {
    case .instance(_, let fault): fault.code
    case .problem(_, let fault): fault.code
    case .notJSON: "E-ROU-040"
    case .notASolution: "E-ROU-041"
    case .nothingToDraw: "E-ROU-042"
    case .secondsOutOfRange: "E-ROU-043"
    }
  }

  var exit: ExitStatus {
    switch self {
    case .secondsOutOfRange: .usage
    default: .badData
    }
  }

  var text: Text {
    switch self {
    case .instance(let path, let fault): Text(zh: "\(path):\(fault.text.zh)", en: "\(path): \(fault.text.en)")
    case .problem(let path, let fault): Text(zh: "\(path):\(fault.text.zh)", en: "\(path): \(fault.text.en)")
    case .notJSON(let path, let why):
      Text(zh: "\(path) 不是路线问题的 JSON:\(why)。", en: "\(path) is no routing problem in JSON: \(why).")
    case .notASolution(let path, let why):
      Text(
        zh: "\(path) 不是路线方案:\(why);应为 {\"routes\":[[1,5],[2]]}。",
        en: "\(path) holds no routes: \(why); it should read {\"routes\":[[1,5],[2]]}.")
    case .nothingToDraw(let path):
      Text(zh: "\(path) 没有坐标,画不出图;请去掉 --svg。", en: "\(path) has no coordinates to draw; leave --svg out.")
    case .secondsOutOfRange(let value):
      Text(zh: "--seconds 须在 0.001 到 1000000 之间,不能是 \(value)。", en: "--seconds goes from 0.001 to 1000000; \(value) does not.")
    }
  }
}
