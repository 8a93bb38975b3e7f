import Measures
import Publishing
import Testing

@Suite("Printed amounts")
struct PrintedAmountTests {
  @Test(
    "are yuan with two decimals and commas between thousands",
    arguments: [
      (0, "0.00"), (1, "0.01"), (-5, "-0.05"), (99_999, "999.99"), (100_000, "1,000.00"), (-123_456_705, "-1,234,567.05"),
      (Int64.max, "92,233,720,368,547,758.07"), (Int64.min, "-92,233,720,368,547,758.08"),
    ])
  func printed(fen: Int64, expected: String) { #expect(Money(fen: fen).printed == expected) }
}
