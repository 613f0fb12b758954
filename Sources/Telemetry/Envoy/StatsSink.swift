/// Takes what a page of Envoy's stats holds, in the order of the page.
protocol StatsSink {
  typealias Name = UnsafeBufferPointer<UInt8>

  /// A counter or a gauge; what it is called is only good during the call.
  mutating func take(_ name: Name, _ value: Double)

  /// A histogram begins. Its buckets follow when it is wanted.
  mutating func begins(_ name: Name) -> Bool

  /// A bucket of that histogram: what was counted since the start, from `lower` on.
  mutating func take(lower: Double, width: Double, count: Double)
}

/// Why a text is no page of Envoy's stats.
struct StatsProblem: Error, Equatable {
  /// Bytes before the place.
  let offset: Int

  var sentence: String { "its stats are not as Envoy writes them, at byte \(offset)" }
}
