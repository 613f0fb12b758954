public import YAML

/// What one way gives up for another, as a table.
public struct Tradeoff: Sendable {
  public let id: String
  public let title: String
  /// The styles it stands between; nothing when it is about something else.
  public let between: [Style]
  public let text: String
  public let columns: [String]
  /// Each as long as `columns`.
  public let rows: [[String]]
  /// Facts its texts rest on.
  public let facts: [String]
  public let sources: [Citation]
  public let place: Place
}

extension Tradeoff {
  init?(_ document: Document, _ vocabulary: Vocabulary, _ complaints: Complaints) {
    var fields = Fields(document.root, "a trade-off", complaints)
    let id = fields.identifier("tradeoff")
    let title = fields.text("title")
    between = fields.styles("between")
    let text = fields.text("text")
    let columns = fields.list("columns").compactMap { $0.text(complaints) }
    let nodes = fields.list("rows")
    facts = fields.facts(vocabulary)
    sources = fields.citations()
    fields.finish()
    rows = nodes.map { row in
      let cells = row.list(complaints).compactMap { $0.text(complaints) }
      if row.isSequence, cells.count != columns.count {
        complaints.add(row.place, KnowledgeSentence.badRow(columns.count, cells.count))
      }
      return cells
    }
    guard let id, let title, let text else { return nil }
    self.id = id
    self.title = title
    self.text = text
    self.columns = columns
    place = document.root.place
  }
}
