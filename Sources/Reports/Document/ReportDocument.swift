import Advice

/// A report as headings, paragraphs, lists and tables, before it takes the form of a format.
struct ReportDocument {
  let title: String
  var blocks: [Block] = []

  enum Block {
    /// - Parameter level: 2 for a part of the report, 3 for a part of that.
    case heading(level: Int, String)
    case paragraph([Inline])
    case list([[Inline]], isOrdered: Bool)
    case table(Table)
    /// Text that is kept as it stands, such as a command line or a file.
    case code(String, language: String)
  }

  indirect enum Inline {
    case text(String)
    case strong(String)
    /// Something to type, or an id.
    case code(String)
    /// What may be skipped.
    case quiet([Inline])
    /// A place that links of the document lead to.
    case anchor(Anchor)
    /// A text that leads to a place of the document.
    case link(String, to: Anchor)
    /// The address of a page, which it leads to where that is safe.
    case address(String)
    /// Points as a bar on the scale from 0 to 100.
    case bar(ScoreRange)
  }

  /// The name of a place in the document: a kind and an id of the knowledge base.
  struct Anchor: Hashable {
    let kind: EntryKind
    let id: String

    /// Safe in markup: lower case letters, digits and hyphens, as ids are.
    var name: String {
      String("\(kind.key)-\(id)".map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" })
    }
  }

  struct Table {
    struct Column {
      let title: String
      var isNumber = false
    }

    let columns: [Column]
    var rows: [[[Inline]]] = []
    /// Sets the last row apart, as the sum of the others.
    var hasSum = false
  }
}

/// A score with the bounds that open answers leave.
struct ScoreRange {
  let low: Points
  let score: Points
  let high: Points
}

extension ReportDocument {
  mutating func heading(_ text: String, level: Int = 2) {
    blocks.append(.heading(level: level, text))
  }

  mutating func paragraph(_ inlines: Inline...) { blocks.append(.paragraph(inlines)) }

  mutating func paragraph(_ inlines: [Inline]) { blocks.append(.paragraph(inlines)) }

  mutating func list(_ items: [[Inline]], ordered: Bool = false) {
    if !items.isEmpty { blocks.append(.list(items, isOrdered: ordered)) }
  }

  mutating func table(_ table: Table) {
    if !table.rows.isEmpty { blocks.append(.table(table)) }
  }
}
