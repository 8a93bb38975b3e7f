import Distances
import Testing

@testable import shanhuo

@Suite("An answer by HTTP")
struct HTTPResponseTests {
  private func fault(_ head: String, then piece: [UInt8] = [], times: Int = 0) -> RoadEngineFault? {
    var reading = HTTPResponseReading()
    do throws(RoadEngineFault) {
      _ = try reading.add(Array("HTTP/1.1 200 OK\r\n\(head)\r\n".utf8))
      for _ in 0..<times { _ = try reading.add(piece) }
      return nil
    } catch { return error }
  }

  @Test("is no longer than a table can be, however the server tells its length")
  func bounded() {
    let most = HTTPClient.answerMax
    let tooLong = RoadEngineFault.tooLong(bytesMax: most)
    #expect(most <= 16 << 20)
    #expect(fault("Content-Length: \(most + 1)\r\n") == tooLong)
    #expect(fault("Content-Length: \(most)\r\n") == nil)
    let piece = [UInt8](repeating: 32, count: 1 << 20)
    #expect(fault("", then: piece, times: 1000) == tooLong)
    let chunk = Array("100000\r\n".utf8) + piece + Array("\r\n".utf8)
    #expect(fault("Transfer-Encoding: chunked\r\n", then: chunk, times: 1000) == tooLong)
  }
}
