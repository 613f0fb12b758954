/// Whose figures, by stretches of the page.
struct RawKey: BitwiseCopyable {
  /// The number of the role.
  let role: Int
  let from: PageSlice
  let to: PageSlice
  let instance: PageSlice
}

/// The figures of a page, found by stretches of its bytes: no text is made for a sample.
struct FigureTable {
  private(set) var keys: [RawKey] = []
  var figures: [Figures] = []
  /// Whether there were more than are read.
  private(set) var isFull = false
  private var places = [Int32](repeating: -1, count: 64)

  /// More callers and callees than a page of one process has.
  static let limit = 20_000

  /// The number of the figures of a key, new ones for a new key; nil when there are too many.
  @inline(__always)
  mutating func number(_ key: RawKey, _ text: PageText) -> Int? {
    let place = find(key, text)
    if places[place] >= 0 { return Int(places[place]) }
    guard keys.count < Self.limit else {
      isFull = true
      return nil
    }
    places[place] = Int32(keys.count)
    keys.append(key)
    figures.append(Figures())
    if keys.count * 2 > places.count { grow(text) }
    return keys.count - 1
  }

  @inline(__always)
  private func find(_ key: RawKey, _ text: PageText) -> Int {
    let mask = places.count - 1
    var place = Int(truncatingIfNeeded: Self.hash(key, text)) & mask
    while places[place] >= 0 {
      let known = keys[Int(places[place])]
      if known.role == key.role, text.equal(known.to, key.to), text.equal(known.from, key.from),
        text.equal(known.instance, key.instance)
      {
        return place
      }
      place = (place + 1) & mask
    }
    return place
  }

  @inline(__always)
  private static func hash(_ key: RawKey, _ text: PageText) -> UInt64 {
    func part(_ slice: PageSlice) -> UInt64 {
      slice.isNone ? 1 : text.hash(slice.start, Int(slice.length))
    }
    let names = PageText.mix(part(key.to) ^ UInt64(key.role)) ^ part(key.from)
    return PageText.mix(names) ^ part(key.instance)
  }

  private mutating func grow(_ text: PageText) {
    places = [Int32](repeating: -1, count: places.count * 2)
    for (number, key) in keys.enumerated() { places[find(key, text)] = Int32(number) }
  }
}
