public import YAML

/// A rule's own tests: answers under which it must fire, and answers under which it must not.
public struct Proof: Sendable {
  public struct Situation: Sendable {
    public let answers: [String: Answer]
    /// The recommended style, for rules that depend on it.
    public let style: Style?
    /// The first style scores more than the second, for criteria; empty for other rules.
    public let prefers: [Style]
    public let place: Place
  }

  /// The kind and the id of the rule.
  public let kind: EntryKind
  public let rule: String
  public let fires: [Situation]
  public let not: [Situation]
  /// The rule's file.
  public let place: Place
  /// Nil for a criterion.
  let subject: AnyRule?

  /// Whether no answers keep the rule from firing, so that nothing can stand under `not`.
  var alwaysFires: Bool {
    subject.map { $0.header.when == nil && $0.styles?.count == Style.allCases.count } ?? false
  }
}

/// Reads the proofs of rules.
struct ProofReader {
  private let answers: AnswersReader
  private var complaints: Complaints { answers.complaints }

  init(_ answers: AnswersReader) {
    self.answers = answers
  }

  func read(_ criterion: Criterion) -> Proof {
    let (fires, not) = lists(criterion.proof, comparison)
    return Proof(
      kind: .criteria, rule: criterion.id, fires: fires, not: not, place: criterion.place,
      subject: nil)
  }

  func read(_ rule: AnyRule) -> Proof {
    let (fires, not) = lists(rule.header.proof, situation)
    return Proof(
      kind: rule.kind, rule: rule.id, fires: fires, not: not, place: rule.place, subject: rule)
  }

  private func lists(
    _ node: Node?, _ read: (Node) -> Proof.Situation?
  ) -> (fires: [Proof.Situation], not: [Proof.Situation]) {
    guard let node else { return ([], []) }
    var fields = Fields(node, "a proof", complaints)
    let fires = fields.optionalList("fires")
    let not = fields.optionalList("not")
    fields.finish()
    return (fires.compactMap(read), not.compactMap(read))
  }

  /// Answers under which a criterion puts one style above another.
  private func comparison(_ node: Node) -> Proof.Situation? {
    var fields = Fields(node, "a comparison", complaints)
    let given = fields.required("answers").map(answers.answers)
    let prefers = fields.styles("prefers")
    fields.finish()
    guard prefers.count == 2 else {
      complaints.add(node.place, KnowledgeSentence.twoStyles)
      return nil
    }
    return given.map {
      Proof.Situation(answers: $0, style: nil, prefers: prefers, place: node.place)
    }
  }

  /// Answers alone, or a style with or without answers.
  private func situation(_ node: Node) -> Proof.Situation? {
    guard node["answers"] != nil || node["style"] != nil else {
      return Proof.Situation(
        answers: answers.answers(node), style: nil, prefers: [], place: node.place)
    }
    var fields = Fields(node, "a situation", complaints)
    let style: Style? = fields.optional("style").flatMap { $0.choice(complaints) }
    let given = fields.optional("answers").map(answers.answers) ?? [:]
    fields.finish()
    return Proof.Situation(answers: given, style: style, prefers: [], place: node.place)
  }
}
