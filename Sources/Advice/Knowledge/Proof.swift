public import YAML

/// A rule's own tests: answers under which it must fire, and answers under which it must not.
public struct Proof: Sendable {
  public struct Situation: Sendable {
    public let answers: [String: Answer]
    /// The recommended style, for rules that depend on it.
    public let style: Style?
    /// The first style scores more than the second, for criteria.
    public let prefers: [Style]
    public let place: Place
  }

  public let fires: [Situation]
  public let not: [Situation]

  public static let none = Proof(fires: [], not: [])
}

/// Reads the proofs of rules.
struct ProofReader {
  let answers: AnswersReader
  var complaints: Complaints { answers.complaints }

  /// - Parameter isCriterion: whether each situation names two styles to compare.
  func read(_ node: Node?, isCriterion: Bool = false) -> Proof {
    guard let node else { return .none }
    var fields = Fields(node, "a proof", complaints)
    let fires = fields.optionalList("fires")
    let not = fields.optionalList("not")
    fields.finish()
    return Proof(
      fires: fires.compactMap { situation($0, isCriterion) },
      not: not.compactMap { situation($0, isCriterion) })
  }

  private func situation(_ node: Node, _ isCriterion: Bool) -> Proof.Situation? {
    guard isCriterion || node["answers"] != nil || node["style"] != nil else {
      return Proof.Situation(
        answers: answers.answers(node), style: nil, prefers: [], place: node.place)
    }
    var fields = Fields(node, "a situation", complaints)
    let style: Style? =
      isCriterion ? nil : fields.optional("style").flatMap { $0.choice(complaints) }
    let prefers = isCriterion ? fields.styles("prefers") : []
    let given = fields.optional("answers").map(answers.answers) ?? [:]
    fields.finish()
    if isCriterion, prefers.count != 2 {
      complaints.add(node.place, KnowledgeSentence.twoStyles)
      return nil
    }
    return Proof.Situation(answers: given, style: style, prefers: prefers, place: node.place)
  }
}
