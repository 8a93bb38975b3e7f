import Ledger
import Measures
import Messages
import Tabular

extension IncomeView {
  /// The sums below the register's card.
  var sections: [String] {
    var table = TerminalTable([
      .init(say("收入项目", "income item")), .init(say("名称", "name"), flexible: true), .init(say("账内", "credited"), right: true),
      .init(say("其中更正", "of it corrected"), right: true), .init(say("账外", "recorded"), right: true), .init(say("合计", "total"), right: true),
    ])
    for item in items {
      table.add([
        item.item, item.name, yuan(item.creditedFen), item.correctedFen == 0 ? "" : yuan(item.correctedFen),
        item.recordedFen == 0 ? "" : yuan(item.recordedFen), yuan(item.totalFen),
      ])
    }
    return [say("\(year) 年收入", "income of \(year)")] + table.lines() + sums + correctionLines + monthLines
  }

  private func yuan(_ fen: Int64) -> String { Money(fen: fen).description }

  private var sums: [String] {
    var lines = [
      say("总收入 ", "gross ") + yuan(grossFen) + say("  生产经营支出 ", "  costs ") + yuan(costsFen) + say("  纯收入 ", "  net ") + yuan(netFen)
        + say("  人均 ", "  per head ") + yuan(perHeadFen)
    ]
    if let lineFen, let line, let belowLine {
      lines.append(
        say("标准 ", "line ") + yuan(lineFen) + "  " + line + "  " + (belowLine ? say("低于标准", "below it") : say("不低于标准", "not below it")))
    } else {
      lines.append(say("\(year) 年没有登记标准线", "no line is known for \(year)"))
    }
    if partial { lines.append(say("不完整:没有登记引擎以外的收入", "partial: nothing was recorded from outside the engine")) }
    if unsoldFen > 0 {
      lines.append(
        say("未售自产按收购价计 ", "own produce unsold, at purchase prices ") + yuan(unsoldFen) + say("  表内人均 ", "  per head by the form ")
          + yuan(formPerHeadFen))
    }
    return lines
  }

  private var correctionLines: [String] {
    corrections.map {
      say("更正 ", "correction ") + "\($0.on) \($0.transfer)" + ($0.reverses.map { say(" 冲回 ", " of ") + $0 } ?? "")
        + "  \($0.item)  \(yuan($0.amountFen))  \($0.source ?? "")  \($0.reason ?? "")"
    }
  }

  private var monthLines: [String] {
    let earned = months.filter { $0.netFen != 0 }
    guard !earned.isEmpty else { return [] }
    return [say("按月", "by month")]
      + stride(from: 0, to: earned.count, by: 6).map { start in
        "  " + earned[start..<min(start + 6, earned.count)].map { "\($0.month.suffix(2)): \(yuan($0.netFen))" }.joined(separator: "  ")
      }
  }
}
