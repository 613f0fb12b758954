import MeshLook
import MeshModel
import Terminal

extension DashboardState {
  /// Nothing runs: what can be started, what that does, and what else can be looked at.
  func drawAbsent(in area: Area, on frame: inout Frame) {
    var lines = [
      StyledLine("No mesh named \(mesh.name) runs on this machine.", TextStyle(.heading))
    ]
    let isRoomy = area.rows >= 14
    if isRoomy { lines.append(.empty) }
    lines.append(
      keyLine(
        keyCap(of: .startMesh),
        "start the shop, a small mesh of real services to look at and to break"))
    lines += wrapped(
      "It starts nine processes: gateway, registry, broker, user, product, inventory, payment and "
        + "order, and one that looks after them. They listen on this machine only, need no root and "
        + "no network, take about 100 MB and are ready in some 3 seconds.", area.columns)
    lines += wrapped(
      "It goes on running when you leave. \(keyCap(of: .stopMesh)) here, or 'archadvisor mesh down\(mesh.nameOption)', ends "
        + "it and removes all it has written.", area.columns)
    if isRoomy { lines.append(.empty) }
    lines.append(StyledLine("Or look at something that runs already", TextStyle(.heading)))
    lines += wrapped(
      "archadvisor --source envoy=http://127.0.0.1:9901, and other kinds: see 'archadvisor --help'.",
      area.columns)
    frame.buffer.draw(Lines(lines), in: area)
  }

  /// The shop is starting or ending: what has been told so far.
  func drawWork(_ work: MeshTab.Work, in area: Area, on frame: inout Frame) {
    let verb = work.errand == .stop ? "Ending" : "Starting"
    var age = ""
    if let since = work.since, let now = mesh.clock {
      age = " \(Figures.span(seconds: (now.monotonic - since) / MeshTab.second))"
    }
    var lines = [
      StyledLine("◐ \(verb) the mesh \(mesh.name) …\(age)", TextStyle(.heading)), .empty,
    ]
    lines += work.told.suffix(max(0, area.rows - 2)).map { StyledLine($0, TextStyle(.muted)) }
    frame.buffer.draw(Lines(lines), in: area)
  }

  private func keyLine(_ key: String, _ meaning: String) -> StyledLine {
    StyledLine([StyledSpan("\(key)  ", TextStyle(.key)), StyledSpan(meaning)])
  }

  private func wrapped(_ text: String, _ columns: Int) -> [StyledLine] {
    Lines.wrapped(text, columns: max(10, min(columns, 90) - 3), style: TextStyle(.muted)).map {
      StyledLine([StyledSpan("   ")] + $0.spans)
    }
  }
}
