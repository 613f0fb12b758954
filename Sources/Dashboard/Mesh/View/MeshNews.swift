import MeshLook
import MeshModel
import Terminal

extension DashboardState {
  /// How the mesh does, on every tab; where there is none only on its own.
  func drawMeshNews(in line: Area, on frame: inout Frame) {
    guard tab.isOfMesh || mesh.live?.presence == .present else { return }
    frame.buffer.draw(meshNews(columns: line.columns), at: line.origin, limit: line.columns)
  }

  /// Which mesh, how fresh, and the worst there is; then, as far as there is room, over which window, by
  /// which sources, and which snapshot.
  func meshNews(columns: Int) -> StyledLine {
    let condition = MeshCondition(mesh)
    var line = StyledLine(
      [StyledSpan(meshPath(columns: columns / 2), TextStyle(.heading))]
        + stateSpans(condition, isWide: columns >= 100))
    // What needs a look goes before everything that only says where it comes from.
    let worst = overall(columns: max(columns - line.columns - 3, columns / 4))
    let room = columns - (worst.map { TextWidth.columns($0.text) + 3 } ?? 0)
    if line.columns > room {
      // The way here gives up what the deepest level says alone.
      line.spans[0] = StyledSpan(
        meshPath(columns: max(8, columns / 2 - (line.columns - room))), TextStyle(.heading))
    }
    for span in originSpans(condition, isWide: columns >= 100) {
      let left = room - line.columns
      // A source's trouble is worth a part of it; what is cut elsewhere says nothing.
      let isTrouble = span.style.role == .warning && left >= 12
      guard isTrouble || TextWidth.columns(span.text) <= left else { break }
      line.spans.append(StyledSpan(TextWidth.clipped(span.text, to: left), span.style))
    }
    if let worst {
      let gap = max(2, columns - line.columns - TextWidth.columns(worst.text))
      line.spans.append(StyledSpan(String(repeating: " ", count: gap)))
      line.spans.append(worst)
    }
    return line
  }

  /// Whether what is shown is now, a moment of a recording, or old; and whether it is recorded.
  private func stateSpans(_ condition: MeshCondition, isWide: Bool) -> [StyledSpan] {
    var spans: [StyledSpan] = []
    let replay = mesh.frame.flatMap { replayWords($0, isWide: isWide) }
    if let replay { spans.append(StyledSpan("  ▸ \(replay)", TextStyle(.info, .bold))) }
    // What is played is never live; that it was old even then, or stands still, is told beside it.
    if replay == nil || condition != .live {
      spans.append(
        StyledSpan("  \(condition.sign) \(condition.words)", TextStyle(condition.role, .bold)))
    }
    if let recording = mesh.recording {
      spans.append(
        StyledSpan("  ● \(recording.words(at: mesh.clock))", TextStyle(.bad, .bold)))
    }
    return spans
  }

  /// Where the figures come from, what matters most first.
  private func originSpans(_ condition: MeshCondition, isWide: Bool) -> [StyledSpan] {
    guard let snapshot = mesh.frame?.snapshot, condition != .absent else { return [] }
    let isWell = snapshot.sources.allSatisfy(\.isGood)
    let sources = StyledSpan(
      "  " + sourcesWords(snapshot.sources), TextStyle(isWell ? .muted : .warning))
    if condition == .disconnected { return isWide || !isWell ? [sources] : [] }
    var window = "  last \(Figures.plain(snapshot.windowSeconds))s"
    if mesh.interval > 1 { window += ", every \(Figures.plain(mesh.interval))s" }
    let windowSpan = StyledSpan(window, TextStyle(.muted))
    let known = isWell ? [windowSpan] + (isWide ? [sources] : []) : [sources, windowSpan]
    // By it the screen can be compared with what a command prints of the same moment.
    let id = StyledSpan("  \(snapshot.id)", TextStyle(.muted))
    return known + (isWide || mesh.paused != nil ? [id] : [])
  }

  /// What is looked at; of a recording the file's name.
  private var lookedAt: String {
    guard let source = mesh.sources.first else { return mesh.name }
    if mesh.sources.count > 1 { return "mesh" }
    return source.hasPrefix("replay=") ? String(source.split(separator: "/").last ?? "") : source
  }

  /// Where the user is: the mesh, and a crumb for each level that is open.
  private func meshPath(columns: Int) -> String {
    let name = lookedAt
    guard tab == .mesh, !mesh.path.isEmpty else { return TextWidth.clipped(name, to: 24) }
    let crumbs = [name] + mesh.path.map(\.place.crumb)
    // The deepest names the most; those above it share what is left.
    let last = TextWidth.clipped(crumbs[crumbs.count - 1], to: 24)
    let gaps = 3 * (crumbs.count - 1)
    let rest = max(crumbs.count - 1, columns - TextWidth.columns(last) - gaps)
    var room = rest
    let above = crumbs.dropLast().enumerated().map { index, crumb in
      let share = max(1, min(24, room / (crumbs.count - 1 - index)))
      let text = TextWidth.clipped(crumb, to: share)
      room -= TextWidth.columns(text)
      return text
    }
    return (above + [last]).joined(separator: " ▸ ")
  }

  /// Where in a recording the screen is, as `--at` counts; nil for what is no recording.
  private func replayWords(_ frame: MeshFrame, isWide: Bool) -> String? {
    guard let recorded = frame.recorded else { return nil }
    let time = isWide ? frame.snapshot.map { ", \(Figures.timeOfDay($0.at))" } ?? "" : ""
    let end = recorded.isEnd ? " (end)" : ""
    return "REPLAY at \(Figures.span(seconds: recorded.seconds))\(end)\(time)"
  }

  private func sourcesWords(_ sources: [Snapshot.Source]) -> String {
    let good = sources.count { $0.isGood }
    if good == sources.count {
      return sources.count == 1 ? "from \(sources[0].id)" : "\(good) sources"
    }
    let problem = sources.compactMap(\.problem).first.map { ": \($0)" } ?? ""
    return sources.count == 1
      ? "no answer\(problem)" : "\(good) of \(sources.count) sources\(problem)"
  }

  /// How the mesh does as a whole, in so many columns; nil when there is none.
  private func overall(columns: Int) -> StyledSpan? {
    guard columns >= 8, let snapshot = mesh.frame?.snapshot, !mesh.isAbsent else { return nil }
    // Those of a past moment are in the picture of it.
    let verdict = MeshVerdict(
      snapshot, faults: mesh.paused == nil ? max(mesh.faults.count, snapshot.faults.count) : nil)
    let text = "\(verdict.sign) \(reason(verdict, snapshot) ?? verdict.words)"
    return StyledSpan(TextWidth.clipped(text, to: columns), TextStyle(verdict.role))
  }

  /// Why the service is ill that has to be looked at first.
  private func reason(_ verdict: MeshVerdict, _ snapshot: Snapshot) -> String? {
    switch verdict {
    case .failing(let name), .degraded(let name):
      snapshot.services.first { $0.name == name }.map { "\(name): \($0.health.reason)" }
    default: nil
    }
  }

  /// What is broken on purpose, and whether more can be.
  func faultCards(columns: Int, rows: Int) -> [StyledLine] {
    var lines: [StyledLine] = []
    if let left = mesh.armedSecondsLeft {
      let text =
        spelled(
          " ◆ ARMED for \(Figures.span(seconds: left))  {choose-fault} breaks what is marked, "
            + "{halt-faults} ends all faults ")
      lines.append(
        StyledLine(
          TextWidth.padded(text, to: columns), TextStyle(.fault, .reverse)))
    }
    let faults = faultsNearestFirst
    let shown = faults.count > rows ? rows - 1 : faults.count
    lines += faults.prefix(shown).map { fault, seconds in
      StyledLine([
        StyledSpan(" ◆ \(fault.target) ", TextStyle(.fault, .bold)),
        StyledSpan("\(fault.effect) ", TextStyle(.fault)),
        StyledSpan("ends by itself in \(Figures.span(seconds: seconds))", TextStyle(.muted)),
      ])
    }
    if shown < faults.count {
      lines.append(
        StyledLine(
          " ◆ \(faults.count - shown) more faults; \(keyCap(of: .haltFaults)) ends all",
          TextStyle(.fault)))
    }
    return lines
  }

  /// Those that act on what is open or marked come first: not all may find room.
  private var faultsNearestFirst: [(fault: MeshFault, seconds: Int)] {
    guard tab == .mesh, mesh.place != .table else { return mesh.faults }
    let near = Set(mesh.path.compactMap(\.place.target))
    func isNear(_ fault: MeshFault) -> Bool {
      near.contains(fault.target) || near.contains { $0.hasPrefix("\(fault.target):") }
    }
    return mesh.faults.filter { isNear($0.fault) } + mesh.faults.filter { !isNear($0.fault) }
  }
}
