import Catalogue
import Dispatching
import Measures
import Messages
import Ordering
import WireFormat

extension World {
  /// The first Catalogue makes the actors, so it is asked itself who may load it; later ones need the right by the one in force.
  func decide(_ body: ApplyCatalogue, _ command: Command) throws -> Outcome {
    let new: CountyCatalogue
    do { new = try CountyCatalogue(wireBytes: body.catalogue) } catch {
      throw EngineFault.invalidCatalogue(error.text.en)
    }
    if let old = catalogue {
      try requirePermission(command)
      guard new.county.code == old.county.code else {
        throw EngineFault.otherCounty(new.county.code, here: old.county.code)
      }
      try requireMeaningsKept(from: old, to: new)
      try requireRunsKept(from: old, to: new)
      for party in old.parties where new.party(party.id)?.name.zh != party.name.zh { try forgetWhy(.party(party.id)) }
    } else {
      try requirePermission(command, by: new)
    }
    replaceCatalogue(new, from: body)
    return .applied
  }

  /// A live run drives with its vehicle, from and to that one's depot.
  private func requireRunsKept(from old: CountyCatalogue, to new: CountyCatalogue) throws {
    let changed = old.vehicles.filter { vehicle in
      new.vehicle(vehicle.id).map { ($0.depot, $0.body) != (vehicle.depot, vehicle.body) } ?? true
    }
    guard !changed.isEmpty else { return }
    let ids = Set(try store.liveRuns() + runs.changedEntities.map(\.id))
    for run in try ids.sorted().compactMap({ try run($0) }) where run.state.isLive && changed.contains(where: { $0.id == run.vehicle }) {
      throw RunFault.vehicleOnRun(run.vehicle, run.id, run.state)
    }
  }

  /// Lots, orders and transfers name products, grades, packs, places, parties, agreements: none of these may vanish, and neither a pack's
  /// contents nor an agreement's terms may change. A new id can always be added, and an agreement can be brought to an end.
  private func requireMeaningsKept(from old: CountyCatalogue, to new: CountyCatalogue) throws {
    for product in old.products {
      guard let kept = new.product(product.id), kept.unit == product.unit else {
        throw EngineFault.mustStay(kind: Text(zh: "产品", en: "product"), id: product.id)
      }
      for grade in product.grades where kept.grade(grade.id) == nil {
        throw EngineFault.mustStay(kind: Text(zh: "等级", en: "grade"), id: "\(product.id)/\(grade.id)")
      }
      for pack in product.packs {
        guard let (keptPack, owner) = new.pack(pack.id), owner.id == product.id, keptPack.grade == pack.grade,
          keptPack.content == pack.content
        else { throw EngineFault.mustStay(kind: Text(zh: "规格", en: "pack"), id: pack.id) }
      }
    }
    for place in old.places where new.place(place.id) == nil { throw EngineFault.mustStay(kind: Text(zh: "地点", en: "place"), id: place.id) }
    for party in old.parties where new.party(party.id) == nil {
      throw EngineFault.mustStay(kind: Text(zh: "单位", en: "party"), id: party.id)
    }
    for channel in old.channels where new.channel(channel.id) == nil {
      throw EngineFault.mustStay(kind: Text(zh: "渠道", en: "channel"), id: channel.id)
    }
    for account in old.accounts {
      guard let kept = new.account(account.id), kept.kind == account.kind, kept.holder == account.holder else {
        throw EngineFault.mustStay(kind: Text(zh: "科目", en: "account"), id: account.id)
      }
    }
    for agreement in old.ledgerRules.agreements {
      guard let kept = new.agreement(agreement.id), kept.saysTheSame(as: agreement) else {
        throw EngineFault.mustStay(kind: Text(zh: "协议", en: "agreement"), id: agreement.id)
      }
    }
    for item in old.ledgerRules.incomeItems where new.incomeItem(item.id) == nil {
      throw EngineFault.mustStay(kind: Text(zh: "收入项目", en: "income item"), id: item.id)
    }
    for actor in old.actors where new.actor(actor.id) == nil {
      throw EngineFault.mustStay(kind: Text(zh: "操作人", en: "actor"), id: actor.id)
    }
  }
}

extension LinkAgreement {
  /// Whether it differs at most in its name, its source, and the day on which it ends.
  fileprivate func saysTheSame(as other: LinkAgreement) -> Bool {
    var copy = self
    copy.name = other.name
    copy.source = other.source
    copy.validity.until = other.validity.until
    return copy == other
  }
}
