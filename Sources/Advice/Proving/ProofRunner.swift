public import YAML

/// One situation of a proof, run.
public struct ProofResult: Sendable {
  /// The kind and the id of the rule.
  public let kind: EntryKind
  public let rule: String
  /// The answers it is about; nil for a profile, which knows of none.
  public let situation: Proof.Situation?
  public let place: Place
  /// What came out instead; nil when the proof holds.
  public let failure: String?
}

/// Runs the proofs that rules carry.
struct ProofRunner {
  let model: DecisionModel

  init(_ model: DecisionModel) { self.model = model }

  func run(_ proof: Proof) -> [ProofResult] {
    proof.fires.map { result(proof, $0, mustFire: true) }
      + proof.not.map { result(proof, $0, mustFire: false) }
  }

  private func result(
    _ proof: Proof, _ situation: Proof.Situation, mustFire: Bool
  ) -> ProofResult {
    let failure =
      if let rule = proof.subject {
        ruleFailure(rule, situation, mustFire)
      } else {
        comparisonFailure(proof.rule, situation, mustFire)
      }
    return ProofResult(
      kind: proof.kind, rule: proof.rule, situation: situation, place: situation.place,
      failure: failure)
  }

  /// Runs the trials of a profile.
  func run(_ profile: ProfileEntry) -> [ProofResult] {
    profile.trials.map { trial in
      let failures = trial.run()
      let shown = failures.prefix(Self.shown) + (failures.count > Self.shown ? ["…"] : [])
      return ProofResult(
        kind: .profiles, rule: profile.id, situation: nil, place: trial.place,
        failure: failures.isEmpty ? nil : shown.joined(separator: "; "))
    }
  }

  /// Failures of one trial that are told.
  private static let shown = 5

  // MARK: Rules with a condition

  private func ruleFailure(
    _ rule: AnyRule, _ situation: Proof.Situation, _ mustFire: Bool
  ) -> String? {
    guard let truth = truth(rule, situation.answers) else { return ProofSentence.contradiction }
    let isAsked = situation.style.map { rule.styles?.contains($0) ?? true } ?? true
    let fires = isAsked && (truth == .yes || truth == .undecided && rule.firesWhenUndecided)
    if fires == mustFire { return nil }
    return isAsked
      ? ProofSentence.truth(truth, mustFire: mustFire)
      : ProofSentence.otherStyle(situation.style ?? .monolith)
  }

  /// Nil when the answers contradict one another.
  private func truth(_ rule: AnyRule, _ answers: [String: Answer]) -> Truth? {
    if rule.kind == .contradictions {
      // Judging stops at contradicting answers, so a contradiction is looked at by itself.
      let boxes = model.boxes(rule.header.when)
      let wide = model.wide(answers)
      return Avoidance.completion(wide.state, wide.links + boxes) == nil ? .yes : .no
    }
    return Judgement(model, AnswerSheet(answers: answers))?.truth(rule.header.when)
  }

  // MARK: Criteria

  private func comparisonFailure(
    _ criterion: String, _ situation: Proof.Situation, _ mustFire: Bool
  ) -> String? {
    // Under this criterion alone: no other has a weight.
    var weights = Dictionary(model.knowledge.criteria.map { ($0.id, 0) }) { first, _ in first }
    weights[criterion] = 100
    let sheet = AnswerSheet(answers: situation.answers, weights: weights)
    guard let judgement = Judgement(model, sheet) else { return ProofSentence.contradiction }
    guard situation.prefers.count == 2 else { return nil }
    let (first, second) = (situation.prefers[0], situation.prefers[1])
    let points = (judgement.scores[first], judgement.scores[second])
    if (points.0 > points.1) == mustFire { return nil }
    return ProofSentence.points((first, points.0), (second, points.1))
  }
}

enum ProofSentence {
  static let contradiction = "its answers contradict one another"

  static func truth(_ truth: Truth, mustFire: Bool) -> String {
    let expected = mustFire ? "it must fire" : "it must not fire"
    return truth == .undecided
      ? "\(expected), but these answers leave its condition undecided"
      : "\(expected), but its condition is \(truth.rawValue)"
  }

  static func otherStyle(_ style: Style) -> String {
    "it must fire for '\(style.rawValue)', a style it does not name"
  }

  static func points(_ first: (Style, Points), _ second: (Style, Points)) -> String {
    "it gives '\(first.0.rawValue)' \(first.1.short) and '\(second.0.rawValue)' \(second.1.short)"
  }

  static func expected(_ what: String, _ wanted: [String], _ got: [String]) -> String {
    func list(_ words: [String]) -> String {
      words.isEmpty ? "nothing" : words.joined(separator: ", ")
    }
    return "\(what): expected \(list(wanted)), got \(list(got))"
  }
}
