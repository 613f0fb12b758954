public import YAML

/// Everything the engine needs to judge answers: questions and rules.
///
/// What only explains (styles, trade-offs, cases, the bibliography) is read apart, when asked for.
public struct KnowledgeBase: Sendable {
  public let version: String
  /// The day the whole was last reviewed.
  public let reviewed: Day?
  /// SHA-256 of the files it was read from.
  public let sha256: String
  /// In the order of the interview.
  public let questions: [Question]
  /// In the order of their questions.
  public let criteria: [Criterion]
  public let vetoes: [Veto]
  public let contradictions: [Contradiction]
  public let warnings: [Warning]
  public let findings: [Finding]
  public let risks: [Risk]
  public let patterns: [Pattern]
  public let steps: [Step]
  public let facts: [Fact]
  let vocabulary: Vocabulary

  public func question(_ id: String) -> Question? { vocabulary.questions[id] }
  public func criterion(_ id: String) -> Criterion? { criteria.first { $0.id == id } }
  public func fact(_ id: String) -> Fact? { vocabulary.facts[id] }
}

extension KnowledgeBase {
  /// Reads all questions and rules.
  ///
  /// - Parameters:
  ///   - documents: the files of one kind, as in "questions"; "" for the top level.
  ///   - complaints: takes everything that is wrong with the files; the result holds the rest.
  public static func read(
    sha256: String, documents: (String) -> [Document], complaints: Complaints
  ) -> KnowledgeBase {
    let facts = documents("facts").compactMap { Fact($0, complaints) }
    let questions = documents("questions").compactMap { Question($0, complaints) }
      .sorted { ($0.order, $0.id) < ($1.order, $1.id) }
    let vocabulary = Vocabulary(questions: questions, facts: facts)
    let reader = RuleReader(vocabulary, complaints)
    let places = Dictionary(
      questions.enumerated().map { ($0.element.id, $0.offset) }, uniquingKeysWith: min)
    let (version, reviewed) = manifest(documents(""), complaints)
    return KnowledgeBase(
      version: version, reviewed: reviewed, sha256: sha256, questions: questions,
      criteria: documents("criteria")
        .compactMap { Criterion($0, vocabulary, complaints) }
        .sorted { (places[$0.id] ?? 0, $0.id) < (places[$1.id] ?? 0, $1.id) },
      vetoes: documents("vetoes").compactMap(reader.veto),
      contradictions: documents("contradictions").compactMap(reader.contradiction),
      warnings: documents("warnings").compactMap(reader.warning),
      findings: documents("findings").compactMap(reader.finding),
      risks: documents("risks").compactMap(reader.risk),
      patterns: documents("patterns").compactMap(reader.pattern),
      steps: documents("steps").compactMap(reader.step)
        .sorted { ($0.order, $0.rule.id) < ($1.order, $1.rule.id) },
      facts: facts, vocabulary: vocabulary)
  }

  private static func manifest(
    _ documents: [Document], _ complaints: Complaints
  ) -> (version: String, reviewed: Day?) {
    guard let document = documents.first(where: { $0.file.hasSuffix("knowledge.yaml") }) else {
      complaints.add(Place(file: "knowledge.yaml"), KnowledgeSentence.noManifest)
      return ("", nil)
    }
    var fields = Fields(document.root, "the manifest", complaints)
    if let schema = fields.text("knowledge"), schema != "archadvisor.knowledge/1" {
      complaints.add(document.root.place, KnowledgeSentence.wrongSchema(schema))
    }
    let version = fields.text("version") ?? ""
    let reviewed = fields.required("reviewed").flatMap { Day($0, complaints) }
    // The aims of the cases are the casebook's to read.
    _ = fields.optional("aims")
    fields.finish()
    return (version, reviewed)
  }
}
