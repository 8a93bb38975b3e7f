/// A benchmark instance as its text has it: coordinates in the plane, Euclidean legs in double precision.
public struct Instance: Sendable {
  public struct Node: Sendable {
    public let number: Int
    public let x: Double
    public let y: Double
    /// What is brought to the node; taken on there where it is below zero the other way round, see ``Instance/isPaired``.
    public let demand: Int
    public let open: Double
    public let close: Double
    public let service: Double
    /// Number of the node where its goods are taken on, or 0.
    public let pickup: Int
    /// Number of the node where its goods are handed over, or 0.
    public let delivery: Int

    init(
      number: Int, x: Double, y: Double, demand: Int = 0, open: Double = 0, close: Double = .infinity, service: Double = 0, pickup: Int = 0,
      delivery: Int = 0
    ) {
      self.number = number
      self.x = x
      self.y = y
      self.demand = demand
      self.open = open
      self.close = close
      self.service = service
      self.pickup = pickup
      self.delivery = delivery
    }
  }

  public let name: String
  public let vehicles: Int
  public let capacity: Int
  public let depot: Node
  public let customers: [Node]
  /// Whether customers come in pairs (Li, Lim 2003): positive demands are taken on, negative ones handed over.
  public let isPaired: Bool
  /// Whether time counts; a CVRP without a longest route has none.
  public let isTimed: Bool
  /// Legs that the text gives itself, row by row with the depot first; nil where they are Euclidean.
  public let givenLegs: [Double]?

  init(
    name: String, vehicles: Int, capacity: Int, depot: Node, customers: [Node], isPaired: Bool = false, isTimed: Bool = true,
    givenLegs: [Double]? = nil
  ) {
    self.name = name
    self.vehicles = vehicles
    self.capacity = capacity
    self.depot = depot
    self.customers = customers
    self.isPaired = isPaired
    self.isTimed = isTimed
    self.givenLegs = givenLegs
  }

  public var nodes: [Node] { [depot] + customers }
}
