import MeshModel
import Telemetry

/// What holds for every snapshot, whatever the sources said.
func checkSnapshot(_ snapshot: Snapshot) {
  for service in snapshot.services { checkFigures(service.traffic) }
  for edge in snapshot.edges { checkFigures(edge.traffic) }
  precondition(snapshot.services.map(\.name) == snapshot.services.map(\.name).sorted())
}

private func checkFigures(_ figures: TrafficFigures) {
  let ratios = [figures.errorRatio, figures.attemptErrorRatio, figures.classes.success]
  for ratio in ratios.compactMap({ $0 }) {
    precondition((0...1.000_001).contains(ratio), "a ratio of \(ratio)")
  }
  let rates = [figures.answersPerSecond, figures.attemptsPerSecond, figures.shedPerSecond]
  for rate in rates.compactMap({ $0 }) {
    precondition(rate >= 0 && rate.isFinite, "a rate of \(rate)")
  }
  let latency = figures.latency
  if let p50 = latency.p50, let p95 = latency.p95, let p99 = latency.p99 {
    precondition(p50 <= p95 && p95 <= p99, "percentiles \(p50), \(p95), \(p99)")
  }
}

/// Feeds a source with one answer after the other, a second apart, and checks every snapshot.
func followSource(_ kind: String, _ address: String, answers: [ArraySlice<UInt8>]) {
  let settings = SourceSettings { $0 }
  guard let kind = SourceKind.all.first(where: { $0.name == kind }),
    var source = try? kind.make(address, settings)
  else { preconditionFailure("no such source") }
  var state = MeshState()
  for (second, answer) in answers.enumerated() {
    let at = ClockReading(
      monotonic: 100_000_000_000 + second * 1_000_000_000,
      wall: 1_800_000_000_000_000 + second * 1_000_000)
    let questions = source.requests(at: at)
    let outcome = SourceAnswer.Outcome.answered(status: 200, body: Array(answer))
    let told = source.read(
      questions.map { _ in SourceAnswer(outcome, at: at) }, at: at, scrapeMilliseconds: 1)
    for report in told {
      let problem = report.problem ?? ""
      precondition(
        problem.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F }, problem)
      state.take([report], at: report.at)
    }
    checkSnapshot(state.snapshot(windowSeconds: 10, at: at))
  }
}
