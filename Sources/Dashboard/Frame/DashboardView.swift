import Terminal

//   archadvisor   1 Advise   2 Matrix                    corner-shop.yaml  not saved   header
//   shop  ● LIVE  last 10s      ✖ payment: http 5xx 52.0% >= 10%     the mesh, where there is one
//   …                                                                                  body: one
//   …                                                                                  of the tabs
//
//   the news, or else the command that prints what is on the screen                    line below
//   Enter answer  ↑↓ move  ←→ question              ? help  q quit                      footer
//
// Boxes (help, texts, prompts, decisions) are drawn above all of it.

extension DashboardState {
  /// The smallest terminal in which the screens make sense.
  static let smallest = Size(columns: 40, rows: 10)

  /// The screen for this state. Depends on nothing else.
  public func view() -> Frame {
    var frame = Frame(size: size)
    let area = frame.buffer.area
    frame.buffer.fill(area, style: .plain)
    if size.columns < Self.smallest.columns || size.rows < Self.smallest.rows {
      drawTooSmall(on: &frame)
    } else {
      let below = linesBelow(columns: size.columns - 2)
      let parts = area.rows([
        .fixed(1), .fixed(1), .flexible(), .fixed(below.count), .fixed(1),
      ])
      drawHeader(in: parts[0], on: &frame)
      drawMeshNews(in: parts[1].inset(columns: 1), on: &frame)
      let (screen, panel) = labParts(parts[2])
      switch tab {
      case .advise: drawAdvise(in: screen, on: &frame)
      case .matrix: drawMatrix(in: screen, on: &frame)
      case .mesh: drawMesh(in: screen, on: &frame)
      case .topology: drawTopology(in: screen, on: &frame)
      case .patterns: drawPatterns(in: screen, on: &frame)
      case .breakers: drawBreakers(in: screen, on: &frame)
      }
      if let panel { drawLab(in: panel, on: &frame) }
      frame.buffer.draw(Lines(below), in: parts[3].inset(columns: 1))
      drawBox(in: parts[2], on: &frame)
      drawFooter(in: parts[4], on: &frame)
    }
    if appearance.isAscii { AsciiFallback.apply(to: &frame.buffer) }
    return frame
  }

  private func drawTooSmall(on frame: inout Frame) {
    let text =
      "This window has \(size.columns) by \(size.rows) cells; \(Self.smallest.columns) by "
      + "\(Self.smallest.rows) are needed. Make it larger, or press q to quit."
    frame.buffer.draw(Lines(Lines.wrapped(text, columns: size.columns)), in: frame.buffer.area)
  }
}
