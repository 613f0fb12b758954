internal import Shop
internal import Synchronization

/// `Chance` for all threads of a process, which draw without waiting for each other.
final class SharedChance: RandomNumberGenerator, Sendable {
  private let seed: Atomic<UInt64>

  init(seed: UInt64) { self.seed = Atomic(seed) }

  func next() -> UInt64 {
    var own = Chance(seed: seed.wrappingAdd(Chance.step, ordering: .relaxed).oldValue)
    return own.next()
  }
}
