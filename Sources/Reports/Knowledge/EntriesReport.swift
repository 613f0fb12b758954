public import Advice
import JSON
import Terminal
import YAML

/// The files of a knowledge base as a list.
public struct EntriesReport {
  public static let schema = "archadvisor.knowledge-list/1"

  private let entries: [Entry]

  /// - Parameter kind: only files of this kind; nil for all.
  public init(_ library: Library, _ kind: EntryKind? = nil) {
    entries = library.entries.filter { kind == nil || $0.kind == kind }
  }

  public func page(columns: Int) -> Page {
    var page = Page(columns: columns)
    let width = (entries.map(\.id.count).max() ?? 0) + 2
    for kind in EntryKind.allCases {
      let those = entries.filter { $0.kind == kind }
      if those.isEmpty { continue }
      page.blank()
      page.text("\(kind.rawValue) (\(those.count))", .heading)
      for entry in those {
        page.item(
          label: [StyledSpan(entry.id, .accent)], width: min(width, 40),
          [StyledSpan(entry.summary)], indent: 2)
      }
    }
    return page
  }

  public var json: String {
    var writer = JSONWriter()
    writer.object {
      $0.string("schema", Self.schema)
      $0.array("entries", entries) { json, entry in
        json.object {
          $0.string("kind", entry.kind.rawValue)
          $0.string("id", entry.id)
          $0.string("summary", entry.summary)
          $0.string("file", entry.place.file)
        }
      }
    }
    return writer.text
  }
}
