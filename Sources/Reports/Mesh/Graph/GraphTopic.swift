internal import Filter
internal import MeshModel

/// A topic as a node between those who publish to it and those who take from it.
struct GraphTopic {
  let broker: String
  let name: String
  /// By name.
  let producers: [String]
  /// By name, with the channel.
  let consumers: [(name: String, row: EdgeRow)]

  /// Unlike the name of a service.
  var id: String { "topic \(name) at \(broker)" }
}

extension MeshGraph {
  /// By broker and name.
  var topics: [GraphTopic] {
    let byTopic = Dictionary(grouping: channels) {
      [$0.channel?.broker ?? "", $0.channel?.topic ?? ""]
    }
    return byTopic.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map { key, rows in
      GraphTopic(
        broker: key[0], name: key[1],
        producers: Set(rows.flatMap { $0.channel?.producers ?? [] }).sorted(),
        consumers: rows.flatMap { row in (row.channel?.consumers ?? []).map { ($0, row) } })
    }
  }
}
