struct MissingProofCheck: KnowledgeCheck {
  let code = DefectCode("KB040", .error, "A rule has no proof.")

  func defects(in subject: CheckSubject) -> [Defect] {
    subject.library.proofs.compactMap { proof -> Defect? in
      if proof.fires.isEmpty {
        return defect(
          proof.place, "'\(proof.rule)' has no proof that it fires; add answers under which it must"
        )
      }
      if proof.not.isEmpty, !proof.alwaysFires {
        return defect(
          proof.place,
          "'\(proof.rule)' has no proof that it can stay quiet; add answers under which it must not "
            + "fire")
      }
      return nil
    }
      + subject.library.profiles.filter(\.trials.isEmpty).map {
        defect($0.place, "'\($0.id)' has no proof; add a page and what has to be read in it")
      }
  }
}

struct FailingProofCheck: KnowledgeCheck {
  let code = DefectCode("KB041", .error, "A proof of a rule fails.")
  let needs = CheckNeed.answers

  func defects(in subject: CheckSubject) -> [Defect] {
    let runner = ProofRunner(subject.model)
    let results =
      subject.library.proofs.flatMap { runner.run($0) }
      + subject.library.profiles.flatMap { runner.run($0) }
    return results.compactMap { result in
      result.failure.map {
        defect(
          result.place, "the proof of '\(result.rule)' fails: \($0)",
          witness: result.situation.map {
            AnswerSheet(answers: $0.answers).text(subject.knowledge)
          })
      }
    }
  }
}

struct EmptyExampleCheck: KnowledgeCheck {
  let code = DefectCode("KB042", .error, "An example expects nothing.")

  func defects(in subject: CheckSubject) -> [Defect] {
    subject.library.casebook.examples.filter(\.expectation.isEmpty).map {
      defect(
        $0.place, "the example '\($0.id)' expects nothing, so it cannot fail; say what it must show"
      )
    }
  }
}
