import YAML

/// What the cases must show, in percent; an aim left out demands nothing.
public struct Aims: Sendable, Equatable {
  /// Least share of cases in which the recommendation is the outcome or as defensible.
  public var acceptable: Int?
  /// Least share of cases in which the recommendation is the outcome.
  public var outcome: Int?
  /// Largest share of cases in which a rejected style is recommended.
  public var rejected: Int?
  /// Least share of the verdicts called certain or robust that are the outcome or as defensible.
  public var reliable: Int?
  /// Largest share of a case's answers needed for the final verdict, asked in the order of `next`.
  public var questions: Int?

  public init() {}
}

extension Aims {
  init(_ node: Node, _ complaints: Complaints) {
    var fields = Fields(node, "the aims", complaints)
    func percent(_ key: String) -> Int? {
      guard let node = fields.optional(key), let value = node.integer(complaints) else {
        return nil
      }
      if (0...100).contains(value) { return value }
      complaints.add(node.place, KnowledgeSentence.noPercent(node))
      return nil
    }
    acceptable = percent("acceptable")
    outcome = percent("outcome")
    rejected = percent("rejected")
    reliable = percent("reliable")
    questions = percent("questions")
    fields.finish()
  }
}
