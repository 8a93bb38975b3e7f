public import Measures

/// How goods lie in the box each time that some are taken on: what is handed over last lies at the far end, what is handed over first at
/// the door, so that nothing has to be moved on the way. That is the reverse order of the stops.
public struct LoadingPlan: Sendable, Hashable {
  /// Goods for one stop that lie together.
  public struct Layer: Sendable, Hashable {
    /// Where they are handed over; one more than there are stops for the depot.
    public var to: Int
    /// Positions in ``DeliveryRun/cargo``, counted from 1.
    public var cargo: [Int]
    public var mass: Mass
    /// In cubic millimetres.
    public var volume: Int64
    /// Taken on just then.
    public var isNew: Bool
  }

  /// The box when it is closed after goods were taken on.
  public struct Loading: Sendable, Hashable {
    /// 0 is the depot before the run.
    public var stop: Int
    /// From the far end to the door.
    public var layers: [Layer]

    /// What goes in now, in the order in which it does.
    public var goingIn: [Layer] { layers.filter(\.isNew) }

    /// What stands between the door and the place of something that goes in now: room is left beside it before, or it is taken out for
    /// a moment.
    public var inTheWay: [Layer] {
      guard let deepest = layers.firstIndex(where: \.isNew) else { return [] }
      return layers[deepest...].filter { !$0.isNew }
    }
  }

  public let loadings: [Loading]

  /// Of all that the run carries but people, as planned; what another run took over or what was lost is left out.
  ///
  /// - Throws: `Overflow` where masses or volumes do not fit into 64 bits.
  public init(_ run: DeliveryRun) throws(Overflow) {
    let goods = run.cargo.indices.filter {
      let piece = run.cargo[$0]
      return !piece.isPeople && piece.state != .handedOver && piece.state != .lost
    }
    var loadings: [Loading] = []
    for stop in Set(goods.map { run.cargo[$0].from }).sorted() {
      var layers: [Layer] = []
      for index in goods where run.cargo[index].from <= stop && stop < run.cargo[index].to {
        let piece = run.cargo[index]
        let isNew = piece.from == stop
        if let known = layers.firstIndex(where: { $0.to == piece.to && $0.isNew == isNew }) {
          layers[known].cargo.append(index + 1)
          layers[known].mass = try layers[known].mass + piece.mass
          layers[known].volume = try layers[known].volume.adding(piece.volume)
        } else {
          layers.append(Layer(to: piece.to, cargo: [index + 1], mass: piece.mass, volume: piece.volume, isNew: isNew))
        }
      }
      // For one stop, what lies there already is farther in.
      layers.sort { ($1.to, $0.isNew ? 1 : 0) < ($0.to, $1.isNew ? 1 : 0) }
      loadings.append(Loading(stop: stop, layers: layers))
    }
    self.loadings = loadings
  }
}
