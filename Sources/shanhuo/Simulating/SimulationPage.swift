import Catalogue
import DaySimulation
import Dispatching
import Foundation
import Measures
import Messages
import Simulation
import Tabular

/// A simulated day as people read it.
struct SimulationPage {
  private let report: DayReport
  private let day: SimulatedDay
  private let session: Session
  private let policy: Policy

  init(_ report: DayReport, _ day: SimulatedDay, _ session: Session, _ policy: Policy) {
    self.report = report
    self.day = day
    self.session = session
    self.policy = policy
  }

  func print() {
    Terminal.table(
      [
        .init(say("车次", "run")), .init(say("站", "stop"), right: true), .init(say("地点", "place"), flexible: true),
        .init(say("计划", "planned"), right: true), .init("5 %", right: true), .init("50 %", right: true), .init("95 %", right: true),
        .init(say("到位", "served"), right: true),
      ],
      report.stops.map {
        [
          $0.run.description, "\($0.stop)", name($0.place), clock(Double($0.planned)), clock($0.p5), clock($0.median), clock($0.p95),
          percent($0.served),
        ]
      })
    Terminal.print("")
    Terminal.table(
      [
        .init(say("指标", "figure"), flexible: true), .init(say("平均", "mean"), right: true),
        .init(say("95 % 置信区间", "95 % confidence"), right: true),
      ], rows)
    Terminal.print("")
    Terminal.print(
      say(
        "\(report.replicates) 次,策略 \(policy);最差的是第 \(report.worst) 次(--replay \(report.worst))。参数均为假定(simulation.yaml)。",
        "\(report.replicates) replicates, policy \(policy); the worst is number \(report.worst) (--replay \(report.worst)). Every figure is assumed (simulation.yaml)."
      ))
  }

  private var rows: [[String]] {
    var rows = [
      row(say("准时", "in time"), report.onTime) { percent($0) },
      row(say("费用(元)", "cost (yuan)"), report.cost, yuan),
      row(say("其中通行费", "of it tolls"), report.tolls, yuan),
      row(say("免收通行费", "tolls saved"), report.tollsSaved, yuan),
      row(say("途中鲜度损失", "life lost on board"), report.lifeLost, yuan),
    ]
    for loss in report.losses where loss.grams.mean > 0 {
      rows.append(
        row(say("损失(千克),承担者:\(label(loss.bearer))", "lost (kg), borne by the \(loss.bearer.name)"), loss.grams) {
          String(format: "%.2f", $0 / 1000)
        })
    }
    rows.append(row(say("车辆利用率", "vehicles driving or at work"), report.utilisation) { percent($0) })
    rows.append(row(say("顾客空手而归", "customers who found nothing"), report.unserved) { percent($0) })
    return rows
  }

  private func row(_ name: String, _ interval: ConfidenceInterval, _ text: (Double) -> String) -> [String] {
    [name, text(interval.mean), "\(text(interval.low)) – \(text(interval.high))"]
  }

  private func percent(_ share: Double) -> String { String(format: "%.1f %%", share * 100) }
  private func yuan(_ fen: Double) -> String { String(format: "%.2f", fen / 100) }
  private func name(_ place: Place.ID) -> String { day.script.placeName(place)?(.ofProcess) ?? place }

  private func label(_ bearer: Bearer) -> String {
    switch bearer {
    case .farmer: "农户"
    case .hub: "集散中心"
    case .carrier: "承运人"
    case .buyer: "买方"
    }
  }
}
