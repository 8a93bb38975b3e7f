import Foundation
import Storage
import Testing

@Suite("The lock of a reading")
struct ReadingLockTests {
  @Test("is held by one at a time for an account, and free again when it is given back or its holder is gone")
  func oneAtATime() throws {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("shanhuo-" + UUID().uuidString).path
    defer { unlink(path + "-turn") }
    func lock(_ account: String = "bank") throws -> ReadingLock { try ReadingLock(besides: path, account: account) }
    let (first, second) = (try lock(), try lock())
    #expect(first.take(waiting: 0) && !second.take(waiting: 0))
    #expect(try lock("bank-2").take(waiting: 0))
    first.release()
    #expect(second.take(waiting: 0) && !first.take(waiting: 0))
    second.release()
    do { #expect(try lock().take(waiting: 0)) }
    #expect(first.take(waiting: 0))
  }
}
