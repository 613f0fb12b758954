public import MeshModel

extension MeshEvent {
  /// What a filter on events can ask for.
  public static let fields = FieldTable<MeshEvent>([
    Field("kind", .text, "what happened, as in breaker-open") { .text($0.kind.rawValue) },
    Field("subject", .text, "to which service, instance, edge or source") { .text($0.subject) },
    Field("detail", .text, "more about it") { .text($0.detail) },
    Field("snapshot", .text, "the snapshot that first showed it") {
      $0.snapshot.map { .text($0) } ?? .unknown
    },
    Field("at", .number, "seconds since 1970") { .number(Double($0.at) / 1_000_000) },
  ])
}
