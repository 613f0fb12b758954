public import YAML

/// A line of the decision matrix the knowledge started from.
public struct MatrixLine: Sendable {
  /// What a line that holds speaks for.
  public enum Target: String, CaseIterable, Sendable {
    case monolith, microservices, serverless
    /// Not for a style: a warning sign of the distributed monolith.
    case warning

    public var style: Style? { Style(rawValue: rawValue) }
  }

  public let id: String
  public let order: Int
  public let target: Target
  /// Whether it speaks against its target.
  public let isAgainst: Bool
  public let text: String
  public let when: Condition
  /// The criteria, vetoes and warnings that carry this line.
  public let rules: [String]
  public let sources: [Citation]
  public let place: Place
}

extension MatrixLine {
  init?(_ document: Document, _ conditions: ConditionReader) {
    let complaints = conditions.complaints
    var fields = Fields(document.root, "a line of the matrix", complaints)
    let id = fields.identifier("line")
    let order = fields.integer("order")
    let target: Target? = fields.choice("points-to")
    isAgainst = fields.optionalFlag("against") ?? false
    let text = fields.text("text")
    let when = fields.required("when").flatMap(conditions.read)
    rules = fields.texts("rules")
    sources = fields.citations()
    fields.finish()
    guard let id, let order, let target, let text, let when else { return nil }
    self.id = id
    self.order = order
    self.target = target
    self.text = text
    self.when = when
    place = document.root.place
  }
}
