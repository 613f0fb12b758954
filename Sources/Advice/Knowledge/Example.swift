public import YAML

/// Answers with the verdict they must lead to.
public struct Example: Sendable {
  public let id: String
  public let title: String
  public let answers: [String: Answer]
  public let expectation: Expectation
  public let place: Place

  /// What must come out; what is nil is left open.
  public struct Expectation: Sendable {
    public let recommendation: Style?
    /// Exactly these styles are excluded.
    public let excluded: [Style]?
    /// These warnings are raised, perhaps among others.
    public let warnings: [String]?
    /// One of these.
    public let robustness: [Robustness]?

    /// Whether anything at all is expected.
    public var isEmpty: Bool {
      recommendation == nil && excluded == nil && warnings == nil && robustness == nil
    }
  }
}

extension Example {
  init?(_ document: Document, _ reader: AnswersReader) {
    var fields = Fields(document.root, "an example", reader.complaints)
    let id = fields.identifier("example")
    let title = fields.text("title")
    answers = fields.required("answers").map(reader.answers) ?? [:]
    let expectation = fields.required("expect").map { Expectation($0, reader.complaints) }
    fields.finish()
    guard let id, let title, let expectation else { return nil }
    self.id = id
    self.title = title
    self.expectation = expectation
    place = document.root.place
  }
}

extension Example.Expectation {
  init(_ node: Node, _ complaints: Complaints) {
    var fields = Fields(node, "what is expected", complaints)
    recommendation = fields.optional("recommendation").flatMap { $0.choice(complaints) }
    excluded = fields.optional("excluded").map { node in
      node.list(complaints).compactMap { $0.choice(complaints) }
    }
    warnings = fields.optional("warnings").map { node in
      node.list(complaints).compactMap { $0.text(complaints) }
    }
    robustness = fields.optional("robustness").map { node in
      node.list(complaints).compactMap { $0.choice(complaints) }
    }
    fields.finish()
  }
}
