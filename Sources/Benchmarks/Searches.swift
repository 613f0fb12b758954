import Advice

/// The exact searches alone, without start, reading and printing.
struct Searches {
  let advisor: Advisor
  let complete: AnswerSheet

  func measure(_ table: Table) {
    let styles = Style.allCases
    let flips = times(runs: 7) {
      for style in styles { _ = try? advisor.flips(complete, to: style) }
    }
    table.row("flips of up to three answers, to each of the five styles", flips, "ms")
    let next = times(runs: 21) { _ = try? advisor.nextQuestions(AnswerSheet()) }
    table.row("next, nothing answered", next, "ms", .atMost(300))
    let winners = times(runs: 21) { _ = try? advisor.possibleWinners(AnswerSheet()) }
    table.row("possible winners, nothing answered", winners, "ms", .atMost(100))
    // Spread over how much is answered and what: the slowest of them counts.
    let parts = partial
    let slowest = (0..<5).compactMap { _ in
      parts.map { sheet in times(runs: 1) { _ = try? advisor.possibleWinners(sheet) }[0] }.max()
    }
    table.row(
      "possible winners, slowest of \(parts.count) partial sheets", slowest, "ms", .atMost(100))
  }

  /// The complete sheet with all but a window of its answers taken away, every window of a few sizes.
  private var partial: [AnswerSheet] {
    let questions = advisor.knowledge.questions.map(\.id)
    return [4, 8, 12, 16, 20, 24, 28].flatMap { size in
      questions.indices.map { start in
        let kept = (start..<start + size).map { questions[$0 % questions.count] }
        return AnswerSheet(answers: complete.answers.filter { kept.contains($0.key) })
      }
    }
  }

  private func times(runs: Int, _ body: () -> Void) -> [Double] {
    (0..<runs).map { _ in ContinuousClock().measure(body).milliseconds }
  }
}
