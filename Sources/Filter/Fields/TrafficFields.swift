internal import MeshModel

/// The fields that everything with traffic has.
enum TrafficFields {
  static func all<Row>(
    _ traffic: @escaping @Sendable (Row) -> TrafficFigures
  ) -> [Field<Row>] {
    func field(
      _ name: String, _ kind: FieldKind, _ summary: String, aliases: [String] = [],
      _ figure: @escaping @Sendable (TrafficFigures) -> Double?
    ) -> Field<Row> {
      Field(name, kind, summary, aliases: aliases) { FieldValue(figure(traffic($0))) }
    }
    return [
      field("rate", .perSecond, "answers a second", aliases: ["rps"]) { $0.answersPerSecond },
      field(
        "err", .percent, "answers, and tries to handle a message, that failed",
        aliases: ["error", "errors"]
      ) {
        $0.errorRatio.map { $0 * 100 }
      },
      field("success", .percent, "those that did not") {
        $0.errorRatio.map { (1 - $0) * 100 }
      },
      field("4xx", .percent, "answers that say the request was wrong") {
        $0.classes.clientError.map { $0 * 100 }
      },
      field("refused", .percent, "answers by which the business said no, which is no fault") {
        $0.refusedRatio.map { $0 * 100 }
      },
      field("p50", .milliseconds, "half of the answers were as fast") { $0.latency.p50 },
      field("p95", .milliseconds, "95 of 100 answers were as fast") { $0.latency.p95 },
      field("p99", .milliseconds, "99 of 100 answers were as fast") { $0.latency.p99 },
      field("mean", .milliseconds, "the mean of their times") { $0.latency.mean },
      field("n", .number, "answers that were timed") { $0.latency.count },
    ]
  }
}
