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
      let text = "Known only as the other side of calls; no source tells of it."
      return [StyledLine(TextWidth.clipped(text, to: columns), TextStyle(.muted))]
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
      let text = "Nothing was seen to call it, and it was not seen to call anything."
      return [StyledLine(TextWidth.clipped(text, to: area.columns), TextStyle(.muted))]
    }
    let sorted = own.enumerated().sorted {
      (-gravity($0.element), $0.offset) < (-gravity($1.element), $1.offset)
    }.map(\.element)
    let shown = sorted.count > area.rows ? max(0, area.rows - 1) : sorted.count
    var lines = sorted.prefix(shown).map { call -> StyledLine in
      let isCaller = scene.graph.calls[call].to == node
      let name = scene.name(of: call)
      return callLine(
        topology.calls[call], isCaller ? "from" : "to", isCaller ? name.from : name.to,
        columns: area.columns)
    }
    if shown < sorted.count {
      lines.append(
        StyledLine("\(sorted.count - shown) more; e goes through all", TextStyle(.muted)))
    }
    return lines
  }

  private func gravity(_ call: Int) -> Int {
    let figures = topology.calls[call]
    let errors = figures.edge?.traffic.errorRatio ?? 0
    let tripped = figures.breaker?.state.isTripped == true ? 4 : 0
    let many = CallWords.isAmplified(figures.edge?.traffic.retryAmplification) ? 1 : 0
    return tripped + many + (errors >= 0.1 ? 3 : errors > 0 ? 2 : 0)
  }

  /// A call in a line.
  private func callLine(
    _ figures: CallFigures, _ side: String, _ other: String, columns: Int
  ) -> StyledLine {
    let isOld = MeshCondition(mesh).isOld
    func style(_ role: Role) -> TextStyle { TextStyle(isOld ? .stale : role) }
    let traffic = figures.edge?.traffic ?? TrafficFigures()
    let errors = traffic.errorRatio ?? 0
    let name = columns >= 100 ? 24 : columns >= 76 ? 16 : 12
    var spans = [
      StyledSpan(TextWidth.padded(side, to: 5), style(.muted)),
      StyledSpan(TextWidth.padded(other, to: name), style(.text)),
      StyledSpan(
        TextWidth.padded(Figures.rate(traffic.answersPerSecond), to: 6, at: .trailing) + "/s",
        style(.text)),
      StyledSpan(
        TextWidth.padded(Figures.share(traffic.errorRatio), to: 6, at: .trailing) + " failed",
        style(errors >= 0.1 ? .bad : errors > 0 ? .warning : .muted)),
      StyledSpan(
        "  p95" + TextWidth.padded(Figures.duration(traffic.latency.p95), to: 7, at: .trailing),
        style(.muted)),
    ]
    let times = traffic.retryAmplification
    let isAmplified = CallWords.isAmplified(times)
    if columns >= 76 || isAmplified {
      spans.append(
        StyledSpan(
          "  " + TextWidth.padded(CallWords.times(times), to: 5),
          style(isAmplified ? .warning : .muted)))
    }
    if let breaker = figures.breaker {
      spans.append(
        StyledSpan(
          "  \(breaker.state.sign) \(breaker.state.rawValue)",
          style(breaker.state == .closed ? .muted : breaker.state.role)))
      let remark = breaker.state == .closed ? "" : BreakerWords.remark(breaker, self)
      spans.append(StyledSpan(remark.isEmpty ? "" : " \(remark)", style(.muted)))
    }
    return StyledLine(spans).clippedLine(to: columns)
  }

  /// A call in sentences.
  private func callLines(_ scene: TopologyScene, _ call: Int, columns: Int) -> [StyledLine] {
    guard topology.calls.indices.contains(call), let edge = topology.calls[call].edge else {
      return []
    }
    let traffic = edge.traffic
    let errors = traffic.errorRatio ?? 0
    let figures =
      "\(Figures.rate(traffic.answersPerSecond)) answers a second over \(edge.protocol), "
      + "\(Figures.share(traffic.errorRatio)) failed, p50 \(Figures.duration(traffic.latency.p50)), "
      + "p95 \(Figures.duration(traffic.latency.p95)), p99 \(Figures.duration(traffic.latency.p99)) "
      + "of \(Figures.count(traffic.latency.count)); \(Figures.rate(traffic.shedPerSecond)) "
      + "a second not let through."
    let role: Role = errors >= 0.1 ? .bad : errors > 0 ? .warning : .text
    var lines = Lines.wrapped(figures, columns: columns, style: TextStyle(role))
    let times = traffic.retryAmplification
    if let times {
      let isAmplified = CallWords.isAmplified(times)
      let text =
        "\(Figures.plain(times)) attempts for each request"
        + (isAmplified ? ": retries multiply what the callee gets." : ".")
      lines += Lines.wrapped(
        text, columns: columns, style: TextStyle(isAmplified ? .warning : .muted))
    }
    if let breaker = topology.calls[call].breaker {
      let text =
        "\(breaker.state.sign) \(breaker.kind.words) \(breaker.state.rawValue) "
        + BreakerWords.remark(breaker, self)
      lines += Lines.wrapped(text, columns: columns, style: TextStyle(breaker.state.role))
    }
    return lines
  }
}

extension CallWords {
  /// Attempts for each request from which on retries are a load of their own.
  static let notableAmplification = 1.5

  static func isAmplified(_ times: Double?) -> Bool { times ?? 0 > notableAmplification }

  /// `x1.2` attempts for each request.
  static func times(_ value: Double?) -> String {
    value.map { "×\(Figures.plain(($0 * 10).rounded() / 10))" } ?? ""
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
