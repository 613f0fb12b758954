/// Offers the name somebody probably meant.
public enum NearestName {
  /// The candidate nearest to a misspelt name, or nil when none is near enough to be meant.
  public static func find(_ name: String, in candidates: [String]) -> String? {
    let short = Array(name.prefix(64).utf8)
    let limit = max(2, short.count / 3)
    var best: (name: String, distance: Int)?
    for candidate in candidates {
      let distance = distance(short, Array(candidate.utf8))
      if distance <= limit, distance < (best?.distance ?? .max) { best = (candidate, distance) }
    }
    return best?.name
  }

  /// `; did you mean 'x'?`, or nothing when no candidate is near.
  public static func hint(_ name: String, in candidates: [String]) -> String {
    find(name, in: candidates).map { "; did you mean '\($0)'?" } ?? ""
  }

  /// Edit distance where a swap of neighbours counts once (optimal string alignment).
  static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
    if left.isEmpty || right.isEmpty { return max(left.count, right.count) }
    var beforeLast: [Int] = []
    var last = Array(0...right.count)
    for i in 1...left.count {
      var row = [i]
      for j in 1...right.count {
        let same = left[i - 1] == right[j - 1]
        var cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (same ? 0 : 1))
        if i > 1, j > 1, left[i - 1] == right[j - 2], left[i - 2] == right[j - 1] {
          cost = min(cost, beforeLast[j - 2] + 1)
        }
        row.append(cost)
      }
      beforeLast = last
      last = row
    }
    return last[right.count]
  }
}
