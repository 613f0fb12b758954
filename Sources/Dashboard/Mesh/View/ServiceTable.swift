import MeshLook
import MeshModel
import Terminal

extension DashboardState {
  func drawServiceTable(
    _ services: [Snapshot.Service], in area: Area, on frame: inout Frame
  ) {
    let isRoomy = area.columns >= 96
    let hasMessages = mesh.frame?.snapshot?.channels.isEmpty == false
    let visible = Scroll.visible(selected: markedRow, count: services.count, visible: area.rows - 1)
    let table = TextTable(
      columns: serviceColumns(isRoomy: isRoomy, hasMessages: hasMessages),
      rows: services[visible].map { .cells(cells($0, hasMessages: hasMessages)) },
      selected: markedRow - visible.lowerBound)
    frame.buffer.draw(table, in: area)
    for (line, row) in visible.enumerated() {
      frame.onClick(area.line(line + 1), .select(row))
    }
    if services.isEmpty {
      frame.buffer.draw(
        "No service passes the filter; Esc shows all.", at: area.line(1).origin,
        style: TextStyle(.muted), limit: area.columns)
    }
    let edge = Area(
      column: area.endColumn, row: area.row + 1, columns: 1, rows: area.rows - 1)
    frame.buffer.draw(
      ScrollBar(offset: visible.lowerBound, count: services.count, visible: area.rows - 1),
      in: edge)
  }

  /// Messages have a column where there are some.
  private func serviceColumns(isRoomy: Bool, hasMessages: Bool) -> [TableColumn] {
    func column(
      _ title: String, _ key: Sorting.Key?, _ track: Track, _ alignment: Alignment = .trailing
    ) -> TableColumn {
      guard key == mesh.sorting.key else { return TableColumn(title, track, alignment) }
      let arrow = mesh.sorting.isReversed ? "↑" : "↓"
      var track = track
      track.minimum = max(track.minimum, title.count + 1)
      return TableColumn(title + arrow, track, alignment, style: TextStyle(.heading))
    }
    return [
      column("service", .name, .flexible(atLeast: 10, share: 2), .leading),
      column("health", .worst, .fixed(12), .leading),
      column("breaker", nil, .fixed(13), .leading),
      column("success", .success, .fixed(7)),
      column("rate/s", .rate, .fixed(7)),
    ] + (hasMessages ? [TableColumn("msgs/s", .fixed(6, dropOrder: 6), .trailing)] : []) + [
      column("p50", .p50, .fixed(5, dropOrder: 4)),
      column("p95", .p95, .fixed(5, dropOrder: 3)),
      column("p99 ms", .p99, .fixed(6, dropOrder: 5)),
      column("inflight", .inFlight, .fixed(8, dropOrder: 2)),
      TableColumn(
        isRoomy ? "rate, last minute" : "", .flexible(atLeast: 20, share: 1, dropOrder: 1)),
      TableColumn("why", .flexible(atLeast: 40, share: 4, dropOrder: 0), .leading),
    ]
  }

  private func cells(_ service: Snapshot.Service, hasMessages: Bool) -> [TableCell] {
    let traffic = service.traffic
    let isOld = MeshCondition(mesh).isOld
    func figure(_ text: String, _ role: Role = .text) -> TableCell {
      let shown = text == Figures.unknown ? .muted : isOld ? .stale : role
      return TableCell(text, TextStyle(shown))
    }
    let status = service.health.status
    let health = isOld ? Role.stale : status.role
    return [
      nameCell(service, isOld: isOld),
      TableCell("\(status.sign) \(status.rawValue)", TextStyle(health)),
      breakerCell(service.name, isOld: isOld),
      figure(Figures.success(service.failedRatio), status.isIll ? status.role : .text),
      figure(Figures.rate(traffic.answersPerSecond)),
    ] + (hasMessages ? [figure(Figures.rate(service.messages.handledPerSecond))] : []) + [
      figure(Figures.milliseconds(traffic.latency.p50)),
      figure(Figures.milliseconds(traffic.latency.p95)),
      figure(
        traffic.latency.doubt + Figures.milliseconds(traffic.latency.p99),
        traffic.latency.isDoubtful ? .muted : .text),
      figure(Figures.count(service.inFlight)),
      TableCell(trendLine(service.name, columns: 20)),
      TableCell(status == .healthy ? "" : service.health.reason, TextStyle(.muted)),
    ]
  }

  /// The name, with a sign when a fault acts on the service.
  private func nameCell(_ service: Snapshot.Service, isOld: Bool) -> TableCell {
    let style = TextStyle(isOld ? .stale : .text, service.health.status.isIll ? .bold : [])
    guard isUnderFault(service.name) else { return TableCell(service.name, style) }
    return TableCell(
      StyledLine([StyledSpan(service.name, style), StyledSpan(" ◆", TextStyle(.fault))]))
  }

  /// The last minute of a service's rate; ill moments look so.
  func trendLine(_ service: String, columns: Int) -> StyledLine {
    let steps = mesh.trends[service]?.line(columns: columns) ?? []
    return StyledLine(
      steps.map { step in
        let role: Role = step.glyph == "·" ? .border : step.isIll ? .bad : .accent
        return StyledSpan(step.glyph, TextStyle(role))
      })
  }

  /// The gravest of the breakers that guard a service, with the sign of a state that has just passed.
  private func breakerCell(_ service: String, isOld: Bool) -> TableCell {
    guard let worst = mesh.guards[service] else {
      return TableCell(Figures.unknown, TextStyle(.muted))
    }
    let past = mesh.passing.last { $0.to == service }
    return stateCell(
      worst.state, past: past, isOld ? .stale : worst.state == .closed ? .muted : worst.state.role)
  }

  /// A breaker's state in the words of every report, and the sign of one that has just passed.
  func stateCell(
    _ state: BreakerCondition, past: PassingState?, _ role: Role
  ) -> TableCell {
    let now = StyledSpan("\(state.sign) \(state.rawValue)", TextStyle(role))
    guard mesh.paused == nil, let past else { return TableCell(StyledLine([now])) }
    return TableCell(
      StyledLine([now, StyledSpan(" \(past.state.sign)", TextStyle(past.state.role, .bold))]))
  }

  /// What there is to say about the marked service.
  func markedRemark(columns: Int, rows: Int) -> [StyledLine] {
    guard let service = markedService else { return [] }
    let text = ([healthWords(service)] + breakerWords(to: service.name)).joined(separator: " ")
    let style = TextStyle(service.health.status.isIll ? .heading : .muted)
    let lines = Lines.wrapped(text, columns: columns, style: style)
    guard lines.count > rows else {
      return lines + Array(repeating: .empty, count: rows - lines.count)
    }
    let rest = lines[(rows - 1)...].flatMap(\.spans).map(\.text).joined(separator: " ")
    return lines.prefix(rows - 1) + [StyledLine(TextWidth.clipped(rest, to: columns), style)]
  }

  /// How a service does, since when, why, by how many answers, and where it comes from.
  func healthWords(_ service: Snapshot.Service) -> String {
    let health = service.health
    var text =
      "\(service.name) is \(health.status == .noTraffic ? "without traffic" : health.status.rawValue)"
    if let since = health.since, let now = mesh.now {
      text += " for \(Figures.span(seconds: max(0, now.wall - since) / 1_000_000))"
    }
    if !health.reason.isEmpty { text += ": \(health.reason)" }
    // A small sample is told by the reason.
    if let sample = health.sample, sample > 0, !health.reason.contains("of only") {
      text +=
        ", of \(Figures.count(sample)) \(Self.sampleWord(service)) in "
        + "\(Figures.plain(health.windowSeconds))s"
    }
    let causes = health.causes.filter { $0 != service.name }
    if !causes.isEmpty { text += "; it begins at \(causes.joined(separator: ", "))" }
    return text + "."
  }

  /// What a service was judged by.
  private static func sampleWord(_ service: Snapshot.Service) -> String {
    guard let handled = service.messages.handledPerSecond, handled > 0 else { return "answers" }
    return service.traffic.answersPerSecond ?? 0 > 0 ? "answers and messages" : "messages"
  }

  /// The tripped breakers towards a service, a sentence each.
  private func breakerWords(to service: String) -> [String] {
    let all = mesh.frame?.snapshot?.breakers.filter { $0.to == service && $0.state.isTripped } ?? []
    return all.map { breaker in
      var text = "\(breaker.from) stopped calling it"
      if let since = ageWords(breaker.since) { text += " \(since) ago" }
      if let reason = breaker.reason { text += ": \(reason)" }
      if let next = breaker.nextProbeSeconds {
        text += "; \(BreakerWords.probeWords(next - mesh.sinceFrame))"
      }
      return text + "."
    }
  }

  /// The time since a moment of the wall clock.
  func ageWords(_ since: Int?) -> String? {
    guard let since, let now = mesh.now else { return nil }
    return Figures.span(seconds: max(0, now.wall - since) / 1_000_000)
  }
}
