extension LatencyHistogram {
  /// Both together.
  ///
  /// Where the bounds differ, the counts are spread evenly over narrow buckets first. What has only
  /// a mean leaves only a mean.
  public static func + (left: LatencyHistogram, right: LatencyHistogram) -> LatencyHistogram {
    if right.isEmpty { return left }
    if left.isEmpty { return right }
    var result: LatencyHistogram
    if left.layout == right.layout {
      result = left
      result.buckets = merge(left.buckets, right.buckets)
    } else if left.method == .mean || right.method == .mean {
      return LatencyHistogram(
        count: left.count + right.count, sum: (left.sum ?? 0) + (right.sum ?? 0))
    } else {
      result = left.spread
      result.buckets = merge(result.buckets, right.spread.buckets)
      result.method = .interpolated
    }
    result.count = left.count + right.count
    result.sum = left.sum.flatMap { sum in right.sum.map { sum + $0 } }
    return result
  }

  public static func += (left: inout LatencyHistogram, right: LatencyHistogram) {
    guard !left.isEmpty, left.layout == right.layout, left.addInPlace(right) else {
      left = left + right
      return
    }
  }

  /// Adds without making a new list of buckets, which is most of what windows do all day; false, and
  /// nothing done, when the other has buckets that are missing here.
  private mutating func addInPlace(_ other: LatencyHistogram) -> Bool {
    var place = 0
    for bucket in other.buckets {
      while place < buckets.count, buckets[place].index < bucket.index { place += 1 }
      guard place < buckets.count, buckets[place].index == bucket.index else { return false }
    }
    place = 0
    for bucket in other.buckets {
      while buckets[place].index < bucket.index { place += 1 }
      buckets[place].count += bucket.count
    }
    count += other.count
    sum = sum.flatMap { sum in other.sum.map { sum + $0 } }
    return true
  }

  /// What was counted since an earlier state of the same histogram; nil when it was counted anew
  /// meanwhile: a count fell, or the bounds changed.
  public func since(_ earlier: LatencyHistogram) -> LatencyHistogram? {
    if earlier.isEmpty { return self }
    guard layout == earlier.layout, count >= earlier.count else { return nil }
    var result = self
    // Equal bounds are kept once for all the stretches of a window.
    result.layout = earlier.layout
    result.buckets = []
    var place = earlier.buckets.startIndex
    for bucket in buckets {
      var known = 0.0
      if place < earlier.buckets.endIndex {
        let old = earlier.buckets[place]
        if old.index < bucket.index { return nil }
        if old.index == bucket.index {
          known = old.count
          place += 1
        }
      }
      if bucket.count < known { return nil }
      if bucket.count > known {
        result.buckets.append(Bucket(index: bucket.index, count: bucket.count - known))
      }
    }
    if place < earlier.buckets.endIndex { return nil }
    result.count = count - earlier.count
    result.sum = sum.flatMap { sum in earlier.sum.map { max(sum - $0, 0) } }
    return result
  }

  private static func merge(_ left: [Bucket], _ right: [Bucket]) -> [Bucket] {
    var result: [Bucket] = []
    result.reserveCapacity(max(left.count, right.count))
    var place = right.startIndex
    for bucket in left {
      while place < right.endIndex, right[place].index < bucket.index {
        result.append(right[place])
        place += 1
      }
      result.append(bucket)
      if place < right.endIndex, right[place].index == bucket.index {
        result[result.count - 1].count += right[place].count
        place += 1
      }
    }
    return result + right[place...]
  }

  /// The same in narrow buckets: each wide one is spread evenly over those it covers.
  private var spread: LatencyHistogram {
    if layout == .fine { return self }
    var result = LatencyHistogram(.fine)
    for bucket in buckets {
      let range = layout.range(of: Int(bucket.index))
      let lower = max(range.lower, 0)
      let upper = range.upper < .infinity ? max(range.upper, lower) : lower
      result.put(bucket.count, from: lower, to: upper)
    }
    result.method = method
    return result
  }

  private mutating func put(_ amount: Double, from lower: Double, to upper: Double) {
    let first = layout.index(of: lower)
    let last = max(layout.index(of: upper), first)
    for index in first...last {
      let range = layout.range(of: index)
      let covered = min(range.upper, upper) - max(range.lower, lower)
      let part = first == last ? amount : amount * covered / (upper - lower)
      if part > 0 { append(part, Int32(index)) }
    }
  }

  /// Adds to the last bucket or opens one behind it.
  private mutating func append(_ amount: Double, _ index: Int32) {
    if let last = buckets.indices.last, buckets[last].index == index {
      buckets[last].count += amount
    } else {
      buckets.append(Bucket(index: index, count: amount))
    }
  }
}
