/// Finds out which cluster and which metric the name of a stat means.
///
/// Clusters may have dots in their names, and one name may begin as another: the longest that is
/// known counts. So every dot of a name is tried, which hashing makes cheap.
struct EnvoyNames: Sendable {
  /// The names as they stand in stats, in the order of the clusters.
  let clusters: [[UInt8]]
  private let table: ByteTable
  private static let metrics = ByteTable(EnvoyMetric.allCases.map { bytes($0.name) })
  private static let prefix = bytes("cluster.")

  init(_ names: [String]) {
    // Envoy writes an underscore for the colon, which its other formats use.
    clusters = names.map { $0.utf8.map(Self.written) }
    table = ByteTable(clusters)
  }

  /// Whether these are the clusters it was made for.
  func knows(_ names: [String]) -> Bool {
    clusters.count == names.count
      && zip(clusters, names).allSatisfy { $0.elementsEqual($1.utf8.map(Self.written)) }
  }

  private static func written(_ byte: UInt8) -> UInt8 {
    byte == UInt8(ascii: ":") ? UInt8(ascii: "_") : byte
  }

  /// What a stat of a cluster is about.
  struct Meaning {
    let cluster: Int
    let metric: EnvoyMetric?
    /// Whether it is the histogram of the times answers took.
    let isTime: Bool
  }

  /// Nil for what is no cluster's.
  func meaning(_ name: StatsSink.Name) -> Meaning? {
    guard name.starts(with: Self.prefix) else { return nil }
    var hash = ByteTable.seed
    var found: (cluster: Int, end: Int)?
    for index in Self.prefix.count..<name.count {
      if name[index] == UInt8(ascii: "."),
        let cluster = table.find(name[Self.prefix.count..<index], hash)
      {
        found = (cluster, index + 1)
      }
      hash = ByteTable.step(hash, name[index])
    }
    guard let found else { return nil }
    let rest = name[found.end...]
    let metric = Self.metrics.find(rest, ByteTable.hash(rest))
    return Meaning(
      cluster: found.cluster, metric: metric.flatMap(EnvoyMetric.init(rawValue:)),
      isTime: metric == nil && rest.elementsEqual(Self.time))
  }

  private static let time = bytes("upstream_rq_time")

  private static func bytes(_ text: StaticString) -> [UInt8] {
    Array(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }
}

/// Words by their bytes.
struct ByteTable: Sendable {
  private let words: [[UInt8]]
  /// Places of words plus one; nought is free.
  private var slots: [Int32]

  static let seed: UInt64 = 0xcbf2_9ce4_8422_2325

  /// - Parameter words: of equal ones the first counts.
  init(_ words: [[UInt8]]) {
    self.words = words
    var size = 16
    while size < words.count * 2 { size *= 2 }
    slots = Array(repeating: 0, count: size)
    for (index, word) in words.enumerated() {
      let hash = Self.hash(word[...])
      if find(word[...], hash) != nil { continue }
      var slot = start(hash)
      while slots[slot] != 0 { slot = (slot + 1) & (size - 1) }
      slots[slot] = Int32(index + 1)
    }
  }

  /// FNV-1a, byte by byte, so that all beginnings of a name cost one pass.
  @inline(__always)
  static func step(_ hash: UInt64, _ byte: UInt8) -> UInt64 {
    (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
  }

  static func hash(_ word: some Sequence<UInt8>) -> UInt64 {
    word.reduce(seed) { step($0, $1) }
  }

  func find(_ word: some Collection<UInt8>, _ hash: UInt64) -> Int? {
    var slot = start(hash)
    while slots[slot] != 0 {
      let index = Int(slots[slot]) - 1
      if words[index].count == word.count, words[index].elementsEqual(word) { return index }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
  }

  private func start(_ hash: UInt64) -> Int {
    Int(truncatingIfNeeded: hash ^ hash >> 32) & (slots.count - 1)
  }
}
