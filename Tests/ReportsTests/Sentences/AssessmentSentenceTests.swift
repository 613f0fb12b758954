import Testing

@testable import Advice
@testable import Reports

@Suite("Sentences of a verdict")
struct AssessmentSentenceTests {
  private static func stability(
    _ robustness: Robustness, answered: Int = 1000, withstands: Bool = true, upsets: Int = 0
  ) -> Stability {
    Stability(
      robustness: robustness, answeredWeight: answered, totalWeight: 1000,
      withstandsWeights: withstands, smallChanges: 80, upsets: upsets)
  }

  static let verdictsTable: [(margin: Int?, runnerUp: Style?, sentence: String)] = [
    (6_500, .services, "71.4 of 100 points, 6.5 ahead of coarse services"),
    (4, .services, "71.4 of 100 points, 0.004 ahead of coarse services"),
    (0, .services, "71.4 of 100 points, as many as coarse services, which is harder to undo"),
    (
      -1_000, .serverless,
      "71.4 of 100 points, 1.0 behind serverless, which cannot come first any more"
    ),
    (nil, nil, "71.4 of 100 points, and every other style is excluded"),
  ]

  @Test("the lead in all its forms", arguments: verdictsTable)
  func verdict(_ margin: Int?, _ runnerUp: Style?, _ sentence: String) {
    let recommendation = Assessment.Recommendation(
      style: .monolith, margin: margin.map(Points.init), runnerUp: runnerUp,
      stability: Self.stability(.robust))
    #expect(
      AssessmentSentence.verdict(recommendation, Points(thousandths: 71_400)) == sentence)
  }

  static let robustnessTable: [(stability: Stability, sentence: String)] = [
    (
      stability(.certain),
      "no answer still open and no weights within their ranges lead to another style"
    ),
    (
      stability(.robust),
      "it stays ahead when all weights move against it, and no one-step change "
        + "(one answer moved to its next value, or one open question answered) leads to another style"
    ),
    (
      stability(.robust, upsets: 1),
      "it stays ahead when all weights move against it, and 1 of 80 one-step changes "
        + "(one answer moved to its next value, or one open question answered) leads to another style"
    ),
    (
      stability(.fragile, upsets: 9),
      "it stays ahead when all weights move against it, but 9 of 80 one-step changes "
        + "(one answer moved to its next value, or one open question answered) lead to another style"
    ),
    (
      stability(.fragile, withstands: false, upsets: 2),
      "weights moved against it put another style first, and 2 of 80 one-step changes "
        + "(one answer moved to its next value, or one open question answered) lead to another style"
    ),
    (
      stability(.undetermined, answered: 126),
      "answers carry only 12 % of the weight, which is too little to judge by"
    ),
    (stability(.undetermined, answered: 0), "nothing is answered that carries weight"),
  ]

  @Test("robustness with the figures behind it", arguments: robustnessTable)
  func robustness(_ stability: Stability, _ sentence: String) {
    #expect(AssessmentSentence.robustness(stability, flips: false) == sentence)
  }

  /// A verdict that no small change turns may still be turned by a larger one, which is listed as a flip.
  @Test("where a larger change of one answer turns the verdict, that is said beside the small ones")
  func largerFlips() {
    let words = AssessmentSentence.robustness(Self.stability(.robust), flips: true)
    #expect(words.hasSuffix("leads to another style; a larger change of one answer does"))
  }

  static let openTable: [(open: Int, possible: [Style], sentence: String)] = [
    (1, [.monolith], "1 of 32 questions is open, but no answer to them changes the verdict."),
    (
      9, [.monolith, .services],
      "9 of 32 questions are open; with some answers coarse services would come first instead."
    ),
    (
      32, Style.allCases,
      "All 32 questions are open; with some answers modular monolith, coarse services, "
        + "microservices or serverless would come first instead."
    ),
  ]

  @Test("what open questions may still do", arguments: openTable)
  func open(_ open: Int, _ possible: [Style], _ sentence: String) {
    #expect(
      AssessmentSentence.open(open, of: 32, possible: possible, recommended: .monolith)
        == sentence)
  }

  static let intervalsTable: [(interval: WeightInterval, sentence: String, kept: String)] = [
    (
      WeightInterval(criterion: "a", weight: 9, kept: 4...20, below: .services, above: .serverless),
      "a weighs 9; below 4 coarse services and above 20 serverless comes first", "4 to 20"
    ),
    (
      WeightInterval(criterion: "a", weight: 9, kept: 4...10_000, below: .services, above: nil),
      "a weighs 9; below 4 coarse services comes first", "4 and more"
    ),
    (
      WeightInterval(criterion: "a", weight: 9, kept: 0...10_000, below: nil, above: nil),
      "a weighs 9", "anything"
    ),
  ]

  @Test("how far a weight may move", arguments: intervalsTable)
  func interval(_ interval: WeightInterval, _ sentence: String, _ kept: String) {
    #expect(AssessmentSentence.interval(interval) == sentence)
    #expect(AssessmentSentence.kept(interval) == kept)
  }

  static let listsTable: [(words: [String], text: String)] = [
    ([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c"),
  ]

  @Test("lists of words", arguments: listsTable)
  func list(_ words: [String], _ text: String) {
    #expect(AssessmentSentence.list(words) == text)
  }

  static let clausesTable: [(sentence: String, clause: String)] = [
    ("Few people wait.", "few people wait"), ("SAGAs cost.", "SAGAs cost"), ("A cut.", "a cut"),
    ("No full stop", "no full stop"), ("3 of 4.", "3 of 4"), ("", ""),
  ]

  @Test("a sentence becomes the end of another", arguments: clausesTable)
  func clause(_ sentence: String, _ clause: String) {
    #expect(sentence.asClause == clause)
  }

  static let wordsTable: [(word: String, quoted: String)] = [
    ("shop.yaml", "shop.yaml"), ("a b", "'a b'"), ("it's", #"'it'\''s'"#), ("", "''"),
    ("$(rm)", "'$(rm)'"), ("~/x", "'~/x'"), ("-x", "-x"), ("é", "'é'"),
  ]

  @Test("words for a shell", arguments: wordsTable)
  func shell(_ word: String, _ quoted: String) {
    #expect(ShellWord.quoted(word) == quoted)
  }
}
