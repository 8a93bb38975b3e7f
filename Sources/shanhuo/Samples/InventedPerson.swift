import Measures
import Sealing

/// A person who does not exist, with numbers that pass their checks.
struct InventedPerson {
  var name: String
  var residentID: String
  var card: String
  var phone: String

  private static let surnames = Array("王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗江").map(String.init)
  private static let given = Array("伟芳秀英敏静丽强磊洋艳勇军杰娟涛明超兰霞平刚桂花春生山水").map(String.init)

  init(_ random: inout RandomStream, number: Int) {
    name = random.pick(InventedPerson.surnames) + random.pick(InventedPerson.given) + random.pick(InventedPerson.given)
    let birthday = Day(number: Int32(random.int(in: -9000...12_000)))
    let date = birthday.description.filter { $0 != "-" }
    let serial = String(String(1000 + number % 1000).dropFirst())
    let base = "420625" + date + serial
    residentID = base + ResidentID.checkCharacter(of: base)
    let digits = "621700" + String(String(1_000_000_000_000 + random.int(in: 0...999_999_999_999)).dropFirst())
    card = digits + BankCard.checkDigit(of: digits)
    phone = "1\(random.int(in: 3...9))" + String(String(1_000_000_000 + random.int(in: 0...999_999_999)).dropFirst())
  }
}
