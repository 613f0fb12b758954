/// The places of one pool: which are taken, and by which permit.
struct PoolPlaces: Sendable {
  private enum Place: Sendable {
    case free
    case taken(by: UInt64)
  }

  private var places: [Place]
  private var free: [Int]
  private var latestNumber: UInt64 = 0

  init(_ count: Int) {
    places = Array(repeating: .free, count: count)
    free = Array((0..<count).reversed())
  }

  var taken: Int { places.count - free.count }

  /// Takes a free place; nil when there is none.
  mutating func take(_ pool: BulkheadPool) -> BulkheadPermit? {
    guard let place = free.popLast() else { return nil }
    latestNumber += 1
    places[place] = .taken(by: latestNumber)
    return BulkheadPermit(pool: pool, place: place, number: latestNumber)
  }

  /// Frees the place of a permit; false when the permit holds none (any longer).
  mutating func leave(_ permit: BulkheadPermit) -> Bool {
    guard places.indices.contains(permit.place) else { return false }
    switch places[permit.place] {
    case .taken(let number) where number == permit.number:
      places[permit.place] = .free
      free.append(permit.place)
      return true
    case .taken, .free:
      return false
    }
  }
}
