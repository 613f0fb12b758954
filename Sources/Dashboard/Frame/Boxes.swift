import MeshLook
import Terminal

extension DashboardState {
  /// What is open above the screen.
  func drawBox(in body: Area, on frame: inout Frame) {
    switch box {
    case nil: break
    case .help(let scroll): drawText("Keys", scroll, on: &frame)
    case .reading(let reading, let scroll):
      switch reading {
      case .question(let id): drawText(id, scroll, on: &frame)
      case .labStep: drawText(labTextTitle, scroll, on: &frame)
      }
    case .prompt(let prompt): drawPrompt(prompt, in: body, on: &frame)
    case .confirmation(let confirmation): drawConfirmation(confirmation, in: body, on: &frame)
    case .editor(let cursor): drawEditor(cursor, in: body, on: &frame)
    case .drill(let drill): drawDrill(drill, on: &frame)
    case .faultForm(let form): drawFaultForm(form, in: body, on: &frame)
    case .palette(let palette): drawPalette(palette, on: &frame)
    case .commandLog(let marked): drawLog(marked, on: &frame)
    case .start(let marked): drawStart(marked: marked, in: body, on: &frame)
    case .labs(let marked): drawLabs(marked: marked, in: body, on: &frame)
    }
  }

  private func drawText(_ title: String, _ scroll: Int, on frame: inout Frame) {
    let lines = boxLines()
    let rows = boxTextRows
    let area = Area(column: 0, row: 1, columns: size.columns, rows: size.rows - 2)
      .centered(columns: min(96, size.columns - 4), rows: rows + 2)
    let offset = Scroll.clamped(scroll, count: lines.count, visible: rows)
    let last = min(lines.count, offset + rows)
    let note = lines.count > rows ? "\(offset + 1) to \(last) of \(lines.count)" : ""
    frame.cover()
    frame.buffer.draw(Popup(title: title, note: note), in: area)
    frame.buffer.draw(Lines(lines, from: offset), in: area.inset(columns: 3, rows: 1))
    let edge = Area(
      column: area.endColumn - 1, row: area.row + 1, columns: 1, rows: area.rows - 2)
    frame.buffer.draw(
      ScrollBar(offset: offset, count: lines.count, visible: rows, surface: .popup), in: edge)
  }

  private func drawPrompt(_ prompt: Prompt, in body: Area, on frame: inout Frame) {
    switch prompt.purpose {
    case .number(let cursor) where prompt.isFromEditor: drawEditor(cursor, in: body, on: &frame)
    case .number, .filter, .logFilter, .traceFilter, .patternFilter, .breakerFilter,
      .questionFilter:
      break
    case .record:
      drawField(
        "Record the mesh to",
        "The name of a new file, a line a second, begun with the last minute where the mesh has kept "
          + "it. \(keyCap(of: .record)) ends it. To play it: \(keyCap(of: .openRecording)), or "
          + "archadvisor --replay FILE.", prompt, in: body,
        on: &frame)
    case .openRecording:
      drawField(
        "Play a recording",
        "The name of its file. \(keyCap(of: .openRecording)) once more returns to now.",
        prompt, in: body,
        on: &frame)
    case .reason:
      drawField(
        "Why does this question not apply?",
        "Enter accepts; an empty line says \"\(Sentence.defaultReason)\".", prompt, in: body,
        on: &frame)
    case .path:
      drawField(
        "Save the answers in",
        "The name of a file. One that exists is never replaced without asking.", prompt, in: body,
        on: &frame)
    }
  }

  private func drawField(
    _ title: String, _ hint: String, _ prompt: Prompt, in body: Area, on frame: inout Frame
  ) {
    let columns = min(70, body.columns - 4)
    let text = prompt.complaint ?? hint
    let style = TextStyle(prompt.complaint == nil ? .muted : .bad, on: .popup)
    let lines = Lines.wrapped(text, columns: columns - 6, style: style)
    let area = body.centered(columns: columns, rows: lines.count + 5)
    frame.cover()
    frame.buffer.draw(Popup(title: title), in: area)
    let inside = area.inset(columns: 3, rows: 1).dropping(top: 1)
    let field = InputField(prompt.input)
    frame.buffer.draw(field, in: inside.line(0))
    frame.cursor = field.cursor(in: inside.line(0))
    frame.buffer.draw(Lines(lines), in: inside.dropping(top: 2))
  }

  private func drawConfirmation(
    _ confirmation: Confirmation, in body: Area, on frame: inout Frame
  ) {
    let columns = min(66, body.columns - 4)
    let words = words(confirmation)
    let style = TextStyle(.text, on: .popup)
    let text = Lines.wrapped(words.text, columns: columns - 6, style: style)
    let lines = text + [.empty] + words.choices.map { choiceLine($0, $1, confirmation) }
    let area = body.centered(columns: columns, rows: lines.count + 4)
    frame.cover()
    frame.buffer.draw(Popup(title: words.title), in: area)
    frame.buffer.draw(Lines(lines), in: area.inset(columns: 3, rows: 2))
  }

  private func choiceLine(
    _ action: Action, _ meaning: String, _ confirmation: Confirmation
  ) -> StyledLine {
    let scope: KeyScope = confirmation.isAboutFiles ? .confirmation : .consent
    // Who leaves saves; who replaces a file says yes.
    let preferred = confirmation == .leave ? nil : Key.character("y")
    let key = keyCap(of: action, in: scope, preferred: preferred)
    return StyledLine([
      StyledSpan(TextWidth.padded(key, to: 7), TextStyle(.key, on: .popup)),
      StyledSpan(meaning, TextStyle(.text, on: .popup)),
    ])
  }
}

extension DashboardState {
  /// What the box of a decision says.
  private func words(
    _ confirmation: Confirmation
  ) -> (title: String, text: String, choices: [(Action, String)]) {
    switch confirmation {
    case .leave:
      (
        "Leave without saving?", "Some answers are not saved.",
        [(.confirm, "save, then leave"), (.discard, "leave, discarding them"), (.cancel, "stay")]
      )
    case .overwrite(let path):
      (
        "Replace the file?", "There is a file \(path) already.",
        [(.confirm, "replace it"), (.cancel, "leave it alone")]
      )
    case .overwriteChanged(let path):
      (
        "Replace the changed file?",
        "Somebody else has changed \(path) since it was read here; saving undoes that.",
        [(.confirm, "replace it"), (.cancel, "leave it alone")]
      )
    case .stopMesh(let name):
      (
        "End the mesh \(name)?",
        "All its processes end, and what they have stored is removed.",
        [(.confirm, "end it"), (.cancel, "let it run")]
      )
    case .leaveLab:
      (
        "Leave the lab?",
        "Its faults and its load end. It goes on at this step the next time.",
        [(.confirm, "leave it"), (.cancel, "go on with it")]
      )
    case .leaveFaults(let count, let seconds):
      (
        "Leave with faults set?",
        "\(count == 1 ? "A fault that was set here lasts" : "\(count) faults that were set here last") "
          + "up to \(Figures.span(seconds: seconds)) more, and then ends by itself.",
        [
          (.haltFaults, "end all faults, then leave"), (.confirm, "leave"), (.cancel, "stay"),
        ]
      )
    case .setFault(let order):
      (
        "Break \(order.target)?",
        "\(order.effect.words) for \(Figures.chosen(seconds: order.seconds)): "
          + "\(order.effect.meaning).",
        [(.confirm, "break \(order.target)"), (.cancel, "leave it alone")]
      )
    }
  }
}
