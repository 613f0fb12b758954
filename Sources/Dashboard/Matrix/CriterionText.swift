import Advice
import Terminal

/// The rule behind a row of the matrix: reason, weight, scores, vetoes, sources.
struct CriterionText {
  let state: DashboardState
  let criterion: Criterion
  let question: Question
  let surface: Surface

  /// Nil when there is no such criterion.
  init?(_ state: DashboardState, id: String, on surface: Surface) {
    guard let criterion = state.advisor.knowledge.criterion(id),
      let question = state.advisor.knowledge.question(id)
    else { return nil }
    self.state = state
    self.criterion = criterion
    self.question = question
    self.surface = surface
  }

  /// The text as lines of a width.
  func lines(columns: Int) -> [StyledLine] {
    var lines = wrapped(criterion.title, .heading, columns)
    lines += wrapped(question.text, .muted, columns)
    let answer = state.answer(question)
    lines += wrapped("Answer: \(question.text(answer))", .accent, columns)
    lines += remarks(answer, columns) + [.empty]
    lines += reason(answer, columns) + [.empty]
    lines += weightLines(columns) + [.empty]
    lines += vetoLines(columns)
    return lines + sourceLines(columns)
  }

  private func remarks(_ answer: Answer?, _ columns: Int) -> [StyledLine] {
    var words: [String] = []
    if case .notApplicable(let reason) = answer?.content { words.append(reason) }
    if let source = answer?.source { words.append(source.remark) }
    if let note = answer?.note { words.append(note) }
    return words.isEmpty ? [] : wrapped(words.joined(separator: " "), .muted, columns)
  }

  /// Why this answer scores as it does, or why the criterion counts at all.
  private func reason(_ answer: Answer?, _ columns: Int) -> [StyledLine] {
    let band = answer?.values.flatMap { values in
      criterion.bands.first { values.isSubset(of: $0.values) }
    }
    guard let band else { return wrapped(criterion.because, .text, columns) }
    let scores = Style.allCases.map { "\($0.title(columns: 10)) \(band.scores[$0])" }
    return wrapped(band.because, .text, columns)
      + wrapped(
        "Fit from 0 to 100: \(scores.joined(separator: ", ")).", .muted, columns)
      + wrapped(criterion.because, .text, columns)
  }

  private func weightLines(_ columns: Int) -> [StyledLine] {
    let weight = state.weight(criterion)
    let own = criterion.weight
    let changed = weight == own.nominal ? "" : ", changed from \(own.nominal)"
    return wrapped(
      "Weight \(weight)\(changed); reasonable from \(own.low) to \(own.high).", .muted, columns)
  }

  /// The vetoes that ask about this question and hold, or may hold.
  private func vetoLines(_ columns: Int) -> [StyledLine] {
    let results = state.verdict.assessment?.styles ?? []
    var lines: [StyledLine] = []
    for veto in state.advisor.knowledge.vetoes
    where veto.rule.when?.atoms.contains(where: { $0.question == question.id }) ?? false {
      let excluded = results.filter { $0.excludedBy.contains { $0.rule.id == veto.rule.id } }
      let endangered = results.filter { $0.endangeredBy.contains { $0.rule.id == veto.rule.id } }
      guard let style = (excluded + endangered).first?.style else { continue }
      let verb = excluded.isEmpty ? "may exclude" : "excludes"
      lines += wrapped("✖ Veto \(veto.rule.id) \(verb) \(style.rawValue).", .bad, columns)
      lines += wrapped("\(veto.because) \(veto.remedy)", .text, columns) + [.empty]
    }
    return lines
  }

  private func sourceLines(_ columns: Int) -> [StyledLine] {
    var lines = [StyledLine("Sources", style(.heading))]
    for citation in criterion.sources {
      let reference = state.handbook?.source(citation.source)?.reference ?? citation.source
      lines += wrapped("• \(citation.strength.rawValue): \(reference)", .text, columns)
      if let says = citation.says { lines += wrapped(says, .muted, columns) }
    }
    return lines
  }

  private func wrapped(_ text: String, _ role: Role, _ columns: Int) -> [StyledLine] {
    Lines.wrapped(text, columns: columns, style: style(role))
  }

  private func style(_ role: Role) -> TextStyle { TextStyle(role, on: surface) }
}
