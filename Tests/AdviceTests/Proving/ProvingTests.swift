import TestSupport
import Testing

@testable import Advice

@Suite("Examples, cases and aims")
struct ProvingTests {
  private func run(_ change: (inout SmallKnowledge) -> Void) -> ProvingResult {
    var knowledge = CleanKnowledge.files
    change(&knowledge)
    return Proving.run(knowledge.library())
  }

  // MARK: Examples

  static let expectations: [(expected: String, failures: [String])] = [
    ("{recommendation: monolith, excluded: [], warnings: []}", []),
    (
      "{recommendation: services}", ["recommendation: expected services, got monolith"]
    ),
    ("{excluded: [microservices]}", ["excluded: expected microservices, got nothing"]),
    ("{warnings: [mode]}", ["warnings: expected mode, got nothing"]),
    ("{robustness: [undetermined]}", ["robustness: expected undetermined, got certain"]),
  ]

  @Test("an example holds when all it expects comes out", arguments: expectations)
  func example(_ expected: String, _ failures: [String]) {
    let result = run {
      $0.files["examples/tiny.yaml"] = """
        {example: tiny, title: T, answers: {size: 1, mode: high, lifecycle: old}, expect: \(expected)}
        """
    }
    #expect(result.examples.map(\.failures) == [failures])
    #expect(result.isPassed == failures.isEmpty)
  }

  @Test("an example whose answers contradict one another fails")
  func contradictedExample() {
    let result = run {
      $0.files["examples/tiny.yaml"] = """
        {example: tiny, title: T, answers: {size: 9, mode: low, lifecycle: new}, expect: {}}
        """
    }
    #expect(result.examples.map(\.failures) == [["its answers contradict one another"]])
  }

  // MARK: Cases

  /// Four cases with the same answers, so the same advice (monolith), and different outcomes.
  private static func cases(_ knowledge: inout SmallKnowledge) {
    let outcomes = [
      ("hit", "outcome: monolith"),
      ("near", "outcome: services, acceptable: [monolith]"),
      ("off", "outcome: services, rejected: [serverless]"),
      ("wrong", "outcome: modular-monolith, rejected: [monolith]"),
    ]
    knowledge.files["cases/tiny.yaml"] = nil
    for (id, outcome) in outcomes {
      knowledge.files["cases/\(id).yaml"] = """
        {case: \(id), title: T, source: S, kind: textbook, \(outcome), confidence: high,
         warning-signs: [mode],
         answers: {mode: {value: high, basis: stated}, size: {value: 1, basis: inferred}}}
        """
    }
  }

  @Test("the table counts outcomes, what is as defensible, and what was rejected")
  func tallies() {
    let corpus = run(Self.cases).corpus
    func counts(_ tally: CorpusResult.Tally) -> [Int] {
      [tally.outcome.count, tally.accepted.count, tally.rejected.count]
    }
    #expect(corpus.cases.map { $0.subject.id } == ["hit", "near", "off", "wrong"])
    #expect(corpus.cases.compactMap { $0.verdict?.style } == Array(repeating: .monolith, count: 4))
    #expect(counts(corpus.advice) == [1, 2, 1])
    #expect(corpus.baselines.map { counts($0) } == [[1, 1, 0], [0, 0, 0]])
    #expect(corpus.baselines.map(\.name) == ["always modular-monolith", "ticks of the matrix"])
  }

  @Test("stated answers only are judged apart")
  func stated() {
    let corpus = run(Self.cases).corpus
    // Without the size nothing is decided, and the bands lean to the modular monolith.
    #expect(
      corpus.cases.compactMap { $0.statedVerdict?.style }
        == Array(repeating: .modularMonolith, count: 4))
    #expect(corpus.statedAdvice.outcome == Share(1, of: 4))
  }

  @Test("calibration says where the misses lie, and signs not raised are told")
  func calibration() throws {
    let corpus = run(Self.cases).corpus
    let total = corpus.calibration().reduce(0) { $0 + $1.accepted.total }
    #expect(total == 4)
    #expect(corpus.calibration().flatMap(\.missed) == ["off", "wrong"])
    #expect(corpus.signs == Share(0, of: 4))
    // The question 'mode' is answered, and still the warning of that name is not raised.
    #expect(corpus.answeredSigns == Share(0, of: 4))
    #expect(corpus.cases.map(\.missedSigns) == Array(repeating: ["mode"], count: 4))
  }

  @Test("a sign whose own question is open counts apart")
  func openSigns() {
    // The clean case answers the size alone; the warning 'mode' bears the name of another question.
    let corpus = run { _ in }.corpus
    #expect(corpus.signs == Share(0, of: 1))
    #expect(corpus.answeredSigns == Share(0, of: 0))
    #expect(corpus.cases.map(\.openSigns) == [["mode"]])
  }

  @Test("a style's ticks are the lines for it less the lines against it")
  func ticks() {
    func ticked(_ lines: [String]) -> Style? {
      run { knowledge in
        knowledge.files["matrix/large.yaml"] = nil
        for (index, line) in lines.enumerated() {
          knowledge.files["matrix/l\(index).yaml"] = """
            {line: l\(index), order: \(index), text: T., rules: [size], \(line)}
            """
        }
      }.corpus.cases.first?.ticked
    }
    let small = "when: {question: size, at-most: 2}"
    #expect(ticked([]) == nil)
    #expect(ticked(["points-to: serverless, \(small)"]) == .serverless)
    // A tie goes to the style that is easier to undo.
    #expect(
      ticked(["points-to: serverless, \(small)", "points-to: monolith, \(small)"]) == .monolith)
    #expect(
      ticked([
        "points-to: serverless, \(small)", "points-to: monolith, against: true, \(small)",
        "points-to: monolith, \(small)",
      ]) == .serverless)
    #expect(ticked(["points-to: warning, \(small)"]) == nil)
  }

  @Test("a case whose answers contradict one another fails the test")
  func contradictedCase() {
    let result = run {
      $0.files["cases/tiny.yaml"]?.replace(
        "{size: {value: 1, basis: stated}}",
        with: "{size: {value: 9, basis: stated}, mode: {value: low, basis: stated}, "
          + "lifecycle: {value: new, basis: inferred}}")
    }
    #expect(result.corpus.contradicted.map(\.subject.id) == ["tiny"])
    #expect(!result.isPassed)
  }

  // MARK: Pace

  @Test("the pace counts answers until the recommendation is final and stays it")
  func pace() throws {
    let result = run {
      $0.files["cases/tiny.yaml"]?.replace(
        "{size: {value: 1, basis: stated}}",
        with: "{lifecycle: {value: old, basis: stated}, mode: {value: high, basis: stated}, "
          + "size: {value: 1, basis: stated}}")
    }
    let pace = try #require(result.corpus.cases.first?.pace)
    // Only the size decides: `next` asks it first, as the interview does, the file last.
    #expect([pace.answers, pace.next, pace.interview, pace.file] == [3, 1, 1, 3])
  }

  @Test("median and mean are shares of a case's answers")
  func paceSummary() throws {
    let paces = [(1, 4), (2, 4), (4, 4)].map { Pace(answers: $1, next: $0, interview: 0, file: 0) }
    let summary = try #require(PaceSummary(paces, \.next))
    #expect([summary.median, summary.mean] == [500, 583])
    #expect(summary.questions == Share(7, of: 12))
    let even = try #require(PaceSummary(Array(paces.prefix(2)), \.next))
    #expect([even.median, even.mean] == [375, 375])
    #expect(PaceSummary([], \.next) == nil)
  }

  // MARK: Aims

  static let aims: [(aim: String, isMet: Bool)] = [
    ("outcome: 25", true), ("outcome: 26", false), ("acceptable: 50", true),
    ("acceptable: 51", false), ("rejected: 25", true), ("rejected: 24", false),
    ("reliable: 50", true), ("reliable: 51", false), ("questions: 50", true),
    ("questions: 49", false),
  ]

  @Test("an aim is met exactly at its number", arguments: aims)
  func aim(_ aim: String, _ isMet: Bool) {
    let result = run {
      Self.cases(&$0)
      $0.files["knowledge.yaml"]?.replace("}", with: ", aims: {\(aim)}}")
    }
    #expect(!result.aims.isEmpty)
    #expect(result.aims.allSatisfy(\.isMet) == isMet)
    #expect(result.isPassed == isMet)
  }

  @Test("nothing to test is a failure")
  func nothing() {
    let result = Proving.run(SmallKnowledge().library())
    #expect(result.isEmpty)
    #expect(!result.isPassed)
  }

  @Test("progress tells every test of every part")
  func progress() {
    var told: [String] = []
    _ = Proving.run(CleanKnowledge.files.library()) { told.append("\($0.rawValue) \($1)/\($2)") }
    #expect(told.count == 8 + 1 + 1)
    #expect(told.suffix(3) == ["proofs 8/8", "examples 1/1", "cases 1/1"])
  }
}
