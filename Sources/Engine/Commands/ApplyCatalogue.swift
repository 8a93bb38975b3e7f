public import WireFormat

/// Loads the Catalogue, or replaces the one in force.
public struct ApplyCatalogue: Sendable, Hashable, WireCodable {
  /// The wire bytes of a `Catalogue`.
  public var catalogue: [UInt8]
  /// Fingerprint of the key that the vault is sealed with.
  public var vaultKey: String

  public init(catalogue: [UInt8], vaultKey: String) {
    self.catalogue = catalogue
    self.vaultKey = vaultKey
  }

  public func encode(to writer: inout ByteWriter) {
    writer.write(blob: catalogue)
    writer.write(vaultKey)
  }

  public init(from reader: inout ByteReader) throws(WireFault) {
    catalogue = try reader.readBlob()
    vaultKey = try reader.readString()
  }
}
