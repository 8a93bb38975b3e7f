extension Instance {
  /// CVRPLIB (Uchoa and others 2017), the keywords of TSPLIB 95: Euclidean legs, kept in double precision, or a full or lower matrix.
  static func cvrplib(_ text: TextLines, _ fileName: String) throws(InstanceFault) -> Instance {
    var reader = CVRPLIBReader(name: fileName)
    try reader.read(text)
    return try reader.instance()
  }
}

/// What has been read of a CVRPLIB text so far.
private struct CVRPLIBReader {
  var name: String
  var dimension = 0
  var capacity = 0
  var vehicles: Int?
  /// Longest route, with service.
  var longest: Double?
  var service = 0.0
  var isMatrix = false
  var isLower = false
  var places: [Int: (line: Int, x: Double, y: Double)] = [:]
  var order: [Int] = []
  var demands: [Int: Int] = [:]
  var depot: Int?
  var weights: [Double] = []
  var lastLine = 1

  init(name: String) { self.name = name }

  mutating func read(_ text: TextLines) throws(InstanceFault) {
    var section = ""
    for line in text.lines {
      lastLine = line.number
      let word = line.words[0].uppercased()
      if Double(word) == nil || section.isEmpty {
        if word == "EOF" { return }
        section = word.hasSuffix("_SECTION") ? word : ""
        if section.isEmpty { try header(line) }
        continue
      }
      switch section {
      case "NODE_COORD_SECTION":
        try line.require(3)
        let number = try line.int(0)
        guard places[number] == nil else { throw .repeatedNumber(line: line.number, number) }
        places[number] = (line.number, try line.double(1), try line.double(2))
        order.append(number)
      case "DEMAND_SECTION":
        try line.require(2)
        let number = try line.int(0)
        guard demands.updateValue(try Instance.size(line, 1), forKey: number) == nil else {
          throw .repeatedNumber(line: line.number, number)
        }
      case "EDGE_WEIGHT_SECTION": for index in line.words.indices { weights.append(try line.double(index)) }
      case "DEPOT_SECTION":
        let number = try line.int(0)
        if number == -1 { continue }
        if depot != nil { throw .unsupported(line: line.number, keyword: "DEPOT_SECTION", value: String(number)) }
        depot = number
      default: throw .unsupported(line: line.number, keyword: section, value: String(line.words[0]))
      }
    }
  }

  private mutating func header(_ line: TextLines.Line) throws(InstanceFault) {
    let whole = line.words.joined(separator: " ")
    guard let colon = whole.firstIndex(of: ":") else { throw .unsupported(line: line.number, keyword: String(line.words[0]), value: whole) }
    let keyword = whole[..<colon].filter { $0 != " " }.uppercased()
    let value = whole[whole.index(after: colon)...].drop { $0 == " " }
    let number = TextLines.Line(number: line.number, words: [value])
    switch keyword {
    case "NAME": name = String(value)
    case "COMMENT", "NODE_COORD_TYPE", "DISPLAY_DATA_TYPE": break
    case "TYPE": if value != "CVRP" { throw .unsupported(line: line.number, keyword: keyword, value: String(value)) }
    case "DIMENSION": dimension = try Instance.size(number, 0)
    case "CAPACITY": capacity = try Instance.size(number, 0)
    case "VEHICLES": vehicles = try Instance.size(number, 0)
    case "DISTANCE": longest = try Instance.length(number, 0)
    case "SERVICE_TIME": service = try Instance.length(number, 0)
    case "EDGE_WEIGHT_TYPE":
      guard ["EUC_2D", "EXPLICIT"].contains(value) else { throw .unsupported(line: line.number, keyword: keyword, value: String(value)) }
      isMatrix = value == "EXPLICIT"
    case "EDGE_WEIGHT_FORMAT":
      guard ["FULL_MATRIX", "LOWER_ROW", "FUNCTION"].contains(value) else {
        throw .unsupported(line: line.number, keyword: keyword, value: String(value))
      }
      isLower = value == "LOWER_ROW"
    default: throw .unsupported(line: line.number, keyword: keyword, value: String(value))
    }
  }

  func instance() throws(InstanceFault) -> Instance {
    guard dimension > 0 else { throw .missing(line: lastLine, "DIMENSION") }
    guard capacity > 0 else { throw .missing(line: lastLine, "CAPACITY") }
    // Where no coordinates are given, the nodes are those that have demands: DIMENSION alone is no reason to take room for them.
    let numbers = isMatrix && order.isEmpty ? demands.keys.sorted() : order
    guard numbers.count == dimension else { throw .fieldCount(line: lastLine, expected: dimension, found: numbers.count) }
    let depot = depot ?? numbers[0]
    guard let depotAt = numbers.firstIndex(of: depot) else { throw .missing(line: lastLine, "DEPOT_SECTION") }
    let close = longest ?? .infinity
    var nodes: [Instance.Node] = []
    // CVRPLIB's solutions count customers from 1, one less than the text does where the depot is its number 1.
    for number in numbers {
      guard let demand = demands[number] else { throw .missing(line: lastLine, "DEMAND_SECTION \(number)") }
      let place = places[number] ?? (0, 0, 0)
      nodes.append(
        Instance.Node(
          number: number - numbers[0], x: place.x, y: place.y, demand: demand, close: close, service: number == depot ? 0 : service))
    }
    let start = nodes.remove(at: depotAt)
    return Instance(
      name: name, vehicles: vehicles ?? max(nodes.count, 1), capacity: capacity, depot: start, customers: nodes, isTimed: longest != nil,
      givenLegs: try matrix(depotAt))
  }

  /// The legs with the depot in front.
  private func matrix(_ depotAt: Int) throws(InstanceFault) -> [Double]? {
    guard isMatrix else { return nil }
    let expected = isLower ? dimension * (dimension - 1) / 2 : dimension * dimension
    guard weights.count == expected else { throw .fieldCount(line: lastLine, expected: expected, found: weights.count) }
    let order = [depotAt] + (0..<dimension).filter { $0 != depotAt }
    return order.flatMap { a in
      order.map { b in
        if a == b { return 0 }
        let (high, low) = (max(a, b), min(a, b))
        return isLower ? weights[high * (high - 1) / 2 + low] : weights[a * dimension + b]
      }
    }
  }
}
