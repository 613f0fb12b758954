/// How often each style comes out at each rank when the weights are drawn from their ranges.
public struct Acceptability: Sendable {
  public static let defaultSamples = 10_000

  public let samples: Int
  public let seed: UInt64
  /// By style the share of the samples in which it takes each rank from 1 to 5, in thousandths. For
  /// each rank the styles' shares add up to 1000. Excluded styles take the last ranks.
  public let ranks: PerStyle<[Int]>

  /// The share in thousandths of the samples in which a style is recommended.
  ///
  /// When vetoes exclude every style, the first rank recommends nothing.
  public func share(_ style: Style) -> Int { ranks[style].first ?? 0 }
}

/// Numbers that repeat: the same seed gives the same ones on every machine.
struct SplitMix {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  /// The next number of SplitMix64 (Steele, Lea and Flood, 2014).
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A whole number of a range, each as likely as any other to within one in 10^15.
  mutating func next(_ range: ClosedRange<Int>) -> Int {
    let count = UInt64(range.upperBound - range.lowerBound + 1)
    return range.lowerBound + Int(next().multipliedFullWidth(by: count).high)
  }
}
