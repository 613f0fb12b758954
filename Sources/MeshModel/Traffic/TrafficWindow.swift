/// The last minute of somebody's traffic, as sums over short stretches of time.
///
/// Fed with counters since a start, it keeps differences. A stretch that nobody can vouch for,
/// because the counters began anew in it, is left out, never guessed.
struct TrafficWindow: Sendable {
  /// Nanoseconds of the monotonic clock, like all times here.
  private struct Stretch {
    var start: Int
    var end: Int
    var traffic: Traffic
  }

  private var stretches: [Stretch] = []
  private var latest: (total: Traffic, at: Int, epoch: String?)?

  private static let second = 1_000_000_000
  /// Older stretches are forgotten.
  static let span = 61 * second
  /// Shorter neighbours are put together; so are those older than `recent`, up to `coarse`.
  private static let shortest = second * 9 / 10
  private static let recent = 15 * second
  private static let coarse = 5 * second

  /// Takes the counters as they are now.
  ///
  /// - Parameter zeroAt: when the observer was seen, in the same life, without this traffic: then it
  ///   was zero.
  mutating func take(_ total: Traffic, at now: Int, epoch: Epoch?, zeroAt: Int?) {
    var total = total
    if let latest, now <= latest.at { return }
    if let latest, latest.epoch == epoch?.identity {
      // A histogram that is left out once must not count all it holds when it comes back.
      let isLeftOut = total.latency.isEmpty && !latest.total.latency.isEmpty
      if isLeftOut { total.latency = latest.total.latency }
      if let difference = total.since(latest.total) {
        append(difference, latest.at, now)
      } else if isLeftOut {
        total.latency = LatencyHistogram()
      }
      total.counts.fill(from: latest.total.counts)
    } else if latest == nil, let zeroAt {
      append(total, zeroAt, now)
    } else if let began = epoch?.began {
      append(total, max(began, latest?.at ?? began), now)
    }
    latest = (total, now, epoch?.identity)
    forget(now)
  }

  /// Adds the traffic of the stretches that lie, for the better part, behind a moment; the sum stays nil
  /// when there is none.
  func add(to sum: inout WindowSum?, since moment: Int) {
    // The latest ones, at the end: most of a minute is not looked at.
    let first = stretches.lastIndex { $0.start / 2 + $0.end / 2 < moment }.map { $0 + 1 } ?? 0
    for stretch in stretches[first...] {
      if sum == nil {
        sum = WindowSum(traffic: stretch.traffic, start: stretch.start, end: stretch.end)
      } else {
        sum?.add(stretch.traffic, stretch.start, stretch.end)
      }
    }
  }

  /// That traffic alone.
  func sum(since moment: Int) -> WindowSum? {
    var sum: WindowSum?
    add(to: &sum, since: moment)
    return sum
  }

  /// When the traffic was last looked at.
  var lastLook: Int? { latest?.at }

  private mutating func append(_ traffic: Traffic, _ start: Int, _ end: Int) {
    guard start < end, end - start <= Self.span else { return }
    if let last = stretches.indices.last, stretches[last].end == start,
      stretches[last].end - stretches[last].start < Self.shortest
    {
      stretches[last].end = end
      stretches[last].traffic += traffic
    } else {
      stretches.append(Stretch(start: start, end: end, traffic: traffic))
    }
  }

  private mutating func forget(_ now: Int) {
    stretches.removeFirst(stretches.prefix { $0.end < now - Self.span }.count)
    for index in stretches.indices.dropLast() {
      let (old, new) = (stretches[index], stretches[index + 1])
      if new.end > now - Self.recent { return }
      if old.end == new.start, new.end - old.start <= Self.coarse {
        stretches[index].end = new.end
        stretches[index].traffic += new.traffic
        stretches.remove(at: index + 1)
        return
      }
    }
  }
}

/// Traffic over the time from the first to the last stretch it was counted in.
struct WindowSum: Sendable {
  var traffic: Traffic
  var start: Int
  var end: Int

  static func + (left: WindowSum, right: WindowSum) -> WindowSum {
    var sum = left
    sum += right
    return sum
  }

  static func += (left: inout WindowSum, right: WindowSum) {
    left.add(right.traffic, right.start, right.end)
  }

  mutating func add(_ more: Traffic, _ moreStart: Int, _ moreEnd: Int) {
    traffic += more
    start = min(start, moreStart)
    end = max(end, moreEnd)
  }

  var seconds: Double { Double(end - start) / 1_000_000_000 }
}
