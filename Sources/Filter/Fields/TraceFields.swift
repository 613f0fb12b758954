public import Instruments

extension Trace {
  /// What a filter on requests can ask for; `failed`, `refused` and `fine` may stand alone.
  public static let fields = FieldTable<Trace>(
    [
      Field("outcome", .words(outcomeWords), "what became of it; refused: only by a breaker") {
        .text($0.outcome.rawValue)
      },
      Field("route", .text, "what was asked for, as in POST /api/orders") {
        .text($0.root?.name ?? "")
      },
      Field("service", .text, "the services that took part", aliases: ["services"]) {
        .texts($0.services)
      },
      Field("instance", .text, "their instances", aliases: ["instances"]) {
        .texts(Set($0.spans.map(\.instance)).sorted())
      },
      Field("took", .milliseconds, "until all work for it was done", aliases: ["duration"]) {
        .number(Double($0.duration) / 1000)
      },
      Field("spans", .number, "pieces of work") { FieldValue($0.spans.count) },
      Field("failures", .number, "pieces of work that failed") { FieldValue($0.failures) },
      Field("failure", .text, "how the first of these failed, as in 503 or timeout") {
        .texts(Set($0.origins.compactMap(\.failure)).sorted())
      },
      Field("callee", .text, "whom a call was meant for that failed") {
        .texts(Set($0.origins.compactMap(\.callee)).sorted())
      },
      Field("id", .text, "its id") { .text($0.id) },
    ], shorthands: Dictionary(uniqueKeysWithValues: outcomeWords.map { ($0, "outcome") }))

  private static let outcomeWords = Outcome.allCases.map(\.rawValue)
}
