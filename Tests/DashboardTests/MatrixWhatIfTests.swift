import Advice
import Dashboard
import Terminal
import Testing

/// What a change in the matrix does to everything that depends on it.
@Suite struct MatrixWhatIfTests {
  private func line(_ start: String, _ screen: String) -> String {
    screen.split(separator: "\n").first { $0.hasPrefix(" \(start)") }.map(String.init) ?? ""
  }

  @Test func anAnswerMovesRanksMarginAndFlipsInTheSameFrame() throws {
    var session = try Session("{team-count: 3, consistency: strong}", tab: .matrix)
    let before = session.screen
    // Only the key: no search beside the screen has answered yet.
    let effects =
      session.state.update(.input(.key(.down))) + session.state.update(.input(.key(.right)))
    #expect(effects.contains { if case .searchFlips = $0 { true } else { false } })
    try session.press("Right")
    let after = session.screen
    #expect(line("rank", before) != line("rank", after))
    #expect(line("Recommended", before) != line("Recommended", after))
    #expect(session.words.contains("by the last change"))
    #expect(line("Flips", before) != line("Flips", after))
    let flips = try OfficeKnowledge.advisor.flips(session.state.sheet)
    let first = try #require(flips.first?.changes.first)
    #expect(line("Flips", after).contains("\(first.question) "))
  }

  @Test func singleFlipsNeedNoSearch() throws {
    var state = try Session("{team-count: 3, consistency: strong}", tab: .matrix).state
    _ = state.update(.input(.key(.right)))
    #expect(FrameText.text(state.view().buffer).contains("becomes"))
  }

  @Test func anOldSearchSaysNothing() throws {
    var state = try Session("{team-count: 1}", tab: .matrix, keys: "f").state
    _ = state.update(.input(.key(.escape)))
    _ = state.update(.input(.key(.character("+"))))
    let old = FlipsFound(OfficeKnowledge.advisor, AnswerSheet(), verdict: 1)
    let before = FrameText.text(state.view().buffer)
    _ = state.update(.flips(old))
    #expect(FrameText.text(state.view().buffer) == before)
  }

  /// The movement of the margin is the engine's: the lead now less the lead of the same style then.
  @Test func theMarginMovesByTheDifferenceOfTwoLeads() throws {
    var session = try Session("{team-count: 1, consistency: strong}", size: "200x60", tab: .matrix)
    let before = try OfficeKnowledge.advisor.assess(session.state.sheet)
    try session.press("Down +")
    let after = try OfficeKnowledge.advisor.assess(session.state.sheet)
    let style = try #require(after.recommendation?.style)
    let second = try #require(after.recommendation?.runnerUp)
    let lead = { (assessment: Assessment) in
      (assessment.result(style)?.score ?? .zero) - (assessment.result(second)?.score ?? .zero)
    }
    let moved = lead(after) - lead(before)
    #expect(moved != .zero)
    let size = Points(thousandths: abs(moved.thousandths)).short
    #expect(session.words.contains("\(moved > .zero ? "▲" : "▼")\(size) by the last change"))
    #expect(session.words.contains("\(moved > .zero ? "▲" : "▼")\(size) since saved"))
  }

  @Test func theLeadsOfAllRowsAddUpToTheMargin() throws {
    let session = try Session("{team-count: 1, consistency: strong}", size: "200x60", tab: .matrix)
    let assessment = try OfficeKnowledge.advisor.assess(session.state.sheet)
    let recommendation = try #require(assessment.recommendation)
    let second = try #require(recommendation.runnerUp)
    let leads = assessment.differences(recommendation.style, second)
    #expect(leads.reduce(Points.zero) { $0 + $1.points } == recommendation.margin)
    for lead in leads where abs(lead.points.thousandths) >= 50 {
      let row = line(lead.contribution.criterion, session.screen).prefix(160)
      #expect(row.contains("\(lead.points > .zero ? "+" : "")\(lead.points.short)"))
    }
  }

  @Test func rowsAreSortedByWeightAndByLead() throws {
    var session = try Session("{team-count: 1, consistency: eventual}", tab: .matrix)
    func names() -> [String] {
      session.screen.split(separator: "\n").dropFirst(2).prefix(3).compactMap {
        $0.split(separator: " ").first.map(String.init)
      }
    }
    #expect(names() == ["team-count", "consistency", "workload"])
    try session.press("Down + + + + >")
    #expect(names() == ["consistency", "team-count", "workload"])
    #expect(session.screen.contains("the heaviest first"))
    try session.press(">")
    let assessment = try OfficeKnowledge.advisor.assess(session.state.sheet)
    let recommendation = try #require(assessment.recommendation)
    let leads = assessment.differences(recommendation.style, try #require(recommendation.runnerUp))
    let first = leads.max { $0.points < $1.points }?.contribution.criterion
    #expect(names().first == first)
    // The mark stays on its criterion wherever that goes.
    try session.press("=")
    #expect(session.state.sheet.weights.isEmpty)
  }

  @Test func enterOnAFlipMarksItsRow() throws {
    var session = try Session(
      "{team-count: 3, consistency: strong, workload: transactional}", tab: .matrix)
    let flip = try #require(try OfficeKnowledge.advisor.flips(session.state.sheet).first)
    let change = try #require(flip.changes.first)
    try session.press("f")
    #expect(session.screen.contains("what would change it"))
    #expect(session.screen.contains("leads to \(flip.style.rawValue)"))
    try session.press("Enter Backspace")
    #expect(session.state.answers[change.question] == nil)
  }

  @Test func aVetoIsFollowedToItsConditionAndItsAnswer() throws {
    var session = try Session("{team-count: 1, consistency: strong}", tab: .matrix, keys: "Down V")
    #expect(session.screen.contains("✖ one-team excludes microservices"))
    try session.press("Enter")
    #expect(session.screen.contains("One team cannot run a fleet of services."))
    #expect(session.screen.contains("✓ team-count is 1; answered: 1"))
    try session.press("Enter")
    // The box is closed and the row of the answer is marked.
    try session.press("Right")
    #expect(session.answer("team-count") == "2 to 4")
  }

  @Test func aVetoThatMayHoldSaysSo() throws {
    let session = try Session(tab: .matrix, keys: "V")
    #expect(session.screen.contains("! one-team may exclude microservices"))
  }

  @Test func rulesLeadToSourcesAndBackLevelByLevel() throws {
    var session = try Session("{team-count: 3}", tab: .matrix, keys: "Enter")
    #expect(session.screen.contains("─ team-count ─"))
    try session.press("Down Down Down Down Down Down Down Down Down Down Enter")
    #expect(session.screen.contains("─ team-count ▸ office-book ─"))
    #expect(session.words.contains("A. Writer"))
    #expect(session.words.contains("https://books.example/office"))
    #expect(session.words.contains("criterion consistency (opinion)"))
    #expect(session.words.contains("warning sign shared-database (expert)"))
    #expect(session.words.contains("knowledge show sources/office-book"))
    try session.press("Esc")
    #expect(session.screen.contains("─ team-count ─"))
    try session.press("Esc")
    #expect(!session.screen.contains("The rule"))
  }
}
