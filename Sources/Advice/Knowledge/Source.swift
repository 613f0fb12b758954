public import YAML

/// Something a claim rests on, as in a bibliography.
public struct Source: Sendable {
  public enum Kind: String, CaseIterable, Sendable {
    case article, book, paper, documentation, talk, survey, note
  }

  public let id: String
  public let title: String
  public let authors: String?
  public let year: Int?
  public let kind: Kind
  public let url: String?
  public let note: String?
  public let place: Place
}

extension Source {
  init?(_ document: Document, _ complaints: Complaints) {
    var fields = Fields(document.root, "a source", complaints)
    let id = fields.identifier("source")
    let title = fields.text("title")
    authors = fields.optionalText("authors")
    year = fields.optionalInteger("year")
    let kind: Kind? = fields.choice("kind")
    url = fields.optionalText("url")
    note = fields.optionalText("note")
    fields.finish()
    guard let id, let title, let kind else { return nil }
    self.id = id
    self.title = title
    self.kind = kind
    place = document.root.place
  }

  /// Whether readers can look it up: everything but a note without an address.
  public var isPublic: Bool { kind != .note || url != nil }

  /// The entry of a bibliography: authors, title, year, address.
  public var reference: String {
    let parts = [authors, title, year.map(String.init), url]
    return parts.compactMap { $0 }.joined(separator: ", ")
  }
}
