/// How many answers of a case are needed until the recommendation is the final one and stays it.
public struct Pace: Sendable {
  /// The questions the case answers.
  public let answers: Int
  /// Asked in the order of `next`: after each answer the open question that narrows the outcome most.
  public let next: Int
  /// Asked in the order of the interview.
  public let interview: Int
  /// Asked in the order of the case's file.
  public let file: Int
}

/// Plays the interview of a case in different orders.
struct PaceRunner {
  let advisor: Advisor
  /// What to ask when nothing is known: the same for every case, and the dearest to find.
  private let beginning: [String]

  init(_ advisor: Advisor) {
    self.advisor = advisor
    beginning = Self.ranked(advisor, [:])
  }

  /// - Returns: nil when the answers of the case contradict one another or exclude every style.
  func run(_ subject: Case) -> Pace? {
    let answers = subject.answers()
    let file = subject.given.map(\.question)
    let interview = advisor.knowledge.questions.map(\.id).filter { answers[$0] != nil }
    guard let final = recommendation(answers) else { return nil }
    return Pace(
      answers: answers.count,
      next: needed(final, answers) { sheet in
        let ranked = sheet.isEmpty ? beginning : Self.ranked(advisor, sheet)
        return ranked.first { answers[$0] != nil }
      },
      interview: needed(final, answers) { sheet in interview.first { sheet[$0] == nil } },
      file: needed(final, answers) { sheet in file.first { sheet[$0] == nil } })
  }

  /// - Parameter choose: the question to ask next, one the case answers.
  private func needed(
    _ final: Style, _ answers: [String: Answer],
    _ choose: ([String: Answer]) -> String?
  ) -> Int {
    var sheet: [String: Answer] = [:]
    var needed = recommendation(sheet) == final ? 0 : 1
    while sheet.count < answers.count, let question = choose(sheet) {
      sheet[question] = answers[question]
      if recommendation(sheet) != final { needed = sheet.count + 1 }
    }
    return min(needed, answers.count)
  }

  /// The open questions, the one to ask first at the front.
  private static func ranked(_ advisor: Advisor, _ answers: [String: Answer]) -> [String] {
    let next = try? advisor.nextQuestions(AnswerSheet(answers: answers))
    return next?.map(\.question) ?? []
  }

  private func recommendation(_ answers: [String: Answer]) -> Style? {
    Judgement(advisor.model, AnswerSheet(answers: answers)).flatMap {
      Ranking($0).recommendation($0.scores)
    }
  }
}
