/// Chance that repeats: the same seed gives the same numbers on every machine.
public struct Chance: RandomNumberGenerator, Sendable {
  private var state: UInt64

  /// Starts the sequence that belongs to a seed.
  public init(seed: UInt64) {
    state = seed
  }

  /// By how much every number drawn moves the seed on: a generator seeded with `seed &+ step` draws
  /// what one seeded with `seed` draws second.
  public static let step: UInt64 = 0x9E37_79B9_7F4A_7C15

  /// The next number of SplitMix64 (Steele, Lea and Flood, 2014).
  public mutating func next() -> UInt64 {
    state &+= Self.step
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A number of the range. Written out because the standard library may choose another way to
  /// draw it one day, and a demonstration must not change with the compiler.
  mutating func number(in range: ClosedRange<Int>) -> Int {
    range.lowerBound + Int(next() % UInt64(range.count))
  }
}
