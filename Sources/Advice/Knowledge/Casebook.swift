public import YAML

/// What tests the advice: cases with their outcomes, examples with their verdicts, and the aims.
///
/// Read apart from the knowledge base, so that judging answers never pays for it.
public struct Casebook: Sendable {
  public let cases: [Case]
  public let examples: [Example]
  public let aims: Aims

  /// Reads the files of these kinds, and the aims out of the manifest.
  ///
  /// - Parameters:
  ///   - documents: the files of one kind, as in "cases"; "" for the top level.
  ///   - knowledge: the questions the answers belong to.
  ///   - complaints: takes everything that is wrong with the files; the result holds the rest.
  public static func read(
    documents: (String) -> [Document], knowledge: KnowledgeBase, complaints: Complaints
  ) -> Casebook {
    let reader = AnswersReader(knowledge: knowledge, complaints: complaints)
    let manifest = documents("").first { $0.file.hasSuffix("knowledge.yaml") }
    return Casebook(
      cases: documents("cases").compactMap { Case($0, reader) },
      examples: documents("examples").compactMap { Example($0, reader) },
      aims: manifest?.root["aims"].map { Aims($0, complaints) } ?? Aims())
  }
}
