import Testing

@testable import shanhuo

@Suite("Groups that began")
struct BegunGroupsTests {
  @Test("each key is told where it began, whatever the table has grown to", arguments: [700, 5_000, 1_700_000])
  func remembers(count: Int) {
    var begun = BegunGroups()
    func key(_ number: Int) -> [[UInt8]] { [Array("buyer".utf8), Array("N\(number)".utf8)] }
    for number in 1...count { #expect(begun.begin(key(number), at: number + 1) == nil) }
    for number in stride(from: 1, through: count, by: max(1, count / 500)) { #expect(begun.begin(key(number), at: 9) == number + 1) }
    #expect(begun.count == count)
    #expect(begun.slots == (count < 768 ? 1024 : count < 1_500_000 ? BegunGroups.roomy : 2 * BegunGroups.roomy))
  }

  @Test("fields of a key are kept apart")
  func apart() {
    var begun = BegunGroups()
    #expect(begun.begin([Array("ab".utf8), Array("c".utf8)], at: 2) == nil)
    #expect(begun.begin([Array("a".utf8), Array("bc".utf8)], at: 3) == nil)
  }
}
