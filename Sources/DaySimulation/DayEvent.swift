/// What happens on a day. Numbers are positions in the script.
enum DayEvent: BitwiseCopyable {
  /// A run leaves its depot.
  case leaves(Int32)
  /// A run comes to its next stop, or home.
  case arrives(Int32)
  /// Whatever it waits for in front of the ramp is there: goods, or the hour from which they are wanted.
  case queues(Int32)
  case docks(Int32)
  case isServed(Int32)
  /// It has queued for long enough, in this many-th queue of its own.
  case losesPatience(Int32, queue: Int32)
  case breaksDown(Int32)
  case goesOn(Int32)
  /// A ramp opens or closes.
  case hoursChange(Int32)
  /// Somebody else's vehicle at a ramp.
  case otherComes(Int32)
  case otherDocks(Int32)
  case otherIsServed(Int32)
  case roadCloses(Int32)
  case roadOpens(Int32)
  case customerComes(Int32)
}
