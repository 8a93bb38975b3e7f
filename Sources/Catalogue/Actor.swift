public import Messages

/// Somebody who may give commands, with what they may do.
public struct Actor: Sendable, Hashable {
  public typealias ID = String
  public var id: ID
  public var name: Text
  public var roles: [Role]

  public init(id: ID, name: Text, roles: [Role]) {
    self.id = id
    self.name = name
    self.roles = roles
  }
}

/// What an actor may do; `Engine` holds the table of commands per role.
public enum Role: UInt8, Sendable, Hashable, CaseIterable {
  case owner = 0
  case desk = 1
  case accountant = 2
  case approver = 3
  case dispatcher = 4
  case team = 5
  case auditor = 6

  public var name: String { "\(self)" }

  public init?(name: some StringProtocol) {
    guard let role = Role.allCases.first(where: { $0.name == name }) else { return nil }
    self = role
  }
}
