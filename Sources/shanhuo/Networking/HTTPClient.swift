import Distances
import Glibc
import Messages

/// Asks a server on the way by HTTP/1.1, one question a connection, each within a time.
///
/// Written on sockets: routing engines speak plain HTTP, connecting, asking and reading share one deadline here (the look-up of the name has its own),
/// and the program stays free of libcurl, without which FoundationNetworking links into no static binary.
struct HTTPClient {
  /// Longest answer, in bytes: a table of 100 places comes to less than a quarter of it, whatever their streets are called.
  static let answerMax = 4 << 20

  let address: HTTPAddress
  let timeoutMilliseconds: Int

  /// The body of the answer to a GET; any status but 200 is a fault, unless the engine says why in its own words.
  func get(_ path: String) throws(RoadEngineFault) -> [UInt8] {
    let deadline = Deadline(milliseconds: timeoutMilliseconds)
    let socket = try connected(deadline)
    defer { close(socket) }
    try send(request(path), socket, deadline)
    let response = try receive(socket, deadline)
    guard response.status == 200 || (response.status == 400 && !response.body.isEmpty) else { throw .status(response.status) }
    return response.body
  }

  private func request(_ path: String) -> [UInt8] {
    let lines = [
      "GET \(address.path)\(path) HTTP/1.1", "Host: \(address.host):\(address.port)", "Accept: application/json", "User-Agent: shanhuo",
      "Connection: close", "", "",
    ]
    return Array(lines.joined(separator: "\r\n").utf8)
  }

  // MARK: Sockets

  private func connected(_ deadline: Deadline) throws(RoadEngineFault) -> Int32 {
    var hints = addrinfo()
    hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    var found: UnsafeMutablePointer<addrinfo>?
    let status = getaddrinfo(address.host, "\(address.port)", &hints, &found)
    guard status == 0, let first = found else { throw .unreachable(String(cString: gai_strerror(status))) }
    defer { freeaddrinfo(first) }
    var last = ECONNREFUSED
    for candidate in sequence(first: first, next: { $0.pointee.ai_next }) {
      let info = candidate.pointee
      let socket = Glibc.socket(info.ai_family, info.ai_socktype | Int32(SOCK_NONBLOCK.rawValue), info.ai_protocol)
      guard socket >= 0 else {
        last = errno
        continue
      }
      do throws(RoadEngineFault) {
        if connect(socket, info.ai_addr, info.ai_addrlen) == 0 { return socket }
        guard errno == EINPROGRESS else { throw .unreachable(HTTPClient.words(errno)) }
        try wait(socket, POLLOUT, deadline)
        var error: Int32 = 0
        var size = socklen_t(MemoryLayout<Int32>.size)
        getsockopt(socket, SOL_SOCKET, SO_ERROR, &error, &size)
        if error == 0 { return socket }
        last = error
        close(socket)
      } catch {
        close(socket)
        throw error
      }
    }
    throw .unreachable(HTTPClient.words(last))
  }

  private func send(_ bytes: [UInt8], _ socket: Int32, _ deadline: Deadline) throws(RoadEngineFault) {
    var sent = 0
    while sent < bytes.count {
      let count = bytes.withUnsafeBytes { Glibc.send(socket, $0.baseAddress! + sent, bytes.count - sent, Int32(MSG_NOSIGNAL)) }
      if count > 0 {
        sent += count
      } else if errno == EAGAIN || errno == EWOULDBLOCK {
        try wait(socket, POLLOUT, deadline)
      } else if errno != EINTR {
        throw .closedEarly
      }
    }
  }

  private func receive(_ socket: Int32, _ deadline: Deadline) throws(RoadEngineFault) -> HTTPResponse {
    var reading = HTTPResponseReading()
    var piece = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = recv(socket, &piece, piece.count, 0)
      if count > 0 {
        if let response = try reading.add(piece[..<count]) { return response }
      } else if count == 0 {
        return try reading.end()
      } else if errno == EAGAIN || errno == EWOULDBLOCK {
        try wait(socket, POLLIN, deadline)
      } else if errno != EINTR {
        throw .closedEarly
      }
    }
  }

  private func wait(_ socket: Int32, _ events: Int32, _ deadline: Deadline) throws(RoadEngineFault) {
    var descriptor = pollfd(fd: socket, events: Int16(events), revents: 0)
    while true {
      let left = deadline.leftMilliseconds
      guard left > 0 else { throw .timedOut(milliseconds: timeoutMilliseconds) }
      let count = poll(&descriptor, 1, Int32(clamping: left))
      if count > 0 { return }
      if count < 0, errno != EINTR { throw .closedEarly }
    }
  }

  private static func words(_ error: Int32) -> String { String(cString: strerror(error)) }
}

/// When a wait is over, by a clock that nobody sets.
struct Deadline {
  private let end: Int

  init(milliseconds: Int) { end = Deadline.now + milliseconds }

  var leftMilliseconds: Int { end - Deadline.now }

  private static var now: Int {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return time.tv_sec * 1000 + time.tv_nsec / 1_000_000
  }
}
