import Glibc

/// What `Scripts/bench simulation` measures: models on the public interface of the kernel, as the county's are.
@main
enum SimulationBench {
  static func main() throws {
    let arguments = Array(CommandLine.arguments.dropFirst())
    let size = arguments.count > 1 ? Int(arguments[1]) : nil
    switch (arguments.first, size) {
    case ("customers", let customers?): try Customers.measure(customers)
    case ("customer-draws", let customers?): try Customers.writeDraws(customers)
    case ("vans", let days?): try Vans.measure(days: days)
    case ("van-draws", let days?): try Vans.writeDraws(days: days)
    case ("pending", let events?): try Hops.measure(pending: events)
    case ("replicates", let count?): try Vans.measureReplicates(count, days: 1)
    default:
      fatalError(
        "simulationbench customers N | customer-draws N | vans DAYS | van-draws DAYS | pending EVENTS | replicates N; draws go to stdout")
    }
  }
}

/// Monotonic seconds.
func now() -> Double { seconds(CLOCK_MONOTONIC) }

/// Seconds of the processor, of all threads.
func processorSeconds() -> Double { seconds(CLOCK_PROCESS_CPUTIME_ID) }

private func seconds(_ clock: clockid_t) -> Double {
  var time = timespec()
  clock_gettime(clock, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

/// A line of JSON.
func report(_ figures: KeyValuePairs<String, any CustomStringConvertible>) {
  print("{" + figures.map { "\"\($0.key)\":\($0.value)" }.joined(separator: ",") + "}")
}

/// Numbers as 32-bit integers to stdout, for the peer.
func emit(_ numbers: [Int]) {
  let words = numbers.map { Int32($0) }
  words.withUnsafeBytes { bytes in
    var done = 0
    while done < bytes.count {
      let count = write(STDOUT_FILENO, bytes.baseAddress! + done, bytes.count - done)
      if count < 0 { fatalError("the draws cannot be written") }
      done += count
    }
  }
}
