@main
struct Shanhuo {
  static func main() {}
}
