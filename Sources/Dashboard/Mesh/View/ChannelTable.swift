import Filter
import MeshLook
import MeshModel
import Terminal

extension DashboardState {
  /// The channels that the shown services take part in, the worst first, as `mesh stat` lists them.
  var shownChannels: [EdgeRow] {
    guard let snapshot = mesh.frame?.snapshot, !snapshot.channels.isEmpty else { return [] }
    let names = Set(shownServices.map(\.name))
    return EdgeRow.rows(of: snapshot).filter { $0.channel?.touches(names) ?? false }
  }

  /// What becomes of messages, below the services.
  func drawChannels(_ rows: [EdgeRow], in area: Area, on frame: inout Frame) {
    guard area.rows >= 2 else { return }
    let isOld = MeshCondition(mesh).isOld
    let name = area.columns >= 120 ? Track.fixed(20) : .flexible(atLeast: 8)
    let columns =
      ["from", "topic", "to"].map { TableColumn($0, name, .leading) }
      + ChannelColumn.all.map {
        TableColumn($0.title, .fixed($0.columns, dropOrder: $0.need), .trailing)
      }
    func cell(_ span: StyledSpan) -> TableCell {
      TableCell(span.text, isOld ? TextStyle(.stale) : span.style)
    }
    let table = TextTable(
      columns: columns,
      rows: rows.map { row in
        let ends = [row.edge.from, row.channel?.topic ?? "", row.edge.to]
        return .cells(
          ends.map { cell(StyledSpan($0.isEmpty ? Figures.unknown : $0, .plain)) }
            + ChannelColumn.all.map { cell($0.cell(row)) })
      })
    frame.buffer.draw(table, in: area)
  }
}
