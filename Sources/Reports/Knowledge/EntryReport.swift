public import Advice
import JSON
import Terminal
import YAML

/// One or more files of a knowledge base with everything in them, and what refers to them.
public struct EntryReport {
  public static let schema = "archadvisor.knowledge-entry/1"

  private let entries: [Entry]
  private let library: Library

  public init(_ entries: [Entry], _ library: Library) {
    self.entries = entries
    self.library = library
  }

  public func page(columns: Int) -> Page {
    var page = Page(columns: columns)
    for entry in entries {
      page.blank()
      page.text(
        [
          StyledSpan("\(entry.kind.key) \(entry.id)", .heading),
          StyledSpan("  \(entry.place.file)", .muted),
        ])
      NodeText().write(entry.document.root, &page, indent: 2)
      list("references", references(entry).map { ($0.reference, $0.id) }, &page)
      list(
        "facts", facts(entry).map { ("\($0.title): \($0.text), as of \($0.asOf)", $0.id) }, &page)
      users(entry, &page)
    }
    return page
  }

  private func list(_ name: String, _ items: [(text: String, id: String)], _ page: inout Page) {
    if !items.isEmpty { page.text(name, .accent, indent: 2) }
    for item in items {
      page.text(
        [StyledSpan("- \(item.text) "), StyledSpan("(\(item.id))", .muted)], indent: 4, hanging: 2)
    }
  }

  private func facts(_ entry: Entry) -> [Fact] {
    library.namedFacts(entry).compactMap(library.knowledge.fact)
  }

  private func users(_ entry: Entry, _ page: inout Page) {
    let users = Dictionary(grouping: library.users(of: entry), by: \.kind)
    if !users.isEmpty { page.text("used by", .accent, indent: 2) }
    for kind in EntryKind.allCases {
      guard let ids = users[kind]?.map(\.id) else { continue }
      page.item(
        label: [StyledSpan(kind.rawValue, .muted)], width: 16,
        [StyledSpan(ids.joined(separator: ", "))], indent: 4)
    }
  }

  /// The bibliography's entries for what is cited.
  private func references(_ entry: Entry) -> [Source] {
    library.citedSources(entry).compactMap(library.handbook.source)
  }

  public var json: String {
    var writer = JSONWriter()
    writer.object {
      $0.string("schema", Self.schema)
      $0.array("entries", entries, write)
    }
    return writer.text
  }

  private func write(_ json: inout JSONWriter, _ entry: Entry) {
    json.object {
      $0.string("kind", entry.kind.rawValue)
      $0.string("id", entry.id)
      $0.string("file", entry.place.file)
      NodeJSON.write("content", entry.document.root, &$0)
      $0.array("references", references(entry)) { json, source in
        json.object {
          $0.string("source", source.id)
          $0.string("reference", source.reference)
        }
      }
      $0.array("facts", facts(entry)) { json, fact in
        json.object {
          $0.string("fact", fact.id)
          $0.string("title", fact.title)
          $0.string("value", fact.value)
          $0.string("unit", fact.unit)
          $0.string("as_of", fact.asOf.description)
          $0.string("expires", fact.expires?.description)
        }
      }
      $0.array("used_by", library.users(of: entry)) { json, user in
        json.object {
          $0.string("kind", user.kind.rawValue)
          $0.string("id", user.id)
        }
      }
    }
  }
}

extension Fact {
  /// The value with its unit.
  fileprivate var text: String { unit.map { "\(value) \($0)" } ?? value }
}
