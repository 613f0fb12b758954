import YAML

struct UncarriedLineCheck: KnowledgeCheck {
  let code = DefectCode("KB050", .error, "A line of the decision matrix is carried by no rule.")

  func defects(in subject: CheckSubject) -> [Defect] {
    let questions = subject.questionsByRule
    return subject.library.handbook.matrix.flatMap { line -> [Defect] in
      let unknown = line.rules.filter { questions[$0] == nil }.map { id in
        defect(
          line.place,
          "there is no criterion, veto or warning '\(id)'"
            + NearestName.hint(id, in: questions.keys.sorted()))
      }
      let asked = Set(line.when.atoms.flatMap(\.questions))
      let isCarried = line.rules.contains { !(questions[$0] ?? []).isDisjoint(with: asked) }
      if isCarried || !unknown.isEmpty { return unknown }
      return [defect(line.place, "no rule it names asks what this line asks; name one that does")]
    }
  }
}

struct NeverTrueLineCheck: KnowledgeCheck {
  let code = DefectCode(
    "KB051", .error, "A line of the decision matrix is true under no consistent answers.")
  let needs = CheckNeed.answers

  func defects(in subject: CheckSubject) -> [Defect] {
    subject.library.handbook.matrix.filter {
      subject.completion(in: subject.model.boxes($0.when)) == nil
    }.map { defect($0.place, "no answers make its condition true") }
  }
}

extension CheckSubject {
  /// The questions of every rule that judges, by its id.
  fileprivate var questionsByRule: [String: Set<String>] {
    let criteria = knowledge.criteria.map { ($0.id, Set([$0.id])) }
    let rules = knowledge.everyRule.filter { [.vetoes, .warnings].contains($0.kind) }.map { rule in
      (rule.id, Set(rule.header.when?.atoms.flatMap(\.questions) ?? []))
    }
    return Dictionary(criteria + rules) { $0.union($1) }
  }
}
