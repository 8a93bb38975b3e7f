import Testing

@testable import Simulation

@Suite("An activity")
struct ActivityTests {
  /// Event 1 ends the activity of 100 ms, 2 interrupts it at 30, 3 comes at 50.
  private func interrupted(_ then: @escaping (PausedActivity<Int>, inout Kernel<Int>) -> Void) -> [[Int]] {
    var (running, paused): (Activity<Int>?, PausedActivity<Int>?)
    return Scripted.run { event, _, kernel in
      switch event {
      case 0:
        running = kernel.begin(1, lasting: 100)
        kernel.schedule(2, at: 30)
        kernel.schedule(3, at: 50)
      case 2:
        let before = kernel.isRunning(running!)
        paused = kernel.interrupt(running!)
        let (after, again) = (kernel.isRunning(running!), kernel.interrupt(running!))
        #expect(before && !after && again == nil && running!.endsAt == 100)
      case 3: then(paused!, &kernel)
      default: break
      }
    }
  }

  @Test("goes on for the rest of its duration when it is resumed")
  func resumes() {
    let log = interrupted { paused, kernel in
      #expect(paused.remaining == 70)
      _ = kernel.resume(paused)
    }
    #expect(log == [[30, 2], [50, 3], [120, 1]])
  }

  @Test("may go on more slowly than before")
  func slower() {
    let log = interrupted { paused, kernel in
      var paused = paused
      paused.remaining *= 2
      _ = kernel.resume(paused)
    }
    #expect(log.last == [190, 1])
  }

  @Test("never ends where nobody resumes it")
  func abandoned() {
    #expect(interrupted { _, _ in } == [[30, 2], [50, 3]])
  }

  @Test("cannot be interrupted once it is over")
  func over() {
    var running: Activity<Int>?
    let log = Scripted.run { event, _, kernel in
      if event == 0 {
        running = kernel.begin(1, lasting: 10)
        kernel.schedule(2, at: 10)
      }
      if event == 2 {
        let paused = kernel.interrupt(running!)
        #expect(paused == nil)
      }
    }
    #expect(log == [[10, 1], [10, 2]])
  }

  @Test("can be interrupted at the moment of its end by what was scheduled before it")
  func atItsEnd() {
    var running: Activity<Int>?
    let log = Scripted.run { event, _, kernel in
      if event == 0 {
        kernel.schedule(2, at: 10)
        running = kernel.begin(1, lasting: 10)
      }
      if event == 2 {
        let paused = kernel.interrupt(running!)
        #expect(paused?.remaining == 0)
      }
    }
    #expect(log == [[10, 2]])
  }
}
