import MeshLook
import MeshModel
import Terminal

// What details of services, edges and instances have in common.

extension DetailText {
  /// Rates, classes of answers and percentiles in a sentence.
  mutating func add(_ traffic: TrafficFigures) {
    let classes = traffic.classes
    // Of the 4xx, where anybody tells.
    let refused = traffic.refusedRatio.flatMap { $0 > 0 ? " (refused \(Figures.share($0)))" : nil }
    let words = [
      "\(Figures.rate(traffic.answersPerSecond)) answers a second",
      "ok \(Figures.share(classes.success))",
      "4xx \(Figures.share(classes.clientError))\(refused ?? "")",
      "5xx \(Figures.share(classes.serverError))", "none \(Figures.share(classes.unanswered))",
      Self.percentiles(traffic.latency),
    ]
    add(words.joined(separator: ", "), .muted)
  }

  /// The percentiles with the number of answers they rest on.
  static func percentiles(_ latency: TrafficFigures.Latency) -> String {
    "p50 \(Figures.duration(latency.p50)), p95 \(Figures.duration(latency.p95)), "
      + "p99 \(latency.doubt)\(Figures.duration(latency.p99)) of \(Figures.count(latency.count))"
      + (latency.method.map { ", \($0.rawValue)" } ?? "")
  }

  /// Whether messages are part of a service's work, though it may handle none just now.
  func takesMessages(_ service: Snapshot.Service) -> Bool {
    service.messages.handledPerSecond != nil
      || snapshot.channels.contains { $0.consumers.contains(service.name) }
  }

  mutating func addInstances(
    _ service: Snapshot.Service, _ title: String, except own: String? = nil
  ) {
    let instances = service.instances.filter { $0.id != own }
    guard !instances.isEmpty else { return }
    let takesMessages = takesMessages(service)
    heading(
      title,
      [
        DetailCell("health", 12), DetailCell("version", 8), DetailCell("rate/s", 7, .trailing),
      ] + (takesMessages ? [DetailCell("msgs/s", 7, .trailing)] : []) + [
        DetailCell("success", 8, .trailing), DetailCell("p99 ms", 7, .trailing),
        DetailCell("  address", 18),
      ])
    for instance in instances {
      let traffic = instance.traffic
      let cells =
        [
          DetailCell(
            "\(instance.health.sign) \(instance.health.rawValue)", 12,
            style: TextStyle(instance.health.role)),
          DetailCell(instance.version ?? Figures.unknown, 8),
          DetailCell(Figures.rate(traffic.answersPerSecond), 7, .trailing),
        ]
        + (takesMessages
          ? [DetailCell(Figures.rate(instance.messages.handledPerSecond), 7, .trailing)] : []) + [
          DetailCell(Figures.success(instance.failedRatio), 8, .trailing),
          DetailCell(
            traffic.latency.doubt + Figures.milliseconds(traffic.latency.p99), 7, .trailing),
          DetailCell("  " + (instance.address ?? Figures.unknown), 18, style: TextStyle(.muted)),
        ]
      add(
        instance.id, cells,
        isUnderFault: state.isUnderFault(instance: instance.id, of: service.name),
        opens: .instance(instance.id, of: service.name))
    }
  }

  /// - Parameter other: the side that is not known from the title.
  mutating func addEdges(
    _ edges: [Snapshot.Edge], _ title: String, _ other: KeyPath<Snapshot.Edge, String>
  ) {
    guard !edges.isEmpty else { return }
    heading(
      title,
      [
        DetailCell("rate/s", 7, .trailing), DetailCell("success", 8, .trailing),
        DetailCell("p99 ms", 7, .trailing), DetailCell("retries/s", 10, .trailing),
        DetailCell("shed/s", 7, .trailing), DetailCell("  over", 8),
      ])
    for edge in edges {
      let traffic = edge.traffic
      let cells = [
        DetailCell(Figures.rate(traffic.answersPerSecond), 7, .trailing),
        DetailCell(Figures.success(traffic.errorRatio), 8, .trailing),
        DetailCell(
          traffic.latency.doubt + Figures.milliseconds(traffic.latency.p99), 7, .trailing),
        DetailCell(Figures.rate(traffic.retriesPerSecond), 10, .trailing),
        DetailCell(Figures.rate(traffic.shedPerSecond), 7, .trailing),
        DetailCell("  " + edge.protocol, 8, style: TextStyle(.muted)),
      ]
      add(edge[keyPath: other], cells, opens: .edge(from: edge.from, to: edge.to))
    }
  }

  mutating func addBreakers(_ breakers: [Snapshot.Breaker]) {
    guard !breakers.isEmpty else { return }
    heading("Breakers")
    for breaker in breakers {
      let words = BreakerWords(breaker, state)
      add(words.line)
      add(words.remark, .muted, indent: 4)
    }
  }

  /// The breakers, a line each, the gravest first.
  mutating func addBreakerRows(_ breakers: [Snapshot.Breaker]) {
    guard !breakers.isEmpty else { return }
    let widths = (state: 13, since: 6, distance: 9, opened: 6)
    let used = nameColumns + widths.state + widths.since + widths.distance + widths.opened + 4
    let rest = columns - used - 2
    heading(
      "Breakers",
      [
        DetailCell("state", widths.state), DetailCell("since", widths.since, .trailing),
        DetailCell("to trip", widths.distance, .trailing),
        DetailCell("opened", widths.opened, .trailing),
      ])
    for breaker in breakers.sorted(by: { $0.state.gravity > $1.state.gravity }) {
      let words = BreakerWords.news(breaker, state)
      let distance = breaker.distance.map {
        "\(Figures.plain($0.value)) of \(Figures.plain($0.limit))"
      }
      let past = state.mesh.passing(of: breaker).map { " \($0.state.sign)" } ?? ""
      let cells = [
        DetailCell(
          "\(breaker.state.sign) \(breaker.state.rawValue)\(past)", widths.state,
          style: TextStyle(breaker.state.role)),
        DetailCell(state.ageWords(breaker.since) ?? Figures.unknown, widths.since, .trailing),
        DetailCell(distance ?? Figures.unknown, widths.distance, .trailing),
        DetailCell(Figures.count(breaker.trips), widths.opened, .trailing),
      ]
      let remark = rest >= 10 && !words.isEmpty
      let why = DetailCell(
        " " + TextWidth.clipped(words, to: rest - 1), rest, style: TextStyle(.muted))
      add("\(breaker.from) → \(breaker.callee)", cells + (remark ? [why] : []))
    }
  }
}
