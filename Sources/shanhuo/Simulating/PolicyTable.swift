import DaySimulation
import Foundation
import Messages
import Simulation
import Tabular

/// Policies on the same days, each beside the first.
struct PolicyTable {
  private struct Output: Encodable {
    struct Row: Encodable {
      var policy: String
      var onTime: SimulationView.Interval
      var costFen: SimulationView.Interval
      var lostFen: SimulationView.Interval
      /// Less the first policy's; nil for the first.
      var difference: Difference?
    }

    struct Difference: Encodable {
      var onTime: SimulationView.Interval
      var costFen: SimulationView.Interval
      var lostFen: SimulationView.Interval
    }

    var replicates: Int
    var policies: [Row]
    var seconds: Double
  }

  let policies: [Policy]
  let day: SimulatedDay
  let runner: Replicates
  let seed: UInt64

  private func outcomes(_ policy: Policy, _ count: Int) throws -> [DayOutcome] {
    try runner.run(count) { [day, seed] in day.live(policy, seed: seed, replicate: $0) }
  }

  /// How many replicates bring the interval of each difference in the share in time below a half-width.
  func enough(for halfWidth: Double) throws -> Int {
    let rule = try StoppingRule(halfWidth: .absolute(halfWidth), most: Int(ReplicateOptions.most))
    let (first, seed) = (policies[0], seed)
    return policies.dropFirst().map { policy in
      runner.run(until: rule, of: { $0 }) { [day] number in
        day.live(policy, seed: seed, replicate: number).onTimeShare - day.live(first, seed: seed, replicate: number).onTimeShare
      }.count
    }.max() ?? rule.least
  }

  func present(_ count: Int, isJSON: Bool) throws {
    let began = nanoseconds(CLOCK_MONOTONIC)
    let all = try policies.map { try outcomes($0, count) }
    let rows = try zip(policies, all).enumerated().map { index, item -> Output.Row in
      let (policy, outcomes) = item
      let compared = index == 0 ? nil : try DayComparison(policy, outcomes, with: all[0])
      func interval(_ figure: (DayOutcome) -> Double) throws -> SimulationView.Interval {
        SimulationView.Interval(try .mean(of: Tally(outcomes.lazy.map(figure))))
      }
      return Output.Row(
        policy: policy.description, onTime: try interval(\.onTimeShare), costFen: try interval { $0.cost + $0.tolls },
        lostFen: try interval { $0.lostFen.reduce(0, +) },
        difference: compared.map { .init(onTime: .init($0.onTime), costFen: .init($0.cost), lostFen: .init($0.lost)) })
    }
    if isJSON {
      return Terminal.printJSON(
        Output(replicates: count, policies: rows, seconds: Double(nanoseconds(CLOCK_MONOTONIC) - began) / 1e9))
    }
    Terminal.table(
      [
        .init(say("策略", "policy")), .init(say("准时", "in time"), right: true), .init(say("之差", "by"), right: true),
        .init(say("费用(元)", "cost (yuan)"), right: true), .init(say("之差", "by"), right: true),
        .init(say("损失(元)", "lost (yuan)"), right: true), .init(say("之差", "by"), right: true),
      ],
      rows.map { row in
        [
          row.policy, String(format: "%.1f %%", row.onTime.mean * 100), difference(row.difference?.onTime, 100, "%+.2f ± %.2f"),
          yuan(row.costFen), difference(row.difference?.costFen, 0.01, "%+.0f ± %.0f"), yuan(row.lostFen),
          difference(row.difference?.lostFen, 0.01, "%+.0f ± %.0f"),
        ]
      })
    Terminal.print(
      say(
        "\(count) 次,各策略用同样的随机数。之差:比第一个策略多多少,± 为 95 % 置信区间的半宽;准时之差以百分点计。参数均为假定(simulation.yaml)。",
        "\(count) replicates with the same random numbers for each policy. By: how much more than the first policy, ± half of the 95 % interval;\nin time in points of a hundred. Every figure is assumed (simulation.yaml)."
      ))
  }

  private func yuan(_ fen: SimulationView.Interval) -> String { String(format: "%.0f", fen.mean / 100) }

  private func difference(_ interval: SimulationView.Interval?, _ unit: Double, _ format: String) -> String {
    guard let interval else { return "" }
    return String(format: format, interval.mean * unit, (interval.high - interval.low) / 2 * unit)
  }
}
