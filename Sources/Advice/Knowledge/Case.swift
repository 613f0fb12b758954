public import YAML

/// A decision somebody took, or a situation out of a textbook, with the outcome.
public struct Case: Sendable {
  public enum Kind: String, CaseIterable, Sendable {
    case published, textbook
  }

  public enum Confidence: String, CaseIterable, Sendable {
    case low, medium, high
  }

  /// How an answer was found.
  public enum Basis: String, CaseIterable, Sendable {
    /// The publication says it.
    case stated
    /// A reader concluded it.
    case inferred
  }

  /// An answer with its question and its basis.
  public struct Given: Sendable {
    public let question: String
    public let answer: Answer
    public let basis: Basis
  }

  public let id: String
  public let title: String
  public let year: Int?
  public let source: String
  public let kind: Kind
  /// What was chosen and worked.
  public let outcome: Style
  /// What would have been as defensible.
  public let acceptable: [Style]
  /// What was tried or considered and found wrong.
  public let rejected: [Style]
  /// Ids of the warnings the publication tells of.
  public let warningSigns: [String]
  public let confidence: Confidence
  public let facts: [String]
  public let note: String?
  /// In the order of the file.
  public let given: [Given]
  public let place: Place

  /// All answers, or only those the publication states.
  public func answers(statedOnly: Bool = false) -> [String: Answer] {
    let used = given.filter { !statedOnly || $0.basis == .stated }
    return Dictionary(used.map { ($0.question, $0.answer) }) { first, _ in first }
  }

  /// Whether a recommendation is the outcome or as defensible.
  public func accepts(_ style: Style) -> Bool { style == outcome || acceptable.contains(style) }
}

extension Case {
  init?(_ document: Document, _ reader: AnswersReader) {
    let complaints = reader.complaints
    var fields = Fields(document.root, "a case", complaints)
    let id = fields.identifier("case")
    let title = fields.text("title")
    year = fields.optionalInteger("year")
    let source = fields.text("source")
    let kind: Kind? = fields.choice("kind")
    let outcome: Style? = fields.choice("outcome")
    acceptable = fields.styles("acceptable")
    rejected = fields.styles("rejected")
    warningSigns = fields.texts("warning-signs")
    let confidence: Confidence? = fields.choice("confidence")
    facts = fields.texts("facts")
    note = fields.optionalText("note")
    given = fields.required("answers").map { Self.given($0, reader) } ?? []
    fields.finish()
    guard let id, let title, let source, let kind, let outcome, let confidence else { return nil }
    self.id = id
    self.title = title
    self.source = source
    self.kind = kind
    self.outcome = outcome
    self.confidence = confidence
    place = document.root.place
  }

  private static func given(_ node: Node, _ reader: AnswersReader) -> [Given] {
    reader.inOrder(node, AnswersSentence.answersAreMapping) { question, node in
      var fields = Fields(node, "an answer of a case", reader.complaints)
      guard node.isMapping else { return nil }
      var answer = reader.known(&fields, question)
      let basis: Basis? = fields.choice("basis")
      answer?.note = fields.optionalText("note")
      fields.finish()
      guard let answer, let basis else { return nil }
      return Given(question: question.id, answer: answer, basis: basis)
    }
  }
}
