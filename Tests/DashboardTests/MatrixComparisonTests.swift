import Advice
import Dashboard
import Terminal
import Testing

/// The matrix beside the saved answers.
@Suite struct MatrixComparisonTests {
  private func line(_ start: String, _ session: Session) -> String {
    session.screen.split(separator: "\n").first { $0.hasPrefix(" \(start)") }.map(String.init) ?? ""
  }

  @Test func everyChangeIsTheEngines() throws {
    var session = try Session(
      "{team-count: 1, consistency: strong}", size: "200x60", tab: .matrix, path: "office.yaml")
    let saved = session.state.sheet
    try session.press("Down Right Right + C")
    let difference = try OfficeKnowledge.advisor.difference(saved, session.state.sheet)
    #expect(line("≠ consistency", session).contains("50→60"))
    #expect(line("≠ consistency", session).contains("strong"))
    #expect(line("≠ consistency", session).contains("eventual"))
    for score in difference.styles {
      #expect(line("  score then", session).contains(score.before.short))
      #expect(line("  score now", session).contains(score.after.short))
      for part in score.parts where abs(part.change.thousandths) >= 50 {
        let sign = part.change > .zero ? "+" : ""
        let row = session.screen.split(separator: "\n").first { $0.contains(" \(part.criterion) ") }
        #expect(row?.contains("\(sign)\(part.change.short)") ?? false)
      }
    }
    #expect(session.words.contains("the recommendation was monolith"))
    try session.press("Up")
    #expect(session.screen.contains("archadvisor diff office.yaml NEW"))
  }

  @Test func itFollowsWhatIsChangedMeanwhile() throws {
    var session = try Session("{team-count: 1}", tab: .matrix, path: "office.yaml", keys: "C")
    #expect(session.screen.contains("Nothing differs"))
    try session.press("Right")
    #expect(line("≠ team-count", session).contains("2 to 4"))
    session.send(.saved(path: "office.yaml", sheet: session.state.sheet))
    try session.press("v")
    #expect(session.screen.contains("Nothing differs"))
  }

  @Test func aNewFileIsComparedWithTheBeginning() throws {
    let session = try Session(tab: .matrix, keys: "Right C")
    #expect(session.words.contains("Nothing is saved yet"))
    #expect(line("≠ team-count", session).contains("unknown"))
  }

  @Test func escapeLeavesIt() throws {
    var session = try Session(tab: .matrix, keys: "Right C Esc")
    #expect(!session.screen.contains("score then"))
    try session.press("Esc")
    #expect(session.screen.contains("no level above"))
  }

  @Test func contradictingAnswersKeepTheLastComparison() throws {
    var session = try Session("{consistency: strong}", tab: .matrix, keys: "C Down Down Left")
    #expect(session.answer("workload") == "static-site" || session.answer("workload") == "unknown")
    try session.press("Left")
    #expect(session.screen.contains("score then"))
  }
}
