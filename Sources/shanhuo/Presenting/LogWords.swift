import Engine
import Ledger
import Measures
import Messages
import Ordering

/// What a command says, in a line of words that begins with what matters; the action itself and what it is about stand beside it.
struct LogWords {
  /// The unit of the lot that is adjusted.
  let stocked: StockUnit?
  let language: Language

  private func say(_ zh: String, _ en: String) -> String { Text(zh: zh, en: en)(language) }

  func words(for action: Action, about subjects: [String]) -> String {
    switch action {
    case .applyCatalogue(let body): say("目录 \(body.catalogue.count) 字节", "\(body.catalogue.count) bytes of catalogue")
    case .addHousehold(let body):
      say(
        "\(body.code) \(body.name),\(body.village),\(body.members) 人", "\(body.code) \(body.name), \(body.village), \(body.members) members"
      )
        + (body.registeredOn.map { say(",\($0) 建档", ", registered \($0)") } ?? "")
    case .receiveLot(let body):
      goods(body.quantity, body.unit, body.product, body.grade, body.producer) + " → \(body.place)" + harvested(body.harvestedOn)
        + (body.report.map { say(",答复 \($0)", ", for \($0)") } ?? "")
        + (body.certificate.isEmpty ? "" : say(",合格证 ", ", certificate ") + body.certificate)
    case .adjustLot(let body):
      body.kind.label(language) + " " + Words.quantity(body.quantity, stocked ?? .grams) + because(body.reason)
    case .reportUnsold(let body):
      goods(body.quantity, body.unit, body.product, body.grade, body.producer) + say(",在 ", " in ") + body.village
        + harvested(body.harvestedOn)
    case .placeOrder(let body): words(for: body)
    case .changeOrder(let body): words(for: body.step)
    case .postTransfers(let body): body.postings.map(words).joined(separator: "; ")
    case .openBalances(let body): say("\(body.postings.count) 个账户", "\(body.postings.count) accounts") + because(body.source)
    case .holdTransfer(let body): words(for: body.posting) + (body.expiresAt.map { say(",至 \($0.minute)", ", until \($0.minute)") } ?? "")
    case .passTime: ""
    default: plainly(action.fields, about: subjects)
    }
  }

  private func words(for body: PlaceOrder) -> String {
    let goods = body.lines.map { "\($0.count) × \($0.pack)" }.joined(separator: ", ")
    let shortage =
      switch body.onShortage {
      case .refuse: ""
      case .partFill: say(",缺货则部分供货", ", part-filled where short")
      case .backOrder: say(",缺货则待货", ", back-ordered where short")
      }
    return "\(body.buyer): \(goods) → \(body.deliverTo)" + say(",\(body.deliverOn) 送", " on \(body.deliverOn)") + shortage
      + (body.holdUntil.map { say(",预留至 \($0.minute)", ", held until \($0.minute)") } ?? "")
  }

  private func words(for step: OrderStep) -> String {
    switch step {
    case .cancel(let reason): reason
    case .pay(let amount): say("\(amount) 元", "\(amount) yuan")
    case .refund(let amount, let reason): say("\(amount) 元", "\(amount) yuan") + because(reason)
    case .pack(let weights):
      weights.isEmpty
        ? say("按订购重量", "at ordered weights")
        : weights.map { say("第 \($0.part.text) 行 ", "line \($0.part.text) ") + "\($0.grams) g" }.joined(separator: ", ")
    case .dispatch, .deliver, .fill: ""
    case .short(let part, let packs, let reason): some(packs, of: part) + because(reason)
    case .takeBack(let part, let packs, let toStock, let reason):
      some(packs, of: part) + (toStock ? say(",入库", ", into stock") : say(",报损", ", spoiled")) + because(reason)
    case .lose(let part, let reason): some(nil, of: part) + because(reason)
    }
  }

  private func words(for posting: Posting) -> String {
    "\(posting.debit) ← \(posting.credit) \(posting.amount)" + because(posting.memo)
  }

  /// Field by field, for what has no words of its own.
  private func plainly(_ fields: [Field], about subjects: [String]) -> String {
    let told = fields.filter { !$0.value.isEmpty && !subjects.contains($0.value) && !$0.value.hasPrefix("vault:") }
    return told.map { "\($0.label(language)) \($0.value)" }.joined(separator: ", ")
  }

  // MARK: Parts of a line

  private func goods(_ quantity: Int64, _ unit: StockUnit, _ product: String, _ grade: String, _ producer: Producer) -> String {
    Words.quantity(quantity, unit) + " \(product) \(grade)" + say(",", " of ") + "\(producer)"
  }

  private func harvested(_ day: Day) -> String { say(",\(day) 采收", ", harvested \(day)") }

  private func some(_ packs: Int64?, of part: PartReference) -> String {
    say("第 \(part.text) 行", "line \(part.text)") + (packs.map { say(" \($0) 份", $0 == 1 ? ", 1 pack" : ", \($0) packs") } ?? "")
  }

  private func because(_ reason: String) -> String { reason.isEmpty ? "" : say(":", ": ") + reason }
}
