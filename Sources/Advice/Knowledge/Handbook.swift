public import YAML

/// What explains and does not judge: styles, trade-offs, the decision matrix, the bibliography.
///
/// Read apart from the knowledge base, so that judging answers never pays for it.
public struct Handbook: Sendable {
  /// In the order of the styles.
  public let styles: [StyleProfile]
  public let tradeoffs: [Tradeoff]
  /// In the order of the matrix.
  public let matrix: [MatrixLine]
  /// The bibliography.
  public let sources: [Source]

  /// Reads the files of these four kinds.
  ///
  /// - Parameters:
  ///   - documents: the files of one kind, as in "styles".
  ///   - knowledge: what the conditions of the matrix speak of.
  ///   - complaints: takes everything that is wrong with the files; the result holds the rest.
  public static func read(
    documents: (String) -> [Document], knowledge: KnowledgeBase, complaints: Complaints
  ) -> Handbook {
    let vocabulary = knowledge.vocabulary
    let conditions = ConditionReader(vocabulary: vocabulary, complaints: complaints)
    return Handbook(
      styles: documents("styles").compactMap { StyleProfile($0, vocabulary, complaints) }
        .sorted { $0.style < $1.style },
      tradeoffs: documents("tradeoffs").compactMap { Tradeoff($0, vocabulary, complaints) },
      matrix: documents("matrix").compactMap { MatrixLine($0, conditions) }
        .sorted { ($0.order, $0.id) < ($1.order, $1.id) },
      sources: documents("sources").compactMap { Source($0, complaints) })
  }

  public func source(_ id: String) -> Source? { sources.first { $0.id == id } }
}
