import Advice
import MeshModel
import Terminal
import YAML

/// Writes an entry of the knowledge for reading: what it says, what it has to do with the answers and
/// with the mesh, and what it is linked to.
struct EntryWriter {
  let books: Bookshelf
  let relevances: [EntryName: EntryRelevance]
  /// What runs now; nil when nothing is looked at.
  let snapshot: Snapshot?

  func text(_ name: EntryName, columns: Int) -> EntryText {
    var text = EntryText(columns: columns)
    guard let entry = books.index[name] else {
      text.paragraph("There is no \(name.kind.singular) \(name.id) any more.", TextStyle(.warning))
      return text
    }
    text.paragraph(books.title(name), TextStyle(.heading, .bold))
    text.paragraph("\(name.kind.singular) \(name.id)", TextStyle(.muted))
    if let relevance = relevances[name] {
      text.paragraph("● \(relevance.words)", TextStyle(relevance.role))
    }
    let fields = EntryFields(books: books, entry: entry)
    fields.write(&text, [.first])
    if name.kind == .patterns { writeSignsOfWork(name, &text) }
    fields.write(&text, [.middle, .last])
    fields.writeLinks(&text)
    writeUsers(name, &text)
    return text
  }

  /// Where a pattern is at work, in what runs now and in the shop.
  private func writeSignsOfWork(_ name: EntryName, _ text: inout EntryText) {
    guard let pattern = books.pattern(name.id) else { return }
    if !pattern.seenAs.isEmpty { writeSightings(of: pattern, &text) }
    if !pattern.inTheShop.isEmpty { text.heading("In the shop, the mesh of the tab Mesh") }
    let isShop = snapshot?.sources.contains { $0.kind == "shop" } ?? false
    for use in pattern.inTheShop {
      let runs = snapshot?.services.contains { $0.name == use.at.rawValue } ?? false
      if isShop, runs {
        text.link(.place(.service(use.at.rawValue)), "\(use.at.rawValue): \(use.text)")
      } else {
        text.bullet("\(use.at.rawValue): \(use.text)")
      }
    }
  }

  /// The most places that are listed; the Mesh tab shows all.
  private static let mostSightings = 12

  private func writeSightings(of pattern: Pattern, _ text: inout EntryText) {
    text.heading("At work now")
    let signs = pattern.seenAs.map(\.words).joined(separator: ", ")
    guard let snapshot else {
      text.paragraph(
        "No mesh is looked at; 3 shows how to start one. It would show as \(signs).",
        TextStyle(.muted))
      return
    }
    let sightings = snapshot.sightings(of: pattern)
    if sightings.isEmpty {
      text.paragraph("Not seen in this mesh now; it would show as \(signs).", TextStyle(.muted))
    }
    for sighting in sightings.prefix(Self.mostSightings) {
      text.link(
        .place(sighting.place), "\(sighting.title): \(sighting.words)", TextStyle(sighting.role))
    }
    let more = sightings.count - Self.mostSightings
    if more > 0 { text.paragraph("and \(more) more", TextStyle(.muted)) }
  }

  /// Who refers to the entry, kind by kind.
  private func writeUsers(_ name: EntryName, _ text: inout EntryText) {
    let users = Dictionary(grouping: books.index.users(of: name), by: \.kind)
    guard !users.isEmpty else { return }
    text.heading(name.kind == .sources ? "Cited by" : "Used by")
    for kind in EntryKind.shelves {
      guard let names = users[kind] else { continue }
      text.paragraph("\(kind.title) (\(names.count))", TextStyle(.muted))
      for user in names { text.link(.entry(user), books.title(user), indent: 2) }
    }
  }
}
