public import YAML

/// What a style is, what it gives and what it asks of people.
public struct StyleProfile: Sendable {
  /// A sentence, with sources of its own where the style's do not cover it.
  public struct Statement: Sendable {
    public let text: String
    public let sources: [Citation]
  }

  public let style: Style
  public let title: String
  public let definition: String
  public let characteristics: [Statement]
  public let benefits: [Statement]
  public let challengesForDevelopers: [Statement]
  public let challengesForOperations: [Statement]
  public let useCases: [Statement]
  /// Facts its texts rest on.
  public let facts: [String]
  public let sources: [Citation]
  public let place: Place

  /// Every sentence besides the definition.
  public var statements: [Statement] {
    characteristics + benefits + challengesForDevelopers + challengesForOperations + useCases
  }
}

extension StyleProfile {
  init?(_ document: Document, _ vocabulary: Vocabulary, _ complaints: Complaints) {
    var fields = Fields(document.root, "a style", complaints)
    let style: Style? = fields.choice("style")
    _ = fields.identifier("style")
    let title = fields.text("title")
    let definition = fields.text("definition")
    characteristics = fields.statements("characteristics")
    benefits = fields.statements("benefits")
    let challenges = fields.required("challenges")
    useCases = fields.statements("use-cases")
    facts = fields.facts(vocabulary)
    sources = fields.citations()
    fields.finish()
    var inside = Fields(challenges ?? document.root, "the challenges of a style", complaints)
    challengesForDevelopers = challenges == nil ? [] : inside.statements("developers")
    challengesForOperations = challenges == nil ? [] : inside.statements("operations")
    if challenges != nil { inside.finish() }
    guard let style, let title, let definition else { return nil }
    self.style = style
    self.title = title
    self.definition = definition
    place = document.root.place
  }
}

extension StyleProfile.Statement {
  init?(_ node: Node, _ complaints: Complaints) {
    if let text = node.text {
      self.text = text
      sources = []
      return
    }
    var fields = Fields(node, "a sentence, or a sentence with sources", complaints)
    let text = fields.text("text")
    sources = fields.citations()
    fields.finish()
    guard let text else { return nil }
    self.text = text
  }
}

extension Fields {
  fileprivate mutating func statements(_ key: String) -> [StyleProfile.Statement] {
    list(key).compactMap { StyleProfile.Statement($0, complaints) }
  }
}
