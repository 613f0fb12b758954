import Terminal

//   ╭ Commands ──────────────────────────────── 3 of 41 ╮
//   │  : the                                             │  what is typed
//   │                                                    │
//   │  t        theme         Steps through the themes:… │  what it could mean, the marked one
//   │           theme light   Dark on white, for bright… │  set apart
//   │                                                    │
//   │  Steps through the themes: default, light, …       │  the marked one in full, or why not
//   ╰────────────────────────────────────────────────────╯

extension DashboardState {
  private var paletteArea: Area {
    let room = Area(column: 0, row: 1, columns: size.columns, rows: size.rows - 2)
    return room.centered(columns: min(96, size.columns - 2), rows: min(26, room.rows))
  }

  /// How many commands are visible at once.
  var paletteRows: Int { max(1, paletteArea.rows - 7) }

  func drawPalette(_ palette: Palette, on frame: inout Frame) {
    let commands = commands(for: palette)
    let area = paletteArea
    let shown = Scroll.visible(
      selected: palette.marked, count: commands.count, visible: paletteRows)
    frame.cover()
    let note = commands.isEmpty ? "none" : "\(palette.marked + 1) of \(commands.count)"
    frame.buffer.draw(Popup(title: "Commands", note: note), in: area)
    let inside = area.inset(columns: 3, rows: 1)
    drawLine(palette, in: inside.line(0), on: &frame)
    // What is looked for may need its whole line; before that, help is worth more.
    let room = palette.input.characters.isEmpty ? 24 : 60
    let widest = min(room, commands.map { TextWidth.columns($0.title, atMost: room) }.max() ?? 0)
    for (row, place) in shown.enumerated() {
      let line = inside.dropping(top: 2).line(row)
      draw(commands[place], widest, isMarked: place == palette.marked, in: line, on: &frame)
      frame.onClick(line, .select(place))
    }
    let marked = commands.indices.contains(palette.marked) ? commands[palette.marked] : nil
    drawMeaning(of: marked, palette, in: inside.dropping(top: paletteRows + 3), on: &frame)
    let edge = Area(
      column: area.endColumn - 1, row: area.row + 3, columns: 1, rows: paletteRows)
    frame.buffer.draw(
      ScrollBar(
        offset: shown.lowerBound, count: commands.count, visible: paletteRows, surface: .popup),
      in: edge)
  }

  private func drawLine(_ palette: Palette, in line: Area, on frame: inout Frame) {
    frame.buffer.draw(": ", at: line.origin, style: TextStyle(.accent, on: .popup))
    let field = InputField(palette.input)
    let place = line.dropping(left: 2)
    frame.buffer.draw(field, in: place)
    frame.cursor = field.cursor(in: place)
  }

  private func draw(
    _ command: PaletteCommand, _ widest: Int, isMarked: Bool, in line: Area,
    on frame: inout Frame
  ) {
    let surface: Surface = isMarked ? .selected : .popup
    if isMarked { frame.buffer.fill(line, style: TextStyle(.text, on: surface)) }
    let isUsable = command.obstacle == nil
    let keyColumns = line.columns < 70 ? 8 : 12
    let titleColumns = min(max(18, widest), line.columns - keyColumns - 14)
    let text = command.obstacle.map { "not now: \(spelled($0))" } ?? command.help
    let name = TextWidth.padded(command.title, to: titleColumns) + " "
    frame.buffer.draw(
      StyledLine([
        StyledSpan(isMarked ? "▸ " : "  ", TextStyle(.accent, on: surface)),
        StyledSpan(
          TextWidth.padded(command.keys, to: keyColumns) + " ",
          TextStyle(isUsable ? .key : .muted, on: surface)),
        StyledSpan(name, TextStyle(isUsable ? .text : .muted, on: surface)),
        StyledSpan(
          TextWidth.clipped(text, to: line.columns - keyColumns - titleColumns - 4),
          TextStyle(.muted, on: surface)),
      ]), at: line.origin, limit: line.columns)
  }

  private func drawMeaning(
    of command: PaletteCommand?, _ palette: Palette, in area: Area, on frame: inout Frame
  ) {
    let problem = palette.complaint ?? (command == nil ? Sentence.noCommand : command?.obstacle)
    let style = TextStyle(problem == nil ? .muted : .warning, on: .popup)
    let text = problem ?? command?.help ?? ""
    frame.buffer.draw(
      Lines(Lines.wrapped(spelled(text), columns: area.columns, style: style)), in: area)
  }
}
