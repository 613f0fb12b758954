import MeshLook
import MeshModel
import Terminal

extension DashboardState {
  /// What there is to say about what is marked.
  func drawStrip(
    _ scene: TopologyScene, _ drawing: TopologyDrawing, in area: Area, on frame: inout Frame
  ) {
    guard area.rows >= 2 else { return }
    drawRule(scene, drawing, in: area.line(0), on: &frame)
    let body = area.dropping(top: 1)
    if let call = drawing.markedCall {
      frame.buffer.draw(Lines(callLines(scene, call, columns: body.columns)), in: body)
      return
    }
    guard let node = drawing.marked else { return }
    let health = healthLines(node, columns: body.columns, rows: body.rows >= 5 ? 2 : 1)
    frame.buffer.draw(Lines(health), in: body)
    let rest = body.dropping(top: health.count)
    frame.buffer.draw(Lines(neighbourLines(of: node, scene, in: rest)), in: rest)
  }

  private func drawRule(
    _ scene: TopologyScene, _ drawing: TopologyDrawing, in line: Area, on frame: inout Frame
  ) {
    frame.buffer.draw(
      String(repeating: "─", count: line.columns), at: line.origin, style: TextStyle(.border))
    let title = topology.call.map { "\($0.from) → \($0.to)" } ?? mesh.marked ?? ""
    let note = drawing.outOfSight + partWords(scene)
    let room = line.columns - TextWidth.columns(note) - 8
    frame.buffer.draw(
      " \(TextWidth.clipped(title, to: max(4, room))) ",
      at: Position(column: line.column + 2, row: line.row), style: TextStyle(.heading))
    let place = line.endColumn - TextWidth.columns(note) - 4
    guard place > line.column + 8 else { return }
    frame.buffer.draw(
      " \(note) ", at: Position(column: place, row: line.row), style: TextStyle(.muted))
  }

  /// How much of the mesh this is.
  private func partWords(_ scene: TopologyScene) -> String {
    let all = topology.whole.names.count
    let shown = scene.graph.names.count - scene.groups.count
    return scene.isPart
      ? "\(shown) of \(all) services" : "\(all) \(all == 1 ? "service" : "services")"
  }

  private func healthLines(_ node: Int, columns: Int, rows: Int) -> [StyledLine] {
    guard topology.nodes.indices.contains(node), let service = topology.nodes[node] else {
      return [
        StyledLine(TextWidth.clipped(Sentence.onlyKnownByCalls, to: columns), TextStyle(.muted))
      ]
    }
    let status = service.health.status
    let isOld = MeshCondition(mesh).isOld
    let style = TextStyle(isOld ? .stale : status.isIll ? status.role : .muted)
    let lines = Lines.wrapped(
      "\(status.sign) \(healthWords(service))", columns: columns, style: style)
    guard lines.count > rows else { return lines }
    let rest = lines[(rows - 1)...].flatMap(\.spans).map(\.text).joined(separator: " ")
    return lines.prefix(rows - 1) + [StyledLine(TextWidth.clipped(rest, to: columns), style)]
  }

  /// Callers and callees, the worst first, as many as there is room for.
  private func neighbourLines(
    of node: Int, _ scene: TopologyScene, in area: Area
  ) -> [StyledLine] {
    let own = scene.graph.calls.indices.filter {
      scene.graph.calls[$0].from == node || scene.graph.calls[$0].to == node
    }.filter { topology.calls.indices.contains($0) && topology.calls[$0].edge != nil }
    guard !own.isEmpty else {
      let text = TextWidth.clipped(Sentence.noCallsOfService, to: area.columns)
      return [StyledLine(text, TextStyle(.muted))]
    }
    let sorted = own.map { call in
      (-gravity(call), scene.graph.calls[call].to == node ? 0 : 1, call)
    }.sorted(by: <).map(\.2)
    let shown = sorted.count > area.rows ? max(0, area.rows - 1) : sorted.count
    var lines = sorted.prefix(shown).map { call -> StyledLine in
      let isCaller = scene.graph.calls[call].to == node
      let name = scene.name(of: call)
      return callLine(
        topology.calls[call], isCaller ? "from" : "to", isCaller ? name.from : name.to,
        columns: area.columns)
    }
    if shown < sorted.count {
      lines.append(StyledLine(Sentence.moreCalls(sorted.count - shown), TextStyle(.muted)))
    }
    return lines
  }

  private func gravity(_ call: Int) -> Int {
    let figures = topology.calls[call]
    let errors = figures.edge?.traffic.errorRatio ?? 0
    let tripped = figures.breaker?.state.isTripped == true ? 4 : 0
    let many = CallWords.isAmplified(figures.edge?.traffic.retryAmplification) ? 1 : 0
    let late = figures.messages.map { $0.isStuck ? 4 : $0.isBehind ? 2 : 0 } ?? 0
    return late + tripped + many + (errors >= 0.1 ? 3 : errors > 0 ? 2 : 0)
  }

  /// A call in a line.
  private func callLine(
    _ figures: CallFigures, _ side: String, _ other: String, columns: Int
  ) -> StyledLine {
    let isOld = MeshCondition(mesh).isOld
    func span(_ text: String, _ role: Role) -> StyledSpan {
      StyledSpan(text, TextStyle(isOld ? .stale : role))
    }
    func right(_ text: String, _ width: Int) -> String {
      TextWidth.padded(text, to: width, at: .trailing)
    }
    let traffic = figures.edge?.traffic ?? TrafficFigures()
    let errors = traffic.errorRatio ?? 0
    let times = traffic.retryAmplification
    let isAmplified = CallWords.isAmplified(times)
    let name = columns >= 100 ? 24 : columns >= 76 ? 16 : 12
    var spans = [
      span(TextWidth.padded(side, to: 5), .muted),
      span(TextWidth.padded(other, to: name), .text),
      span(right(Figures.perSecond(traffic.answersPerSecond), 8), .text),
      span(
        right(Figures.share(traffic.errorRatio), 7) + (columns >= 76 ? " failed" : " err"),
        errors >= 0.1 ? .bad : errors > 0 ? .warning : .muted),
    ]
    if let way = figures.messages, figures.isOnlyMessages {
      if way.isPublishing {
        spans[3] = span(String(repeating: " ", count: columns >= 76 ? 14 : 11), .muted)
      }
      // What is cut says nothing; all of it is told when the way is marked.
      for (index, part) in way.remark.enumerated() {
        let line = StyledLine(spans + [span("  \(part.text)", part.role)])
        guard index == 0 || line.columns <= columns else { break }
        spans = line.spans
      }
      return StyledLine(spans).clippedLine(to: columns)
    }
    if columns >= 76 {
      spans.append(span("  p95" + right(Figures.duration(traffic.latency.p95), 7), .muted))
    }
    if columns >= 76 || isAmplified {
      let text = "  " + TextWidth.padded(CallWords.times(times), to: 5)
      spans.append(span(text, isAmplified ? .warning : .muted))
    }
    if let breaker = figures.breaker {
      let state = breaker.state
      spans.append(
        span("  \(state.sign) \(state.rawValue)", state == .closed ? .muted : state.role))
      let remark = state == .closed ? "" : " " + BreakerWords.remark(breaker, self)
      spans.append(span(remark, .muted))
    }
    return StyledLine(spans).clippedLine(to: columns)
  }

  private func breakerLine(_ breaker: Snapshot.Breaker?, columns: Int) -> [StyledLine] {
    guard let breaker else { return [] }
    let remark = BreakerWords.remark(breaker, self)
    return Lines.wrapped(
      "\(breaker.state.sign) \(breaker.kind.words) \(breaker.state.rawValue) \(remark)",
      columns: columns, style: TextStyle(MeshCondition(mesh).isOld ? .stale : breaker.state.role))
  }

  /// A call in sentences: its figures, its breaker, then what is worth knowing besides.
  private func callLines(_ scene: TopologyScene, _ call: Int, columns: Int) -> [StyledLine] {
    guard topology.calls.indices.contains(call), let edge = topology.calls[call].edge else {
      return []
    }
    let isOld = MeshCondition(mesh).isOld
    func wrapped(_ text: String, _ role: Role) -> [StyledLine] {
      Lines.wrapped(text, columns: columns, style: TextStyle(isOld ? .stale : role))
    }
    let target = callTarget(from: edge.from, to: edge.to)
    let faults = mesh.faults.filter { $0.fault.target == target }.flatMap { fault, seconds in
      wrapped("◆ \(fault.effect) ends by itself in \(Figures.span(seconds: seconds))", .fault)
    }
    let messages = topology.calls[call].messages?.sentences.flatMap { wrapped($0.text, $0.role) }
    if let messages, topology.calls[call].isOnlyMessages {
      return messages + breakerLine(topology.calls[call].breaker, columns: columns) + faults
    }
    let traffic = edge.traffic
    let errors = traffic.errorRatio ?? 0
    var lines = wrapped(
      "\(Figures.rate(traffic.answersPerSecond))/s over \(edge.protocol), "
        + "\(Figures.share(traffic.errorRatio)) failed, "
        + "p50 \(Figures.duration(traffic.latency.p50)), p95 \(Figures.duration(traffic.latency.p95))",
      errors >= 0.1 ? .bad : errors > 0 ? .warning : .text)
    lines += breakerLine(topology.calls[call].breaker, columns: columns)
    lines += faults
    let times = traffic.retryAmplification
    let isAmplified = CallWords.isAmplified(times)
    lines += wrapped(
      (times.map { AttemptWords.perCall($0) } ?? "attempts per call unknown")
        + (isAmplified ? ": retries multiply what the callee gets" : "")
        + "; p99 \(Figures.duration(traffic.latency.p99)) of "
        + "\(Figures.count(traffic.latency.count)) answers, "
        + "\(Figures.rate(traffic.shedPerSecond)) a second not let through",
      isAmplified ? .warning : .muted)
    return lines + (messages ?? [])
  }
}

extension CallWords {
  /// Attempts for each request from which on retries are a load of their own.
  static let notableAmplification = 1.5

  static func isAmplified(_ times: Double?) -> Bool { times ?? 0 > notableAmplification }

  /// `x1.2` attempts for each request.
  static func times(_ value: Double?) -> String {
    value.map { "×\(Figures.fixed($0, 1))" } ?? ""
  }
}

extension TopologyDrawing {
  /// How many services are beyond which edge of the area.
  var outOfSight: String {
    var counts = [0, 0, 0, 0]
    for box in scene.plan.boxes {
      if box.column + box.columns <= offset.column {
        counts[0] += 1
      } else if box.column >= offset.column + area.columns {
        counts[1] += 1
      } else if box.row + box.rows <= offset.row {
        counts[2] += 1
      } else if box.row >= offset.row + area.rows {
        counts[3] += 1
      }
    }
    return zip(["◂", "▸", "▴", "▾"], counts).map { $1 > 0 ? "\($0) \($1) more  " : "" }.joined()
  }
}

extension StyledLine {
  /// The line cut to so many columns.
  fileprivate func clippedLine(to columns: Int) -> StyledLine {
    guard self.columns > columns else { return self }
    var left = columns
    var spans: [StyledSpan] = []
    for span in self.spans where left > 0 {
      let text = TextWidth.clipped(span.text, to: left)
      left -= TextWidth.columns(text)
      spans.append(StyledSpan(text, span.style))
    }
    return StyledLine(spans)
  }
}
