import Glibc
import Platform
import Testing

struct GuardedTests {
  private struct Odd: Error {}

  @Test func threadsChangeTheValueOneAtATime() {
    let sum = Guarded((left: 0, right: 0))
    let context = Unmanaged.passUnretained(sum).toOpaque()
    let threads = (0..<8).map { _ in
      var thread = pthread_t()
      pthread_create(
        &thread, nil,
        { @Sendable context in
          guard let context else { return nil }
          let sum = Unmanaged<Guarded<(left: Int, right: Int)>>.fromOpaque(context)
            .takeUnretainedValue()
          for _ in 0..<20_000 {
            sum.withLock {
              $0.left += 1
              $0.right = $0.left
            }
          }
          return nil
        }, context)
      return thread
    }
    for thread in threads { pthread_join(thread, nil) }
    #expect(sum.withLock { $0 } == (160_000, 160_000))
  }

  @Test func anErrorLetsGoOfTheLock() {
    let value = Guarded(1)
    #expect(throws: Odd.self) {
      try value.withLock { value throws(Odd) in
        value = 2
        throw Odd()
      }
    }
    #expect(value.withLock { $0 } == 2)
  }
}
