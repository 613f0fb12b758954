import YAML

struct UnknownLabPatternCheck: KnowledgeCheck {
  let code = DefectCode("KB009", .error, "A lab names a pattern that does not exist.")

  func defects(in subject: CheckSubject) -> [Defect] {
    let known = subject.knowledge.patterns.map(\.rule.id)
    return subject.library.labs.flatMap { lab in
      lab.patterns.filter { !known.contains($0) }.map { id in
        defect(lab.place, "there is no pattern '\(id)'\(NearestName.hint(id, in: known))")
      }
    }
  }
}

struct UnsolvedStepCheck: KnowledgeCheck {
  let code = DefectCode("KB060", .error, "A step of a lab has no solution.")

  func defects(in subject: CheckSubject) -> [Defect] {
    subject.library.labs.flatMap { lab in
      lab.unsolved.map { step in
        defect(
          step.place,
          "nothing solves the step '\(step.id)', so nobody knows whether it can be solved; say "
            + "what does")
      }
    }
  }
}
