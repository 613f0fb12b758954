import MeshModel

@testable import Telemetry

/// A Prometheus source that is fed with answers made up second by second.
struct ServerLook {
  /// A series with its labels and what it counts at a time, in seconds of the server's clock.
  struct Series {
    let labels: [String: String]
    let value: @Sendable (Double) -> Double?

    init(
      _ name: String, _ labels: [String: String],
      _ value: @escaping @Sendable (Double) -> Double?
    ) {
      self.labels = labels.merging(["__name__": name]) { first, _ in first }
      self.value = value
    }
  }

  private var source = PrometheusSource(.host("http://127.0.0.1:9090"), named: "prometheus=test")
  private(set) var state = MeshState()
  private(set) var asked: [SourceRequest] = []
  var series: [Series] = []
  /// Labels that the server adds to what it scrapes.
  var target = ["job": "order", "instance": "127.0.0.1:7101"]
  var up = 1
  /// The query that the server refuses.
  var refused: Int?
  /// Seconds between two scrapes.
  var interval = 2.0
  /// What the server's clock shows more than nought when ours does.
  var serverStart = 1_800_000_000.0
  private var second = 0.0

  private var now: ClockReading {
    ClockReading(
      monotonic: Int(second * 1e9) + 50_000_000_000, wall: 1_700_000_000_000_000 + Int(second * 1e6)
    )
  }

  /// One round, so many seconds after the start; scrapes are due at the server's whole intervals.
  mutating func look(at second: Double) {
    self.second = second
    let answers = makeAnswers()
    take(
      answers.enumerated().map { index, text in
        index == refused
          ? .answered(status: 502, body: []) : .answered(status: 200, body: Array(text.utf8))
      })
  }

  mutating func take(_ outcomes: [SourceAnswer.Outcome], at second: Double? = nil) {
    self.second = second ?? self.second
    asked = source.requests(at: now)
    let reports = source.read(
      outcomes.map { SourceAnswer($0, at: now) }, at: now, scrapeMilliseconds: 1)
    for report in reports { state.take([report], at: report.at) }
  }

  private func makeAnswers() -> [String] {
    let server = serverStart + second
    let scalar = #"{"resultType":"scalar","result":[\#(server),"\#(server)"]}"#
    let ups = Self.vector(target.merging(["__name__": "up"]) { $1 }, server, "\(up)")
    return [scalar, ups].map(Self.success)
      + SeriesFamily.all.map { family in
        let known = series.filter { family.rules[$0.labels["__name__"] ?? ""] != nil }
        return Self.success(
          #"{"resultType":"matrix","result":["#
            + known.map { matrix($0, server) }.joined(separator: ",") + "]}")
      }
  }

  private func matrix(_ series: Series, _ server: Double) -> String {
    let first = ((server - 65) / interval).rounded(.up) * interval
    let samples = stride(from: first, through: server, by: interval).compactMap { time in
      series.value(time - serverStart).map { #"[\#(time),"\#($0)"]"# }
    }
    let labels = Self.object(series.labels.merging(target) { first, _ in first })
    return #"{"metric":\#(labels),"values":["# + samples.joined(separator: ",") + "]}"
  }

  static func success(_ data: String) -> String { #"{"status":"success","data":\#(data)}"# }

  static func vector(_ labels: [String: String], _ time: Double, _ value: String) -> String {
    #"{"resultType":"vector","result":[{"metric":\#(object(labels)),"value":[\#(time),"\#(value)"]}]}"#
  }

  private static func object(_ labels: [String: String]) -> String {
    "{" + labels.sorted { $0.key < $1.key }.map { #""\#($0)":"\#($1)""# }.joined(separator: ",")
      + "}"
  }

  func snapshot(_ seconds: Double = 20) -> Snapshot {
    state.snapshot(windowSeconds: seconds, at: now)
  }

  func figures(to name: String) -> TrafficFigures? {
    snapshot().edges.first { $0.to == name }?.traffic
  }
}

/// Grows evenly from nought at the start.
@Sendable func growing(_ rate: Double) -> @Sendable (Double) -> Double? {
  { max($0, 0) * rate }
}

/// Is always the same.
func steady(_ value: Double) -> @Sendable (Double) -> Double? {
  { _ in value }
}
