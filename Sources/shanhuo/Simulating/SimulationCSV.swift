import DaySimulation

/// Each replicate's figures, one row each.
enum SimulationCSV {
  static func write(_ outcomes: [DayOutcome], to file: OutputFile) throws {
    let lost = Bearer.allCases.map { "lost_grams_\($0.name)" } + Bearer.allCases.map { "lost_fen_\($0.name)" }
    let header =
      ["replicate", "due", "on_time", "cost_fen", "tolls_fen", "tolls_saved_fen", "life_lost_fen"] + lost + [
        "driving_ms", "working_ms", "waiting_ms", "broken_ms", "customers", "unserved", "end_ms", "events",
      ]
    try file.write(header.joined(separator: ",") + "\n")
    for (number, outcome) in outcomes.enumerated() {
      let money = [outcome.cost, outcome.tolls, outcome.tollsSaved, outcome.lifeLostFen] + outcome.lostGrams + outcome.lostFen
      let times = [outcome.driving, outcome.working, outcome.waiting, outcome.broken, outcome.customers, outcome.unserved, outcome.end]
      let cells =
        [number, outcome.due, outcome.onTime].map(String.init) + money.map { "\($0)" } + (times + [outcome.events]).map(String.init)
      try file.write(cells.joined(separator: ",") + "\n")
    }
    try file.close()
  }
}
