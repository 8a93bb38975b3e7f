import Measures
import Messages

// `simulation.yaml`.
extension CatalogueSource {
  mutating func readSimulation(_ mapping: YAMLMapping) {
    for entry in mapping.mappings("figures") {
      simulationPlaces.append(entry.place)
      simulation.figures.append(readFigure(entry))
    }
    for entry in mapping.mappings("borne_by") {
      bearerPlaces.append(entry.place)
      simulation.bearers.append(LossBearer(cause: entry.string("cause"), bearer: entry.string("bearer"), source: entry.string("source")))
      entry.finish()
    }
  }

  private func readFigure(_ mapping: YAMLMapping) -> SimulationFigure {
    defer { mapping.finish() }
    func number(_ key: String) -> Int64 {
      mapping.parsed(key, as: Text(zh: "最多六位小数的数", en: "a number of at most six decimals"), or: 0) { Int64(decimal: $0, places: 6) }
    }
    let figure = SimulationFigure(
      id: mapping.string("id"), name: mapping.text("name"), value: number("value"), low: number("low"), high: number("high"),
      unit: mapping.string("unit"), source: mapping.string("source"))
    if figure.low > figure.value || figure.value > figure.high {
      mapping.report(.outOfRange("value", value: mapping.string("value")), at: "value")
    }
    return figure
  }

  func checkSimulation() {
    requireUnique(zip(simulation.figures, simulationPlaces).map { ($0.id, $1) })
    requireUnique(zip(simulation.bearers, bearerPlaces).map { ($0.cause, $1) })
  }
}
