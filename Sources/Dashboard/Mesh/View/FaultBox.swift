import MeshLook
import Terminal

extension DashboardState {
  /// The kinds of faults to choose from.
  func drawFaultForm(_ form: FaultForm, in body: Area, on frame: inout Frame) {
    let columns = min(72, body.columns - 2)
    let meaning = Lines.wrapped(
      form.effect(form.kind).meaning, columns: columns - 6, style: TextStyle(.muted, on: .popup))
    let rows = form.kinds.count + meaning.count + 5
    let area = body.centered(columns: columns, rows: rows)
    frame.cover()
    frame.buffer.draw(Popup(title: "Break \(form.target)"), in: area)
    let inside = area.inset(columns: 3, rows: 1)
    for (index, kind) in form.kinds.enumerated() {
      drawKind(kind, form, isMarked: index == form.marked, in: inside.line(index), on: &frame)
      frame.onClick(inside.line(index), .select(index))
    }
    let below = inside.dropping(top: form.kinds.count + 1)
    frame.buffer.draw(Lines(meaning), in: below)
    let ending =
      "It ends by itself after \(Figures.chosen(seconds: form.seconds))  + - longer, shorter"
    frame.buffer.draw(
      ending, at: below.dropping(top: meaning.count + 1).origin,
      style: TextStyle(.text, on: .popup), limit: below.columns)
  }

  private func drawKind(
    _ kind: FaultForm.Kind, _ form: FaultForm, isMarked: Bool, in line: Area,
    on frame: inout Frame
  ) {
    let effect = form.effect(kind)
    let surface: Surface = isMarked ? .selected : .popup
    if isMarked { frame.buffer.fill(line, style: TextStyle(.text, on: surface)) }
    let hasAmount = kind == .latency || kind == .errors
    frame.buffer.draw(
      StyledLine([
        StyledSpan(isMarked ? "▸ " : "  ", TextStyle(.accent, on: surface)),
        StyledSpan(TextWidth.padded(effect.words, to: 20), TextStyle(.text, on: surface)),
        StyledSpan(
          isMarked && hasAmount ? "← → less, more" : "", TextStyle(.muted, on: surface)),
      ]), at: line.origin, limit: line.columns)
  }
}
