public import Messages

/// What can be wrong with the vault or its key.
public enum VaultFault: Fault, Equatable {
  case keyMissing(String)
  case keyThere(String)
  case keyReadable(String)
  case keyMalformed(String)
  case wrongKey(expected: String, found: String)
  case notOpened
  case deleted
  case cannotWrite(String, why: String)
  case cannotRead(String, why: String)

  public var code: String {
    switch self {
    case .keyMissing: "E-VLT-001"
    case .keyThere: "E-VLT-002"
    case .keyReadable: "E-VLT-003"
    case .keyMalformed: "E-VLT-004"
    case .wrongKey: "E-VLT-005"
    case .notOpened: "E-VLT-006"
    case .deleted: "E-VLT-009"
    case .cannotWrite: "E-VLT-007"
    case .cannotRead: "E-VLT-008"
    }
  }

  public var text: Text {
    switch self {
    case .keyMissing(let path):
      Text(
        zh: "没有密钥文件 \(path);个人信息无法读写。请从备份取回,或用 --vault-key 指定。",
        en:
          "There is no key file \(path), so personal numbers cannot be read or kept. Bring it back from where it was saved, or name it with --vault-key."
      )
    case .keyThere(let path):
      Text(zh: "密钥文件 \(path) 已存在,没有改动。", en: "The key file \(path) is there already; nothing was changed.")
    case .keyReadable(let path):
      Text(zh: "密钥文件 \(path) 其他人可读;请执行 chmod 600。", en: "The key file \(path) can be read by others; run chmod 600 on it.")
    case .keyMalformed(let path):
      Text(zh: "密钥文件 \(path) 内容不完整;请从备份取回。", en: "The key file \(path) is not whole; bring it back from where it was saved.")
    case .wrongKey(let expected, let found):
      Text(
        zh: "密钥不属于这个数据库(应为 \(expected),实为 \(found))。",
        en: "The key does not belong to this database (fingerprint \(expected) is expected, this is \(found)).")
    case .notOpened:
      Text(zh: "保险库中的一项无法解密:密钥不符或数据已被改动。", en: "An entry of the vault does not open: the key is another one, or the entry was changed.")
    case .deleted:
      Text(zh: "保险库中的账号已被删除;请重新登记。", en: "The number was deleted from the vault; enter it again.")
    case .cannotWrite(let path, let why):
      Text(zh: "无法写密钥文件 \(path):\(why)。", en: "The key file \(path) cannot be written: \(why).")
    case .cannotRead(let path, let why):
      Text(zh: "无法读密钥文件 \(path):\(why)。", en: "The key file \(path) cannot be read: \(why).")
    }
  }
}
