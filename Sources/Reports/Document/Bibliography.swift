import Advice

/// The sources that a document cites, each with a link from where it is cited to its entry.
struct Bibliography {
  private let sources: [Source]
  private(set) var cited: Set<String> = []

  init(_ sources: [Source]) { self.sources = sources }

  /// The ids of sources, as links to their entries.
  mutating func cite(_ ids: [String]) -> [ReportDocument.Inline] {
    var inlines: [ReportDocument.Inline] = []
    for id in ids {
      if !inlines.isEmpty { inlines.append(.text(", ")) }
      let isKnown = sources.contains { $0.id == id }
      if isKnown { cited.insert(id) }
      inlines.append(isKnown ? .link(id, to: Self.anchor(id)) : .text(id))
    }
    return inlines
  }

  /// What is cited, in the order of the ids: authors, title, year, address.
  var entries: [[ReportDocument.Inline]] {
    sources.filter { cited.contains($0.id) }.sorted { $0.id < $1.id }.map { source in
      let parts = [source.authors, source.title, source.year.map(String.init)].compactMap { $0 }
      let end: [ReportDocument.Inline] =
        if let url = source.url {
          [.text(". "), .address(url)]
        } else {
          [.text(source.kind == .note ? ". Unpublished." : ".")]
        }
      return [
        .anchor(Self.anchor(source.id)), .strong(source.id),
        .text(": \(parts.joined(separator: ", "))"),
      ] + end
    }
  }

  private static func anchor(_ id: String) -> ReportDocument.Anchor {
    ReportDocument.Anchor(kind: .sources, id: id)
  }
}
