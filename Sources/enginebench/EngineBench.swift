import Glibc

/// What `Scripts/bench` measures inside one process, without a command line around it.
@main
enum EngineBench {
  static func main() async throws {
    let arguments = Array(CommandLine.arguments.dropFirst())
    let numbers = arguments.dropFirst(2).map { Int($0) }
    switch (arguments.first, arguments.count) {
    case ("orders", 4):
      guard let callers = numbers[0], let orders = numbers[1] else { usage() }
      try await OrdersBench.run(arguments[1], callers: callers, orders: orders)
    case ("transfers", 7):
      guard let batch = numbers[0], let count = numbers[1], let year = numbers[2], let accounts = numbers[3] else { usage() }
      try TransfersBench.run(
        arguments[1], batch: batch, transfers: count, year: year, accounts: Int64(accounts), isHot: arguments[6] == "hot")
    default: usage()
    }
  }

  private static func usage() -> Never {
    fatalError("enginebench orders DATABASE CALLERS ORDERS | transfers DATABASE BATCH TRANSFERS YEAR ACCOUNTS spread|hot")
  }
}

func rounded(_ value: Double) -> Double { (value * 1000).rounded() / 1000 }

/// Monotonic seconds.
func now() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_MONOTONIC, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

/// How often the process has synced, where `syncs.so` is preloaded; 0 elsewhere.
func syncs() -> Int {
  guard let symbol = dlsym(nil, "shanhuo_syncs") else { return 0 }
  return unsafeBitCast(symbol, to: (@convention(c) () -> Int).self)()
}
