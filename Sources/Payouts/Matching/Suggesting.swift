/// The candidates for one line that people decide on.
struct Suggesting {
  let matcher: Matcher
  let line: ReadLine

  var proposals: [Proposal] { [] }
}
