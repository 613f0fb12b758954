import Advice
import Dashboard
import Terminal
import Testing

@Suite struct InterviewTests {
  @Test(arguments: [
    // A number, typed
    ("Enter \"7\" Enter", "team-count", "7"),
    ("Enter \"2-4\" Enter", "team-count", "2 to 4"),
    ("Enter \"2 to 4\" Enter", "team-count", "2 to 4"),
    ("Enter \"5..100\" Enter", "team-count", "at least 5"),
    ("Enter \"4-2\" Enter", "team-count", "unknown"),
    ("Enter \"101\" Enter", "team-count", "unknown"),
    ("Enter \"7\" Esc", "team-count", "unknown"),
    ("Enter \"7\" Enter Left Enter Ctrl-U \"8\" Enter", "team-count", "8"),
    // A range, chosen
    ("Down Down Enter", "team-count", "2 to 4"),
    // A percentage
    ("p p Enter \"99.95\" Enter", "availability-target", "99.95"),
    ("p p Enter \"99-99.9\" Enter", "availability-target", "99 to 99.9"),
    ("p p Enter \"99.123456\" Enter", "availability-target", "unknown"),
    // A word
    ("n Enter", "consistency", "strong"),
    ("n Down Down Enter", "consistency", "eventual"),
    ("n Space Down Space", "consistency", "strong or mixed"),
    ("n Space Down Space Up Space", "consistency", "mixed"),
    ("n Space Space", "consistency", "unknown"),
    ("n Space Down Space Down Space", "consistency", "unknown"),
    // Unknown, not applicable
    ("n Enter Left Backspace", "consistency", "unknown"),
    ("n Enter Left End Up Enter", "consistency", "unknown"),
    ("n x \"no data\" Enter", "consistency", "not applicable"),
    ("n x Esc", "consistency", "unknown"),
    ("n End Enter Enter", "consistency", "not applicable"),
    // Undo, redo
    ("n Enter u", "consistency", "unknown"),
    ("n Enter u U", "consistency", "strong"),
    ("n Enter p Down Enter u u", "consistency", "unknown"),
    // The matrix
    ("2 Right", "team-count", "1"),
    ("2 Right Right", "team-count", "2 to 4"),
    ("2 Left", "team-count", "at least 5"),
    ("2 Right Left", "team-count", "unknown"),
    ("2 Down e Down Down Enter", "consistency", "eventual"),
    ("2 Down e Space Down Space Esc", "consistency", "strong or mixed"),
    ("2 e Enter \"12\" Enter", "team-count", "12"),
    ("2 e Enter \"12\" Esc Esc", "team-count", "unknown"),
    ("2 Right Backspace", "team-count", "unknown"),
  ])
  func answers(_ keys: String, _ question: String, _ expected: String) throws {
    let session = try Session(keys: keys)
    #expect(session.answer(question) == expected)
  }

  @Test func anAnswerLeadsToTheNextOpenQuestion() throws {
    var session = try Session("{consistency: strong}")
    #expect(session.screen.contains("question 1 of 5"))
    try session.press("Enter \"3\" Enter")
    #expect(session.screen.contains("question 3 of 5"))
    try session.press("Enter Right Right p")
    #expect(session.screen.contains("question 5 of 5"))
  }

  @Test func theBestQuestionComesOnRequest() throws {
    var session = try Session("{team-count: 3, availability-target: 99}")
    try session.press("b")
    #expect(!session.screen.contains("question 1 of"))
    try session.press("l b")
    #expect(session.screen.contains("Why: "))
  }

  @Test func whenAllIsAnsweredItSaysSo() throws {
    let session = try Session(
      "{team-count: 3, consistency: mixed, availability-target: 99, shared-database: none}",
      keys: "Enter")
    #expect(session.screen.contains("All questions are answered"))
  }

  @Test func theReasonIsKept() throws {
    let session = try Session(keys: "x \"nobody works here\" Enter")
    #expect(
      session.state.answers["team-count"]?.content
        == .notApplicable(reason: "nobody works here"))
    let empty = try Session(keys: "x Enter")
    guard case .notApplicable(let reason) = empty.state.answers["team-count"]?.content else {
      Issue.record("no reason")
      return
    }
    #expect(!reason.isEmpty)
  }

  @Test func anUnchangedAnswerKeepsItsNote() throws {
    let answers = "{consistency: {value: strong, source: measured, note: asked}}"
    var session = try Session(answers, keys: "n Enter")
    #expect(session.state.answers["consistency"]?.note == "asked")
    try session.press("Right Right n n n")
    try session.press("n")
    var other = try Session(answers, keys: "n Down Enter")
    #expect(other.state.answers["consistency"]?.note == nil)
    try other.press("u")
    #expect(other.state.answers["consistency"]?.note == "asked")
  }

  @Test func contradictingAnswersAreNamedAndCanBeTakenBack() throws {
    var session = try Session("{consistency: strong}", keys: "n n Down Down Down Enter")
    #expect(session.screen.contains("cannot both be true"))
    let before = session.screen.contains("These answers cannot all be")
    #expect(before)
    try session.press("u")
    #expect(!session.screen.contains("cannot both be true"))
    #expect(session.answer("workload") == "unknown")
  }

  /// A file may hold answers that contradict one another; it opens, to be mended.
  @Test func contradictingAnswersFromAFileCanBeMended() throws {
    for size in ["60x16", "80x24", "120x36"] {
      var session = try Session("{consistency: strong, workload: static-site}", size: size)
      #expect(session.words.contains("cannot both be true"))
      try session.press("2")
      try session.press("1 l Home Down Enter Down Enter")
      #expect(session.answer("consistency") == "mixed")
      #expect(!session.words.contains("cannot both be true"))
    }
  }

  @Test func obstaclesAreNamed() throws {
    #expect(try Session(keys: "u").screen.contains("no change to take back"))
    #expect(try Session(keys: "Space").screen.contains("typed as a range"))
    #expect(try Session(keys: "z").screen.contains("z does nothing here"))
  }
}
