/// Compares two judgements part by part.
struct Comparer {
  /// One of the two sides.
  struct Side {
    let judgement: Judgement
    let assessment: Assessment

    /// - Parameter assessment: where it is known already, so that it is not made again.
    init(
      _ advisor: Advisor, _ sheet: AnswerSheet, _ assessment: Assessment? = nil
    ) throws(Contradicted) {
      judgement = try advisor.judge(sheet)
      if let assessment {
        self.assessment = assessment
      } else {
        self.assessment = try advisor.assess(sheet)
      }
    }

    var knowledge: KnowledgeBase { judgement.model.knowledge }

    func points(_ criterion: String, _ style: Style) -> Points {
      judgement.model.space.index[criterion].map { judgement.contributions[$0][style] } ?? .zero
    }

    func truth(_ veto: String) -> Truth? {
      knowledge.vetoes.first { $0.rule.id == veto }.map { judgement.truth($0.rule.when) }
    }

    func severity(_ warning: String) -> Warning.Severity? {
      assessment.warnings.first { $0.id == warning }?.severity
    }
  }

  let before: Side
  let after: Side

  func difference() -> Difference {
    Difference(
      before: before.assessment, after: after.assessment, answers: answers,
      styles: Style.allCases.map(score), vetoes: vetoes, warnings: warnings)
  }

  /// The ids of both sides, each once, those of the newer side first.
  private func ids(_ list: (Side) -> [String]) -> [String] {
    let new = list(after)
    let known = Set(new)
    return new + list(before).filter { !known.contains($0) }
  }

  private var answers: [ChangedAnswer] {
    ids { $0.knowledge.questions.map(\.id) }.compactMap { id in
      let old = before.judgement.sheet.answers[id]
      let new = after.judgement.sheet.answers[id]
      guard old?.content != new?.content,
        let question = after.knowledge.question(id) ?? before.knowledge.question(id)
      else { return nil }
      return ChangedAnswer(
        question: id, before: old, after: new, beforeText: question.text(old),
        afterText: question.text(new))
    }
  }

  private func score(_ style: Style) -> ChangedScore {
    let parts = ids { $0.knowledge.criteria.map(\.id) }.map { id in
      ChangedScore.Part(
        criterion: id, before: before.points(id, style), after: after.points(id, style))
    }
    .filter { $0.change != .zero }
    return ChangedScore(
      style: style, before: before.judgement.scores[style], after: after.judgement.scores[style],
      parts: parts.enumerated().sorted { left, right in
        (abs(right.element.change.thousandths), left.offset)
          < (abs(left.element.change.thousandths), right.offset)
      }.map(\.element))
  }

  private var vetoes: [ChangedVeto] {
    ids { $0.knowledge.vetoes.map(\.rule.id) }.compactMap { id in
      let old = before.truth(id)
      let new = after.truth(id)
      if (old ?? .no) == (new ?? .no) { return nil }
      let veto = (after.knowledge.vetoes + before.knowledge.vetoes).first { $0.rule.id == id }
      return ChangedVeto(id: id, excludes: veto?.excludes ?? [], before: old, after: new)
    }
  }

  private var warnings: [ChangedWarning] {
    ids { $0.knowledge.warnings.map(\.rule.id) }.compactMap { id in
      let old = before.severity(id)
      let new = after.severity(id)
      return old == new ? nil : ChangedWarning(id: id, before: old, after: new)
    }
  }
}

extension Advisor {
  /// What changed between two sheets of answers, and which rules did it.
  ///
  /// - Parameter other: judges the new sheet; this advisor when the knowledge is the same.
  /// - Throws: when the answers of a sheet cannot all be true.
  public func difference(
    _ old: AnswerSheet, _ new: AnswerSheet, judgedBy other: Advisor? = nil
  ) throws(Contradicted) -> Difference {
    Comparer(before: try Comparer.Side(self, old), after: try Comparer.Side(other ?? self, new))
      .difference()
  }

  /// The same for two sheets that are assessed already; quick enough to follow every change.
  ///
  /// - Parameters:
  ///   - old: a sheet with what ``assess(_:flipSize:)`` says of it.
  ///   - new: another one.
  /// - Throws: when the answers of a sheet cannot all be true.
  public func difference(
    _ old: (sheet: AnswerSheet, assessment: Assessment),
    _ new: (sheet: AnswerSheet, assessment: Assessment)
  ) throws(Contradicted) -> Difference {
    Comparer(
      before: try Comparer.Side(self, old.sheet, old.assessment),
      after: try Comparer.Side(self, new.sheet, new.assessment)
    ).difference()
  }
}
