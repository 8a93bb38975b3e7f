/// A rejection that says that the bank has the payment, or the batch, already: it says nothing of what became of the first.
public enum DuplicateRejection {
  /// AM05 and DUPL, and DU01 to DU05 for a message, a batch, a payment and its references (ISO 20022 External Code Sets,
  /// ExternalStatusReason1Code); or in words.
  public static func isOne(code: String, reason: String) -> Bool {
    codes.contains(code.uppercased()) || [code, reason].contains { text in words.contains { text.lowercased().contains($0) } }
  }

  private static let codes: Set = ["AM05", "DUPL", "DU01", "DU02", "DU03", "DU04", "DU05"]

  private static let words = ["重复", "重覆", "duplicat"]
}
