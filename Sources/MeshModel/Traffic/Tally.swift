/// Requests, or messages, that a process counts from its start on, and that add up with what others
/// counted.
protocol Tally: Sendable {
  static func += (left: inout Self, right: Self)

  /// What was counted since an earlier look; nil when counting began anew in between.
  ///
  /// What this look leaves out it takes over from the earlier one, so that it does not count twice
  /// when it comes back.
  mutating func step(from earlier: Self) -> Self?
}

typealias TrafficWindow = TallyWindow<Traffic>
typealias WindowSum = TallySum<Traffic>
