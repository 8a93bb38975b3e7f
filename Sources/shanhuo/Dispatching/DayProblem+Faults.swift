import GreenChannel
import Measures
import Messages
import Routing

extension DayProblem {
  /// The routing problem of a task; where the solver has no room for it, everything that is wrong is told.
  init(telling task: DayTask) throws {
    do throws(ProblemFaults) { try self.init(task) } catch {
      for fault in error.faults.dropLast() { Terminal.report(RouteFault.problem("\(task.day)", fault)) }
      throw RouteFault.problem("\(task.day)", error.faults[error.faults.count - 1])
    }
  }
}
