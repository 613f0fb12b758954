import MeshModel
import Telemetry

/// What holds for every snapshot, whatever the sources said.
func checkSnapshot(_ snapshot: Snapshot) {
  for service in snapshot.services { checkFigures(service.traffic) }
  for edge in snapshot.edges { checkFigures(edge.traffic) }
  for service in snapshot.services { checkMessages(service.messages) }
  for channel in snapshot.channels {
    checkMessages(channel.messages)
    let level = channel.level
    for value in [level.waiting, level.inFlight, level.oldestAge, level.deadLetters] {
      precondition((0...1e16).contains(value ?? 0), "a level of \(value ?? 0)")
    }
  }
  precondition(snapshot.services.map(\.name) == snapshot.services.map(\.name).sorted())
}

private func checkMessages(_ figures: MessageFigures) {
  precondition((0...1.000_001).contains(figures.failedRatio ?? 0))
  let rates = [
    figures.publishedPerSecond, figures.handledPerSecond, figures.ignoredPerSecond,
    figures.failedPerSecond, figures.redeliveredPerSecond, figures.deadLetteredPerSecond,
  ]
  for rate in rates.compactMap({ $0 }) {
    precondition(rate >= 0 && rate.isFinite, "a rate of \(rate)")
  }
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

/// Feeds a source with pieces of an input as its answers, a second from round to round, and checks
/// every snapshot.
///
/// - Parameter answers: how many pieces a round takes; questions beyond get the last of them.
func followSource(_ kind: String, _ address: String, _ input: [UInt8], answers: Int) {
  let pieces = input.split(separator: 0, maxSplits: 31, omittingEmptySubsequences: false)
    .map { Array($0) }
  let settings = SourceSettings { $0 }
  guard let kind = SourceKind.all.first(where: { $0.name == kind }),
    var source = try? kind.make(address, settings)
  else { preconditionFailure("no such source") }
  var state = MeshState()
  for (second, first) in stride(from: 0, to: pieces.count, by: answers).enumerated() {
    let at = ClockReading(
      monotonic: 100_000_000_000 + second * 1_000_000_000,
      wall: 1_800_000_000_000_000 + second * 1_000_000)
    let replies = source.requests(at: at).indices.map { question in
      let piece = first + min(question, answers - 1)
      let body = piece < pieces.count ? pieces[piece] : []
      return SourceAnswer(.answered(status: 200, body: body), at: at)
    }
    for report in source.read(replies, at: at, scrapeMilliseconds: 1) {
      let problem = report.problem ?? ""
      precondition(
        problem.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F }, problem)
      state.take([report], at: report.at)
    }
    checkSnapshot(state.snapshot(windowSeconds: 10, at: at))
  }
}
