import Catalogue
import Measures
import Ordering
import Payouts

extension World {
  static let membersMax: Int64 = 99

  func decide(_ body: AddHousehold, _ command: Command) throws -> Outcome {
    let household = body.household(id: nextHousehold())
    guard !body.code.isEmpty else { throw EngineFault.nameMissing("code") }
    try requirePlain(body.code, "code")
    try requireSound(household)
    put(household)
    return .household(household.id)
  }

  func decide(_ body: ChangeHousehold, _ command: Command) throws -> Outcome {
    guard var household = try household(body.id) else { throw EngineFault.unknownHousehold(body.id.description) }
    let before = household
    if let name = body.name { household.name = name }
    if let village = body.village { household.village = village }
    if let members = body.members { household.count(members, from: body.membersFrom ?? command.at.day) }
    if let day = body.registeredOn { household.registeredOn = day }
    if let day = body.liftedOn { household.liftedOn = day }
    if let token = body.personal.residentID { household.personal.residentID = token }
    if let token = body.personal.bankCard { household.personal.bankCard = token }
    if let token = body.personal.phone { household.personal.phone = token }
    guard household != before else { throw EngineFault.nothingToChange }
    try requireSound(household)
    if household.name != before.name || household.personal.bankCard != before.personal.bankCard { try forgetWhy(.household(household.id)) }
    put(household)
    return .household(household.id)
  }

  /// Why an account is in another name was said of that account and that payee: with another of either, somebody says it anew.
  func forgetWhy(_ payee: Producer) throws {
    var terms = try self.payee(payee)
    guard !terms.because.isEmpty else { return }
    terms.because = ""
    put(terms)
  }

  private func requireSound(_ household: Household) throws {
    guard !household.name.isEmpty else { throw EngineFault.nameMissing("name") }
    try requirePlain(household.name, "name")
    guard (1...World.membersMax).contains(household.members) else { throw EngineFault.badMembers(household.members) }
    guard let place = try requireCatalogue().place(household.village), place.kind == .village || place.kind == .community
    else { throw EngineFault.notAVillage(household.village) }
    if let lifted = household.liftedOn {
      guard let registered = household.registeredOn, registered <= lifted else {
        throw EngineFault.liftedBeforeRegistered(registered: household.registeredOn ?? lifted, lifted: lifted)
      }
    }
  }
}
