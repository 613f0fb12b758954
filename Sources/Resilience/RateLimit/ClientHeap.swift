/// The buckets of many clients; the one that is full first can be found at once.
///
/// A binary heap over places. A bucket keeps its place while it lives, so the dictionary by key changes
/// only when clients come and go.
struct ClientHeap: Sendable {
  private struct Client {
    var key: String
    var bucket: TokenBucket
    /// Where in the heap its place stands.
    var rank: Int
  }

  private var clients: [Client] = []
  private var places: [String: Int] = [:]
  /// Places; no place comes before its parent at (rank - 1) / 2.
  private var heap: [Int] = []

  var count: Int { clients.count }

  var buckets: some Sequence<TokenBucket> { places.values.lazy.map { clients[$0].bucket } }

  func contains(_ key: String) -> Bool { places[key] != nil }

  subscript(key: String) -> TokenBucket? { places[key].map { clients[$0].bucket } }

  /// Changes the bucket of a client; a client not known before begins with a fresh one.
  mutating func update<Result>(
    _ key: String, fresh: TokenBucket, _ body: (inout TokenBucket) -> Result
  ) -> Result {
    let place = places[key] ?? insert(key, fresh)
    let result = body(&clients[place].bucket)
    sink(clients[place].rank)
    return result
  }

  /// Removes the client whose bucket is full first, and tells when that is or was. There must be one.
  mutating func removeFullest() -> Instant {
    let place = heap[0]
    let fullAt = clients[place].bucket.fullAt
    places[clients[place].key] = nil
    swapRanks(0, heap.count - 1)
    heap.removeLast()
    let last = clients.removeLast()
    if place < clients.count {
      clients[place] = last
      places[last.key] = place
      heap[last.rank] = place
    }
    sink(0)
    return fullAt
  }

  private mutating func insert(_ key: String, _ bucket: TokenBucket) -> Int {
    let place = clients.count
    clients.append(Client(key: key, bucket: bucket, rank: heap.count))
    heap.append(place)
    places[key] = place
    rise(place)
    return place
  }

  private func fullAt(_ rank: Int) -> Instant { clients[heap[rank]].bucket.fullAt }

  private mutating func swapRanks(_ one: Int, _ other: Int) {
    heap.swapAt(one, other)
    clients[heap[one]].rank = one
    clients[heap[other]].rank = other
  }

  private mutating func rise(_ start: Int) {
    var rank = start
    while rank > 0, fullAt(rank) < fullAt((rank - 1) / 2) {
      swapRanks(rank, (rank - 1) / 2)
      rank = (rank - 1) / 2
    }
  }

  private mutating func sink(_ start: Int) {
    var rank = start
    while true {
      let left = 2 * rank + 1
      guard left < heap.count else { return }
      let right = left + 1
      let child = right < heap.count && fullAt(right) < fullAt(left) ? right : left
      guard fullAt(child) < fullAt(rank) else { return }
      swapRanks(rank, child)
      rank = child
    }
  }
}
