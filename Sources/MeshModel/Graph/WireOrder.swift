/// Which wires between two layers stand left of which others.
struct WireOrder {
  private var followers: [[Int]]

  init(count: Int) {
    followers = Array(repeating: [], count: count)
  }

  /// Puts one wire left of another.
  mutating func put(_ wire: Int, before other: Int) {
    if !followers[wire].contains(other) { followers[wire].append(other) }
  }

  /// Whether one wire can stand left of another beside all that was put so far.
  func allows(_ wire: Int, before other: Int) -> Bool {
    var seen: Set<Int> = [other]
    var next = [other]
    while let here = next.popLast() {
      if here == wire { return false }
      for follower in followers[here] where seen.insert(follower).inserted {
        next.append(follower)
      }
    }
    return true
  }

  /// The track of every wire, counted from the left; nil for one that runs straight on.
  ///
  /// - Parameter spans: the rows a wire has to connect; those of two wires in one track do not meet.
  func tracks(_ spans: [ClosedRange<Int>?]) -> [Int?] {
    var tracks = [Int?](repeating: nil, count: spans.count)
    var leaders = [Int](repeating: 0, count: spans.count)
    for wire in followers.indices {
      for follower in followers[wire] { leaders[follower] += 1 }
    }
    var least = [Int](repeating: 0, count: spans.count)
    var waiting = Set(spans.indices)
    var placed: [[ClosedRange<Int>]] = []
    while let wire = waiting.filter({ leaders[$0] == 0 }).min(by: { precedes($0, $1, spans) })
      ?? waiting.min()
    {
      waiting.remove(wire)
      var track = least[wire]
      if let span = spans[wire] {
        while placed.indices.contains(track), placed[track].contains(where: span.overlaps) {
          track += 1
        }
        while placed.count <= track { placed.append([]) }
        placed[track].append(span)
        tracks[wire] = track
      }
      for follower in followers[wire] {
        leaders[follower] -= 1
        least[follower] = max(least[follower], track + (spans[wire] == nil ? 0 : 1))
      }
    }
    return tracks
  }

  /// Wires that reach further down stand further left, so that those within them stay clear.
  private func precedes(_ wire: Int, _ other: Int, _ spans: [ClosedRange<Int>?]) -> Bool {
    let first = spans[wire].map { ($0.lowerBound, -$0.upperBound) } ?? (Int.max, 0)
    let second = spans[other].map { ($0.lowerBound, -$0.upperBound) } ?? (Int.max, 0)
    return (first.0, first.1, wire) < (second.0, second.1, other)
  }
}
