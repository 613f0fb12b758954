import MeshModel
import Telemetry

/// What the source of an Envoy does with the answers of a round.
struct EnvoyReading {
  let milliseconds: [Double]

  init() {
    guard let kind = SourceKind.all.first(where: { $0.name == "envoy" }),
      var source = try? kind.make("http://127.0.0.1:9901", SourceSettings { _ in "" })
    else {
      milliseconds = []
      return
    }
    var stats = SamplePage.envoyStats
    var clusters = SamplePage.envoyClusters
    var times: [Double] = []
    for round in 1...2001 {
      let now = ClockReading(monotonic: round * 1_000_000_000, wall: round * 1_000_000)
      stats.count(round)
      clusters.count(round)
      _ = source.requests(at: now)
      let answers = [stats, clusters].map {
        SourceAnswer(.answered(status: 200, body: $0.bytes), at: now)
      }
      var reports: [SourceReport] = []
      let elapsed = ContinuousClock().measure {
        reports = source.read(answers, at: now, scrapeMilliseconds: 1)
      }
      // The first look makes what later ones use again.
      if round > 1, reports.first?.problem == nil { times.append(elapsed.milliseconds) }
    }
    milliseconds = times
  }
}
