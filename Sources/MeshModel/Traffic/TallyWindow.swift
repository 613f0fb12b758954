/// How short stretches of a window may be, and how long it reaches back, in nanoseconds.
private enum Stretching {
  static let second = 1_000_000_000
  /// Older stretches are forgotten.
  static let span = 61 * second
  /// Shorter neighbours are put together; so are those older than `recent`, up to `coarse`.
  static let shortest = second * 9 / 10
  static let recent = 15 * second
  static let coarse = 5 * second
}

/// The last minute of what somebody counts, as sums over short stretches of time.
///
/// Fed with counters since a start, it keeps differences. A stretch that nobody can vouch for,
/// because the counters began anew in it, is left out, never guessed.
struct TallyWindow<Value: Tally>: Sendable {
  /// Nanoseconds of the monotonic clock, like all times here.
  private struct Stretch {
    var start: Int
    var end: Int
    var traffic: Value
  }

  private var stretches: [Stretch] = []
  private var latest: (total: Value, at: Int, epoch: String?)?

  /// Nanoseconds that are kept.
  static var span: Int { Stretching.span }

  /// Takes the counters as they are now.
  ///
  /// - Parameter zeroAt: when the observer was seen, in the same life, without this traffic: then it
  ///   was zero.
  mutating func take(_ total: Value, at now: Int, epoch: Epoch?, zeroAt: Int?) {
    var total = total
    if let latest, now <= latest.at { return }
    if let latest, latest.epoch == epoch?.identity {
      if let difference = total.step(from: latest.total) { append(difference, latest.at, now) }
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
  func add(to sum: inout TallySum<Value>?, since moment: Int) {
    // The latest ones, at the end: most of a minute is not looked at.
    let first = stretches.lastIndex { $0.start / 2 + $0.end / 2 < moment }.map { $0 + 1 } ?? 0
    for stretch in stretches[first...] {
      if sum == nil {
        sum = TallySum(traffic: stretch.traffic, start: stretch.start, end: stretch.end)
      } else {
        sum?.add(stretch.traffic, stretch.start, stretch.end)
      }
    }
  }

  /// That traffic alone.
  func sum(since moment: Int) -> TallySum<Value>? {
    var sum: TallySum<Value>?
    add(to: &sum, since: moment)
    return sum
  }

  /// When the traffic was last looked at.
  var lastLook: Int? { latest?.at }

  private mutating func append(_ traffic: Value, _ start: Int, _ end: Int) {
    guard start < end, end - start <= Self.span else { return }
    if let last = stretches.indices.last, stretches[last].end == start,
      stretches[last].end - stretches[last].start < Stretching.shortest
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
      if new.end > now - Stretching.recent { return }
      if old.end == new.start, new.end - old.start <= Stretching.coarse {
        stretches[index].end = new.end
        stretches[index].traffic += new.traffic
        stretches.remove(at: index + 1)
        return
      }
    }
  }
}

/// What was counted over the time from the first to the last stretch.
struct TallySum<Value: Tally>: Sendable {
  var traffic: Value
  var start: Int
  var end: Int

  static func + (left: Self, right: Self) -> Self {
    var sum = left
    sum += right
    return sum
  }

  static func += (left: inout Self, right: Self) {
    left.add(right.traffic, right.start, right.end)
  }

  mutating func add(_ more: Value, _ moreStart: Int, _ moreEnd: Int) {
    traffic += more
    start = min(start, moreStart)
    end = max(end, moreEnd)
  }

  var seconds: Double { Double(end - start) / 1_000_000_000 }
}
