import Foundation
import Messages
import RouteChecking
import Routing

/// A routing problem from a file: a benchmark text, or JSON.
struct RouteFile {
  let path: String
  /// Nil where the file is JSON.
  let instance: Instance?
  let problem: Problem

  /// Reads it; of a problem with several faults all are told, and the last is thrown.
  init(_ path: String) throws {
    self.path = path
    let bytes = try RouteFile.bytes(path)
    let name = URL(fileURLWithPath: path).deletingPathExtension().lastPathComponent
    do {
      if bytes.first(where: { !" \t\r\n".utf8.contains($0) }) == UInt8(ascii: "{") {
        instance = nil
        problem = try RouteFile.document(bytes, path).problem(named: name)
      } else {
        let read = try Instance(bytes, name: name)
        instance = read
        problem = try read.problem()
      }
    } catch let fault as InstanceFault {
      throw RouteFault.instance(path, fault)
    } catch let error as ProblemFaults {
      for fault in error.faults.dropLast() { Terminal.report(RouteFault.problem(path, fault)) }
      throw RouteFault.problem(path, error.faults[error.faults.count - 1])
    }
  }

  var judged: CheckedCase { instance.map { CheckedCase($0) } ?? CheckedCase(problem) }

  func judge(_ plan: Plan) -> Verdict {
    RouteChecker(judged).judge(plan.routes.map { CheckedRoute($0, in: problem) }, unserved: plan.unserved)
  }

  /// The found plan, unless the given one breaks no rule and is better in the unit of the file.
  func better(_ found: Plan, _ given: Plan, by objective: Objective) -> Plan {
    func levels(_ verdict: Verdict) -> [Double] {
      [Double(verdict.missedPriority)] + (objective == .fleet ? [Double(verdict.vehicles)] : []) + [verdict.total]
    }
    let verdict = judge(given)
    return verdict.isSound && levels(verdict).lexicographicallyPrecedes(levels(judge(found))) ? given : found
  }

  static func bytes(_ path: String) throws -> [UInt8] {
    do {
      return [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
    } catch {
      throw UsageFault.cannotRead(path, why: say("没有这个文件,或不可读", "there is no such file, or it may not be read"))
    }
  }

  private static func document(_ bytes: [UInt8], _ path: String) throws -> ProblemDocument {
    do {
      return try decoder.decode(ProblemDocument.self, from: Data(bytes))
    } catch {
      throw RouteFault.notJSON(path, why: words(error))
    }
  }

  static func write(_ problem: Problem, to file: OutputFile) throws {
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    encoder.outputFormatting = [.sortedKeys]
    try file.write(String(decoding: try encoder.encode(ProblemDocument(problem)), as: UTF8.self) + "\n")
    try file.close()
  }

  static var decoder: JSONDecoder {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return decoder
  }

  /// Where in a document something is missing or of another kind.
  static func words(_ error: any Error) -> String {
    func place(_ context: DecodingError.Context) -> String {
      context.codingPath.map { $0.intValue.map { "[\($0)]" } ?? $0.stringValue }.joined(separator: ".")
    }
    switch error {
    case DecodingError.keyNotFound(let key, let context): return say("缺少 ", "missing ") + (place(context) + "." + key.stringValue)
    case DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context):
      return say("类型不对:", "of another kind: ") + place(context)
    default: return say("语法有误", "its syntax is wrong")
    }
  }
}
