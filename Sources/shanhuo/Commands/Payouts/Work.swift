import ArgumentParser
import Engine
import Messages
import Payouts
import Storage

extension PayoutCommand {
  /// Walks through the worklist by keys.
  struct Work: ParsableCommand {
    static var configuration: CommandConfiguration {
      CommandConfiguration(
        abstract: say("逐笔处理待办流水:按键选候选", "Walk through the worklist by keys"),
        discussion: say(
          "1-5 选候选,s 跳过,u 撤销刚才的匹配,q 结束。也可从管道读按键。\n",
          "1-5 takes a candidate, s skips, u takes the last match back, q ends. Keys may come through a pipe.\n")
          + example("shanhuo payout work --actor accountant"))
    }

    @OptionGroup var options: GlobalOptions

    private struct Output: Encodable {
      var matched: Int
      var skipped: Int
      var takenBack: Int
    }

    /// What was done to a line, so that it can be taken back.
    private struct Step {
      var at: Int
      var isMatched: Bool
    }

    func run() throws {
      let session = try Session(options)
      let lines = try session.register.openBankLines()
      let keys = KeyReader()
      defer { keys.restore() }
      // What was matched a moment ago is no candidate any more; after taking something back it is read anew.
      var desk: MatchingDesk?
      var (at, steps, output) = (0, [Step](), Output(matched: 0, skipped: 0, takenBack: 0))
      while at < lines.count {
        guard let line = try session.register.bankLine(lines[at].id), line.match == nil else {
          at += 1
          continue
        }
        if desk == nil { desk = try MatchingDesk(session) }
        let candidates = Array(desk!.suggestions(for: line).prefix(5))
        if !options.json { show(line, candidates, at: at, of: lines.count) }
        guard let step = try answer(keys, line, candidates, session, desk!, canGoBack: !steps.isEmpty) else { break }
        switch step {
        case .back:
          let last = steps.removeLast()
          if last.isMatched {
            let reason = say("在逐笔处理中撤销", "taken back in the worklist")
            _ = try session.submit(.unmatchLine(UnmatchLine(lines[last.at].id, reason: reason)))
            output.takenBack += 1
            desk = nil
            output.matched -= 1
          } else {
            output.skipped -= 1
          }
          at = last.at
        // Somebody else was here; what that took is no candidate any more.
        case .gone: desk = nil
        case .matched, .skipped:
          steps.append(Step(at: at, isMatched: step == .matched))
          if step == .matched, let match = try session.requireBankLine(line.id).match {
            desk?.take(match.parts, by: line)
            output.matched += 1
          } else {
            output.skipped += 1
          }
          at += 1
        }
      }
      if options.json { return Terminal.printJSON(output) }
      Terminal.print(
        say(
          "匹配 \(output.matched),跳过 \(output.skipped),撤销 \(output.takenBack)。",
          "\(output.matched) matched, \(output.skipped) skipped, \(output.takenBack) taken back."))
    }

    private enum Answered { case matched, skipped, back, gone }

    /// Nil where the work ends. A key that means nothing here says so and asks again.
    private func answer(
      _ keys: KeyReader, _ line: BankLine, _ candidates: [Proposal], _ session: Session, _ desk: MatchingDesk, canGoBack: Bool
    ) throws -> Answered? {
      while let key = keys.next() {
        switch key {
        case "q": return nil
        case "s": return .skipped
        case "u" where canGoBack: return .back
        default:
          guard let number = key.wholeNumberValue, candidates.indices.contains(number - 1) else {
            let numbers = candidates.isEmpty ? "" : "1-\(candidates.count)"
            Terminal.note(
              say("按 \(candidates.isEmpty ? "" : numbers + "、")s、u 或 q。", "Press \(candidates.isEmpty ? "" : numbers + ", ")s, u or q."))
            continue
          }
          let chosen = candidates[number - 1]
          guard !chosen.isSecondPayment else {
            Terminal.report(BankUseFault.secondPayment(line.id, chosen.parts[0].target.payout!))
            continue
          }
          do {
            // A key is no reason: what needs one is for payout match.
            try MatchDoubts(line, chosen.parts, reason: "").requireNone(desk)
            _ = try session.submit(
              .matchLine(MatchLine(line.id, parts: chosen.parts, step: .byHand, reason: say("逐笔处理", "worklist") + " \(chosen.step.name)")))
            return .matched
          } catch let fault as PayoutFault {
            Terminal.report(fault)
            if fault == .lineMatched(line.id) { return .gone }
          } catch let fault as BankUseFault {
            Terminal.report(fault)
          }
        }
      }
      return nil
    }

    private func show(_ line: BankLine, _ candidates: [Proposal], at: Int, of count: Int) {
      Terminal.print("[\(at + 1)/\(count)]")
      BankLineView(line, candidates: candidates).present(numbered: true)
    }
  }
}
