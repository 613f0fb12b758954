import MeshModel

/// Durations as a page counts them: cumulative buckets of several series with the same bounds added
/// up, or number and sum alone.
struct LatencyFigures {
  private var bounds: [Double] = []
  private var counts: [Double] = []
  /// Where the next bound probably is: pages hold them in order.
  private var next = 0
  private var sum: Double?
  private var count: Double?
  private var isBroken = false
  /// Milliseconds of one unit.
  private var unit = 1.0

  mutating func add(bound: Double, _ amount: Double, unit: Double) {
    self.unit = unit
    if next >= bounds.count || bounds[next] != bound {
      next = bounds.firstIndex(of: bound) ?? bounds.count
    }
    if next == bounds.count {
      bounds.append(bound)
      counts.append(0)
    }
    counts[next] += amount
    next += 1
  }

  mutating func add(sum amount: Double, unit: Double) {
    self.unit = unit
    sum = (sum ?? 0) + amount
  }

  mutating func add(count amount: Double, unit: Double) {
    self.unit = unit
    count = (count ?? 0) + amount
  }

  /// A part of it is not known, so nothing can be said of the whole.
  mutating func markBroken() { isBroken = true }

  var histogram: LatencyHistogram {
    if isBroken { return LatencyHistogram() }
    if bounds.isEmpty {
      guard let count, count > 0, let sum else { return LatencyHistogram() }
      return LatencyHistogram(count: count, sum: sum * unit)
    }
    return LatencyHistogram(
      cumulative: zip(bounds, counts).map { (bound: $0, count: $1) },
      count: bounds.contains(.infinity) ? nil : count, sum: sum, milliseconds: unit)
  }
}
