/// The rate of a service over the last minute, in steps of equal length.
struct Trend: Equatable, Sendable {
  /// A look: seconds of the monotonic clock, and answers a second, nil when not known.
  private struct Look: Equatable, Sendable {
    let second: Int
    let rate: Double?
    let isIll: Bool
  }

  private var looks: [Look] = []

  /// Seconds that are kept.
  static let span = 60
  /// The most services that are followed.
  static let serviceLimit = 1_000

  mutating func add(rate: Double?, isIll: Bool, at nanoseconds: Int) {
    let second = nanoseconds / 1_000_000_000
    if looks.last?.second == second { looks.removeLast() }
    looks.append(Look(second: second, rate: rate, isIll: isIll))
    looks.removeFirst(looks.prefix { $0.second <= second - Self.span }.count)
  }

  /// The minute as bars of an eighth to a whole cell each, on a scale from 0 to the highest rate; a
  /// dot where nothing is known.
  func line(columns: Int) -> [(glyph: String, isIll: Bool)] {
    guard columns > 0, let last = looks.last?.second else { return [] }
    var steps = [(rate: Double?, isIll: Bool)](repeating: (nil, false), count: columns)
    for look in looks {
      let age = last - look.second
      let step = columns - 1 - age * columns / Self.span
      guard steps.indices.contains(step) else { continue }
      if let rate = look.rate { steps[step].rate = max(steps[step].rate ?? 0, rate) }
      steps[step].isIll = steps[step].isIll || look.isIll
    }
    let highest = steps.compactMap(\.rate).max() ?? 0
    return steps.map { step in
      guard let rate = step.rate else { return ("·", false) }
      return (Self.bar(rate, of: highest), step.isIll)
    }
  }

  private static let bars = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]

  private static func bar(_ rate: Double, of highest: Double) -> String {
    guard highest > 0, rate > 0 else { return bars[0] }
    return bars[max(0, min(bars.count - 1, Int((rate / highest * 8).rounded(.up)) - 1))]
  }
}
