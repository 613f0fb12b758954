import YAML

struct NeverTrueLevelCheck: KnowledgeCheck {
  let code = DefectCode(
    "KB022", .error, "The condition of a warning's level is true under no consistent answers.")
  let needs = CheckNeed.answers

  func defects(in subject: CheckSubject) -> [Defect] {
    subject.knowledge.warnings.flatMap { warning in
      warning.levels.filter { subject.completion(in: subject.model.boxes($0.when)) == nil }.map {
        defect(
          warning.place($0),
          "no answers make this level's condition true; look for parts that exclude each other")
      }
    }
  }
}

struct ShadowedLevelCheck: KnowledgeCheck {
  let code = DefectCode(
    "KB023", .error, "A level of a warning is never told: whenever it is true, so is one before it."
  )
  let needs = CheckNeed.answers

  func defects(in subject: CheckSubject) -> [Defect] {
    subject.knowledge.warnings.flatMap { warning in
      warning.levels.indices.compactMap { later in
        let boxes = subject.model.boxes(warning.levels[later].when)
        let earlier = warning.levels[..<later].flatMap { subject.model.boxes($0.when) }
        guard let cells = subject.completion(in: boxes),
          subject.completion(in: boxes, avoiding: earlier) == nil
        else { return nil }
        let named = subject.model.questions(of: boxes + earlier)
        return defect(
          warning.place(warning.levels[later]),
          "whenever this level's condition is true, one before it is; move it up or remove it",
          witness: subject.witness(cells, to: named))
      }
    }
  }
}

extension Warning {
  fileprivate func place(_ level: Level) -> Place { level.when.atoms.first?.place ?? rule.place }
}
