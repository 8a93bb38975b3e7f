import Engine
import Messages

/// What an import reads: something to command, or something that cannot be.
struct ImportItem {
  /// The rows it came from, as delimited text, for the rejects file.
  var rows: [ImportRow]
  var result: Result<Submission, ImportFault>
  /// Further rows of what was refused and counted before.
  var isContinued = false
}

/// A row of the file as it is written out again.
struct ImportRow: Sendable {
  var line: Int
  var text: [UInt8]
  /// Where it differs from that of the whole.
  var fault: (any Fault)?
}

/// A fault with the place in the file.
struct ImportFault: Error {
  var line: Int
  var fault: any Fault
}

/// Faults of rows that belong together.
enum OrderFileFault: Fault {
  case headDiffers(column: String)
  case notANumber(column: String, value: String)

  var code: String {
    switch self {
    case .headDiffers: "E-IMP-001"
    case .notANumber: "E-IMP-002"
    }
  }

  var text: Text {
    switch self {
    case .headDiffers(let column):
      Text(zh: "同一订单的各行 \(column) 不同。", en: "the rows of one order differ in \(column).")
    case .notANumber(let column, let value):
      Text(zh: "\(column)「\(value)」不是整数。", en: "\(column) “\(value)” is not a whole number.")
    }
  }
}
