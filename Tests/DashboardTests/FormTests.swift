import Advice
import Dashboard
import Terminal
import TestSupport
import Testing

/// The list of questions as a form, and the order in which they are asked.
@Suite struct FormTests {
  @Test func answersChangeInPlace() throws {
    var session = try Session(keys: "l Down Right")
    #expect(session.answer("consistency") == "strong")
    try session.press("Right")
    #expect(session.answer("consistency") == "mixed")
    try session.press("Left Left")
    #expect(session.answer("consistency") == "unknown")
    try session.press("Left")
    #expect(session.answer("consistency") == "eventual")
    #expect(session.words.contains("Questions 1 of 5 answered"))
    try session.press("u")
    #expect(session.answer("consistency") == "unknown")
  }

  @Test func numbersStepThroughTheirRanges() throws {
    let session = try Session(keys: "l Right Right")
    #expect(session.answer("team-count") == "2 to 4")
  }

  @Test func notApplicableStaysInTheForm() throws {
    let session = try Session(keys: "l Down x \"no data\" Enter")
    #expect(session.answer("consistency") == "not applicable")
    #expect(session.words.contains("Questions 1 of 5 answered"))
  }

  @Test(arguments: [
    ("share", ["shared-database"], "Do parts share"),
    ("domain", ["consistency"], "Which consistency"),
    ("quux", [], "0 of 5"), ("UNKNOWN work", ["team-count", "workload"], "2 of 5"),
  ])
  func filters(_ text: String, _ shown: [String], _ words: String) throws {
    let session = try Session(keys: "l / \"\(text)\" Enter")
    let all = ["team-count", "consistency", "workload", "availability-target", "shared-database"]
    #expect(all.filter { session.screen.contains($0 + " ") } == shown, "\(text)")
    if shown.count == 1 {
      var opened = session
      try opened.press("Enter")
      #expect(opened.words.contains(words))
    } else {
      #expect(session.words.contains(words))
    }
  }

  @Test func escTakesTheFilterAwayFirst() throws {
    var session = try Session(keys: "l")
    let before = session.screen
    try session.press("/ \"share\" Enter Esc g")
    #expect(session.screen == before)
    try session.press("/ \"share\" Esc g")
    #expect(session.screen == before)
    try session.press("Esc")
    #expect(session.words.contains("There is no level above this one"))
  }

  @Test(arguments: ["60x16", "80x24", "120x36"])
  func golden(_ size: String) throws {
    let session = try Session("{team-count: 3}", size: size, keys: "l Down Right / \"team\"")
    try expectGolden(session.screen, "form-filter-\(size).txt")
  }

  /// With best first every answer leads to the question the engine would ask next.
  @Test func bestFirstLeadsOn() throws {
    var session = try Session(keys: "B")
    for _ in 0..<3 {
      let best = try #require(
        try OfficeKnowledge.advisor.assess(session.state.sheet).nextQuestion)
      let question = try #require(OfficeKnowledge.library.knowledge.question(best))
      #expect(session.words.contains(question.text))
      try session.press(question.domain.isWords ? "Home Enter" : "Home Down Enter")
    }
    try session.press("B")
    #expect(session.words.contains("In order"))
  }

  @Test(arguments: [
    ("6", "6"), ("2-4", "2 to 4"), ("2 to 4", "2 to 4"), ("at least 5", "at least 5"),
    ("At Least 5", "at least 5"), (">= 5", "at least 5"), ("5+", "at least 5"),
    ("5 or more", "at least 5"), ("at most 9", "at most 9"), ("<=9", "at most 9"),
    ("up to 9", "at most 9"), ("9 or less", "at most 9"), ("5 to 9", "5 to 9"),
    ("at least", "unknown"), ("at least 5 to 9", "unknown"), ("9 to 5", "unknown"),
    ("at most 0", "unknown"), ("+", "unknown"),
  ])
  func rangesInWords(_ typed: String, _ answer: String) throws {
    let session = try Session(keys: "Home Enter \"\(typed)\" Enter")
    #expect(session.answer("team-count") == answer, "\(typed)")
  }

  /// What is known about an answer stays with it as long as the answer does.
  @Test func sourceAndNoteStay() throws {
    let answers = "{team-count: {value: 3, source: measured, note: counted by hand}}"
    var session = try Session(answers, path: "a.yaml", keys: "n Enter s")
    func saved() -> AnswerSheet? {
      session.effects.compactMap { effect in
        if case .save(let sheet, _, _) = effect { sheet } else { nil }
      }.last
    }
    #expect(saved()?.answers["team-count"]?.note == "counted by hand")
    #expect(saved()?.answers["team-count"]?.source == .measured)
    #expect(saved()?.text(OfficeKnowledge.library.knowledge).contains("counted by hand") == true)
    // A changed answer is not what was measured, and taking the change back brings all of it back.
    try session.press("l g Right s")
    #expect(saved()?.answers["team-count"]?.note == nil)
    try session.press("u s")
    #expect(saved()?.answers["team-count"]?.note == "counted by hand")
  }
}
