import Labs
import Terminal

//   ── Lab ▸ A breaker trips, probes and closes ──────────── 2 of 5, inject ──
//   Break payment, and watch the breaker trip                             title
//   ████████░░░░  1 of 2 s  holds                                         gauge
//   ● the breaker from order to payment has tripped                       what is
//   ○ it is open                                       breaker closed     expected
//   Hint: A fault acts on a service, …                                    the latest hint
//   M next step  H text, hints  O do it for me                            in the footer

extension DashboardState {
  /// The body cut in two where a lab is done: what the tab shows, and the lab beside or below it.
  func labParts(_ body: Area) -> (screen: Area, panel: Area?) {
    guard lab.isOpen, tab.isOfMesh else { return (body, nil) }
    if body.columns >= Self.roomBeside {
      let parts = body.columns([.flexible(), .fixed(Self.panelColumns)])
      return (parts[0], parts[1])
    }
    let wanted = labLines(columns: body.columns - 2, isNarrow: false).count + 1
    let rows = min(wanted, max(Self.fewestRows, body.rows * 2 / 5))
    let parts = body.rows([.flexible(), .fixed(rows)])
    return (parts[0], parts[1])
  }

  /// From so many columns on the panel stands beside the screen.
  private static let roomBeside = 120
  private static let panelColumns = 46
  private static let fewestRows = 4

  func drawLab(in area: Area, on frame: inout Frame) {
    let isBeside = area.columns < size.columns
    let rule = isBeside ? area.dropping(left: 1) : area
    drawLabRule(in: rule.line(0), on: &frame)
    if isBeside {
      for row in 0..<area.rows {
        let place = Position(column: area.column, row: area.row + row)
        frame.buffer.draw("│", at: place, style: TextStyle(.border))
      }
    }
    let inside = area.dropping(top: 1).inset(columns: isBeside ? 2 : 1)
    frame.buffer.draw(
      Lines(labLines(columns: inside.columns, isNarrow: isBeside)), in: inside)
    frame.onClick(inside, .showHint)
  }

  private func drawLabRule(in line: Area, on frame: inout Frame) {
    guard let run = lab.run else { return }
    frame.buffer.draw(
      String(repeating: "─", count: line.columns), at: line.origin, style: TextStyle(.border))
    let place = " \(run.place + 1) of \(run.lab.steps.count), \(run.step.phase.rawValue) "
    let room = line.columns - TextWidth.columns(place) - 4
    let title = TextWidth.clipped(" Lab ▸ \(run.lab.title) ", to: max(0, room))
    frame.buffer.draw(
      title, at: Position(column: line.column + 1, row: line.row), style: TextStyle(.heading))
    let start = max(line.column, line.endColumn - TextWidth.columns(place) - 1)
    frame.buffer.draw(
      place, at: Position(column: start, row: line.row), style: TextStyle(.muted))
  }

  /// The most important first, since the last may be cut off.
  private func labLines(columns: Int, isNarrow: Bool) -> [StyledLine] {
    guard let run = lab.run else { return [] }
    if lab.awaitsMesh {
      return Lines.wrapped(Sentence.labAwaitsMesh, columns: columns, style: TextStyle(.muted))
    }
    let title = Lines.wrapped(run.step.title, columns: columns, style: TextStyle(.text, .bold))
    let problem = run.problem.map {
      Lines.wrapped($0, columns: columns, style: TextStyle(.bad))
    }
    return [gaugeLine(run, columns: columns)] + (problem ?? [])
      + findingLines(run, columns: columns, isNarrow: isNarrow)
      + hintLines(columns: columns) + title
      + (isNarrow ? textLines(run, columns: columns) : [])
  }

  /// The text of the step, where there is room for it.
  private func textLines(_ run: LabRun, columns: Int) -> [StyledLine] {
    run.step.text.flatMap {
      [.empty] + Lines.wrapped($0, columns: columns, style: TextStyle(.muted))
    }
  }

  private func gaugeLine(_ run: LabRun, columns: Int) -> StyledLine {
    let gauge = run.gauge
    let width = columns >= 70 ? 20 : 10
    let full = Int((gauge.value * Double(width)).rounded(.down))
    let role: Role = run.state == .solved ? .ok : .accent
    return StyledLine([
      StyledSpan(String(repeating: "█", count: full), TextStyle(role)),
      StyledSpan(String(repeating: "·", count: width - full), TextStyle(.border)),
      StyledSpan(" \(gauge.held) of \(gauge.needed) s  ", TextStyle(role, .bold)),
      StyledSpan(Sentence.state(run), TextStyle(run.state == .solved ? .ok : .text)),
    ])
  }

  private func findingLines(_ run: LabRun, columns: Int, isNarrow: Bool) -> [StyledLine] {
    run.gauge.findings.flatMap { finding -> [StyledLine] in
      let sign = finding.isMet ? "● " : "○ "
      let style = TextStyle(finding.isMet ? .ok : .text)
      let now = finding.now ?? ""
      if isNarrow {
        return Lines.wrapped(sign + finding.says, columns: columns, style: style)
          + (now.isEmpty ? [] : [StyledLine("  \(now)", TextStyle(.muted))])
      }
      let room = columns - (now.isEmpty ? 0 : TextWidth.columns(now) + 2)
      return [
        StyledLine([
          StyledSpan(TextWidth.padded(sign + finding.says, to: max(0, room)), style),
          StyledSpan(now.isEmpty ? "" : "  \(now)", TextStyle(.muted)),
        ])
      ]
    }
  }

  private func hintLines(columns: Int) -> [StyledLine] {
    guard let hint = dueHints.last, lab.run?.state != .solved else { return [] }
    return Lines.wrapped("Hint: \(hint.text)", columns: columns, style: TextStyle(.info))
  }
}

extension Sentence {
  static let labAwaitsMesh = "The shop is being started for the lab."
}
