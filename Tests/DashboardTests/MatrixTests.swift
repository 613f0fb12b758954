import Advice
import Dashboard
import Terminal
import Testing

@Suite struct MatrixTests {
  private func line(_ name: String, _ screen: String) -> String {
    screen.split(separator: "\n").first { $0.hasPrefix(" \(name)") }.map(String.init) ?? ""
  }

  @Test func anAnswerChangedInPlaceMovesTheRanks() throws {
    var session = try Session("{consistency: strong}", tab: .matrix)
    let before = line("rank", session.screen)
    try session.press("Down Right Right")
    #expect(session.answer("consistency") == "eventual")
    let after = line("rank", session.screen)
    #expect(before != after)
    #expect(after.contains("▲") && after.contains("▼"))
  }

  @Test func theScoresAreTheEngines() throws {
    let session = try Session("{team-count: 3}", tab: .matrix)
    let assessment = try OfficeKnowledge.advisor.assess(session.state.sheet)
    let shown = line("score", session.screen).split(separator: " ").dropFirst()
    let scores = Style.allCases.map { assessment.result($0)?.score.short ?? "" }
    #expect(shown.map(String.init) == scores)
  }

  @Test func aWeightChangedInPlaceIsMarkedAndCanBeReset() throws {
    var session = try Session(tab: .matrix, keys: "+ +")
    #expect(session.state.sheet.weights == ["team-count": 80])
    #expect(line("team-count", session.screen).contains("*80 "))
    try session.press("=")
    #expect(session.state.sheet.weights.isEmpty)
    try session.press("- - - - - - - -")
    #expect(session.state.sheet.weights == ["team-count": 0])
  }

  @Test func fitIsTheBandsOwnNumber() throws {
    let session = try Session("{team-count: 3}", tab: .matrix, keys: "v")
    let numbers = line("team-count", session.screen).split(separator: " ").suffix(5)
    #expect(numbers.map(String.init) == ["50", "75", "70", "40", "50"])
  }

  @Test func theReasonHasItsSources() throws {
    let session = try Session("{team-count: 1}", size: "120x50", tab: .matrix, keys: "Enter")
    let screen = session.screen
    #expect(screen.contains("One team gains nothing from a network."))
    #expect(screen.contains("The Office Book"))
    #expect(screen.contains("Veto one-team excludes microservices."))
  }

  @Test func aRangeThatFitsNoBandStepsOn() throws {
    let session = try Session("{team-count: {value: [2, 3]}}", tab: .matrix, keys: "Right")
    #expect(session.answer("team-count") == "at least 5")
  }

  @Test func aClickSelectsAndATabOpens() throws {
    var session = try Session(size: "80x24")
    let frame = session.state.view()
    let action = try #require(frame.action(at: Position(column: 13, row: 0)))
    #expect(action == .showTab(.matrix))
    session.send(.action(action))
    #expect(session.state.view().action(at: Position(column: 5, row: 4)) == .select(1))
  }
}
