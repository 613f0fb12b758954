import Advice
import Terminal

/// The columns of the matrix for a width.
struct MatrixLayout {
  let tableColumns: [TableColumn]
  /// The width of a style's column.
  let styleColumns: Int

  /// Whether the lead stands beside the weight, in its place, or not at all.
  let showsWeight: Bool
  let showsLead: Bool

  init(columns: Int, order: MatrixOrder) {
    let isRoomy = columns >= 86
    showsWeight = isRoomy || order != .lead
    showsLead = isRoomy || order == .lead
    styleColumns = columns >= 134 ? 16 : columns >= 100 ? 11 : columns >= 74 ? 8 : 6
    let styleColumns = styleColumns
    let styles = Style.allCases.map { style in
      TableColumn(
        style.name(columns: styleColumns), .fixed(styleColumns), .trailing,
        style: TextStyle(.heading))
    }
    tableColumns =
      [
        TableColumn("criterion", .flexible(atLeast: 13, share: 4)),
        showsWeight
          ? TableColumn("weight", .fixed(6, dropOrder: 1), .trailing)
          : TableColumn("lead", .fixed(6), .trailing),
        TableColumn("answer", .flexible(atLeast: 8, share: 1)),
      ] + styles
      + (showsWeight && showsLead ? [TableColumn("lead", .fixed(6), .trailing)] : [])
  }
}
