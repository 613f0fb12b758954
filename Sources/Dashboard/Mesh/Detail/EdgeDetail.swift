import MeshLook
import MeshModel
import Terminal

extension DetailText {
  /// The calls from one service to another: what the caller got, what was sent for it, who answers, and
  /// the breakers on the way.
  mutating func add(_ edge: Snapshot.Edge) {
    let traffic = edge.traffic
    addVerdict(edge)
    addAmplification(traffic)
    heading(
      "Calls",
      [DetailCell("answers", 9, .trailing), DetailCell("attempts", 9, .trailing)])
    add(
      "rate/s",
      [
        figure(Figures.rate(traffic.answersPerSecond)),
        figure(Figures.rate(traffic.attemptsPerSecond)),
      ])
    add(
      "success",
      [
        figure(Figures.success(traffic.errorRatio)),
        figure(Figures.success(traffic.attemptErrorRatio)),
      ])
    add(Self.percentiles(traffic.latency), .muted, indent: 2)
    add(Self.losses(edge), .muted, indent: 2)
    addBreakers(snapshot.breakers.filter { $0.from == edge.from && $0.to == edge.to })
    let ends = [edge.from, edge.to].compactMap { name in
      snapshot.services.first { $0.name == name }
    }
    if let callee = ends.last, callee.name == edge.to { addInstances(callee, "Answered by") }
    addEnds(ends)
  }

  private func figure(_ text: String) -> DetailCell { DetailCell(text, 9, .trailing) }

  private mutating func addVerdict(_ edge: Snapshot.Edge) {
    let way = "\(edge.from) → \(edge.to) over \(edge.protocol)"
    let window = "in \(Figures.plain(snapshot.windowSeconds))s"
    guard let errors = edge.traffic.errorRatio else {
      return add("◌ \(way): no answer \(window).", .unknown)
    }
    let sample = Figures.count(
      edge.traffic.answersPerSecond.map { $0 * snapshot.windowSeconds })
    let failed =
      errors > 0
      ? "\(Figures.share(errors)) of \(sample) answers failed" : "none of \(sample) answers failed"
    let sign = errors >= 0.1 ? "✖" : errors > 0 ? "▲" : "●"
    add("\(sign) \(way): \(failed) \(window).", errors >= 0.1 ? .bad : errors > 0 ? .warning : .ok)
  }

  /// Attempts for each first one from which retries are worth a warning.
  private static let notableAmplification = 1.5

  private mutating func addAmplification(_ traffic: TrafficFigures) {
    guard let times = traffic.retryAmplification else { return }
    let text = AttemptWords.perCall(times, places: 2)
    times >= Self.notableAmplification
      ? add("▲ \(text): retries give more work to who fails already.", .warning)
      : add("  \(text).", .muted)
  }

  /// What kept calls from being answered, a second.
  private static func losses(_ edge: Snapshot.Edge) -> String {
    let traffic = edge.traffic
    let losses: [(String, Double?)] = [
      ("retries", traffic.retriesPerSecond), ("not let through", traffic.shedPerSecond),
      ("timeouts", traffic.timeoutsPerSecond),
      ("over the rate limit", traffic.rateLimitedPerSecond),
      ("no instance", traffic.unreachablePerSecond),
      ("retry budget used up", traffic.budgetExhaustedPerSecond),
    ]
    return "a second: " + losses.map { "\($0) \(Figures.rate($1))" }.joined(separator: ", ")
      + "; \(Figures.count(edge.inFlight)) in flight"
  }

  mutating func addEnds(_ ends: [Snapshot.Service]) {
    guard !ends.isEmpty else { return }
    let takeMessages = ends.contains(where: takesMessages)
    heading(
      "Both ends",
      [
        DetailCell("health", 12), DetailCell("rate/s", 7, .trailing),
      ] + (takeMessages ? [DetailCell("msgs/s", 7, .trailing)] : []) + [
        DetailCell("success", 8, .trailing)
      ])
    for service in ends {
      let status = service.health.status
      let cells =
        [
          DetailCell("\(status.sign) \(status.rawValue)", 12, style: TextStyle(status.role)),
          DetailCell(Figures.rate(service.traffic.answersPerSecond), 7, .trailing),
        ]
        + (takeMessages
          ? [DetailCell(Figures.rate(service.messages.handledPerSecond), 7, .trailing)] : []) + [
          DetailCell(Figures.success(service.failedRatio), 8, .trailing)
        ]
      add(service.name, cells, opens: .service(service.name))
    }
  }
}
