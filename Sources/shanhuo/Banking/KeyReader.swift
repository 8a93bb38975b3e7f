import Glibc

/// Single keys from a terminal, without waiting for a line; from a pipe or file, its characters.
final class KeyReader {
  private var saved: termios?

  /// Changes the terminal, where there is one, until ``restore()``.
  init() {
    guard isatty(STDIN_FILENO) == 1 else { return }
    var mode = termios()
    guard tcgetattr(STDIN_FILENO, &mode) == 0 else { return }
    saved = mode
    mode.c_lflag &= ~UInt32(ICANON | ECHO)
    tcsetattr(STDIN_FILENO, TCSANOW, &mode)
  }

  deinit { restore() }

  func restore() {
    guard var mode = saved else { return }
    tcsetattr(STDIN_FILENO, TCSANOW, &mode)
    saved = nil
  }

  /// Nil at the end of the input.
  func next() -> Character? {
    var byte: UInt8 = 0
    while true {
      let got = read(STDIN_FILENO, &byte, 1)
      if got < 0, errno == EINTR { continue }
      guard got == 1 else { return nil }
      if byte == 10 || byte == 13 || byte == 32 { continue }
      return Character(Unicode.Scalar(byte))
    }
  }
}
