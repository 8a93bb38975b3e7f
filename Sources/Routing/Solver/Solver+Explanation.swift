extension Solver {
  /// Why nobody does a job: for every route of the plan and for one vehicle at home of every type the constraint in its way and the least
  /// relaxation that lets it in, by trial insertions at every position. Those that need the least come first; one that needs nothing is a
  /// place that the plan has overlooked.
  ///
  /// Pure: the same plan gives the same answer. O(routes · positions² · log seconds) routes driven for a shipment.
  public static func explain(_ plan: Plan, job: Int, in problem: Problem) -> [Explanation] {
    Explainer(problem, plan, job).explanations()
  }

  /// As ``explain(_:job:in:)``, of the solver's problem.
  public func explain(_ plan: Plan, job: Int) -> [Explanation] { Solver.explain(plan, job: job, in: problem) }
}
