/// The series of a page that were counted already: one that stands twice must not count twice.
struct SeriesMemory {
  /// Zero is a free place.
  private var hashes: [UInt64]
  private var values: [Double]
  private var count = 0

  /// - Parameter expecting: about how many series.
  init(expecting: Int) {
    var size = 64
    while size < expecting * 2, size < 1 << 16 { size *= 2 }
    hashes = [UInt64](repeating: 0, count: size)
    values = [Double](repeating: 0, count: size)
  }

  /// How much a value adds to what the series counted for already: of two values the larger counts,
  /// in whatever order they stand.
  mutating func amount(_ hash: UInt64, _ value: Double) -> Double {
    let hash = max(hash, 1)
    let place = find(hash)
    if hashes[place] == hash {
      let old = values[place]
      values[place] = max(old, value)
      return max(value - old, 0)
    }
    hashes[place] = hash
    values[place] = value
    count += 1
    if count * 2 > hashes.count { grow() }
    return value
  }

  private func find(_ hash: UInt64) -> Int {
    let mask = hashes.count - 1
    var place = Int(truncatingIfNeeded: hash) & mask
    while hashes[place] != 0, hashes[place] != hash { place = (place + 1) & mask }
    return place
  }

  private mutating func grow() {
    let (oldHashes, oldValues) = (hashes, values)
    hashes = [UInt64](repeating: 0, count: oldHashes.count * 2)
    values = [Double](repeating: 0, count: oldHashes.count * 2)
    for (hash, value) in zip(oldHashes, oldValues) where hash != 0 {
      let place = find(hash)
      hashes[place] = hash
      values[place] = value
    }
  }
}
