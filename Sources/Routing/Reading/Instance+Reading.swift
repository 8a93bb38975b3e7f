extension Instance {
  /// Reads a benchmark text of any known format; a file's name tells nothing.
  ///
  /// - Parameter name: stands for the instance where its text gives no name.
  public init(_ bytes: [UInt8], name: String) throws(InstanceFault) {
    let lines = try TextLines(bytes)
    guard let first = lines.lines.first else { throw .unknownFormat }
    let words = lines.lines.map { $0.words[0].uppercased() }
    if words.contains("VEHICLE") && words.contains("CUSTOMER") {
      self = try Instance.solomon(lines, name)
    } else if first.words.count == 3, first.words.allSatisfy({ Double($0) != nil }) {
      self = try Instance.liLim(lines, name)
    } else if lines.lines.contains(where: {
      $0.words[0].uppercased().hasPrefix("NODE_COORD_SECTION") || $0.words[0].uppercased().hasPrefix("DIMENSION")
    }) {
      self = try Instance.cvrplib(lines, name)
    } else {
      throw .unknownFormat
    }
  }

  /// Solomon (1987) and, in the same form, Gehring and Homberger (1999).
  private static func solomon(_ text: TextLines, _ name: String) throws(InstanceFault) -> Instance {
    var lines = text
    let title = try lines.next("the name")
    var line = title
    while line.words[0].uppercased() != "VEHICLE" { line = try lines.next("VEHICLE") }
    line = try lines.next("NUMBER CAPACITY")
    line = try lines.next("the number of vehicles and their capacity")
    try line.require(2)
    let vehicles = try size(line, 0)
    let capacity = try size(line, 1)
    while line.words[0].uppercased() != "CUSTOMER" { line = try lines.next("CUSTOMER") }
    var nodes: [Node] = []
    var seen = Set<Int>()
    while let line = lines.next() {
      // The header of the columns, on one line or two.
      if nodes.isEmpty, Double(line.words[0]) == nil { continue }
      try line.require(7)
      let number = try line.int(0)
      guard seen.insert(number).inserted else { throw .repeatedNumber(line: line.number, number) }
      let times = try times(line)
      nodes.append(
        Node(
          number: number, x: try line.double(1), y: try line.double(2), demand: try size(line, 3), open: times.open, close: times.close,
          service: times.service))
    }
    guard let depot = nodes.first else { throw .missing(line: line.number, "the depot") }
    let word = title.words.joined(separator: " ")
    return Instance(
      name: word.uppercased() == "VEHICLE" ? name : word, vehicles: vehicles, capacity: capacity, depot: depot,
      customers: Array(nodes.dropFirst()))
  }

  /// Li and Lim (2003): `vehicles capacity speed`, then number, x, y, demand, open, close, service, pickup, delivery.
  private static func liLim(_ text: TextLines, _ name: String) throws(InstanceFault) -> Instance {
    var lines = text
    let first = try lines.next("the number of vehicles and their capacity")
    let vehicles = try size(first, 0)
    let capacity = try size(first, 1)
    var nodes: [(line: Int, node: Node)] = []
    var position: [Int: Int] = [:]
    while let line = lines.next() {
      try line.require(9)
      let number = try line.int(0)
      guard position[number] == nil else { throw .repeatedNumber(line: line.number, number) }
      position[number] = nodes.count
      let times = try times(line)
      nodes.append(
        (
          line.number,
          Node(
            number: number, x: try line.double(1), y: try line.double(2), demand: try line.int(3), open: times.open, close: times.close,
            service: times.service, pickup: try line.int(7), delivery: try line.int(8))
        ))
    }
    guard let depot = nodes.first?.node else { throw .missing(line: first.number, "the depot") }
    for (line, node) in nodes.dropFirst() {
      let partner = node.delivery != 0 ? node.delivery : node.pickup
      guard let other = position[partner].map({ nodes[$0].node }), other.number != depot.number else {
        throw .unknownPartner(line: line, partner)
      }
      let isPair = node.delivery != 0 ? other.pickup == node.number && node.pickup == 0 : other.delivery == node.number
      guard isPair, node.demand == -other.demand else { throw .unknownPartner(line: line, partner) }
      guard node.delivery == 0 || node.demand >= 0 else { throw .outOfRange(line: line, String(node.demand)) }
    }
    return Instance(
      name: name, vehicles: vehicles, capacity: capacity, depot: depot, customers: nodes.dropFirst().map(\.node), isPaired: true)
  }

  /// The window and the service time, in the fifth to the seventh column.
  private static func times(_ line: TextLines.Line) throws(InstanceFault) -> (open: Double, close: Double, service: Double) {
    let (open, close) = (try length(line, 4), try length(line, 5))
    guard open <= close else {
      throw .windowClosesBeforeItOpens(line: line.number, String(line.words[4]), String(line.words[5]))
    }
    return (open, close, try length(line, 6))
  }

  /// A whole number of 0 or more.
  static func size(_ line: TextLines.Line, _ index: Int) throws(InstanceFault) -> Int {
    let value = try line.int(index)
    guard value >= 0 else { throw .outOfRange(line: line.number, String(value)) }
    return value
  }

  /// A number of 0 or more.
  static func length(_ line: TextLines.Line, _ index: Int) throws(InstanceFault) -> Double {
    let value = try line.double(index)
    guard value >= 0 else { throw .outOfRange(line: line.number, String(line.words[index])) }
    return value
  }
}
