import MeshLook
import MeshModel
import Terminal

/// Everything there is to say about the marked breaker, the most important first.
struct BreakerDetail {
  let breaker: Snapshot.Breaker
  let state: DashboardState
  private let events: [MeshEvent]

  init(_ breaker: Snapshot.Breaker, _ state: DashboardState) {
    self.breaker = breaker
    self.state = state
    let now = state.mesh.now?.wall ?? 0
    events = state.mesh.chronicle.events(of: breaker.subject).filter { $0.at <= now }
  }

  /// The trips that are known of, the oldest first.
  var trips: [Trip] { Trip.all(in: events) }

  /// As lines of a width, with empty ones for grouping where there is room for all.
  ///
  /// - Parameter drawsMachine: whether its states are among them.
  func lines(columns: Int, rows: Int, drawsMachine: Bool = true) -> [StyledLine] {
    let title = Lines.wrapped(sentence, columns: columns, style: titleStyle)
    let machine = drawsMachine ? machineLines(columns: columns) : []
    let parts = [
      Array(title.prefix(rows >= 6 ? 3 : 2)), machine, gaugeLines(columns: columns),
      trafficLines(columns: columns), healthLines(columns: columns),
      observerLines(columns: columns),
    ].filter { !$0.isEmpty }
    let count = parts.reduce(0) { $0 + $1.count }
    if count + 2 <= rows, parts.count > 2, drawsMachine {
      return parts[0] + [.empty] + parts[1] + [.empty] + parts[2...].flatMap(\.self)
    }
    return Array(parts.flatMap(\.self).prefix(rows))
  }

  private var titleStyle: TextStyle {
    TextStyle(breaker.state.isTripped ? .heading : .muted)
  }

  private var sentence: String {
    "\(breaker.from) → \(breaker.callee) is \(breaker.state.rawValue) "
      + "\(BreakerWords.remark(breaker, state))."
  }

  /// Its states, drawn small.
  func machineLines(columns: Int) -> [StyledLine] {
    let limit =
      breaker.distance.map { "\(Figures.plain($0.limit)) \($0.unit)" }
      ?? trips.last { !$0.reason.isEmpty }?.reason
    let usual = Trip.wait(in: events).map { Double($0) / 1e6 }
    let wait = state.countdown(breaker)?.whole ?? usual
    return BreakerMachine(
      breaker: breaker, limit: limit, wait: wait.map { "after \(Figures.plain($0))s" }
    ).lines(columns: columns)
  }

  /// How far it is to the next change of state.
  private func gaugeLines(columns: Int) -> [StyledLine] {
    var lines: [StyledLine] = []
    let cells = max(5, min(20, columns / 6))
    func line(_ name: String, _ gauge: Gauge, _ role: Role, _ words: String) -> StyledLine {
      StyledLine([
        StyledSpan(TextWidth.padded(name, to: 11), TextStyle(.muted)),
        StyledSpan(gauge.text, TextStyle(role)), StyledSpan(" " + words, TextStyle(.text)),
      ])
    }
    if let countdown = state.countdown(breaker) {
      let whole = countdown.whole.map { " of \(Figures.plain($0))s" } ?? ""
      let words = countdown.isReady ? "a probe is due" : countdown.words + whole
      lines.append(
        line("next probe", Gauge(part: countdown.part ?? 0, cells: cells), .accent, words))
    }
    if let distance = breaker.distance {
      let gauge = Gauge(part: distance.partGone, cells: cells)
      let words =
        "\(Figures.plain(distance.value)) of \(Figures.plain(distance.limit)) \(distance.unit)"
      lines.append(line("to trip", gauge, gauge.role, words))
    }
    return lines
  }

  /// What calls there are, what became of them, and how many never left.
  private func trafficLines(columns: Int) -> [StyledLine] {
    guard let edge = state.markedEdge else { return [] }
    let traffic = edge.traffic
    var parts = [
      "\(Figures.rate(traffic.answersPerSecond))/s", "errors \(Figures.share(traffic.errorRatio))",
      "p99 \(Figures.duration(traffic.latency.p99))",
    ]
    if let shed = traffic.shedPerSecond, shed > 0 {
      parts.append("\(Figures.rate(shed))/s not sent")
    }
    var lines = labelled("calls", parts.joined(separator: ", "), .text, columns)
    if let unsent, unsent >= 1 {
      let span = state.mesh.breakerView.span.words
      lines += labelled(
        "",
        "about \(Figures.count(unsent)) calls of the last \(span) were answered without being sent",
        .warning, columns)
    }
    if let amplification = state.mesh.amplified[breaker.edge] {
      lines += labelled(
        "retries", AttemptWords.perCall(amplification), .warning, columns)
    }
    return lines
  }

  /// The calls that the breaker, or a limit beside it, kept from being sent, over the time that is
  /// shown: added up from rates, so about.
  private var unsent: Double? {
    let end = state.mesh.now?.wall ?? 0
    let start = end - state.mesh.breakerView.span.seconds * 1_000_000
    let looks = state.mesh.history.traffic(from: breaker.from, to: breaker.to)
      .filter { $0.wall > start && $0.wall <= end }
    guard looks.contains(where: { $0.figures.shedPerSecond != nil }) else { return nil }
    return zip(looks, looks.dropFirst()).reduce(0) { sum, pair in
      let seconds = min(5, Double(pair.1.wall - pair.0.wall) / 1e6)
      return sum + (pair.1.figures.shedPerSecond ?? 0) * seconds
    }
  }

  private func healthLines(columns: Int) -> [StyledLine] {
    [("caller", breaker.from), ("callee", breaker.to)].flatMap { side, name -> [StyledLine] in
      let service = state.mesh.frame?.snapshot?.services.first { $0.name == name }
      guard let health = service?.health else { return [] }
      let reason = health.reason.isEmpty ? "" : ": \(health.reason)"
      return labelled(
        side, "\(health.status.sign) \(name) is \(health.status.rawValue)\(reason)",
        health.status.role,
        columns)
    }
  }

  private func observerLines(columns: Int) -> [StyledLine] {
    guard !breaker.observers.isEmpty else { return [] }
    return labelled(
      "seen by",
      breaker.observers.prefix(6).joined(separator: ", ")
        + (breaker.observers.count > 6 ? " and \(breaker.observers.count - 6) more" : ""), .muted,
      columns)
  }

  private func labelled(
    _ name: String, _ text: String, _ role: Role, _ columns: Int
  ) -> [StyledLine] {
    let lines = TextWrap.lines(text, columns: max(10, columns - 11))
    return lines.enumerated().map { index, line in
      StyledLine([
        StyledSpan(TextWidth.padded(index == 0 ? name : "", to: 11), TextStyle(.muted)),
        StyledSpan(line, TextStyle(role)),
      ])
    }
  }

  /// The trips, the newest first: when, why, how long it was open, what the probes did.
  func tripLines(columns: Int) -> [StyledLine] {
    let trips = trips
    guard !trips.isEmpty else {
      return Lines.wrapped(
        "No trip in what is remembered.", columns: columns, style: TextStyle(.muted))
    }
    let now = state.mesh.now?.wall ?? 0
    let isNarrow = columns < 90
    return trips.reversed().flatMap { trip -> [StyledLine] in
      let age = trip.at.flatMap(state.ageWords) ?? "before"
      let lasted = trip.lasted(now: now).map(Self.duration) ?? "?"
      let ended = trip.closedAt == nil ? "open for \(lasted)" : "open \(lasted)"
      let reason = StyledSpan(trip.reason, TextStyle(.muted))
      let line = StyledLine(
        [
          StyledSpan(TextWidth.padded(age, to: 6, at: .trailing) + "  ", TextStyle(.muted)),
          StyledSpan(
            TextWidth.padded(ended, to: 16), TextStyle(trip.closedAt == nil ? .bad : .text)),
          StyledSpan(TextWidth.padded(Self.words(trip.probes), to: 30), TextStyle(.warning)),
        ] + (isNarrow ? [] : [reason]))
      return isNarrow && !trip.reason.isEmpty
        ? [line, StyledLine([StyledSpan("        "), reason])] : [line]
    }
  }

  private static func words(_ probes: [Trip.Probe]) -> String {
    guard let last = probes.last else { return "no probe yet" }
    let failed = probes.count(where: \.hasFailed)
    let count = probes.count == 1 ? "1 probe" : "\(probes.count) probes"
    let bad = failed == 0 ? "" : failed == probes.count ? " failed" : ", \(failed) failed"
    let took = last.lasted.map { ", took \(duration($0))" } ?? ", under way"
    return count + bad + took
  }

  /// Microseconds as somebody would say them: `4 ms`, `3.1s`, `2m05s`.
  private static func duration(_ microseconds: Int) -> String {
    if microseconds < 1_000 { return "<1 ms" }
    if microseconds < 1_000_000 { return "\(microseconds / 1_000) ms" }
    if microseconds < 60_000_000 { return Figures.plain(Double(microseconds) / 1e6) + "s" }
    return Figures.span(seconds: microseconds / 1_000_000)
  }
}
