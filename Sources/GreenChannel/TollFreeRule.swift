public import Messages

/// The rules by which a load passes toll-free or does not, in the order in which a refusal is told.
public enum TollFreeRule: String, Sendable, Hashable, CaseIterable {
  /// On these days no vehicle pays.
  case freeForAll = "free-for-all"
  /// No terms are in force on the day.
  case noTerms = "no-terms"
  case excludedVehicle = "excluded-vehicle"
  /// The run left without the booking that is asked for.
  case notBooked = "not-booked"
  case certificate
  case mixing
  case grossMass = "gross-mass"
  case outline
  /// Listed goods are enough of the rated mass.
  case shareOfMass = "share-of-mass"
  /// Listed goods are enough of the box's volume.
  case shareOfVolume = "share-of-volume"
}

extension TollFreeRule {
  public var label: Text {
    switch self {
    case .freeForAll: Text(zh: "全部车辆免费", en: "free for all")
    case .noTerms: Text(zh: "无规定", en: "no terms")
    case .notBooked: Text(zh: "未预约", en: "not booked")
    case .excludedVehicle: Text(zh: "取消资格", en: "excluded vehicle")
    case .certificate: Text(zh: "检疫证明", en: "certificate")
    case .mixing: Text(zh: "混装", en: "mixing")
    case .grossMass: Text(zh: "总质量", en: "gross mass")
    case .outline: Text(zh: "外廓尺寸", en: "outline")
    case .shareOfMass: Text(zh: "占核定载质量", en: "share of mass")
    case .shareOfVolume: Text(zh: "占容积", en: "share of volume")
    }
  }
}
