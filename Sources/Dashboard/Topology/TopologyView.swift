import MeshModel
import Terminal

extension DashboardState {
  /// Who calls whom.
  func drawTopology(in area: Area, on frame: inout Frame) {
    let edges = mesh.frame?.snapshot?.edges ?? []
    let text = mesh.isAbsent ? Sentence.noMesh : "No call from one service to another was seen yet."
    let lines = edges.map { StyledLine("\($0.from) → \($0.to)", .plain) }
    frame.buffer.draw(
      Lines(lines.isEmpty ? Lines.wrapped(text, columns: area.columns - 2) : lines),
      in: area.inset(columns: 1))
  }

  mutating func actInTopology(_ action: Action) -> [Effect] { actInMesh(action) }
}
