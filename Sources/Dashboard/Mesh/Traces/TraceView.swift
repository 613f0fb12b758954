import Instruments
import MeshLook
import MeshModel
import Terminal

//   gateway-1 POST /api/orders: 505ms; 1.24s until all of it was done
//   …
//   ▸ gateway-1 POST /api/orders        ██████████████       505ms      the marked span
//       → POST payment                          ╳            0.00ms
//         ✗ breaker open: order → payment, not sent
//   ── → POST payment ───────────────────────────────────────────
//   began 12.4ms after the request, took 0.00ms; …                      what there is to say of it

extension DashboardState {
  /// One request as a waterfall, and the marked span in words.
  func drawTrace(in area: Area, on frame: inout Frame) {
    let remark = spanRemark(columns: area.columns, rows: area.rows >= 14 ? 2 : 0)
    let parts = area.rows([
      .flexible(atLeast: 1), .fixed(remark.isEmpty ? 0 : 1), .fixed(remark.count),
    ])
    guard mesh.reading.list.traces.first != nil else {
      let style = TextStyle(
        mesh.reading.problem == nil && !mesh.reading.lacksTrace ? .muted : .warning)
      let text = spelled(missingTraceWords)
      frame.buffer.draw(Lines(Lines.wrapped(text, columns: area.columns, style: style)), in: area)
      return
    }
    drawWaterfall(in: parts[0], on: &frame)
    let rule = String(repeating: "─", count: area.columns)
    frame.buffer.draw(rule, at: parts[1].origin, style: TextStyle(.border))
    frame.buffer.draw(Lines(remark), in: parts[2])
  }

  private func drawWaterfall(in area: Area, on frame: inout Frame) {
    let lines = waterfallLines(columns: area.columns)
    let spans = SpanMarks.spans(of: lines)
    let place = spanMarks.place(among: spans)
    let marked =
      spans.isEmpty ? 0 : lines.firstIndex { $0.span?.id == spans[place].id } ?? 0
    let most = max(0, lines.count - area.rows)
    // The head stays in sight with the first span, what stands below the spans with the last.
    let offset =
      place == spans.count - 1
      ? most : marked < area.rows - 1 ? 0 : min(most, marked + 2 - area.rows)
    for (row, index) in (offset..<min(lines.count, offset + area.rows)).enumerated() {
      let line = area.line(row)
      frame.buffer.draw(
        lines[index].line, at: line.dropping(left: 2).origin, limit: line.columns - 3)
      guard let span = lines[index].span, let own = spans.firstIndex(where: { $0.id == span.id })
      else { continue }
      frame.onClick(line, .select(own))
      guard index == marked else { continue }
      frame.buffer.draw("▸", at: line.origin, style: TextStyle(.accent))
      frame.buffer.paint(line.dropping(right: 1), surface: .selected)
    }
    let edge = Area(column: area.endColumn - 1, row: area.row, columns: 1, rows: area.rows)
    frame.buffer.draw(
      ScrollBar(offset: offset, count: lines.count, visible: area.rows), in: edge)
  }

  private func waterfallLines(columns: Int) -> [Waterfall.Line] {
    mesh.reading.list.traces.first.map { waterfall($0, columns: columns).lines } ?? []
  }

  private func waterfall(_ trace: Trace, columns: Int) -> Waterfall {
    Waterfall(
      trace, TraceTree(trace), columns: columns - 3, isWhole: spanMarks.isWhole,
      wholeHint: keyCap(of: .zoom, in: .trace), folded: spanMarks.folded)
  }

  /// Why the axis cannot be stretched or cut; nil when it can.
  var axisObstacle: String? {
    guard let trace = mesh.reading.list.traces.first else { return Sentence.nothingToMark }
    let canChange = spanMarks.isWhole || waterfall(trace, columns: size.columns - 2).isCut
    return canChange ? nil : Sentence.allIsDrawn
  }

  private var spanMarks: SpanMarks { mesh.path.last?.spans ?? SpanMarks() }

  /// What can be marked on the request that is open.
  private var markableSpans: [Span] {
    SpanMarks.spans(of: waterfallLines(columns: size.columns - 2))
  }

  /// The marked span of the request that is open; nil while none is there.
  var markedSpan: Span? {
    guard case .trace = mesh.place else { return nil }
    let spans = markableSpans
    let place = spanMarks.place(among: spans)
    return spans.indices.contains(place) ? spans[place] : nil
  }

  /// What a fault on the marked span would act on: the call, or else the service that did the work.
  var spanTarget: String? {
    guard let span = markedSpan else { return nil }
    guard span.kind == .client, let callee = span.callee else { return span.service }
    return "\(span.service):\(callee)"
  }

  /// Why there is no request to be drawn.
  private var missingTraceWords: String {
    let reading = mesh.reading
    guard case .trace(let id) = mesh.place else { return "" }
    if let problem = reading.problem { return problem }
    guard reading.lacksTrace else { return "Reading the request …" }
    let age = mesh.clock.map { Timestamp.text(microseconds: $0.wall - Self.travelTime) }
    let isYoung = reading.began.flatMap { began in age.map { began > $0 } } ?? false
    return isYoung ? Sentence.traceComes(id) : Sentence.traceIsGone(id)
  }

  /// Microseconds after which the spans of a request are surely where they are kept, or nowhere.
  private static let travelTime = 10_000_000

  /// The marked span in words.
  private func spanRemark(columns: Int, rows: Int) -> [StyledLine] {
    guard rows > 0, let span = markedSpan, let trace = mesh.reading.list.traces.first else {
      return []
    }
    let below = TraceTree(trace).below(span.id)
    let text = Sentence.span(
      span, at: span.start - trace.start, below: below.count,
      isFolded: spanMarks.folded.contains(span.id))
    let lines = Lines.wrapped(
      text, columns: columns, style: TextStyle(span.failure == nil ? .muted : .text))
    return Array(lines.prefix(rows)) + Array(repeating: .empty, count: max(0, rows - lines.count))
  }

  /// Moves through the spans of a request, folds them, and opens who did the work.
  mutating func actInTrace(_ action: Action, page: Int) {
    guard let last = mesh.path.indices.last else { return }
    let spans = markableSpans
    let place = spanMarks.place(among: spans)
    switch action {
    case .back: mesh.goUp()
    case .zoom: mesh.path[last].spans.isWhole.toggle()
    case .move(let move):
      let next = moved(place, move, count: spans.count, page: page)
      if spans.indices.contains(next) { mesh.path[last].spans.marked = spans[next].id }
    case .select(let index):
      guard spans.indices.contains(index) else { break }
      // A second click opens what the first one marked.
      if index == place { openSpan(spans[index]) }
      mesh.path[last].spans.marked = spans[index].id
    case .accept: if spans.indices.contains(place) { openSpan(spans[place]) }
    default: break
    }
  }

  /// Folds what hangs under a span, or unfolds it; without any, shows the instance that did the work.
  private mutating func openSpan(_ span: Span) {
    guard let last = mesh.path.indices.last, let trace = mesh.reading.list.traces.first else {
      return
    }
    mesh.path[last].spans.marked = span.id
    if TraceTree(trace).below(span.id).isEmpty {
      if isKnown(span) { mesh.open(.instance(span.instance, of: span.service)) }
    } else if mesh.path[last].spans.folded.remove(span.id) == nil {
      mesh.path[last].spans.folded.insert(span.id)
    }
  }

  /// Whether the instance that did the work is there still.
  private func isKnown(_ span: Span) -> Bool {
    mesh.frame?.snapshot?.services.contains { service in
      service.name == span.service && service.instances.contains { $0.id == span.instance }
    } ?? false
  }

  /// Why the marked span does not open; nil when it does.
  var spanObstacle: String? {
    guard let span = markedSpan, let trace = mesh.reading.list.traces.first else {
      return Sentence.nothingToMark
    }
    return !TraceTree(trace).below(span.id).isEmpty || isKnown(span)
      ? nil : Sentence.gone(span.instance)
  }
}
