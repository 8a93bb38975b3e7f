import Catalogue
import Dispatching
import Measures
import Simulation

extension DayModel {
  func isAboard(_ piece: Int) -> Bool { cargo[piece].state == .aboard }

  /// All that a run was to carry.
  func pieces(of run: Int) -> [Int] {
    script.runs[run].loads + script.runs[run].visits.flatMap(\.loads)
  }

  mutating func load(_ piece: Int, _ run: Int) {
    guard cargo[piece].state == .planned else { return }
    let product = script.pieces[piece].product
    cargo[piece] = Cargo(state: .aboard, lost: product >= 0 ? vehicles[run].lost[product] : 0, metres: vehicles[run].metres)
  }

  /// Brings the air in the box up to now, and what it has cost the goods.
  mutating func air(_ run: Int, _ now: Milliseconds) {
    guard var air = vehicles[run].air else { return }
    let lives = script.lives
    // Taken out while it is written to, so that it is not copied.
    var lost: [Double] = []
    swap(&lost, &vehicles[run].lost)
    air.advance(from: vehicles[run].airAt, to: now, isOpen: vehicles[run].isOpen) { hours, before, after in
      for product in lives.indices {
        lost[product] += hours * (lives[product].loss(perHourAt: before) + lives[product].loss(perHourAt: after)) / 2
      }
    }
    swap(&lost, &vehicles[run].lost)
    vehicles[run].air = air
    vehicles[run].airAt = now
  }

  /// Hands a piece over, or has it refused: what is not fresh enough always, what is late the more likely the later, anything now and then.
  ///
  /// - Parameter home: at the depot; what was not meant for it has come back.
  mutating func handOver(_ piece: Int, _ run: Int, _ now: Milliseconds, home: Bool) {
    let terms = script.pieces[piece]
    if home && terms.cargo.to <= script.runs[run].visits.count { return refuse(piece, run, .lateness) }
    let late = Double(max(now - terms.due.upperBound, 0)) / 3_600_000
    if terms.product >= 0 {
      let lost = vehicles[run].lost[terms.product] - cargo[piece].lost
      if let life = terms.life {
        outcome.lifeLostFen += Double(terms.value) * min(lost, 1)
        if life.left - lost < life.needed { return refuse(piece, run, .warmth) }
      }
      var goods = streams.stream(entity: piece, .goods)
      let (whim, patience, fraction) = (goods.unit(), goods.unit(), goods.unit())
      if whim < figures[.refusal] { return refuse(piece, run, .whim) }
      if patience < late * figures[.lateRefusal] { return refuse(piece, run, .lateness) }
      let broken = brokenPacks(piece, run, fraction)
      lose(piece, broken, .breakage)
      stockShelf(piece, run, terms.cargo.count - broken)
    }
    cargo[piece].state = .delivered
    if late == 0 { outcome.onTime += 1 }
  }

  /// So many as the share says; where that is no whole number, one more as often as the rest of it says.
  private func brokenPacks(_ piece: Int, _ run: Int, _ fraction: Double) -> Int64 {
    let terms = script.pieces[piece]
    let share = figures[script.products[terms.product].unit == .pieces ? .pieceBreakage : .weightBreakage]
    let expected = Double(terms.cargo.count) * share * (vehicles[run].metres - cargo[piece].metres) / 100_000
    return min(Int64(expected + fraction), terms.cargo.count)
  }

  mutating func refuse(_ piece: Int, _ run: Int, _ cause: LossCause) {
    cargo[piece].state = .refused
    vehicles[run].isAltered = true
    if script.pieces[piece].product >= 0 { lose(piece, script.pieces[piece].cargo.count, cause) }
  }

  private mutating func lose(_ piece: Int, _ packs: Int64, _ cause: LossCause) {
    let terms = script.pieces[piece]
    let share = Double(packs) / Double(terms.cargo.count)
    let bearer = losses.bearer(of: cause).rawValue
    outcome.lostGrams[bearer] += Double(terms.cargo.mass.grams) * share
    outcome.lostFen[bearer] += Double(terms.value) * share
  }
}
