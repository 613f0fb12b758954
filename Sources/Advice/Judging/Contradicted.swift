public import YAML

/// Answers that cannot all be true.
public struct Contradicted: Error, Sendable {
  /// The rules that cannot be satisfied; more than one when only together they rule everything out.
  public let rules: [Contradiction]
  /// The given answers involved, with the texts they were given as.
  public let answers: [(question: String, text: String, place: Place?)]

  init(_ model: DecisionModel, _ sheet: AnswerSheet) {
    let state = model.wide(sheet.answers).state
    let all = zip(model.knowledge.contradictions, model.contradictions)
    let certain = all.filter { $0.1.contains { $0.covers(state) } }
    let involved = certain.isEmpty ? all.filter { $0.1.contains { $0.overlaps(state) } } : certain
    rules = involved.map(\.0)
    let questions = Set(involved.flatMap { $0.0.rule.when?.atoms.flatMap(\.questions) ?? [] })
    answers = model.questions.compactMap { question in
      guard questions.contains(question.id), let answer = sheet.answers[question.id] else {
        return nil
      }
      return (question.id, question.text(answer), answer.place)
    }
    .sorted { ($0.2?.line ?? 0, $0.0) < ($1.2?.line ?? 0, $1.0) }
  }

  /// The complaint, at the last of the answers involved, naming the lines of the others.
  public func diagnostic(file: String) -> Diagnostic {
    let place = answers.last?.place ?? Place(file: file)
    let parts = answers.map { answer in
      let line = answer.place.map { $0 == place ? "" : " (line \($0.line))" } ?? ""
      return "'\(answer.question): \(answer.text)'\(line)"
    }
    let reasons = rules.map { "\($0.because) [\($0.rule.id)]" }.joined(separator: " ")
    return Diagnostic(
      place,
      "\(parts.joined(separator: " and ")) cannot \(parts.count > 2 ? "all" : "both") be true: "
        + "\(reasons) Change one of them.")
  }
}
